"""What is written down of many subjects, read by one query whatever their number."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, F, IntegerField, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Coalesce

from thidua.awards.enums import OPEN_NOMINATIONS, NominationState
from thidua.awards.models import (
    CollectiveYear,
    Confirmation,
    Discipline,
    Hold,
    Initiative,
    Nomination,
    PriorAward,
    Rating,
    WorkYear,
)
from thidua.foundation.models import prepared

ADVANCED = ("LDTT_CBCC", "LDTT_ND")
"""Award kinds that make an advanced worker ("Lao động tiên tiến")."""
EXEMPLARY = ("CSTDCS",)
COUNTING = OPEN_NOMINATIONS - {NominationState.DRAFT, NominationState.RETURNED}
"""States in which a title put forward counts for another; once decided it is an award."""


class Row(NamedTuple):
    """One fact in the columns all facts share; `sort` names its kind, `owner` whom it is about.

    `other` is the nomination, the person or the commune beside, as the kind of fact has it.
    """

    sort: str
    owner: UUID | None
    other: UUID | None = None
    year: int = 0
    code: str = ""
    name: str = ""
    paper: str = ""
    merit: str = ""
    deed: str = ""
    from_on: date | None = None
    to_on: date | None = None
    number: int | None = None
    completed: int | None = None
    advanced: int | None = None
    exemplary: int | None = None
    warned: int | None = None


_TYPES: Mapping[str, Any] = {
    "sort": CharField,
    "owner": UUIDField,
    "other": UUIDField,
    "from_on": DateField,
    "to_on": DateField,
    **dict.fromkeys(("code", "name", "paper", "merit", "deed"), CharField),
    **dict.fromkeys(("year", "number", "completed", "advanced", "exemplary", "warned"), IntegerField),
}
_SUBJECT = Coalesce("person_id", "unit_id", "household_id")


@dataclass(frozen=True, slots=True)
class Known:
    """Rows by their kind and whom they are about."""

    rows: Mapping[tuple[str, UUID | None], Sequence[Row]]

    def of(self, sort: str, owner: UUID | None) -> Sequence[Row]:
        return self.rows.get((sort, owner), ())

    def all(self, sort: str) -> Iterator[Row]:
        return (row for (kind, _), rows in self.rows.items() if kind == sort for row in rows)


Keys = frozenset[UUID]


def known_of(nominations: Sequence[Nomination]) -> Known:
    """Read everything the law may ask of those put forward."""
    people, units, households = (
        frozenset(key for one in nominations if (key := getattr(one, name)) is not None)
        for name in ("person_id", "unit_id", "household_id")
    )
    asked = _asked(
        frozenset(one.pk for one in nominations),
        people,
        units,
        households,
        frozenset(one.authority_id for one in nominations),
    )
    found: dict[tuple[str, UUID | None], list[Row]] = defaultdict(list)
    for values in asked:
        row = Row(*values)
        found[row.sort, row.owner].append(row)
    return Known(found)


@prepared
def _asked(
    nominations: Keys, people: Keys, units: Keys, households: Keys, authorities: Keys
) -> QuerySet[Any, Any]:
    """Return all rows in the shared columns; Django writes so long a query for longer than it is answered."""
    about = Q(person_id__in=people) | Q(unit_id__in=units) | Q(household_id__in=households)
    first, *more = [
        _rows(
            Confirmation.objects.filter(nomination__in=nominations),
            "confirmed",
            owner="nomination_id",
            code="key",
            name="by_name",
            deed="note",
            number=Cast("is_met", IntegerField()),
        ),
        _holds(authorities),
        *_of_subjects(about),
        *_of_people(people),
        *_of_units(units),
    ]
    return first.union(*more, all=True)


def _of_subjects(about: Q) -> list[QuerySet[Any, Any]]:
    return [
        _rows(
            Rating.objects.filter(about), "rating", owner=_SUBJECT, year="year", code="grade", paper="paper"
        ),
        _rows(
            PriorAward.objects.filter(about),
            "award",
            owner=_SUBJECT,
            year="year",
            code="code",
            name="name",
            paper="paper",
            merit="merit",
            deed="achievement",
            to_on="revoked_on",
        ),
        _rows(
            Nomination.objects.filter(about, state__in=OPEN_NOMINATIONS),
            "open",
            owner=_SUBJECT,
            other="id",
            year="round__year",
            code="kind_code",
            name="kind_name",
            paper="state",
            merit="round__merit",
            deed="achievement",
        ),
        _rows(
            Discipline.objects.filter(about),
            "discipline",
            owner=_SUBJECT,
            code="level",
            paper="paper",
            from_on="decided_on",
            to_on="ends_on",
        ),
    ]


def _of_people(people: Keys) -> list[QuerySet[Any, Any]]:
    return [
        _rows(
            Initiative.objects.filter(person__in=people),
            "initiative",
            owner="person_id",
            year="year",
            name="name",
            paper="paper",
        ),
        _rows(
            WorkYear.objects.filter(person__in=people),
            "work",
            owner="person_id",
            year="year",
            number="months",
            warned=Cast("is_on_maternity", IntegerField()),
        ),
    ]


def _of_units(units: Keys) -> list[QuerySet[Any, Any]]:
    """Return the counts of collectives, and who of their people holds a title or is put forward for one."""
    codes = (*ADVANCED, *EXEMPLARY)
    counts = {name: name for name in ("completed", "advanced", "exemplary", "warned")}
    titled = {"owner": "person__unit_id", "other": "person_id"}
    return [
        _rows(
            CollectiveYear.objects.filter(unit__in=units),
            "collective",
            owner="unit_id",
            year="year",
            paper="paper",
            number="members",
            **counts,
        ),
        _rows(
            PriorAward.objects.filter(person__unit__in=units, code__in=codes, revoked_on=None),
            "titled",
            year="year",
            code="code",
            **titled,
        ),
        _rows(
            Nomination.objects.filter(person__unit__in=units, kind_code__in=codes, state__in=COUNTING),
            "title_open",
            year="round__year",
            code="kind_code",
            **titled,
        ),
    ]


def _holds(authorities: Keys) -> QuerySet[Any, Any]:
    """Return every hold that was not lifted; whom one is about is told by unit or by name."""
    return _rows(
        Hold.objects.filter(authority__in=authorities, lifted_at=None),
        "hold",
        owner="unit_id",
        other="authority_id",
        code="kind",
        name="person_name",
        paper="document_number",
        deed="reason",
        from_on="starts_on",
        to_on="ends_on",
    )


def _rows(found: QuerySet[Any, Any], sort: str, **columns: Any) -> QuerySet[Any, Any]:
    """Bring a table into the shared columns; a union needs the same types in the same order."""
    values: dict[str, Any] = {"sort": Value(sort), **columns}
    told = {f"as_{name}": _column(values.get(name), name) for name in Row._fields}
    rows: QuerySet[Any, Any] = found.order_by().annotate(**told).values_list(*told)
    return rows


def _column(value: Any, name: str) -> Any:
    if value is None:
        value = Value(Row._field_defaults[name])
    expression = F(value) if isinstance(value, str) else value
    return Cast(expression, _TYPES[name]())
