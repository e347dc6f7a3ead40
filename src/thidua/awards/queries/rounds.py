"""Reads of award rounds: the list, what a new one may be about, and the nominations of one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from thidua.awards.enums import OPEN_NOMINATIONS, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.eligibility import Finding, finding_from, findings_of
from thidua.core.eligibility.answers import AnswerState, Verdict
from thidua.core.text import search_key, search_words
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.law.shipped import national_law
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.scoring.enums import SETTLED_ROUNDS
from thidua.scoring.models import ScoringRound

ON_A_PAGE = 50
_ROUNDS_SHOWN = 60
_JUDGED_NOW = frozenset({NominationState.DRAFT, NominationState.SENT, NominationState.RETURNED})
LOOKS: Mapping[str, tuple[str, str]] = {
    NominationState.DRAFT: ("none", "circle-dashed"),
    NominationState.SENT: ("run", "arrow-right"),
    NominationState.RETURNED: ("risk", "arrow-back-up"),
    NominationState.ACCEPTED: ("ok", "circle-check"),
    NominationState.COUNCIL: ("run", "users"),
    NominationState.PASSED: ("ok", "circle-check"),
    NominationState.NOT_PASSED: ("risk", "circle-x"),
    NominationState.DECIDED: ("ok", "medal"),
    NominationState.REFUSED: ("risk", "circle-x"),
    NominationState.WITHDRAWN: ("none", "minus"),
}
VERDICT_LOOKS: Mapping[str, tuple[str, str]] = {
    Verdict.ELIGIBLE: ("ok", "circle-check"),
    Verdict.OPEN: ("slow", "clock"),
    Verdict.HELD: ("slow", "clock"),
    Verdict.BARRED: ("risk", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; empty means everything."""

    state: str = ""
    kind: str = ""
    verdict: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        return any((self.state, self.kind, self.verdict, self.words))


@dataclass(frozen=True, slots=True)
class Judged:
    """One nomination with what the law says of it."""

    nomination: Nomination
    finding: Finding

    @property
    def look(self) -> tuple[str, str]:
        return LOOKS[self.nomination.state]

    @property
    def verdict_look(self) -> tuple[str, str]:
        return VERDICT_LOOKS[self.finding.verdict]

    @property
    def open_rules(self) -> list[str]:
        """Name the rules that still stand in the way."""
        return [answer.rule for answer in self.finding.answers if answer.state != AnswerState.MET]

    @property
    def left(self) -> str:
        """Say what still stands in the way, in a few words; empty where nothing does."""
        rules = self.open_rules
        if len(rules) > 1:
            return f"còn {len(rules)} mục, trước hết “{rules[0]}”"
        return f"còn mục “{rules[0]}”" if rules else ""


@dataclass(frozen=True, slots=True)
class Line(Judged):
    """One nomination of a list."""

    @property
    def home(self) -> str:
        """Say where the person or household belongs."""
        return "" if self.nomination.unit_id else str(self.nomination.home or "")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of nominations, and what the filters offer with their counts."""

    page: Page[Any]
    lines: Sequence[Line]
    states: Sequence[tuple[str, str, int]]
    kinds: Sequence[tuple[str, str, int]]
    groups: Sequence[tuple[str, str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """What the form of a round offers."""

    movements: Any
    standings: Any


def rounds_for_list(actor: Actor) -> list[AwardRound]:
    """Return the rounds, newest first, with how many nominations the actor may see. One query."""
    seen = Q(nominations__in=Nomination.objects.visible_to(actor).values("pk"))
    open_ones = seen & Q(nominations__state__in=OPEN_NOMINATIONS)
    counted = AwardRound.objects.visible_to(actor).annotate(
        seen_count=Count("nominations", filter=seen), open_count=Count("nominations", filter=open_ones)
    )
    return list(counted.for_list()[:_ROUNDS_SHOWN])


def round_for(actor: Actor, pk: UUID) -> AwardRound | None:
    """Return one round with what its pages name, or None where the actor may not see it."""
    return next(iter(_round(actor, pk)), None)


def nomination_for(actor: Actor, pk: UUID) -> Nomination | None:
    """Return one nomination with what its pages name, or None where the actor may not see it."""
    return next(iter(_nomination(actor, pk)), None)


@prepared
def _round(actor: Actor, pk: UUID) -> QuerySet[AwardRound]:
    seen = AwardRound.objects.visible_to(actor).filter(pk=pk)
    found: QuerySet[AwardRound] = seen.select_related("authority", "movement", "scoring_round")
    return found


@prepared
def _nomination(actor: Actor, pk: UUID) -> QuerySet[Nomination]:
    seen = Nomination.objects.visible_to(actor).filter(pk=pk)
    found: QuerySet[Nomination] = seen.for_list().select_related("round__authority")
    return found


def choices_for(actor: Actor) -> RoundChoices:
    own = [] if actor.authority_id is None else [actor.authority_id]
    movements = Movement.objects.visible_to(actor).filter(is_own=True, authority_id__in=own)
    standings = ScoringRound.objects.visible_to(actor).filter(authority_id__in=own, state__in=SETTLED_ROUNDS)
    return RoundChoices(
        movements=movements.exclude(state=MovementState.DRAFT).order_by("-year", "-opened_at"),
        standings=standings.order_by("-ends_on", "name"),
    )


def nominations_listed(actor: Actor, award_round: AwardRound, asked: Asked, *, number: Any = 1) -> Listed:
    """Return one page of the nominations the actor may see. Four queries for any number of rows."""
    groups = _groups(actor, award_round.pk)
    total = sum(count for *_, count in groups)
    page = Paginator(_found(actor, award_round, asked, total), ON_A_PAGE).get_page(number)
    return Listed(
        page=page,
        lines=lines_of(_in_round(award_round, page.object_list)),
        states=_counted(groups, 0, {state.value: state.label for state in NominationState}),
        kinds=_counted(groups, 1, _names_of(award_round, groups)),
        groups=[(state, code, count) for state, code, _, count in groups],
        total=total,
    )


def _found(actor: Actor, award_round: AwardRound, asked: Asked, total: int) -> Any:
    """Return what a paginator takes pages out of."""
    if not asked.is_narrow:
        return _Rows(actor, award_round, total)
    if asked.words or asked.verdict:
        return [line.nomination for line in all_lines(actor, award_round, asked)]
    seen = Nomination.objects.visible_to(actor).filter(round=award_round)
    return _narrowed(seen, asked).as_lines(_order_of(award_round))


@prepared
def _groups(actor: Actor, round_id: UUID) -> Any:
    """Count the nominations somebody may see by state and kind."""
    seen = Nomination.objects.visible_to(actor).filter(round_id=round_id)
    return seen.values_list("state", "kind_code", "kind_name").annotate(Count("id")).order_by("kind_name")


@prepared
def _first_page(actor: Actor, round_id: UUID, kinds: tuple[str, ...]) -> Any:
    return Nomination.objects.visible_to(actor).filter(round_id=round_id).as_lines(kinds)[:ON_A_PAGE]


@dataclass(frozen=True, slots=True)
class _Rows:
    """All nominations of a round for a paginator: how many is known, the first page is a kept query."""

    actor: Actor
    round: AwardRound
    total: int

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> list[Nomination]:
        kinds = _order_of(self.round)
        if not part.start:
            return _first_page(self.actor, self.round.pk, kinds)
        seen = Nomination.objects.visible_to(self.actor).filter(round=self.round)
        return list(seen.as_lines(kinds)[part])


def _order_of(award_round: AwardRound) -> tuple[str, ...]:
    """Return the kinds in the order in which the law in force has them."""
    return tuple(national_law().pack_on(award_round.judged_on).kinds)


def _names_of(award_round: AwardRound, groups: Iterable[tuple[str, str, str, int]]) -> dict[str, str]:
    """Name kinds to choose from; the law may since have dropped one."""
    kinds = national_law().pack_on(award_round.judged_on).kinds
    return {code: kinds[code].label if code in kinds else name for _, code, name, _ in groups}


def _in_round(award_round: AwardRound, nominations: Iterable[Nomination]) -> list[Nomination]:
    """Give the lines of a round the round that is there already."""
    listed = list(nominations)
    for one in listed:
        one.round = award_round
    return listed


def lines_of(nominations: Iterable[Nomination]) -> list[Line]:
    """Judge each by the law, or show what it kept from the day its dossier was accepted. Two queries."""
    listed = list(nominations)
    settled = frozenset(one.pk for one in listed if one.state not in _JUDGED_NOW)
    kept = dict(_judged(settled)) if settled else {}
    now = findings_of([one for one in listed if not kept.get(one.pk)])
    return [Line(one, now.get(one.pk) or finding_from(kept[one.pk])) for one in listed]


@prepared
def _judged(nominations: frozenset[UUID]) -> Any:
    """Read what those kept that are not judged anew; most lists are of those that are."""
    return Nomination.objects.filter(pk__in=nominations).values_list("pk", "judged")


def all_lines(actor: Actor, award_round: AwardRound, asked: Asked) -> list[Line]:
    """Return all lines of the list, for a workbook or for print."""
    seen = Nomination.objects.visible_to(actor).filter(round=award_round)
    found = _named(_narrowed(seen, asked).as_lines(_order_of(award_round)), asked.words)
    return [line for line in lines_of(_in_round(award_round, found)) if _is_wanted(line, asked)]


def _narrowed(seen: Any, asked: Asked) -> Any:
    narrow = {"state": asked.state, "kind_code": asked.kind}
    return seen.filter(**{name: value for name, value in narrow.items() if value})


def _named(found: Iterable[Nomination], words: str) -> list[Nomination]:
    """Keep those whose name has every word, whatever the accents."""
    wanted = search_words(words)
    return [one for one in found if all(f" {word}" in f" {search_key(_names(one))}" for word in wanted)]


def _names(one: Nomination) -> str:
    return f"{one.subject_name} {one.put_forward_by or ''}"


def _is_wanted(line: Line, asked: Asked) -> bool:
    return not asked.verdict or line.finding.verdict == asked.verdict


def _counted(groups: Iterable[Any], place: int, names: Mapping[str, str]) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = {}
    for group in groups:
        counts[group[place]] = counts.get(group[place], 0) + group[-1]
    return [(key, name, counts[key]) for key, name in names.items() if key in counts]
