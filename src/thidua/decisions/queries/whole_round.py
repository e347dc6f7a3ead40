"""Whom a whole round praises ("cả đợt này"): all that passed in it, whatever decision they stand in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound, Nomination, PersonProfile, PriorAward
from thidua.core.commending.balance import KINDS, Praised, balance_of
from thidua.decisions.enums import AwardState
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Person, Unit

_SLUGS = ("lao-dong-truc-tiep", "nu", "lanh-dao", "nam-truoc", "ba-nam-lien")
VILLAGES = "thon"
_PRAISED = (NominationState.PASSED, NominationState.DECIDED)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of the panel; `slug` names the list behind its number."""

    slug: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Member:
    """One line of a list behind a number; `is_known` is False where nobody wrote down whether it belongs.

    `person` is whom it is about, None for a village.
    """

    name: str
    detail: str
    person: UUID | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class _Round:
    nominations: Sequence[Nomination]
    people: Mapping[UUID, Person]
    praised: Mapping[UUID, Praised]
    before: Sequence[Praised]
    villages: Mapping[UUID, str]

    @property
    def by_village(self) -> Counter[UUID]:
        homes = (one.home.pk for one in self.nominations if one.home)
        return Counter(home for home in homes if home in self.villages)


def group_rows(award_round: AwardRound, on: date) -> tuple[GroupRow, ...]:
    """Return how many of each sort a round praises, beside the year before. Four queries."""
    found = _round(award_round, on)
    shares = balance_of(list(found.praised.values()), found.before)
    villages = f"{len(found.by_village)}/{len(found.villages)} thôn."
    return (
        *(GroupRow(slug, one.name, one.words) for slug, one in zip(_SLUGS, shares, strict=True)),
        GroupRow(VILLAGES, "Thôn có người, tập thể được khen", villages),
    )


def group_names() -> Mapping[str, str]:
    """Return the lists behind the panel by their slugs."""
    names = dict(zip(_SLUGS, (name for name, _ in KINDS), strict=True))
    return names | {VILLAGES: "Thôn có người, tập thể được khen"}


def members_of(award_round: AwardRound, slug: str, on: date) -> list[Member]:
    """Return who stands behind a number of the panel, those of whom it is not known at the end."""
    found = _round(award_round, on)
    if slug == VILLAGES:
        counts = found.by_village
        return [Member(name, _count(counts[key])) for key, name in found.villages.items()]
    is_of = dict(zip(_SLUGS, (test for _, test in KINDS), strict=True))[slug]
    answers = {key: is_of(one) for key, one in found.praised.items()}
    awards: dict[UUID, list[str]] = {}
    for one in found.nominations:
        if one.person_id:
            awards.setdefault(one.person_id, []).append(one.kind_name)
    members = [
        Member(str(found.people[key]), _detail(found.people[key], awards[key]), key, answer is not None)
        for key, answer in answers.items()
        if answer is not False
    ]
    return sorted(members, key=lambda one: not one.is_known)


def _count(number: int) -> str:
    return f"{number} khen thưởng" if number else "Chưa có ai"


def _detail(person: Person, kinds: Sequence[str]) -> str:
    unit = f"{person.unit}: " if person.unit else ""
    return f"{unit}{', '.join(kinds)}"


def _round(award_round: AwardRound, on: date) -> _Round:
    passed = award_round.nominations.filter(state__in=_PRAISED).exclude(award__state=AwardState.REVOKED)
    nominations = list(passed.for_list())
    people = {one.person.pk: one.person for one in nominations if one.person}
    last, before_last = award_round.year - 1, award_round.year - 2
    held = PriorAward.objects.filter(
        authority=award_round.authority_id,
        year__in=(last, before_last),
        person__isnull=False,
        revoked_on=None,
    )
    in_year: dict[int, dict[UUID, Person]] = {last: {}, before_last: {}}
    for award in held.select_related("person"):
        in_year[award.year][award.person_id] = award.person
    before = in_year[last]
    known = PersonProfile.objects.filter(person__in={*before, *people})
    profiles = {row.person_id: row for row in known}
    villages = Unit.objects.filter(authority=award_round.authority_id, kind=UnitKind.VILLAGE)
    return _Round(
        nominations,
        people,
        {
            key: _praised(
                person,
                profiles.get(key),
                last=key in before,
                three=key in before and key in in_year[before_last],
            )
            for key, person in people.items()
        },
        [_praised(person, profiles.get(key)) for key, person in before.items()],
        dict(villages.in_force(on).for_list().values_list("pk", "name")),
    )


def _praised(
    person: Person, profile: PersonProfile | None, *, last: bool | None = None, three: bool | None = None
) -> Praised:
    return Praised(
        unit=person.unit_id,
        is_direct_worker=profile.is_direct_worker if profile else None,
        is_female=person.is_female,
        is_leader=profile.is_leader if profile else None,
        was_praised_last_year=last,
        was_praised_three_years=three,
    )
