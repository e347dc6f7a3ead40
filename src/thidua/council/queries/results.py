"""What the counts of a session decide, item by item, with places and equal votes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from thidua.awards.enums import NominationState
from thidua.core.voting.ties import Ranked, select
from thidua.council.enums import ItemState, PollState
from thidua.council.models import CouncilSession, KindPlaces, PollLine, SessionItem
from thidua.council.queries.rules import favours_women, pack_of


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one item; `passed` is None while equal votes wait for who decides."""

    item: SessionItem
    line: PollLine
    passed: bool | None
    because: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.line.sentence} {self.because}".strip()

    @property
    def is_tied(self) -> bool:
        return self.passed is None


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of a kind may be granted in the round, and how many earlier sessions of it passed."""

    places: KindPlaces
    taken: int = 0

    @property
    def free(self) -> int:
        return max(0, self.places.places - self.taken)

    @property
    def words(self) -> str:
        gone = f", phiên trước đã dùng {self.taken}" if self.taken else ""
        return f"Chỉ có {self.places.places} suất{gone}"


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal votes at the last place of a kind: who they are, and how many of them may be chosen."""

    places: KindPlaces
    results: tuple[Result, ...]
    free: int


def results_of(session: CouncilSession, items: Sequence[SessionItem]) -> dict[UUID, Result]:
    """Return the result of each counted item; `items` come with their nominations."""
    found = PollLine.objects.filter(poll__session=session, poll__state=PollState.COUNTED)
    return judged(session, items, found.select_related("poll"), limits_of(session))


def limits_of(session: CouncilSession) -> list[Limit]:
    """Return what limits each kind: said in this session, else in one before it over the same round."""
    over_round = Q(session__award_round=session.award_round_id, session__number__lte=session.number)
    said = KindPlaces.objects.filter(over_round).order_by("session__number")
    latest = {one.kind_code: one for one in said}
    if not latest:
        return []
    passed = {NominationState.PASSED, NominationState.DECIDED}
    before = SessionItem.objects.filter(over_round, state=ItemState.COUNTED, nomination__state__in=passed)
    kinds = before.exclude(session=session).values_list("nomination__kind_code", flat=True)
    taken = Counter(kinds)
    return [Limit(one, taken[code]) for code, one in latest.items()]


def judged(
    session: CouncilSession,
    items: Sequence[SessionItem],
    lines: Iterable[PollLine],
    said: Iterable[Limit],
) -> dict[UUID, Result]:
    """Work the results out from what was read before: lines of counted polls, and limits."""
    counted, limits = {line.item_id: line for line in lines}, {one.places.kind_code: one for one in said}
    by_kind: dict[str, list[SessionItem]] = defaultdict(list)
    for item in items:
        if item.state == ItemState.COUNTED and item.pk in counted:
            by_kind[item.nomination.kind_code].append(item)
    return {
        one.item.pk: one
        for code, listed in by_kind.items()
        for one in _of_kind(session, listed, counted, limits.get(code))
    }


def ties_of(session: CouncilSession, results: Iterable[Result]) -> list[Tie]:
    """Return the kinds where equal votes wait for a person."""
    return tied(results, limits_of(session))


def tied(results: Iterable[Result], said: Iterable[Limit]) -> list[Tie]:
    """Find equal votes among results, from limits that were read before."""
    limits = {one.places.kind_code: one for one in said}
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        by_kind[one.item.nomination.kind_code].append(one)
    return [
        Tie(limits[code].places, waiting, limits[code].free - sum(one.passed is True for one in listed))
        for code, listed in by_kind.items()
        if (waiting := tuple(one for one in listed if one.is_tied))
    ]


def _of_kind(
    session: CouncilSession,
    items: Sequence[SessionItem],
    lines: Mapping[UUID, PollLine],
    limit: Limit | None,
) -> list[Result]:
    passed = [item for item in items if lines[item.pk].passed]
    if limit is None or len(passed) <= limit.free:
        return [Result(item, lines[item.pk], lines[item.pk].passed) for item in items]
    ranked = [Ranked(str(item.pk), lines[item.pk].for_it or 0, _is_favoured(item)) for item in passed]
    by_person = all(item.nomination.person_id for item in passed)  # of a collective nobody knows the share
    favours = by_person and favours_women(pack_of(session))
    found = select(ranked, limit.free, favours_women=favours)
    return [_placed(item, lines[item.pk], limit, found.chosen, found.undecided) for item in items]


def _placed(
    item: SessionItem, line: PollLine, limit: Limit, chosen: Sequence[str], undecided: Sequence[str]
) -> Result:
    key = str(item.pk)
    if not line.passed or key in chosen:
        return Result(item, line, line.passed)
    if key not in undecided:
        return Result(
            item, line, passed=False, because=f"{limit.words}{', phiếu thấp hơn' if limit.free else ''}."
        )
    if item.is_chosen is None:
        return Result(item, line, None, f"Bằng phiếu ở suất cuối, {limit.words.lower()}.")
    said = "Bằng phiếu, được chọn" if item.is_chosen else "Bằng phiếu, không được chọn"
    return Result(item, line, item.is_chosen, f"{said}. Lý do: {item.chosen_because.rstrip('.')}.")


def _is_favoured(item: SessionItem) -> bool:
    person = item.nomination.person
    return person is not None and bool(person.is_female)
