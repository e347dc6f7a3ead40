"""The board of a movement: what each unit registered, planned and signed, since when, and who is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from thidua.commitments.enums import PlanState, PledgeState, RegistrationState
from thidua.commitments.queries.duties import DUTIES, Duty, key_of, page_of
from thidua.commitments.queries.pledge_lists import given_in
from thidua.commitments.queries.registrations import units_of
from thidua.commitments.queries.unit_pledges import UnitPledge, unit_pledges
from thidua.commitments.signals import PLAN, PLEDGE, REGISTRATION
from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit

NAMES = {REGISTRATION: "Đăng ký", PLAN: "Kế hoạch", PLEDGE: "Giao ước"}
KINDS = (REGISTRATION, PLAN, PLEDGE)
LATE, MISSING, WAITING, KEPT, UNASKED = "tre", "chua", "cho", "xong", "khong"
STATES = (
    (LATE, "Trễ hạn"),
    (MISSING, "Chưa có"),
    (WAITING, "Đang chờ"),
    (KEPT, "Xong"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One promise of one unit: how far, since when, by which day."""

    kind: str
    state: str
    words: str
    since: date | None
    due_on: date | None
    url: str
    detail: str = ""
    button: str = ""

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def look(self) -> str:
        return _LOOKS[self.state][0]

    @property
    def icon(self) -> str:
        return _LOOKS[self.state][1]

    @property
    def is_late(self) -> bool:
        return self.state == LATE


_LOOKS = {
    LATE: ("risk", "alert-triangle"),
    MISSING: ("none", "circle-dashed"),
    WAITING: ("run", "clock"),
    KEPT: ("ok", "circle-check"),
    UNASKED: ("none", "minus"),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: Unit
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units are how far with one promise."""

    kind: str
    name: str
    kept: int
    total: int
    late: int


@dataclass(frozen=True, slots=True)
class PromiseBoard:
    rows: tuple[UnitRow, ...]
    tallies: tuple[Tally, ...]
    total: int

    @property
    def late(self) -> int:
        return sum(tally.late for tally in self.tallies)


def newest_movement(actor: Actor) -> UUID | None:
    """Return the key of the newest own movement of the actor's office, an open one first."""
    found = Movement.objects.visible_to(actor).filter(is_own=True).exclude(state=MovementState.DRAFT)
    own = [] if actor.authority_id is None else [actor.authority_id]
    ordered = found.filter(authority_id__in=own).order_by(
        F("closed_at").desc(nulls_first=True), "-year", "-opened_at"
    )
    key: UUID | None = ordered.values_list("pk", flat=True).first()
    return key


def promise_board(
    actor: Actor, movement: Movement, *, on: date, kind: str = "", state: str = ""
) -> PromiseBoard:
    """Return the board; rows with a cell of that kind and state. Seven queries for any number of units."""
    made = {of: _made(actor, movement, of) for of in KINDS}
    due = _due(actor, movement)
    given = set(given_in(movement).values_list("unit_id", flat=True))
    rows = []
    for unit in units_of(actor, movement, on):
        asked = {of: due.get((of, key_of(movement.pk, unit.pk))) for of in KINDS}
        found = {of: made[of].get(unit.pk, Made()) for of in KINDS}
        if unit.pk not in given and not found[PLEDGE].it and asked[PLEDGE] is None:
            found[PLEDGE] = NOT_ASKED
        cells = [
            _cell(of, found[of], asked[of], _url(of, movement, unit.pk, found[of].it), on) for of in KINDS
        ]
        if unit.pk in actor.unit_ids and movement.state == MovementState.OPEN:
            cells = [
                replace(cell, button=_BUTTONS[cell.kind]) if not found[cell.kind].it else cell
                for cell in cells
            ]
        rows.append(UnitRow(unit, tuple(cells)))
    shown = tuple(row for row in rows if _fits(row, kind, state))
    return PromiseBoard(shown, tuple(_tally(of, rows) for of in KINDS), len(rows))


def _fits(row: UnitRow, kind: str, state: str) -> bool:
    cells = [cell for cell in row.cells if not kind or cell.kind == kind]
    return not state or any(cell.state == state for cell in cells)


def _tally(kind: str, rows: Sequence[UnitRow]) -> Tally:
    cells = [cell for row in rows for cell in row.cells if cell.kind == kind and cell.state != UNASKED]
    kept = sum(cell.state == KEPT for cell in cells)
    return Tally(kind, NAMES[kind], kept, len(cells), sum(cell.is_late for cell in cells))


@dataclass(frozen=True, slots=True)
class Made:
    """A promise as it stands; `is_done` when the unit did what was asked of it."""

    it: Any = None
    state: str = MISSING
    words: str = "Chưa có"
    detail: str = ""
    is_done: bool = False


NOT_ASKED = Made(state=UNASKED, words="Chưa được giao chỉ tiêu", is_done=True)


def _made(actor: Actor, movement: Movement, kind: str) -> dict[UUID, Made]:
    """Return by unit the promise that stands."""
    if kind == PLEDGE:
        return {unit_id: _pledged(one) for unit_id, one in unit_pledges(movement, actor).items()}
    duty = DUTIES[kind]
    found = duty.model.objects.visible_to(actor).filter(movement=movement)
    return {row.unit_id: _sent(row, duty) for row in found}


def _pledged(one: UnitPledge) -> Made:
    state = KEPT if one.holding is not None else _open_state(one.state)
    return Made(one.shown, state, one.words, one.detail, one.is_signed_by_unit)


def _sent(row: Any, duty: Duty) -> Made:
    is_kept = row.state in duty.kept
    return Made(row, KEPT if is_kept else _open_state(row.state), row.get_state_display(), is_done=is_kept)


def _open_state(state: str) -> str:
    return WAITING if state in _WAITING else MISSING


def _due(actor: Actor, movement: Movement) -> Mapping[tuple[str, str], date | None]:
    """Return the day by which each piece of open work is owed, by kind of promise and key of its origin."""
    kinds = {duty.origin: duty.kind for duty in DUTIES.values()}
    works = Obligation.objects.visible_to(actor).open().filter(origin_kind__in=kinds)
    found = works.filter(origin_id__startswith=movement.pk.hex)
    return {
        (kinds[origin], key): due_on
        for origin, key, due_on in found.values_list("origin_kind", "origin_id", "due_on")
    }


def _cell(kind: str, made: Made, due_on: date | None, url: str, on: date) -> Cell:
    due_on = None if made.is_done else due_on
    is_late = due_on is not None and due_on < on
    return Cell(kind, LATE if is_late else made.state, made.words, _since(made.it), due_on, url, made.detail)


_WAITING = frozenset(
    {
        RegistrationState.SENT,
        RegistrationState.RETURNED,
        PlanState.SENT,
        PlanState.RETURNED,
        PledgeState.OFFERED,
        PledgeState.COUNTERED,
        PledgeState.AGREED,
    }
)
_MOMENTS = ("signed_at", "accepted_at", "sent_at")


def _since(made: Any) -> date | None:
    """Return the day of the last step that is known."""
    moments = [moment for name in _MOMENTS if (moment := getattr(made, name, None)) is not None]
    at: datetime | None = max(moments, default=None)
    return localdate(at) if at else None


_BUTTONS = {REGISTRATION: "Ghi đăng ký", PLAN: "Soạn kế hoạch", PLEDGE: ""}
"""How a unit begins what it has not; a pledge the office begins."""


def _url(kind: str, movement: Movement, unit_id: UUID, made: Any) -> str:
    """Lead to the promise itself; where there is none yet, to where it is begun."""
    if kind == PLAN and made is None:
        return f"/phong-trao/{movement.pk}/ke-hoach/{unit_id}/"
    if kind == REGISTRATION or made is None:
        return page_of(kind, movement.pk, unit_id)
    return f"/{'ke-hoach' if kind == PLAN else 'phong-trao/giao-uoc'}/{made.pk}/"
