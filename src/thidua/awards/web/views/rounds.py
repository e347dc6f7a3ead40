"""Award rounds: the list, a new one, one with its nominations, and its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.enums import AWARD_ROUND_WORKFLOW, AwardRoundState
from thidua.awards.models import AwardRound
from thidua.awards.queries import rounds as listed
from thidua.awards.queries.deadlines import round_deadlines
from thidua.awards.services import rounds
from thidua.awards.web.asked import asked_in, round_of, xlsx
from thidua.awards.web.list_html import icons_of, rows_of
from thidua.awards.web.round_forms import ReasonForm, RoundForm
from thidua.core.eligibility.answers import Verdict
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_HEADER = (
    "Danh hiệu, hình thức",
    "Đối tượng",
    "Tên",
    "Đơn vị",
    "Thành tích",
    "Đơn vị đề nghị",
    "Trạng thái",
    "Điều kiện",
    "Còn vướng",
)
# step of the address -> verb of the service, what it does in words, what is said once it is done
_STEPS = {
    "thoi-nhan": ("review", "Thôi nhận đề nghị", "Đợt xét không nhận thêm đề nghị."),
    "nhan-lai": ("reopen", "Nhận đề nghị lại", "Đợt xét nhận đề nghị lại."),
    "ket-thuc": ("finish", "Kết thúc đợt xét", "Đợt xét đã xong."),
    "huy": ("cancel", "Hủy đợt xét", "Đã hủy đợt xét, kèm lý do."),
}


@require_GET
def round_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "rounds": listed.rounds_for_list(request.actor),
        "may_begin": policies.can_begin_round(request.actor),
        "may_see_facts": policies.can_see_facts(request.actor),
        "may_see_holds": policies.can_see_holds(request.actor),
    }
    return render(request, "awards/rounds/list.html", context)


@require_GET
def round_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the nominations by kind, with what the law says of each; the filters stand in the address."""
    award_round, asked, today = round_of(request, pk), asked_in(request), today_of(request)
    found = listed.nominations_listed(request.actor, award_round, asked, number=request.GET.get("trang"))
    units = request.actor.unit_ids
    context = {
        "round": award_round,
        "found": found,
        "deadlines": round_deadlines(award_round, [key for key, *_ in found.kinds], today),
        "rows": rows_of(found.lines),
        "row_icons": icons_of(found.lines),
        "asked": asked,
        "verdicts": [(one.value, one.words) for one in Verdict],
        "may_run": policies.can_run_round(request.actor, award_round),
        "may_change": policies.can_change_round(request.actor, award_round),
        "may_propose": policies.can_propose_some(request.actor, award_round, today),
        "may_show": "show" in AWARD_ROUND_WORKFLOW.verbs_from(AwardRoundState(award_round.state)),
        "may_see_window": policies.can_see_facts(request.actor),
        "steps": _steps_of(award_round),
        "is_of_unit": bool(units),
        "query": request.GET.urlencode(),
    }
    return render(request, "awards/rounds/detail.html", context)


@require_GET
def round_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    award_round = round_of(request, pk)
    lines = listed.all_lines(request.actor, award_round, asked_in(request))
    return xlsx(
        "de-nghi-khen-thuong", Sheet("Đề nghị khen thưởng", _HEADER, [_cells(line) for line in lines])
    )


@require_http_methods(["GET", "POST"])
@once("awards.round.create")
def round_new(request: SignedInRequest) -> HttpResponse:
    policies.can_begin_round(request.actor).enforce()
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: rounds.create(form.facts, by=request.actor, at=now_of(request)))
        if made is not None:
            messages.success(request, f"Đã lập đợt xét. Mã nhận {request.receipt}.")
            return redirect("awards:round-detail", pk=made.pk)
    return _edit_page(request, form, None)


@require_http_methods(["GET", "POST"])
@once("awards.round.change")
def round_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    award_round = round_of(request, pk)
    policies.can_change_round(request.actor, award_round).enforce()
    form = _form(request, award_round)
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: rounds.change(award_round, form.facts, **who)) is not None:
            messages.success(request, "Đã lưu đợt xét.")
            return redirect("awards:round-detail", pk=pk)
    return _edit_page(request, form, award_round)


@require_http_methods(["GET", "POST"])
@once("awards.round.step")
def round_step(request: SignedInRequest, pk: UUID, step: str) -> HttpResponse:
    """Ask for a step, with the reason where one is needed; then take it."""
    award_round = round_of(request, pk)
    if step not in _STEPS:
        raise Http404
    policies.can_run_round(request.actor, award_round).enforce()
    verb, title, told = _STEPS[step]
    form = ReasonForm(request.POST or None) if verb == "cancel" else None
    if request.method == "POST" and (form is None or form.is_valid()):
        _take(request, award_round, verb, form.cleaned_data["reason"] if form else "")
        messages.success(request, f"{told} Mã nhận {request.receipt}.")
        return redirect("awards:round-detail", pk=pk)
    context = {"round": award_round, "form": form, "title": title, "verb": verb}
    return render(request, "awards/rounds/step.html", context, status=422 if form and form.is_bound else 200)


def _take(request: SignedInRequest, award_round: AwardRound, verb: str, reason: str) -> None:
    who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    if verb == "cancel":
        rounds.cancel(award_round, reason=reason, **who)
        return
    step = {"review": rounds.review, "reopen": rounds.reopen, "finish": rounds.finish}[verb]
    step(award_round, **who)


def _steps_of(award_round: AwardRound) -> list[tuple[str, str]]:
    """Return the steps that may be taken now, as addresses and words."""
    verbs = AWARD_ROUND_WORKFLOW.verbs_from(AwardRoundState(award_round.state))
    return [(step, title) for step, (verb, title, _) in _STEPS.items() if verb in verbs]


def _form(request: SignedInRequest, award_round: AwardRound | None) -> RoundForm:
    initial = RoundForm.initial_of(award_round, today_of(request))
    return RoundForm(request.POST or None, initial=initial, choices=listed.choices_for(request.actor))


def _edit_page(request: SignedInRequest, form: RoundForm, award_round: AwardRound | None) -> HttpResponse:
    context = {"form": form, "round": award_round}
    return render(request, "awards/rounds/edit.html", context, status=422 if form.is_bound else 200)


def _cells(line: listed.Line) -> tuple[Any, ...]:
    one = line.nomination
    return (
        one.kind_name,
        one.subject.label,
        one.subject_name,
        line.home,
        one.achievement,
        str(one.put_forward_by or ""),
        one.get_state_display(),
        line.finding.verdict.words,
        line.open_count,
    )
