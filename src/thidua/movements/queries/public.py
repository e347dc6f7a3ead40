"""The public page of a movement: only fields that name their legal reason."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from thidua.foundation.public import public_view
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement, Target


@dataclass(frozen=True, slots=True)
class PublicTarget:
    """A public view of a target, and whether it is part of the one above."""

    view: Any
    is_part: bool


@dataclass(frozen=True, slots=True)
class PublicGroup:
    name: str
    targets: tuple[PublicTarget, ...]


@dataclass(frozen=True, slots=True)
class PublicBoard:
    movement: Any
    key: UUID
    agency: str
    groups: tuple[PublicGroup, ...]
    target_count: int
    is_demo: bool


def public_board(movement: Movement) -> PublicBoard:
    """Collect the public page of an open movement in one query."""
    targets = list(Target.objects.public().filter(movement=movement).for_board())
    groups = tuple(
        PublicGroup(
            choice.label,
            tuple(PublicTarget(public_view(row), row.parent_id is not None) for row in rows),
        )
        for choice in TargetField
        if (rows := [target for target in targets if target.field == choice])
    )
    return PublicBoard(
        movement=public_view(movement),
        key=movement.pk,
        agency=movement.authority.committee,
        groups=groups,
        target_count=len(targets),
        is_demo=movement.authority.is_demo,
    )
