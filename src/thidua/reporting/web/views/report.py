"""The form of a report: one card a figure, saved whole or card by card."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.policy import YES, Answer
from thidua.foundation.services import versions
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.reporting import policies
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.owing import targets_owed
from thidua.reporting.queries.reading import Measure
from thidua.reporting.queries.report_form import (
    Card,
    Problem,
    ReportForm,
    card_of,
    clash_of,
    form_of,
    with_problems,
    with_typed,
)
from thidua.reporting.services import entering, figures, reports
from thidua.reporting.services.bulk import Draft
from thidua.reporting.web.lookups import report_of, require_own, target_in
from thidua.reporting.web.proofs import keep_sent
from thidua.reporting.web.sent_cards import SentCard, sent_card, sent_cards
from thidua.reporting.web.unsaved import unsaved_of

_OLD, _REFUSED, _CONFLICT, _FAULTS = 400, 403, 409, 422


@require_http_methods(["GET", "POST"])
def report_form(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the cards; on POST keep all of them and lead on to the check page."""
    report = report_of(request, pk)
    may_enter = policies.can_enter(request.actor, report)
    if request.method == "GET":
        return report_page(request, form_of(report), may_enter)
    if not may_enter:
        return _refused(request, report, may_enter)
    try:
        return _save(request, report)
    except RefusedError as error:  # the period was closed in this moment
        return _refused(request, report, Answer(error.sentence))


@require_POST
def figure_write(request: SignedInRequest, pk: UUID, target_pk: UUID) -> HttpResponse:
    """Keep one card while it is typed; answer with what was read, and with the state of saving."""
    require_own(request)
    report = report_of(request, pk)
    target = target_in(report, target_pk)
    sent = sent_card(request.POST, target.pk.hex)
    if sent is None:
        return HttpResponse(status=_OLD)
    if sent.takes_saved:
        card = card_of(report, target, _kept(report, target_pk))
        return render(request, "reporting/_card.html", {"card": card, "may_enter": YES})
    now = now_of(request)
    try:
        figure = figures.write(report, target, sent.entry, expected=sent.expected, by=request.actor, at=now)
    except DomainError as error:
        return _not_kept(request, card_of(report, target, _kept(report, target_pk)), sent, error)
    context = {"card": card_of(report, target, figure), "saved_at": now}
    return render(request, "reporting/_card_result.html", context)


@require_POST
def report_note(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep the general note while it is typed."""
    require_own(request)
    report, now = report_of(request, pk), now_of(request)
    text, seen = request.POST.get("ghi", ""), request.POST.get("ghi-cu", "")
    try:
        reports.write_note(report, text, seen=seen, by=request.actor, at=now)
    except DomainError as error:
        report.refresh_from_db(fields=["note"])
        context = {"report": report, "note_fault": error.sentence}
        status = _REFUSED if isinstance(error, RefusedError) else _CONFLICT
        return render(request, "reporting/_note_result.html", context, status=status)
    return render(request, "reporting/_save_state.html", {"saved_at": now})


def _save(request: SignedInRequest, report: Report) -> HttpResponse:
    owed = targets_owed(report)
    sent = sent_cards(request.POST, owed)
    drafts = [Draft(report, Measure.of(target), typed.entry, typed.expected) for target, typed in sent]
    now = now_of(request)
    refused: dict[UUID, DomainError | PaperError] = {
        **entering.write_all(drafts, by=request.actor, at=now),
        **keep_sent(request, report, [target for target, _ in sent], at=now),
    }
    note_fault = _keep_note(request, report, now)
    lost = unsaved_of(request, report, but=frozenset(target.pk for target in owed))
    if not refused and not note_fault and not lost:
        page = "report-check" if "xem" in request.POST else "report-form"
        return redirect(f"reporting:{page}", pk=report.pk)
    is_clash = any(isinstance(error, StaleVersionError) for error in refused.values())
    now_kept = form_of(report)
    again = with_problems(now_kept, _told(now_kept, sent, refused))
    told: dict[str, Any] = {"problems": _problems(again, note_fault), "unsaved": lost, "has_gone": bool(lost)}
    if note_fault:
        told["note"] = request.POST["ghi"]
    return report_page(request, again, YES, status=_CONFLICT if is_clash else _FAULTS, **told)


def _problems(form: ReportForm, note_fault: str) -> tuple[Problem, ...]:
    general = (Problem("ghi", "Khó khăn, đề nghị", note_fault),) if note_fault else ()
    return (*form.problems, *general)


def _refused(request: SignedInRequest, report: Report, why: Answer) -> HttpResponse:
    """Say why nothing was kept, and give back every text that was typed."""
    unsaved = unsaved_of(request, report)
    return report_page(request, form_of(report), why, status=_REFUSED, unsaved=unsaved)


def _keep_note(request: SignedInRequest, report: Report, at: datetime) -> str:
    """Return why the general note was not kept; its text stays where it was typed."""
    if "ghi" not in request.POST:
        return ""
    seen = request.POST.get("ghi-cu", "")
    try:
        reports.write_note(report, request.POST["ghi"], seen=seen, by=request.actor, at=at)
    except RefusedError:
        raise
    except DomainError as error:
        return error.sentence
    finally:
        report.refresh_from_db(fields=["note"])
    return ""


def _told(
    form: ReportForm, sent: list[tuple[Target, SentCard]], refused: Mapping[UUID, DomainError | PaperError]
) -> dict[UUID, Card]:
    now = {card.target.pk: card for card in form.cards}
    typed = {target.pk: given for target, given in sent}
    return {key: _with_error(now[key], typed[key], error) for key, error in refused.items()}


def _with_error(card: Card, sent: SentCard, error: DomainError | PaperError) -> Card:
    if isinstance(error, StaleVersionError) and card.figure is not None:
        return with_typed(card, sent.entry, clash=clash_of(card.figure, seen=sent.expected))
    return with_typed(card, sent.entry, fault=error.sentence)


def _not_kept(request: SignedInRequest, card: Card, sent: SentCard, error: DomainError) -> HttpResponse:
    """Tell at the card why its text was not kept; the text stays where it was typed, and in the history."""
    if isinstance(error, StaleVersionError):
        versions.keep_refused(error, by=request.actor, at=now_of(request))
    context = {"card": _with_error(card, sent, error)}
    status = _REFUSED if isinstance(error, RefusedError) else _CONFLICT
    return render(request, "reporting/_card_result.html", context, status=status)


def _kept(report: Report, target_pk: UUID) -> Figure | None:
    found: Figure | None = Figure.objects.filter(report=report, target=target_pk).first()
    return found


def report_page(
    request: SignedInRequest, form: ReportForm, may_enter: Answer, *, status: int = 200, **told: object
) -> HttpResponse:
    """Show the form; `told` says what is wrong with what was just sent."""
    report = form.report
    context: dict[str, Any] = {
        "form": form,
        "report": report,
        "may_enter": may_enter,
        "is_for_another": bool(may_enter) and not policies.is_of_unit(request.actor, report),
        "may_object": policies.can_object(request.actor, report),
        "note": report.note,
        **told,
    }
    return render(request, "reporting/report_form.html", context, status=status)
