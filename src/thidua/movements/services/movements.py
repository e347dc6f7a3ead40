"""Open, close and reopen a season."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import search
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.enums import MOVEMENT_WORKFLOW, MovementState
from thidua.movements.models import Movement


@transaction.atomic
def open_season(movement: Movement, *, by: Actor, at: datetime) -> Movement:
    """Open the movement: from here on everybody sees it, and a change of a target needs a reason."""
    movement.state = MOVEMENT_WORKFLOW.target_of("open", state=MovementState(movement.state))
    movement.opened_at = at
    _save(movement)
    record("movements.movement.open", movement, by=by, at=at, deed=_deed(movement))
    return movement


@transaction.atomic
def close(movement: Movement, *, expected: int, by: Actor, at: datetime) -> Movement:
    """End the season: targets can no longer be changed."""
    movement = _lock(movement, expected)
    policies.can_close(by, movement).enforce()
    movement.state = MOVEMENT_WORKFLOW.target_of("close", state=MovementState(movement.state))
    movement.closed_at = at
    _save(movement)
    record("movements.movement.close", movement, by=by, at=at, deed=_deed(movement))
    return movement


@transaction.atomic
def reopen(movement: Movement, *, expected: int, by: Actor, at: datetime) -> Movement:
    """Undo `close`."""
    movement = _lock(movement, expected)
    policies.can_close(by, movement).enforce()
    movement.state = MOVEMENT_WORKFLOW.target_of("reopen", state=MovementState(movement.state))
    movement.closed_at = None
    _save(movement)
    record("movements.movement.reopen", movement, by=by, at=at, deed=_deed(movement))
    return movement


def index(movement: Movement) -> None:
    """Keep the movement findable by name."""
    search.index(_findable(movement))


def _findable(movement: Movement) -> search.Findable:
    return search.Findable(
        authority_id=movement.authority_id,
        kind="movement",
        object_id=str(movement.pk),
        title=movement.title,
        detail=movement.theme,
        url=page_of(movement),
        place=f"năm {movement.year}" if movement.year else "",
    )


def _all() -> Iterator[search.Findable]:
    return map(_findable, Movement.objects.iterator())


search.declare("movement", _all)


def page_of(movement: Movement) -> str:
    """Return the address of the season's page; held against the URL table by a test."""
    return f"/phong-trao/{movement.pk}/"


def _lock(movement: Movement, expected: int) -> Movement:
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    if movement.version != expected:
        raise DomainError("Phong trào vừa được người khác ghi. Tải lại trang để xem bản mới nhất.")
    return movement


def _save(movement: Movement) -> None:
    movement.version += 1
    movement.full_clean()
    movement.save()


def _deed(movement: Movement) -> Deed:
    return Deed(changes={"version": (movement.version - 1, movement.version)})
