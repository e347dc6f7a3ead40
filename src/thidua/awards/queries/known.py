"""What is written down of many subjects, read by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

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

SubjectKey = tuple[str, UUID | None]

ADVANCED = ("LDTT_CBCC", "LDTT_ND")
"""Award kinds that make an advanced worker ("Lao động tiên tiến")."""
EXEMPLARY = ("CSTDCS",)
_COUNTING = (OPEN_NOMINATIONS - {NominationState.DRAFT, NominationState.RETURNED}) | {NominationState.DECIDED}

Titled = Mapping[tuple[UUID, int], frozenset[UUID]]
"""The people of a unit who hold a title of a year, or are put forward for it."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows about the subjects, by subject, by unit or by nomination."""

    ratings: Mapping[SubjectKey, Sequence[Rating]]
    awards: Mapping[SubjectKey, Sequence[PriorAward]]
    open: Mapping[SubjectKey, Sequence[Nomination]]
    disciplines: Mapping[SubjectKey, Sequence[Discipline]]
    initiatives: Mapping[UUID, Sequence[Initiative]]
    work: Mapping[UUID, Sequence[WorkYear]]
    holds: Sequence[Hold]
    collectives: Mapping[tuple[UUID, int], CollectiveYear]
    advanced: Titled
    exemplary: Titled
    confirmed: Mapping[UUID, Sequence[Confirmation]]


def known_of(nominations: Sequence[Nomination]) -> Known:
    """Read everything the law may ask of those put forward, whatever their number."""
    about = _about(nominations)
    people = {one.person_id for one in nominations if one.person_id}
    units = {one.unit_id for one in nominations if one.unit_id}
    years = {one.round.year for one in nominations}
    authorities = {one.authority_id for one in nominations}
    others = Nomination.objects.filter(about, state__in=OPEN_NOMINATIONS).select_related("round")
    titled = _titled(units, years)
    return Known(
        ratings=_by_subject(Rating.objects.filter(about)),
        awards=_by_subject(PriorAward.objects.filter(about).order_by("-year", "id")),
        open=_by_subject(others),
        disciplines=_by_subject(Discipline.objects.filter(about).order_by("decided_on", "id")),
        initiatives=_by(Initiative.objects.filter(person__in=people), "person_id"),
        work=_by(WorkYear.objects.filter(person__in=people), "person_id"),
        holds=list(Hold.objects.filter(authority__in=authorities, lifted_at=None).order_by("starts_on")),
        collectives={(one.unit_id, one.year): one for one in CollectiveYear.objects.filter(unit__in=units)},
        advanced=_people(titled, ADVANCED),
        exemplary=_people(titled, EXEMPLARY),
        confirmed=_by(
            Confirmation.objects.filter(nomination__in=[one.pk for one in nominations]), "nomination_id"
        ),
    )


def _about(nominations: Sequence[Nomination]) -> Q:
    found = Q()
    for name in ("person_id", "unit_id", "household_id"):
        keys = {getattr(one, name) for one in nominations} - {None}
        if keys:
            found |= Q(**{f"{name}__in": keys})
    return found or Q(pk__in=[])


_TitledRow = tuple[UUID, int, UUID, str]


def _titled(units: Collection[UUID], years: Collection[int]) -> list[_TitledRow]:
    """Return (unit, year, person, code) of titles held, or put forward, by the people of the units."""
    codes = (*ADVANCED, *EXEMPLARY)
    held = PriorAward.objects.filter(
        person__unit__in=units, code__in=codes, year__in=years, revoked_on=None
    ).values_list("person__unit", "year", "person", "code")
    wanted = Nomination.objects.filter(
        person__unit__in=units, kind_code__in=codes, round__year__in=years, state__in=_COUNTING
    ).values_list("person__unit", "round__year", "person", "kind_code")
    return [*held, *wanted]


def _people(titled: Iterable[_TitledRow], codes: Collection[str]) -> Titled:
    found: dict[tuple[UUID, int], set[UUID]] = defaultdict(set)
    for unit, year, person, code in titled:
        if code in codes:
            found[unit, year].add(person)
    return {key: frozenset(people) for key, people in found.items()}


def _by_subject(rows: Iterable[Any]) -> dict[SubjectKey, list[Any]]:
    found: dict[SubjectKey, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.subject_key].append(row)
    return found


def _by(rows: Iterable[Any], name: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
