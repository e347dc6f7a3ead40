"""Checking a sheet: how far it is, the end of it, who is named, sending back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of, today_of
from thidua.scoring import policies
from thidua.scoring.models import ScoreSheet
from thidua.scoring.queries.checkers import checkers_of
from thidua.scoring.queries.checking import Check, check_of
from thidua.scoring.queries.sheet_access import sheets_for
from thidua.scoring.services import sheets
from thidua.scoring.web.sheet_forms import ReasonForm, SecondForm
from thidua.scoring.web.taking import is_done, status_of

_FAULTS = 422


@require_GET
def sheet_check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show who checks how far the sheet is; once done, where they differ from the unit and why."""
    sheet = _sheet(request, pk)
    policies.can_score_second(request.actor, sheet).enforce()
    check = _check(request, sheet)
    return render(request, "scoring/sheets/sheet_check.html", {"sheet": sheet, "check": check})


@require_POST
@once("scoring.sheet.finish_second")
def sheet_finish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that the check is done; the unit's own column shows from now on."""
    sheet, expected = _sheet(request, pk), version_of(request)
    try:
        sheets.finish_second(sheet, expected=expected, by=request.actor, at=now_of(request))
    except (RefusedError, StaleVersionError):
        raise
    except DomainError as error:
        context = {"sheet": sheet, "check": _check(request, sheet), "fault": error.sentence}
        return render(request, "scoring/sheets/sheet_check.html", context, status=_FAULTS)
    messages.success(request, f"Đã thẩm định xong {sheet.unit}. Mã nhận {request.receipt}.")
    return redirect("scoring:sheet-check", pk=pk)


@require_http_methods(["GET", "POST"])
@once("scoring.sheet.name_second")
def sheet_second(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say who checks a sheet."""
    sheet = _sheet(request, pk)
    policies.can_name_second(request.actor, sheet).enforce()
    people = checkers_of(sheet, today_of(request))
    form = SecondForm(request.POST or None, people=people, initial={"second": sheet.second_id})
    if request.method == "POST" and form.is_valid() and _name(request, sheet, form):
        messages.success(request, "Đã ghi người thẩm định.")
        return redirect("scoring:sheet-list", pk=sheet.round_id)
    context = {"sheet": sheet, "form": form}
    return render(request, "scoring/sheets/sheet_second.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@once("scoring.sheet.send_back")
def sheet_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Return the unit's own column with a reason."""
    sheet = _sheet(request, pk)
    policies.can_send_back(request.actor, sheet).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _send_back(request, sheet, form):
        messages.success(request, f"Đã trả lại phiếu tự chấm cho {sheet.unit}.")
        return redirect("scoring:sheet-detail", pk=pk)
    context = {"sheet": sheet, "form": form}
    return render(request, "scoring/sheets/sheet_back.html", context, status=status_of(form))


def _check(request: SignedInRequest, sheet: ScoreSheet) -> Check:
    return check_of(sheet, policies.sight_of(request.actor, sheet))


def _name(request: SignedInRequest, sheet: ScoreSheet, form: SecondForm) -> bool:
    expected, now = version_of(request), now_of(request)

    def deed() -> object:
        return sheets.name_second(sheet, form.person, expected=expected, by=request.actor, at=now)

    return is_done(form, deed, field="second")


def _send_back(request: SignedInRequest, sheet: ScoreSheet, form: ReasonForm) -> bool:
    reason, expected, now = form.cleaned_data["reason"], version_of(request), now_of(request)

    def deed() -> object:
        return sheets.send_back(sheet, reason, expected=expected, by=request.actor, at=now)

    return is_done(form, deed, field="reason")


def _sheet(request: SignedInRequest, pk: UUID) -> ScoreSheet:
    sheet: ScoreSheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    return sheet
