"""What an award round waits for next, and what is still missing before it, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination, WindowComment
from thidua.awards.models.nomination import JUDGES
from thidua.awards.queries.dossier import gaps_of
from thidua.core.commending.next_step import NextStep, Standing, next_step
from thidua.core.dates import show_date
from thidua.core.law.kinds import Decider
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.law.shipped import national_law

_N = NominationState
_WRITTEN = (_N.DRAFT, _N.RETURNED)
_OF_ALL = frozenset({NextStep.CLOSE, NextStep.FINISH})
_OPEN_ROUNDS = (AwardRoundState.OPEN, AwardRoundState.SHOWN)


@dataclass(frozen=True, slots=True)
class RoundStep:
    """The next step of a round, the sentence that says so, and what else is to be known before it."""

    step: NextStep
    sentence: str
    missing: Sequence[str]


def round_step(
    actor: Actor, award_round: AwardRound, groups: Iterable[tuple[str, str, int]], today: date
) -> RoundStep:
    """Tell the next step from counts by state and kind. Two queries at most, for any number."""
    standing = standing_of(award_round, groups, today)
    step = next_step(standing)
    if step in _OF_ALL and not actor.has(*JUDGES):
        step = NextStep.NOTHING  # who sees the own nominations only cannot know that nothing waits
    missing = () if step == NextStep.NOTHING else tuple(_missing(actor, award_round, standing, step))
    told = nothing_words(actor) if step == NextStep.PROPOSE else _sentence(award_round, standing, step)
    return RoundStep(step, told, missing)


def nothing_words(actor: Actor) -> str:
    """Say that a round has no nominations to show; only judges see those of others."""
    if actor.has(*JUDGES):
        return "Chưa có đề nghị nào."
    if actor.unit_ids:
        return "Đơn vị chưa đề nghị ai trong đợt này."
    return "Chỉ đơn vị đề nghị, Văn phòng, Chủ tịch và Hội đồng thấy đề nghị."


def standing_of(award_round: AwardRound, groups: Iterable[tuple[str, str, int]], today: date) -> Standing:
    """Count where nominations stand; what a higher level decides on waits for nobody here once it passed."""
    kinds = national_law().pack_on(award_round.judged_on).kinds
    counts: Counter[str] = Counter()
    for state, code, count in groups:
        is_ours = code in kinds and kinds[code].decider == Decider.COMMUNE
        counts[_N.DECIDED if state == _N.PASSED and not is_ours else state] += count
    is_open, due_on = award_round.state == AwardRoundState.OPEN, award_round.due_on
    return Standing(
        written=sum(counts.pop(state, 0) for state in _WRITTEN),
        sent=counts.pop(_N.SENT, 0),
        accepted=counts.pop(_N.ACCEPTED, 0),
        in_council=counts.pop(_N.COUNCIL, 0),
        passed=counts.pop(_N.PASSED, 0),
        settled=counts.total(),
        takes=is_open and (due_on is None or due_on >= today),
        is_reviewed=award_round.state not in _OPEN_ROUNDS,
        is_over=award_round.state in {AwardRoundState.DONE, AwardRoundState.CANCELLED},
        is_simple=award_round.is_simple,
        is_listed=award_round.is_shown_on(today),
        was_listed=award_round.shown_until is not None,
    )


def _sentence(award_round: AwardRound, standing: Standing, step: NextStep) -> str:
    until = show_date(award_round.shown_until) if award_round.shown_until else ""
    return _SENTENCES[step].format(one=standing, until=until)


_SENTENCES = {
    NextStep.SEND: "Còn {one.written} đề nghị chưa gửi.",
    NextStep.CHECK: "Xét điều kiện và nhận hồ sơ của {one.sent} đề nghị đã gửi.",
    NextStep.SHOW: "Công khai lấy ý kiến về {one.accepted} đề nghị đủ hồ sơ.",
    NextStep.LISTEN: "Danh sách lấy ý kiến đến hết ngày {until}. Qua ngày ấy mới trình Hội đồng.",
    NextStep.AGREE: "Có {one.accepted} đề nghị đủ hồ sơ, theo thủ tục đơn giản. Trình Chủ tịch thông qua.",
    NextStep.SUBMIT: "Trình Hội đồng {one.accepted} đề nghị đủ hồ sơ.",
    NextStep.VOTE: "Chờ kết quả của Hội đồng về {one.in_council} đề nghị.",
    NextStep.DECIDE: "Ra quyết định cho {one.passed} đề nghị được thông qua.",
    NextStep.CLOSE: "Không còn đề nghị nào chờ xét. Thôi nhận đề nghị rồi kết thúc đợt.",
    NextStep.FINISH: "Mọi việc của đợt đã xong. Kết thúc đợt xét.",
    NextStep.NOTHING: "",
}


def _missing(actor: Actor, award_round: AwardRound, standing: Standing, step: NextStep) -> Iterator[str]:
    if standing.sent and (count := _lacking(actor, award_round)):
        yield f"Còn {count} hồ sơ thiếu văn bản."
    if award_round.shown_until is not None and (unread := len(_unread(award_round.pk))):
        yield f"Còn {unread} ý kiến chưa xem xét."
    told = (
        (standing.sent if step != NextStep.CHECK else 0, "đã gửi, chưa nhận hồ sơ"),
        (standing.written if step != NextStep.SEND else 0, "chưa gửi"),
        (standing.in_council if step != NextStep.VOTE else 0, "đang chờ Hội đồng"),
        (standing.passed if step != NextStep.DECIDE else 0, "được thông qua, chờ quyết định"),
    )
    yield from (f"Có {count} đề nghị {words}." for count, words in told if count)


def _lacking(actor: Actor, award_round: AwardRound) -> int:
    """Count the dossiers handed in that lack a paper."""
    sent = _sent(actor, award_round.pk)
    for one in sent:
        one.round = award_round
    return sum(bool(gaps) for gaps in gaps_of(sent).values())


@prepared
def _sent(actor: Actor, round_id: UUID) -> Any:
    seen = Nomination.objects.visible_to(actor).filter(round_id=round_id, state=NominationState.SENT)
    return seen.select_related("put_forward_by").only("kind_code", "round_id", "put_forward_by__name")


@prepared
def _unread(round_id: UUID) -> Any:
    return WindowComment.objects.filter(round_id=round_id, answered_at__isnull=True).values_list("pk")
