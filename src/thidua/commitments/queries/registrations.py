"""Which units registered for a movement, which not yet, and the page of one of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from thidua.commitments.enums import RegistrationState, SubjectKind
from thidua.commitments.models import RegisteredTitle, Registration
from thidua.commitments.models.plan import READERS
from thidua.commitments.queries.titles import titles_in
from thidua.core.titles import Titles
from thidua.foundation.actors import Actor
from thidua.movements.models import Movement
from thidua.organisation.models import Unit

MISSING = "missing"
"""The state of a unit that has written nothing yet."""
STATES = ((MISSING, "Chưa đăng ký"), *RegistrationState.choices)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and its registration, if it has one."""

    unit: Unit
    registration: Any

    @property
    def state(self) -> str:
        return str(self.registration.state) if self.registration else MISSING

    @property
    def state_name(self) -> str:
        return dict(STATES)[self.state]

    @property
    def look(self) -> tuple[str, str]:
        """The class and the picture that draw the state."""
        return LOOKS[self.state]


LOOKS = {
    MISSING: ("none", "circle-dashed"),
    RegistrationState.DRAFT: ("none", "pencil"),
    RegistrationState.SENT: ("run", "clock"),
    RegistrationState.RETURNED: ("risk", "alert-triangle"),
    RegistrationState.ACCEPTED: ("ok", "circle-check"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """The units of a list, filtered, and how many there are of each state in all."""

    rows: tuple[Row, ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int

    @property
    def missing(self) -> int:
        return next(count for state, _, count in self.counts if state == MISSING)


def units_of(actor: Actor, movement: Movement, on: date) -> Any:
    """Return the units of the commune that promise something: all for those who read all, else the own."""
    found = Unit.objects.visible_to(actor).filter(authority_id=movement.authority_id).in_force(on)
    return (found if actor.has(*READERS) else found.filter(pk__in=actor.unit_ids)).for_list()


def registrations_listed(actor: Actor, movement: Movement, *, on: date, state: str = "") -> Listed:
    """Return who registered and who not. Two queries for any number of units."""
    made = Registration.objects.visible_to(actor).filter(movement=movement)
    counted = made.annotate(
        **{
            f"of_{subject}": Count("titles", filter=Q(titles__subject=subject))
            for subject in SubjectKind.values
        }
    )
    by_unit = {registration.unit_id: registration for registration in counted}
    rows = [Row(unit, by_unit.get(unit.pk)) for unit in units_of(actor, movement, on)]
    states = Counter(row.state for row in rows)
    return Listed(
        rows=tuple(row for row in rows if not state or row.state == state),
        counts=tuple((key, name, states[key]) for key, name in STATES),
        total=len(rows),
    )


@dataclass(frozen=True, slots=True)
class OnePage:
    """The registration of one unit with its titles by whom they are for."""

    registration: Registration | None
    groups: tuple[tuple[str, str, tuple[RegisteredTitle, ...]], ...]
    titles: Titles

    @property
    def count(self) -> int:
        return sum(len(rows) for _, _, rows in self.groups)


def registration_page(actor: Actor, movement: Movement, unit: Unit, *, on: date) -> OnePage:
    """Gather what the page of one unit shows. Two queries."""
    made = Registration.objects.visible_to(actor).filter(movement=movement, unit=unit)
    registration = made.select_related("movement__authority", "unit").first()
    rows = list(registration.titles.all()) if registration else []
    groups = tuple(
        (subject.value, subject.label, tuple(row for row in rows if row.subject == subject))
        for subject in SubjectKind
    )
    return OnePage(registration, groups, titles_in(movement, on))


def all_titles(actor: Actor, movement: Movement, units: Sequence[UUID]) -> Any:
    """Return every registered title of these units, unit by unit, for a workbook. One query."""
    made = Registration.objects.visible_to(actor).filter(movement=movement, unit_id__in=units)
    rows = RegisteredTitle.objects.filter(registration__in=made)
    return rows.select_related("registration__unit").order_by(
        "registration__unit__kind_rank", "registration__unit__sort_key", "position", "id"
    )
