"""The register: list, workbook, and a document entered by hand."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.documents import policies
from thidua.documents.enums import Direction
from thidua.documents.models import OfficialDocument
from thidua.documents.services import documents
from thidua.documents.web.forms import DocumentForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet, to_xlsx

_PAGE = 50
_HEADER = ("Loại", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu", "Người ký", "Chiều", "Bản chụp")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class _Filters:
    words: str
    direction: str
    copy: str
    year: str

    def apply(self, found: Any) -> Any:
        if self.words:
            found = found.matching(self.words)
        if self.direction in Direction.values:
            found = found.filter(direction=self.direction)
        if self.copy in {"co", "chua"}:
            found = found.filter(file__isnull=self.copy == "chua")
        year = whole_number(self.year)
        return found if year is None else found.filter(issued_year=year)


@require_GET
def document_list(request: SignedInRequest) -> HttpResponse:
    """Show the register; the filters stand in the address."""
    filters, found = _filtered(request)
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page": page,
        "filters": filters,
        "directions": Direction.choices,
        "query": query.urlencode(),
        "may_register": policies.can_register(request.actor),
    }
    return render(request, "documents/document_list.html", context)


@require_GET
def document_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the filtered register out as a workbook."""
    _, found = _filtered(request)
    rows = [
        (
            row.type,
            row.number,
            row.issued_shown,
            row.issuer,
            row.subject,
            row.signer,
            row.get_direction_display(),
            "có" if row.has_copy else "chưa có",
        )
        for row in found
    ]
    sheet = Sheet(title="Sổ văn bản", header=_HEADER, rows=rows)
    answer = HttpResponse(to_xlsx(sheet, made_at=now_of(request)), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="so-van-ban.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
@once("documents.document.register")
def document_new(request: SignedInRequest) -> HttpResponse:
    """Enter a document by hand; one known by number already is completed."""
    policies.can_register(request.actor).enforce()
    form = DocumentForm(request.POST or None, initial={"direction": Direction.INCOMING})
    if request.method == "POST" and form.is_valid():
        document = documents.register(form.facts, by=request.actor, at=now_of(request))
        messages.success(request, f"Đã ghi vào sổ văn bản. Mã nhận {request.receipt}.")
        return redirect("documents:document-detail", pk=document.pk)
    return render(
        request, "documents/document_new.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _filtered(request: SignedInRequest) -> tuple[_Filters, QuerySet[OfficialDocument]]:
    names = ("tim", "chieu", "ban-chup", "nam")
    filters = _Filters(*(request.GET.get(name, "").strip() for name in names))
    return filters, filters.apply(OfficialDocument.objects.visible_to(request.actor).for_list())
