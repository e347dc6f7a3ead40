"""Award rounds: the list, a new one, one with its nominations, and its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.models import AwardRound
from thidua.awards.queries import round_steps
from thidua.awards.queries import rounds as listed
from thidua.awards.queries.deadlines import round_deadlines
from thidua.awards.services import rounds
from thidua.awards.web.asked import asked_in, round_of, xlsx
from thidua.awards.web.list_html import icons_of, rows_of
from thidua.awards.web.round_deeds import STEPS, button_for, other_deeds
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
_VERDICTS = [(one.value, one.words) for one in Verdict]


@require_GET
def round_list(request: SignedInRequest) -> HttpResponse:
    context = {
        "rounds": listed.rounds_for_list(request.actor),
        "nothing": round_steps.nothing_words(request.actor),
        "today": today_of(request),
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
    may_propose = policies.can_propose_some(request.actor, award_round, today)
    waits = round_steps.round_step(request.actor, award_round, found.groups, today)
    button = button_for(request.actor, award_round, waits.step, may_propose)
    context = {
        "round": award_round,
        "found": found,
        "rows": rows_of(found.lines),
        "row_icons": icons_of(found.lines),
        "asked": asked,
        "verdicts": _VERDICTS,
        "waits": waits,
        "nothing": round_steps.nothing_words(request.actor),
        "today": today,
        "button": button,
        "deeds": other_deeds(request.actor, award_round, may_propose, button),
        "may_run": policies.can_run_round(request.actor, award_round),
        "may_propose": may_propose,
        "deadlines": round_deadlines(award_round, [key for key, *_ in found.kinds], today),
        "may_see_window": policies.can_see_facts(request.actor),
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
    if step not in STEPS:
        raise Http404
    policies.can_run_round(request.actor, award_round).enforce()
    verb, title, told = STEPS[step]
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
        len(line.open_rules),
    )
