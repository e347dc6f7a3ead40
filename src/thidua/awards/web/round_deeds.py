"""What may be done with an award round: the one button for the next step, and all other deeds as links."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.awards import policies
from thidua.awards.enums import AWARD_ROUND_WORKFLOW, AwardRoundState, NominationState
from thidua.awards.models import AwardRound
from thidua.awards.web.addresses import address_of
from thidua.core.commending.next_step import NextStep
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer

# step of the address -> verb of the service, what it does in words, what is said once it is done
STEPS = {
    "thoi-nhan": ("review", "Thôi nhận đề nghị", "Đợt xét không nhận thêm đề nghị."),
    "nhan-lai": ("reopen", "Nhận đề nghị lại", "Đợt xét nhận đề nghị lại."),
    "ket-thuc": ("finish", "Kết thúc đợt xét", "Đợt xét đã xong."),
    "huy": ("cancel", "Hủy đợt xét", "Đã hủy đợt xét, kèm lý do."),
}
_OF_PROPOSERS = frozenset({NextStep.PROPOSE, NextStep.SEND})
_UNSENT, _SENT, _ACCEPTED = NominationState.DRAFT, NominationState.SENT, NominationState.ACCEPTED
# step -> name of the page, what follows the key of the round, the state the list is narrowed to, label, icon
_BUTTONS = {
    NextStep.PROPOSE: ("awards:nomination-pick", (), "", "Lập đề nghị", "plus"),
    NextStep.SEND: ("awards:round-detail", (), _UNSENT, "Xem đề nghị đang soạn", "filter"),
    NextStep.CHECK: ("awards:round-detail", (), _SENT, "Xem đề nghị đã gửi", "filter"),
    NextStep.SHOW: ("awards:window-show", (), "", "Công khai lấy ý kiến", "speakerphone"),
    NextStep.LISTEN: ("awards:window-detail", (), "", "Xem ý kiến", "speakerphone"),
    NextStep.AGREE: ("awards:round-detail", (), _ACCEPTED, "Xem đề nghị đủ hồ sơ", "filter"),
    NextStep.SUBMIT: ("council:session-of-round", (), "", "Trình tại phiên họp Hội đồng", "users"),
    NextStep.VOTE: ("council:session-of-round", (), "", "Mở phiên họp Hội đồng", "users"),
    NextStep.DECIDE: ("decisions:decision-new", (), "", "Soạn quyết định", "signature"),
    NextStep.CLOSE: ("awards:round-step", ("thoi-nhan",), "", "Thôi nhận đề nghị", "check"),
    NextStep.FINISH: ("awards:round-step", ("ket-thuc",), "", "Kết thúc đợt xét", "check"),
}
_FROM_STANDING = ("awards:round-proposals", (), "", "Đề nghị từ bảng xếp hạng", "award")


@dataclass(frozen=True, slots=True)
class Link:
    """A deed by its address; `icon` is that of a button."""

    url: str
    label: str
    icon: str = ""


def button_for(actor: Actor, award_round: AwardRound, step: NextStep, may_propose: Answer) -> Link | None:
    """Return the button of the next step, None where it is for others to take."""
    runs = bool(policies.can_run_round(actor, award_round))
    if not runs and not (may_propose and step in _OF_PROPOSERS):
        return None
    if step not in _BUTTONS:
        return None
    is_from_standing = step == NextStep.PROPOSE and runs and award_round.scoring_round_id is not None
    name, more, state, label, icon = _FROM_STANDING if is_from_standing else _BUTTONS[step]
    url = address_of(name, award_round.pk, *more)
    return Link(f"{url}?trang-thai={state}" if state else url, label, icon)


def other_deeds(
    actor: Actor, award_round: AwardRound, may_propose: Answer, button: Link | None
) -> list[Link]:
    """Return all else that may be done now, in the order of the work."""
    taken = button.url if button else ""
    return [link for link in _deeds(actor, award_round, may_propose) if link.url != taken]


def _deeds(actor: Actor, award_round: AwardRound, may_propose: Answer) -> Iterator[Link]:
    pk = award_round.pk
    if may_propose:
        yield Link(address_of("awards:nomination-pick", pk), "Lập đề nghị")
    if not policies.can_run_round(actor, award_round):
        return
    verbs = AWARD_ROUND_WORKFLOW.verbs_from(AwardRoundState(award_round.state))
    if may_propose:
        yield Link(address_of("awards:round-proposals", pk), "Đề nghị từ bảng xếp hạng")
        yield Link(address_of("awards:round-results", pk), "Đề nghị từ kết quả đã thẩm định")
    yield Link(address_of("awards:round-confirm", pk), "Xác nhận cho nhiều đề nghị")
    yield Link(address_of("awards:round-duplicates", pk), "Xem chỗ nghi trùng")
    if "show" in verbs:
        yield Link(address_of("awards:window-show", pk), "Công khai lấy ý kiến")
    yield Link(address_of("awards:round-submission", pk, "pdf"), "Tải tờ trình kèm danh sách")
    yield Link(address_of("decisions:decision-new", pk), "Soạn quyết định")
    if policies.can_change_round(actor, award_round):
        yield Link(address_of("awards:round-edit", pk), "Sửa đợt")
    for step, (verb, title, _) in STEPS.items():
        if verb in verbs:
            yield Link(address_of("awards:round-step", pk, step), title)
