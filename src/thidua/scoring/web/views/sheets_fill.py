"""The unit's own column by a workbook: handed out, and taken in as if it were typed into the form."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import read_sheets
from thidua.scoring import policies
from thidua.scoring.queries.self_form import SelfForm, form_of
from thidua.scoring.web.handing_out import xlsx
from thidua.scoring.web.self_cards import keep_all
from thidua.scoring.web.self_workbook import Filled, filled_of, workbook_of
from thidua.scoring.web.views.sheets_self import kept_page, own_sheet

_LARGEST = 2_000_000
_FAULTS = 422


@require_GET
def self_workbook(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the criteria a person fills, with what is saved of them."""
    sheet = own_sheet(request, pk)
    policies.can_score_self(request.actor, sheet).enforce()
    return xlsx(workbook_of(form_of(sheet)), "tu-cham-diem")


@require_http_methods(["GET", "POST"])
def self_fill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a filled workbook in: what is right is kept, what is not comes back at its card."""
    sheet = own_sheet(request, pk)
    policies.can_score_self(request.actor, sheet).enforce()
    form, faults = form_of(sheet), []
    if request.method == "POST":
        filled = _filled(request, form)
        if not filled.faults:
            return _keep(request, form, filled)
        faults = filled.faults
    context = {"sheet": sheet, "form": form, "faults": faults}
    return render(request, "scoring/sheets/self_fill.html", context, status=_FAULTS if faults else 200)


def _filled(request: SignedInRequest, form: SelfForm) -> Filled:
    file = request.FILES.get("tep")
    if file is None:
        return Filled(faults=["Chọn tệp tự chấm rồi gửi."])
    if (file.size or 0) > _LARGEST:
        return Filled(faults=["Tệp lớn hơn 2 MB. Chọn lại đúng tệp tự chấm."])
    try:
        return filled_of(read_sheets(file.read(), file.name or ""), form)
    except PaperError as refusal:
        return Filled(faults=[refusal.sentence])


def _keep(request: SignedInRequest, form: SelfForm, filled: Filled) -> HttpResponse:
    refused = keep_all(form, filled.typed.get, by=request.actor, at=now_of(request))
    if refused or filled.gone:
        return kept_page(request, form, refused, filled.gone)
    messages.success(request, f"Đã đưa {len(filled.typed)} tiêu chí từ tệp vào. Xem lại rồi gửi.")
    return redirect("scoring:sheet-self", pk=form.sheet.pk)
