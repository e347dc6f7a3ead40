"""Decisions in the office: the list, drafting, one whole, its print on trial."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards.models import AwardRound, Nomination
from thidua.decisions import policies
from thidua.decisions.enums import OPEN_DECISIONS, DecisionState
from thidua.decisions.queries.amounts import overlaps_of
from thidua.decisions.queries.bases import bases_for, unsure_bases
from thidua.decisions.queries.certificates import any_paper, without_paper
from thidua.decisions.queries.corrections import as_issued, signed_lines, told_of
from thidua.decisions.queries.deadlines import decision_deadlines
from thidua.decisions.queries.decision_letter import decision_letter
from thidua.decisions.queries.decision_list import (
    STATE_LOOKS,
    Sort,
    Wanted,
    decision_keys,
    decision_years,
    listed_rows,
)
from thidua.decisions.queries.decision_pages import awards_of, choosable_in, review_page, rounds_waiting
from thidua.decisions.queries.signers import chairman_on
from thidua.decisions.services import decisions
from thidua.decisions.web.asked import decision_of, download, own_day, step_of, words_in, xlsx, year_in
from thidua.decisions.web.decision_forms import DecisionForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.official import to_pdf
from thidua.papers.sheets import Sheet

_PAGE = 50
_HEADER = ("Số", "Ngày", "Loại", "Trích yếu", "Đợt xét", "Trạng thái", "Số dòng", "Tiền thưởng (đồng)")
_RECIPIENTS = "Hội đồng Thi đua - Khen thưởng\nLưu: VT"


@require_GET
def decision_list(request: SignedInRequest) -> HttpResponse:
    """Show decisions by year and state, and the rounds that wait for one."""
    policies.can_see_decisions(request.actor).enforce()
    wanted = _wanted(request)
    page = Paginator(decision_keys(request.actor, wanted), _PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": listed_rows(page.object_list),
        "years": decision_years(request.actor),
        "states": DecisionState.choices,
        "sorts": Sort.choices,
        "wanted": wanted,
        "waiting": list(rounds_waiting(request.actor)),
        "may_begin": policies.can_begin_decision(request.actor, request.actor.authority_id),
    }
    return render(request, "decisions/decisions/list.html", context)


@require_GET
def decision_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    policies.can_see_decisions(request.actor).enforce()
    rows = [
        (one.number, one.on, one.sort.label, one.title, one.round, one.state.label, one.count, one.due)
        for one in listed_rows(decision_keys(request.actor, _wanted(request)))
    ]
    return xlsx("quyet-dinh", Sheet("Quyết định", _HEADER, rows))


@require_http_methods(["GET", "POST"])
@once("decisions.decision.draft")
def decision_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Draft a decision on what passed in a round."""
    found = AwardRound.objects.visible_to(request.actor).select_related("authority")
    award_round: AwardRound = get_object_or_404(found, pk=pk)
    policies.can_begin_decision(request.actor, award_round.authority_id).enforce()
    today = own_day(request)
    choosable = choosable_in(award_round, today)
    form = DecisionForm(
        request.POST or None,
        choosable=choosable.ours,
        unsure=unsure_bases(award_round.authority, today),
        initial=_initial(award_round, choosable.ours, today),
    )
    form.initial["nominations"] = [str(one.pk) for one in choosable.ours]
    by = request.actor
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: decisions.draft(award_round, form.facts, form.chosen, by=by, at=now_of(request)),
        )
        if made is not None:
            messages.success(request, "Đã soạn dự thảo. Rà soát trước khi trình.")
            return redirect("decisions:decision-detail", pk=made.pk)
    context = {"round": award_round, "form": form, "theirs": choosable.theirs, "ours": choosable.ours}
    return render(request, "decisions/decisions/new.html", context, status=422 if form.is_bound else 200)


@require_GET
def decision_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one decision as its paper, its list, and the next step."""
    decision = decision_of(request, pk)
    awards = awards_of(decision)
    mended = signed_lines(award.pk for award in awards)
    actor, number = request.actor, decision.paper.number if decision.paper else ""
    context = {
        "decision": decision,
        "look": STATE_LOOKS[DecisionState(decision.state)],
        "awards": awards,
        "due": sum(award.paid for award in awards),
        "deadlines": decision_deadlines(decision, today_of(request)),
        "letter": decision_letter(decision, as_issued(awards, mended), number) if awards else None,
        "mended": [(line, told_of(line)) for lines in mended.values() for line in lines],
        "review": review_page(decision),
        "overlaps": overlaps_of(decision, awards) if decision.state in OPEN_DECISIONS else [],
        "may_write": policies.can_write_decision(actor, decision),
        "may_review": policies.can_review_decision(actor, decision),
        "may_issue": policies.can_issue_decision(actor, decision),
        "may_drop": policies.can_drop_decision(actor, decision),
        "may_publish": policies.can_publish_decision(actor, decision),
        "may_sign": decision.paper and policies.can_sign_paper(actor, decision.paper, decision),
        "may_seal": decision.paper and policies.can_seal_paper(actor, decision.paper, decision),
        "may_read_history": policies.can_read_history(actor, decision.authority_id),
        "may_see_fund": policies.can_see_fund(actor),
        "may_print": policies.can_see_certificates(actor) and any_paper(awards, decision.decided_on),
        "without_paper": without_paper(awards, decision.decided_on),
        "may_keep": policies.can_keep_fund(actor, decision.authority_id),
        "may_revoke": policies.can_begin_decision(actor, decision.authority_id),
    }
    return render(request, "decisions/decisions/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("decisions.decision.rewrite")
def decision_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write a draft anew, its list with it."""
    decision = decision_of(request, pk)
    policies.can_write_decision(request.actor, decision).enforce()
    choosable = choosable_in(decision.round, decision.decided_on, decision)
    initial = DecisionForm.initial_of(decision)
    unsure = unsure_bases(decision.authority, decision.decided_on)
    form = DecisionForm(request.POST or None, choosable=choosable.ours, unsure=unsure, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = step_of(request)
        if attempt(form, lambda: decisions.rewrite(decision, form.facts, form.chosen, **told)) is not None:
            messages.success(request, "Đã lưu dự thảo. Rà soát lại trước khi trình.")
            return redirect("decisions:decision-detail", pk=pk)
    context = {"decision": decision, "form": form, "theirs": choosable.theirs}
    return render(request, "decisions/decisions/edit.html", context, status=422 if form.is_bound else 200)


@require_GET
def decision_preview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print a draft on trial, without a number."""
    decision = decision_of(request, pk)
    letter = decision_letter(decision, awards_of(decision))
    data = to_pdf(letter, made_at=now_of(request))
    return download(data, "du-thao-quyet-dinh.pdf", "application/pdf")


def _wanted(request: SignedInRequest) -> Wanted:
    """Read what the list is filtered by; what is no state and no sort asks for all."""
    state, sort = request.GET.get("trang-thai", ""), request.GET.get("loai", "")
    return Wanted(
        year_in(request),
        state if state in DecisionState.values else "",
        sort if sort in Sort.values else "",
        words_in(request),
    )


def _initial(award_round: AwardRound, ours: Iterable[Nomination], today: date) -> dict[str, object]:
    signer, title = chairman_on(award_round.authority_id, today)
    return {
        "title": f"Về việc {award_round.name[:1].lower()}{award_round.name[1:]}",
        "decided_on": today,
        "bases": bases_for(award_round, today, {one.kind_code for one in ours}),
        "signer": signer,
        "signer_title": title,
        "recipients": _RECIPIENTS,
    }
