"""Who owes which figure: the units a target was given to, else the unit that answers for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.foundation.models import prepared
from thidua.movements.enums import MovementKind, MovementState
from thidua.movements.models import Allocation, Movement, Target
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Period, Report


def due_in(period: Period) -> QuerySet[Target]:
    """Return the followed targets whose figures belong to the period, in the order of the letter."""
    found = Target.objects.filter(_is_due(period), authority_id=period.authority_id)
    ordered: QuerySet[Target] = found.order_by("movement_id", "position", "id")
    return ordered


Asked = tuple[UUID, tuple[date, date], int, str]
"""What decides which targets a period asks for: authority, first and last day, year, frequency."""


def asked_of(period: Period) -> Asked:
    return period.authority_id, (period.starts_on, period.ends_on), period.year, period.frequency


def due_when(authority_id: UUID, lasts: tuple[date, date], year: int, frequency: str) -> QuerySet[Target]:
    """Return `due_in` of the period with these values, for queries that are prepared."""
    starts_on, ends_on = lasts
    period = Period(
        authority_id=authority_id, starts_on=starts_on, ends_on=ends_on, year=year, frequency=frequency
    )
    return due_in(period)


def targets_of(period: Period) -> list[Target]:
    """Return them with what reading a figure needs, in one query."""
    return list(due_in(period).select_related("tracking", "movement", "owner"))


def owers_of(targets: Sequence[Target]) -> dict[UUID, list[UUID]]:
    """Return the units that owe figures of each target, in one query."""
    owers: dict[UUID, list[UUID]] = {target.pk: [] for target in targets}
    for target_id, unit_id in _given(frozenset(owers)):
        owers[target_id].append(unit_id)
    for target in targets:
        if not owers[target.pk] and target.owner_id is not None:
            owers[target.pk].append(target.owner_id)
    return owers


@prepared
def _given(target_ids: frozenset[UUID]) -> QuerySet[Allocation, tuple[UUID, UUID]]:
    given = Allocation.objects.given().filter(target__in=target_ids)
    return given.order_by("unit__kind_rank", "unit__sort_key").values_list("target", "unit")


@dataclass(frozen=True, slots=True)
class Owing:
    """What some periods ask for, by key of the period, and which units owe it, by key of the target."""

    targets: Mapping[UUID, Sequence[Target]]
    owers: Mapping[UUID, Sequence[UUID]]

    def by_unit(self, period: Period) -> dict[UUID, list[UUID]]:
        """Return the targets that each unit owes in one of the periods."""
        owed: dict[UUID, list[UUID]] = {}
        for target in self.targets[period.pk]:
            for unit_id in self.owers[target.pk]:
                owed.setdefault(unit_id, []).append(target.pk)
        return owed


def owing_in(periods: Sequence[Period]) -> Owing:
    """Gather what `targets_of` and `owers_of` tell of each period; two queries for any number."""
    found = Target.objects.filter(
        _IS_OPEN,
        authority_id__in={period.authority_id for period in periods},
        movement__year__in={period.year for period in periods},
        tracking__frequency__in={period.frequency for period in periods},
    )
    followed = list(found.select_related("tracking", "movement", "owner"))
    due = {period.pk: [target for target in followed if _asks_for(period, target)] for period in periods}
    return Owing(due, owers_of(followed))


def owed_by_unit(period: Period) -> dict[UUID, list[UUID]]:
    """Return the targets each unit owes in the period; two queries."""
    return owing_in([period]).by_unit(period)


def targets_owed(report: Report) -> list[Target]:
    """Return what one report must hold, in the order of the letter, in one query."""
    return list(owed_of(report).order_by("movement_id", "position", "id"))


def owed_of(report: Report) -> QuerySet[Target]:
    """Return what one report must hold.

    A figure that was written stays in its report, even when the target was taken from the unit since.
    """
    period = report.period
    given = Allocation.objects.given()
    mine = Q(pk__in=given.filter(unit=report.unit_id).values("target"))
    as_owner = Q(owner=report.unit_id) & ~Q(pk__in=given.values("target"))
    written = Q(pk__in=report.figures.values("target"))
    found = Target.objects.filter(authority_id=report.authority_id, tracking__isnull=False)
    found = found.filter(written | (_is_due(period) & (mine | as_owner)))
    return found.select_related("tracking", "movement", "owner")


def unsent_of(report: Report) -> tuple[Target, ...]:
    """Return what one report still must hand in, what was sent back among it, in the order of the letter."""
    sent = report.figures.sent().exclude(said=CellChoice.EMPTY)
    found = owed_of(report).exclude(pk__in=sent.values("target"))
    return tuple(found.order_by("movement_id", "position", "id"))


def owed_one(report: Report, target_id: UUID) -> list[Target]:
    """Return the target, if the report must hold it."""
    return _owed_one(target_id, *_asking(report))


def ids_owed(report: Report) -> list[UUID]:
    """Return the keys of what one report must hold, in no order."""
    return _ids_owed(*_asking(report))


Asking = tuple[tuple[UUID, UUID, UUID], tuple[date, date], int, str]
"""What decides what a report must hold: its key, authority, unit; days, year and frequency of its period."""


def _asking(report: Report) -> Asking:
    period = report.period
    keys = report.pk, report.authority_id, report.unit_id
    return keys, (period.starts_on, period.ends_on), period.year, period.frequency


@prepared
def _owed_one(
    target_id: UUID, keys: tuple[UUID, UUID, UUID], lasts: tuple[date, date], year: int, frequency: str
) -> QuerySet[Target]:
    return _owed_when(keys, lasts, year, frequency).filter(pk=target_id)


@prepared
def _ids_owed(
    keys: tuple[UUID, UUID, UUID], lasts: tuple[date, date], year: int, frequency: str
) -> QuerySet[Target, UUID]:
    return _owed_when(keys, lasts, year, frequency).order_by().values_list("pk", flat=True)


def _owed_when(
    keys: tuple[UUID, UUID, UUID], lasts: tuple[date, date], year: int, frequency: str
) -> QuerySet[Target]:
    period = Period(starts_on=lasts[0], ends_on=lasts[1], year=year, frequency=frequency)
    return owed_of(Report(pk=keys[0], authority_id=keys[1], unit_id=keys[2], period=period))


def lies_in(movement: Movement, starts_on: date, ends_on: date) -> bool:
    """Whether a movement asks for these days: a regular one for all its year, a thematic one for its own."""
    if movement.kind == MovementKind.REGULAR:
        return True
    return (movement.starts_on or starts_on) <= ends_on and starts_on <= (movement.ends_on or ends_on)


_IS_OPEN = Q(movement__state=MovementState.OPEN, movement__is_own=True)


def _asks_for(period: Period, target: Target) -> bool:
    """Say of a target of an open movement that was read what `_is_due` asks the database."""
    movement = target.movement
    of_target = target.authority_id, movement.year, target.tracking.frequency
    is_of_kind = of_target == (period.authority_id, period.year, period.frequency)
    return is_of_kind and lies_in(movement, period.starts_on, period.ends_on)


def were_owed(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Leave out reports for which their unit was asked no figure; an ended movement has asked too."""
    period = Period(
        starts_on=OuterRef("period__starts_on"),
        ends_on=OuterRef("period__ends_on"),
        year=OuterRef("period__year"),
        frequency=OuterRef("period__frequency"),
    )
    asked = Target.objects.filter(_falls_into(period), authority=OuterRef("authority"))
    asked = asked.exclude(movement__state=MovementState.DRAFT)
    given = Allocation.objects.given()
    as_given = Exists(
        asked.filter(Exists(given.filter(target=OuterRef("pk"), unit=OuterRef(OuterRef("unit")))))
    )
    as_owner = Exists(asked.filter(~Exists(given.filter(target=OuterRef("pk"))), owner=OuterRef("unit")))
    return reports.filter(as_given | as_owner)


def _is_due(period: Period) -> Q:
    """Targets of an open movement that fall into the period."""
    return _IS_OPEN & _falls_into(period)


def _falls_into(period: Period) -> Q:
    """Targets of a movement of the year; a thematic one asks only for the periods it lies in.

    A regular movement is about its whole year, also the months before its letter came.
    """
    lasts = (Q(movement__starts_on=None) | Q(movement__starts_on__lte=period.ends_on)) & (
        Q(movement__ends_on=None) | Q(movement__ends_on__gte=period.starts_on)
    )
    is_of_kind = Q(movement__year=period.year, tracking__frequency=period.frequency)
    is_of_year = Q(movement__kind=MovementKind.REGULAR)
    return Q(movement__is_own=True) & is_of_kind & (is_of_year | lasts)
