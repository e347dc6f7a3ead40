"""Nominations that may be about one person, each pair with what somebody said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

    Two queries for any number of nominations.
    """
    by_person: dict[UUID, Nomination] = {}
    for one in _of_year(award_round.authority_id, award_round.year):
        known = by_person.get(one.person_id or one.pk)
        if known is None or known.round_id != award_round.pk:
            by_person[one.person_id or one.pk] = one
    likely = duplicates_among(_named(one) for one in by_person.values())
    answers = _answers(by_person.values())
    pairs = ((by_person[pair.first.key], by_person[pair.second.key], pair.reason) for pair in likely)  # type: ignore[index]
    return [
        Pair(first, second, reason, answers.get(frozenset({first.pk, second.pk})))
        for first, second, reason in pairs
        if award_round.pk in {first.round_id, second.round_id}
    ]


@prepared
def _of_year(authority_id: UUID, year: int) -> QuerySet[Nomination]:
    found = Nomination.objects.filter(
        authority_id=authority_id, round__year=year, person__isnull=False, state__in=OPEN_NOMINATIONS
    )
    return found.select_related("round", "person__profile").order_by("made_at", "id")


@prepared
def _given(keys: frozenset[UUID]) -> QuerySet[DuplicateAnswer]:
    return DuplicateAnswer.objects.filter(first__in=keys, second__in=keys)


def _named(one: Nomination) -> Named:
    person = one.person
    if person is None:
        raise LookupError
    profile = getattr(person, "profile", None)
    return Named(
        key=person.pk,
        name=person.full_name,
        identity=profile.identity_number if profile else "",
        birth_year=person.birth_year,
        unit=person.unit_id,
    )


def _answers(nominations: Iterable[Nomination]) -> Mapping[frozenset[UUID], DuplicateAnswer]:
    keys = frozenset(one.pk for one in nominations)
    return {frozenset({one.first_id, one.second_id}): one for one in _given(keys)}
