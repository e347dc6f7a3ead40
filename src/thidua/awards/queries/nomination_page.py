"""What the page of a nomination shows: each rule with its answer, and what else is known of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from thidua.awards.models import Confirmation, Nomination
from thidua.awards.models.hold import HOLD_READERS
from thidua.awards.queries.candidates import BARS_KEY
from thidua.awards.queries.duplicates import Pair, pairs_of
from thidua.awards.queries.eligibility import Finding
from thidua.awards.queries.rounds import Judged, lines_of
from thidua.core.citations import Citation
from thidua.core.eligibility.answers import Answer, AnswerState, Mender
from thidua.core.eligibility.conditions import NoHouseholdBar
from thidua.core.law.packs import RulePack
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.law.shipped import national_law
from thidua.scoring.models import FrozenPlace

_HOLD_PRINCIPLE = "no_open_hold"
_HELD_UNTOLD = "Đang tạm dừng xét. Hỏi Văn phòng để biết khi nào xét tiếp."
_LOOKS = {
    AnswerState.MET: ("ok", "circle-check"),
    AnswerState.NOT_MET: ("risk", "circle-x"),
    AnswerState.HELD: ("slow", "hourglass"),
    AnswerState.UNKNOWN: ("none", "circle-dashed"),
    AnswerState.ASKED: ("slow", "help-circle"),
}
_NOT_APPLIED = ("none", "minus")


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One rule with its answer in words, as somebody may see it."""

    key: str
    rule: str
    citation: Citation
    state: AnswerState
    sentence: str
    source: str
    mender: Mender
    asks_person: bool
    applies: bool

    @property
    def words(self) -> str:
        return self.state.words if self.applies else "Không áp dụng"

    @property
    def look(self) -> tuple[str, str]:
        return _LOOKS[self.state] if self.applies else _NOT_APPLIED


@dataclass(frozen=True, slots=True)
class NominationPage(Judged):
    """The law's answers, those that stand in the way first, and what the nomination stands beside."""

    answers: tuple[AnswerShown, ...]
    pairs: tuple[Pair, ...]
    place: FrozenPlace | None
    places: int


def nomination_page(actor: Actor, nomination: Nomination) -> NominationPage:
    """Gather the page; the number of queries does not grow with the round."""
    finding = lines_of([nomination])[0].finding
    confirmed = {key for (key,) in _confirmed(nomination.pk)}
    place, places = _standing(nomination)
    pairs = pairs_of(nomination.round) if actor.has(*HOLD_READERS) and nomination.person_id else []
    return NominationPage(
        nomination=nomination,
        finding=finding,
        answers=shown(actor, finding, pack_of(nomination), confirmed),
        pairs=tuple(pair for pair in pairs if pair.holds(nomination.pk)),
        place=place,
        places=places,
    )


@prepared
def _confirmed(nomination_id: UUID) -> Any:
    return Confirmation.objects.filter(nomination_id=nomination_id).values_list("key")


def pack_of(nomination: Nomination) -> RulePack:
    return national_law().pack_on(nomination.round.judged_on)


def shown(
    actor: Actor, finding: Finding, pack: RulePack, confirmed: Collection[str] = ()
) -> tuple[AnswerShown, ...]:
    """Show the answers to somebody: why praise waits is told only to those who may know of it."""
    secret = {rule.key for rule in pack.rules if rule.principle == _HOLD_PRINCIPLE}
    if actor.has(*HOLD_READERS):
        secret = set()
    return tuple(_shown(answer, secret, confirmed) for answer in _in_order(finding.answers))


def bars_of(pack: RulePack, code: str) -> dict[str, str]:
    """Return the bars that a person answers for, by key, empty where the kind knows none."""
    kind = pack.kinds.get(code)
    for requirement in kind.requirements if kind else ():
        if isinstance(requirement.condition, NoHouseholdBar) and requirement.key == BARS_KEY:
            return dict(requirement.condition.bars)
    return {}


def _in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Put what stands in the way first; the rest keeps the order of the law."""
    return sorted(answers, key=lambda answer: answer.state == AnswerState.MET)


def _shown(answer: Answer, secret: Collection[str], confirmed: Collection[str]) -> AnswerShown:
    said = answer.said
    is_untold = answer.key in secret and said.state != AnswerState.MET
    return AnswerShown(
        key=answer.key,
        rule=answer.rule,
        citation=answer.citation,
        state=said.state,
        sentence=_HELD_UNTOLD if is_untold else said.sentence,
        source="" if is_untold else said.source,
        mender=said.mender,
        asks_person=said.state == AnswerState.ASKED or answer.key in {*confirmed, BARS_KEY},
        applies=said.applies,
    )


def _standing(nomination: Nomination) -> tuple[FrozenPlace | None, int]:
    """Return the place of the unit in the standing the round goes by, and how many stand in it."""
    home, scoring = nomination.home, nomination.round.scoring_round_id
    if scoring is None or home is None:
        return None, 0
    placed = FrozenPlace.objects.filter(round=scoring, place__isnull=False).defer("content")
    places = list(placed.select_related("unit"))
    return next((one for one in places if one.unit_id == home.pk), None), len(places)
