"""Open, close and reopen a season."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services import search, versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.enums import MOVEMENT_WORKFLOW, MovementState
from thidua.movements.models import Movement


@transaction.atomic
def open_season(movement: Movement, *, by: Actor, at: datetime) -> Movement:
    """Open the movement: from here on everybody sees it, and a change of a target needs a reason."""
    before = MovementState(movement.state)
    movement.state = MOVEMENT_WORKFLOW.target_of("open", state=before)
    movement.opened_at = at
    _save(movement)
    record("movements.movement.open", movement, by=by, at=at, deed=_deed(movement, before))
    return movement


def close(movement: Movement, *, expected: int, by: Actor, at: datetime) -> Movement:
    """End the season: targets can no longer be changed."""
    return _step("close", movement, expected=expected, by=by, at=at)


def reopen(movement: Movement, *, expected: int, by: Actor, at: datetime) -> Movement:
    """Undo `close`."""
    return _step("reopen", movement, expected=expected, by=by, at=at)


@transaction.atomic
def _step(verb: str, movement: Movement, *, expected: int, by: Actor, at: datetime) -> Movement:
    """Take a step from the version that was seen; a season that stands there already is left alone."""
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    policies.can_close(by, movement).enforce()
    before, after = MovementState(movement.state), _GOALS[verb]
    if before == after:
        return movement
    if movement.version != expected:
        raise versions.stale(movement, {"state": after}, expected=expected)
    movement.state = MOVEMENT_WORKFLOW.target_of(verb, state=before)
    movement.closed_at = at if after == MovementState.CLOSED else None
    _save(movement)
    record(f"movements.movement.{verb}", movement, by=by, at=at, deed=_deed(movement, before))
    return movement


_GOALS = {"close": MovementState.CLOSED, "reopen": MovementState.OPEN}


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


def _save(movement: Movement) -> None:
    movement.version += 1
    movement.full_clean()
    movement.save()


def _deed(movement: Movement, before: MovementState) -> Deed:
    step = {"state": (before, movement.state), "version": (movement.version - 1, movement.version)}
    return Deed(changes=step)
