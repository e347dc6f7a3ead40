"""Nominations that may be about one person, each pair with what somebody said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from thidua.awards.enums import OPEN_NOMINATIONS
from thidua.awards.models import AwardRound, DuplicateAnswer, Nomination
from thidua.core.commending.duplicates import Named, duplicates_among
from thidua.foundation.models import prepared


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nominations that may be one, why, and the answer of a person where there is one."""

    first: Nomination
    second: Nomination
    reason: str
    answer: DuplicateAnswer | None

    def holds(self, pk: UUID) -> bool:
        return pk in {self.first.pk, self.second.pk}


def pairs_of(award_round: AwardRound) -> list[Pair]:
    """Return the pairs with a nomination of the round in them; others of the year are looked at too.

    One query for any number of nominations, and two more where some may be one.
    """
    by_person: dict[UUID, _Row] = {}
    for row in map(_Row._make, _of_year(award_round.authority_id, award_round.year)):
        known = by_person.get(row.person)
        if known is None or known.round != award_round.pk:
            by_person[row.person] = row
    likely = duplicates_among(row.named for row in by_person.values())
    rows = ((by_person[pair.first.key], by_person[pair.second.key], pair.reason) for pair in likely)  # type: ignore[index]
    return _shown([found for found in rows if award_round.pk in {found[0].round, found[1].round}])


class _Row(NamedTuple):
    """What tells one nominated person from another; all of a year are compared, few are shown."""

    nomination: UUID
    round: UUID
    person: UUID
    name: str
    identity: str | None
    birth_year: int | None
    unit: UUID | None

    @property
    def named(self) -> Named:
        return Named(self.person, self.name, self.identity or "", self.birth_year, self.unit)


def _shown(found: Sequence[tuple[_Row, _Row, str]]) -> list[Pair]:
    if not found:
        return []
    keys = frozenset(row.nomination for first, second, _ in found for row in (first, second))
    told = {one.pk: one for one in _whole(keys)}
    answers = {frozenset({one.first_id, one.second_id}): one for one in _given(keys)}
    return [
        Pair(
            told[first.nomination],
            told[second.nomination],
            reason,
            answers.get(frozenset({first.nomination, second.nomination})),
        )
        for first, second, reason in found
    ]


@prepared
def _of_year(authority_id: UUID, year: int) -> QuerySet[Nomination, tuple[Any, ...]]:
    found = Nomination.objects.filter(
        authority_id=authority_id, round__year=year, person__isnull=False, state__in=OPEN_NOMINATIONS
    )
    named = ("person__full_name", "person__profile__identity_number", "person__birth_year", "person__unit_id")
    rows: QuerySet[Nomination, tuple[Any, ...]] = found.order_by("made_at", "id").values_list(
        "pk", "round_id", "person_id", *named
    )
    return rows


@prepared
def _whole(keys: frozenset[UUID]) -> QuerySet[Nomination]:
    found: QuerySet[Nomination] = Nomination.objects.filter(pk__in=keys).select_related("person")
    return found


@prepared
def _given(keys: frozenset[UUID]) -> QuerySet[DuplicateAnswer]:
    return DuplicateAnswer.objects.filter(first__in=keys, second__in=keys)
