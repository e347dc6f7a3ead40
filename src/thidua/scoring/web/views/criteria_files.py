"""Sets of criteria as files: workbooks and exchange files, out and in."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import DomainError
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring.exchange import set_from, set_to
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import read_sheets
from thidua.scoring import policies
from thidua.scoring.queries.criteria import table_of
from thidua.scoring.services import criteria, criteria_files
from thidua.scoring.web.criteria_workbook import Taken, read_set, sheets_of
from thidua.scoring.web.handing_out import xlsx
from thidua.scoring.web.views.criteria import movements_of, one_set, whole_set

_LARGEST = 2_000_000


@require_GET
def criteria_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the set out as a workbook that can be edited and taken in again."""
    first, *more = sheets_of(table_of(whole_set(request, pk)))
    return xlsx(first, "bo-tieu-chi", *more)


@require_GET
def criteria_json(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the set out in exchange form, for another commune or a province."""
    plain = set_to(table_of(whole_set(request, pk)))
    answer = JsonResponse(plain, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="bo-tieu-chi.json"'
    return answer


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.take_in")
def criteria_upload(request: SignedInRequest) -> HttpResponse:
    """Make a new set from a file."""
    policies.can_write_criteria(request.actor).enforce()
    movements = movements_of(request)
    taken = _taken(request) if request.method == "POST" else Taken()
    if taken.table is not None:
        wanted = request.POST.get("phong-trao", "")
        chosen = next((one for one in movements if str(one.pk) == wanted), None)
        made = criteria.begin(
            taken.table, chosen, origin=_name(request), by=request.actor, at=now_of(request)
        )
        messages.success(request, "Đã lập bộ tiêu chí từ tệp.")
        return redirect("scoring:criteria-match", pk=made.pk)
    context = {"set": None, "faults": taken.faults, "movements": movements}
    status = 422 if taken.faults else 200
    return render(request, "scoring/criteria/criteria_upload.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.fill")
def criteria_fill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put the rows of a file in place of those of a draft."""
    criteria_set = one_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    taken = _taken(request) if request.method == "POST" else Taken()
    if taken.table is not None:
        expected, at = version_of(request), now_of(request)
        criteria_files.fill(
            criteria_set, taken.table, _name(request), expected=expected, by=request.actor, at=at
        )
        messages.success(request, "Đã nạp bộ tiêu chí từ tệp.")
        return redirect("scoring:criteria-detail", pk=pk)
    context = {"set": criteria_set, "faults": taken.faults}
    status = 422 if taken.faults else 200
    return render(request, "scoring/criteria/criteria_upload.html", context, status=status)


def _name(request: SignedInRequest) -> str:
    file = request.FILES.get("tep")
    return f"Tệp {file.name}" if file else ""


def _taken(request: SignedInRequest) -> Taken:
    file = request.FILES.get("tep")
    if file is None:
        return Taken(faults=["Chọn một tệp Excel hoặc tệp .json rồi gửi."])
    if (file.size or 0) > _LARGEST:
        return Taken(faults=["Tệp lớn hơn 2 MB. Chọn lại đúng tệp bộ tiêu chí."])
    data, name = file.read(), file.name or ""
    try:
        if name.lower().endswith(".json"):
            return Taken(_from_json(data))
        return read_set(read_sheets(data, name))
    except PaperError as refusal:
        return Taken(faults=[refusal.sentence])
    except DomainError as refusal:
        return Taken(faults=[str(refusal)])


def _from_json(data: bytes) -> Table:
    try:
        plain = json.loads(data)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise DomainError("Tệp .json bị hỏng. Tải lại tệp rồi gửi.") from None
    return set_from(plain)
