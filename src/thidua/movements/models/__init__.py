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

__all__ = [
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
]
