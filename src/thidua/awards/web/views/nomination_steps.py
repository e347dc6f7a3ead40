"""The steps of a nomination, and the answers of a person to rules only a person can judge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.awards import policies
from thidua.awards.enums import NOMINATION_WORKFLOW, NominationState
from thidua.awards.models import Nomination
from thidua.awards.queries.dossier import gaps_of, told
from thidua.awards.queries.eligibility import Finding, findings_of
from thidua.awards.queries.nomination_page import AnswerShown, bars_of, nomination_page, pack_of
from thidua.awards.services import confirmations, nominations
from thidua.awards.web.asked import nomination_of
from thidua.awards.web.nomination_forms import ConfirmForm
from thidua.awards.web.round_forms import ReasonForm
from thidua.core.eligibility.answers import Verdict
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the page offers it: its words, what it does, who may take it, and the service."""

    slug: str
    verb: str
    title: str
    effect: str
    told: str
    may: Callable[[Actor, Nomination, date], Answer]
    take: Callable[..., Nomination]
    has_reason: bool = True

    @property
    def is_forward(self) -> bool:
        """Whether it takes the nomination on, so that its button comes first."""
        return self.verb in {"send", "accept", "pass"}


def _any_day(may: Callable[[Actor, Nomination], Answer]) -> Callable[[Actor, Nomination, date], Answer]:
    return lambda actor, nomination, _: may(actor, nomination)


_NOT_ELIGIBLE = (
    "Đề nghị này không đủ điều kiện nên Văn phòng không nhận được. "
    "Xem điều “Không đạt” rồi sửa, hoặc rút đề nghị."
)
_ALL = (
    Step(
        "gui",
        "send",
        "Gửi Văn phòng",
        "Gửi rồi thì không sửa được, trừ khi Văn phòng trả lại.",
        "Đã gửi đề nghị.",
        policies.can_send,
        nominations.send,
        has_reason=False,
    ),
    Step(
        "nhan",
        "accept",
        "Nhận đủ hồ sơ",
        "Kết quả đối chiếu điều kiện hôm nay được giữ lại cùng đề nghị.",
        "Đã nhận đủ hồ sơ.",
        _any_day(policies.can_answer),
        nominations.accept,
        has_reason=False,
    ),
    Step(
        "thong-qua",
        "pass",
        "Thông qua không cần Hội đồng",
        "Luật không buộc bỏ phiếu cho hình thức này. Ghi căn cứ, ví dụ biên bản bình xét của đơn vị.",
        "Đã thông qua.",
        _any_day(policies.can_pass_at_once),
        nominations.pass_at_once,
    ),
    Step(
        "tra-lai",
        "send_back",
        "Trả lại để sửa",
        "Đơn vị đọc được lý do và sửa được ngay.",
        "Đã trả lại. Đơn vị đã được báo.",
        _any_day(policies.can_answer),
        nominations.send_back,
    ),
    Step(
        "khong-xet",
        "refuse",
        "Không xét",
        "Nêu rõ quy định không đạt. Đơn vị đọc được lý do.",
        "Đã ghi không xét, kèm lý do.",
        _any_day(policies.can_answer),
        nominations.refuse,
    ),
    Step(
        "xet-lai",
        "look_again",
        "Xét lại",
        "Đề nghị trở về bước đã gửi và được đối chiếu lại.",
        "Đề nghị được xét lại.",
        _any_day(policies.can_answer),
        nominations.look_again,
    ),
    Step(
        "rut",
        "withdraw",
        "Rút đề nghị",
        "Đề nghị không xét nữa. Muốn đề nghị lại thì lập mới.",
        "Đã rút đề nghị.",
        _any_day(policies.can_withdraw),
        nominations.withdraw,
    ),
)
_STEPS: Mapping[str, Step] = {step.slug: step for step in _ALL}


def steps_for(actor: Actor, nomination: Nomination, on: date) -> list[Step]:
    """Return the steps somebody may take on a day."""
    verbs = NOMINATION_WORKFLOW.verbs_from(NominationState(nomination.state))
    return [step for step in _ALL if step.verb in verbs and step.may(actor, nomination, on)]


def warning_before_sending(finding: Finding) -> str:
    """Say that the office cannot take in what is handed to it, empty where it can."""
    return _NOT_ELIGIBLE if finding.verdict == Verdict.BARRED else ""


@require_http_methods(["GET", "POST"])
@once("awards.nomination.step")
def nomination_step(request: SignedInRequest, pk: UUID, slug: str) -> HttpResponse:
    """Ask for a step, with the reason where one is needed; then take it."""
    nomination = nomination_of(request, pk)
    if slug not in _STEPS:
        raise Http404
    step = _STEPS[slug]
    step.may(request.actor, nomination, today_of(request)).enforce()
    waived = _waived(step, nomination)
    form = ReasonForm(request.POST or None) if step.has_reason or waived else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = {"reason": form.cleaned_data["reason"]} if form else {}
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        step.take(nomination, **reason, **who)
        messages.success(request, f"{step.told} Mã nhận {request.receipt}.")
        return redirect("awards:nomination-detail", pk=pk)
    context = {"nomination": nomination, "form": form, "step": step, "waived": waived}
    if step.verb == "send":
        context["warning"] = warning_before_sending(findings_of([nomination])[pk])
    status = 422 if form and form.is_bound else 200
    return render(request, "awards/nominations/step.html", context, status=status)


def _waived(step: Step, nomination: Nomination) -> str:
    """Say which papers an acceptance does without; nothing where all are there, or the law requires one."""
    gaps = gaps_of([nomination])[nomination.pk] if step.verb == "accept" else []
    return told(gaps) if gaps and not any(gap.is_required for gap in gaps) else ""


@require_http_methods(["GET", "POST"])
@once("awards.nomination.confirm")
def nomination_confirm(request: SignedInRequest, pk: UUID, key: str) -> HttpResponse:
    """Answer one rule of the law for one nomination."""
    nomination = nomination_of(request, pk)
    policies.can_confirm(request.actor, nomination).enforce()
    answer = _asked(request.actor, nomination, key)
    form = ConfirmForm(request.POST or None, bars=_bars(nomination, key))
    if request.method == "POST" and form.is_valid():
        told, now = form.answer(key, answer.rule), now_of(request)
        if (
            attempt(form, lambda: confirmations.confirm([nomination], told, by=request.actor, at=now))
            is not None
        ):
            messages.success(request, f"Đã xác nhận. Mã nhận {request.receipt}.")
            return redirect("awards:nomination-detail", pk=pk)
    context = {"nomination": nomination, "form": form, "answer": answer}
    return render(request, "awards/nominations/confirm.html", context, status=422 if form.is_bound else 200)


def _asked(actor: Actor, nomination: Nomination, key: str) -> AnswerShown:
    for answer in nomination_page(actor, nomination).answers:
        if answer.key == key and answer.asks_person:
            return answer
    raise Http404


def _bars(nomination: Nomination, key: str) -> Mapping[str, str]:
    bars = bars_of(pack_of(nomination), nomination.kind_code)
    return bars if key == "bars" else {}
