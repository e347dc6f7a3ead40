"""Verification, figure by figure: right, sent back, mended, taken back; several only when each was ticked."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.policy import Answer
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent import version_of, whole_number
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.queries.verifying import HANDED_IN, rows_of, to_verify
from thidua.reporting.services import verification
from thidua.reporting.web.views.period import period_seen

_PAGE = 50
_MOST_AT_ONCE = 300
_REFUSED, _CONFLICT = 403, 409
_TYPED = {"number": "so", "whole": "tong", "reason": "ly-do"}
_DONE = {"dat": "Đã đạt.", "tra-lai": "Đã trả lại.", "sua": "Đã sửa và ghi đạt.", "hoan-tac": "Đã hoàn tác."}
_EVERY_STATE = "tat-ca"
_STATES = [*((state.value, state.label) for state in HANDED_IN), (_EVERY_STATE, "Tất cả")]


@require_GET
def period_verify(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the figures of a period that wait; `?don-vi=` and `?trang-thai=` filter."""
    period = period_seen(request, pk)
    return _page(request, period, _uuid(request.GET.get("don-vi", "")))


@require_GET
def report_verify(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the figures of one report."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).select_related("period"), pk=pk)
    return _page(request, report.period, report.unit_id)


@require_POST
@once("reporting.figure.verify")
def figure_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Verify, return, mend or undo one figure; a script swaps its row, without one the page comes again."""
    step = _STEPS.get(verb)
    if step is None:
        raise Http404
    figure = _figure(request, pk)
    try:
        step(request, figure)
    except StaleVersionError:
        raise
    except DomainError as error:
        return _not_taken(request, figure, verb, error)
    if request.htmx:
        row = rows_of(Figure.objects.filter(id=pk), _asked(request))[0]
        return render(request, "reporting/_verify_row.html", {"row": row, "done": _DONE[verb]})
    messages.success(request, f"{figure.report.unit}, {figure.target}: {_DONE[verb].lower()}")
    return redirect(came_from(request) or reverse("reporting:period-verify", args=[figure.report.period_id]))


@require_POST
@once("reporting.figure.verify_ticked")
def verify_ticked(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Verify the figures that were ticked one by one; what changed meanwhile stays and is told."""
    period = period_seen(request, pk)
    policies.may_verify_some(request.actor).enforce()
    ticked = [text.partition(":") for text in request.POST.getlist("so")]
    versions = {key: whole_number(number) or 0 for text, _, number in ticked if (key := _uuid(text))}
    if not versions:
        raise DomainError("Chưa tích số nào. Xem từng số rồi tích vào số đúng.")
    found = to_verify(request.actor, period).filter(id__in=versions)
    outcome = verification.verify_each(
        [(figure, versions[figure.id]) for figure in found], by=request.actor, at=now_of(request)
    )
    if outcome.verified:
        messages.success(request, f"Đã đạt {len(outcome.verified)} số. Mã nhận {request.receipt}.")
    for figure, sentence in outcome.refused:
        messages.warning(request, f"{figure.report.unit}, {figure.target}: {sentence}")
    before = came_from(request)
    is_of_rows = urlsplit(before).path.endswith("/tham-dinh/")  # a page of rows, not the one of the last look
    return redirect(before if is_of_rows else reverse("reporting:period-verify", args=[pk]))


@require_GET
def verify_check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what may be verified at once: figures that wait and about which nobody would ask."""
    period = period_seen(request, pk)
    policies.may_verify_some(request.actor).enforce()
    unit = _uuid(request.GET.get("don-vi", ""))
    waiting = to_verify(request.actor, period, state=FigureState.SENT, unit=unit)
    found = rows_of(waiting[:_MOST_AT_ONCE], _asked(request))
    plain = [row for row in found if row.allowed and not row.question]
    back = reverse("reporting:period-verify", args=[pk])
    context = {
        "period": period,
        "rows": plain,
        "left_out": len(found) - len(plain),
        "has_more": len(found) == _MOST_AT_ONCE,
        "back": f"{back}?don-vi={unit}" if unit else back,
    }
    return render(request, "reporting/verify_check.html", context)


def _not_taken(request: SignedInRequest, figure: Figure, verb: str, error: DomainError) -> HttpResponse:
    """Show the figure with its form as it was filled in, and the refusal at the field."""
    period = figure.report.period
    rows = to_verify(request.actor, period).filter(id=figure.id)
    if not rows.exists():
        raise error
    tried = {"verb": verb, "sentence": error.sentence, "is_reason": "lý do" in error.sentence.lower()}
    tried |= {name: request.POST.get(sent, "") for name, sent in _TYPED.items()}
    status = _REFUSED if isinstance(error, RefusedError) else _CONFLICT
    if request.htmx:
        context = {"row": rows_of(rows, _asked(request))[0], "tried": tried}
        return render(request, "reporting/_verify_row.html", context, status=status)
    context = _context(request, period, rows, state=str(figure.state))
    return render(request, "reporting/verify_page.html", {**context, "tried": tried}, status=status)


def _page(request: SignedInRequest, period: Period, unit: UUID | None) -> HttpResponse:
    state = request.GET.get("trang-thai", FigureState.SENT)
    if state not in HANDED_IN:
        state = _EVERY_STATE
    found = to_verify(request.actor, period, state=state, unit=unit)
    context = _context(request, period, found, unit=unit, state=state)
    return render(request, "reporting/verify_page.html", context)


def _context(
    request: SignedInRequest, period: Period, found: Any, *, unit: UUID | None = None, state: str
) -> dict[str, Any]:
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    rows = rows_of(page.object_list, _asked(request))
    return {
        "period": period,
        "page": page,
        "rows": rows,
        "may_tick": any(row.is_waiting and row.allowed for row in rows),
        "units": list(Unit.objects.filter(reports__period=period).for_list()),
        "unit": str(unit or ""),
        "state": state,
        "states": _STATES,
        "is_only_read": (policies.may_verify_some(request.actor) and policies.is_open(period)).refusal,
    }


def _asked(request: SignedInRequest) -> Callable[[Figure], Answer]:
    return partial(policies.can_verify_figure, request.actor)


def _verify(request: SignedInRequest, figure: Figure) -> None:
    verification.verify(figure, expected=version_of(request), by=request.actor, at=now_of(request))


def _send_back(request: SignedInRequest, figure: Figure) -> None:
    reason = request.POST.get("ly-do", "")
    verification.send_back(
        figure, reason=reason, expected=version_of(request), by=request.actor, at=now_of(request)
    )


def _mend(request: SignedInRequest, figure: Figure) -> None:
    entry = Entry(request.POST.get("so", ""), request.POST.get("tong", ""))
    reason = request.POST.get("ly-do", "")
    verification.mend(
        figure, entry, reason=reason, expected=version_of(request), by=request.actor, at=now_of(request)
    )


def _undo(request: SignedInRequest, figure: Figure) -> None:
    verification.undo(figure, expected=version_of(request), by=request.actor, at=now_of(request))


_STEPS: dict[str, Callable[[SignedInRequest, Figure], None]] = {
    "dat": _verify,
    "tra-lai": _send_back,
    "sua": _mend,
    "hoan-tac": _undo,
}


def _figure(request: SignedInRequest, pk: UUID) -> Figure:
    found = Figure.objects.visible_to(request.actor).select_related(
        "report__unit", "report__period", "target"
    )
    figure: Figure = get_object_or_404(found, id=pk)
    return figure


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
