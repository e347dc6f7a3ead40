from thidua.movements.models.draft import LaunchDraft
from thidua.movements.models.items import (
    DraftBasis,
    DraftItem,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
)
from thidua.movements.models.movement import Movement, Recipient
from thidua.movements.models.target import Target, TargetRevision
from thidua.movements.models.tracking import Allocation, Tracking

__all__ = [
    "Allocation",
    "DraftBasis",
    "DraftItem",
    "DraftMovement",
    "DraftRecipient",
    "DraftTarget",
    "DraftTask",
    "LaunchDraft",
    "Movement",
    "Recipient",
    "Target",
    "TargetRevision",
    "Tracking",
]
