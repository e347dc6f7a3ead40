"""Units: list, workbook, page, and the forms that change them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies, queries
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.organisation.services import units
from thidua.organisation.web.forms import ClosingForm, ReasonForm, UnitForm, unit_initial
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.organisation.web.views.asked import own_authority
from thidua.papers.sheets import Sheet, to_xlsx

_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADER = (
    "Đơn vị",
    "Tên ngắn",
    "Loại",
    "Người đứng đầu",
    "Số hộ",
    "Số khẩu",
    "Từ ngày",
    "Đến hết ngày",
    "Tên khác",
)
_STATES = (("", "Đang hoạt động"), ("ngung", "Đã ngừng"), ("tat-ca", "Tất cả"))


@dataclass(frozen=True, slots=True)
class _Filters:
    words: str
    kind: str
    state: str

    def apply(self, request: SignedInRequest) -> Any:
        today = today_of(request)
        found = queries.units_for_list(request.actor, today, words=self.words)
        if self.kind in UnitKind.values:
            found = found.filter(kind=self.kind)
        if self.state == "tat-ca":
            return found
        return found.filter(valid_to__lt=today) if self.state == "ngung" else found.in_force(today)


@require_GET
def unit_list(request: SignedInRequest) -> HttpResponse:
    """Show the units; the filters stand in the address."""
    filters = _filters(request)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page": Paginator(filters.apply(request), _PAGE).get_page(request.GET.get("trang")),
        "filters": filters,
        "kinds": UnitKind.choices,
        "states": _STATES,
        "query": query.urlencode(),
        "may_manage": policies.can_manage(request.actor),
        "shows_authority": len(request.actor.authority_ids) > 1,
    }
    return render(request, "organisation/unit_list.html", context)


@require_GET
def unit_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the filtered list out as a workbook."""
    rows = [
        (
            unit.name,
            unit.short_name,
            unit.get_kind_display(),
            ", ".join(position.person.full_name for position in unit.heads),
            unit.household_count,
            unit.population,
            unit.valid_from,
            unit.valid_to,
            "; ".join(unit.aliases.splitlines()),
        )
        for unit in _filters(request).apply(request)
    ]
    book = to_xlsx(Sheet(title="Danh sách đơn vị", header=_HEADER, rows=rows), made_at=now_of(request))
    answer = HttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="don-vi.xlsx"'
    return answer


@require_GET
def unit_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a unit; what higher apps know of it comes in by its own address."""
    unit = _unit(request, pk)
    today = today_of(request)
    context = {
        "unit": unit,
        "part": queries.unit_page(unit, today),
        "today": today,
        "may_change": policies.can_change(request.actor, unit),
        "may_see_households": unit.kind == UnitKind.VILLAGE
        and (policies.can_change(request.actor, unit) or unit.pk in request.actor.unit_ids),
    }
    return render(request, "organisation/unit_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("organisation.unit.create")
def unit_new(request: SignedInRequest) -> HttpResponse:
    policies.can_manage(request.actor).enforce()
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = attempt(
            form,
            lambda: units.create(own_authority(request), form.facts, by=request.actor, at=now_of(request)),
        )
        if unit is not None:
            messages.success(request, f"Đã thêm {unit.name}.")
            return redirect("organisation:unit-detail", pk=unit.pk)
    return _form(request, "organisation/unit_edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
@once("organisation.unit.change")
def unit_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    unit = _unit(request, pk)
    policies.can_change(request.actor, unit).enforce()
    form = UnitForm(request.POST or None, initial=unit_initial(unit))
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        changed = attempt(
            form,
            lambda: units.change(unit, form.facts, expected=expected, by=request.actor, at=now_of(request)),
        )
        if changed is not None:
            messages.success(request, "Đã lưu.")
            return redirect("organisation:unit-detail", pk=pk)
    return _form(request, "organisation/unit_edit.html", {"form": form, "unit": unit})


@require_http_methods(["GET", "POST"])
@once("organisation.unit.close")
def unit_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Check page and deed: the effects are told before the last day is written."""
    unit = _unit(request, pk)
    policies.can_change(request.actor, unit).enforce()
    form = ClosingForm(request.POST or None, initial={"last_day": today_of(request)})
    if request.method == "POST" and form.is_valid():
        deed = {**form.cleaned_data, "expected": version_of(request)}
        if attempt(form, lambda: units.close(unit, **deed, by=request.actor, at=now_of(request))) is not None:
            messages.success(request, f"Đã ghi {unit.name} ngừng hoạt động.")
            return redirect("organisation:unit-detail", pk=pk)
    part = queries.unit_page(unit, today_of(request))
    return _form(request, "organisation/unit_close.html", {"form": form, "unit": unit, "part": part})


@require_http_methods(["GET", "POST"])
@once("organisation.unit.reopen")
def unit_reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    unit = _unit(request, pk)
    policies.can_change(request.actor, unit).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = {**form.cleaned_data, "expected": version_of(request)}
        if (
            attempt(form, lambda: units.reopen(unit, **deed, by=request.actor, at=now_of(request)))
            is not None
        ):
            messages.success(request, f"{unit.name} hoạt động trở lại.")
            return redirect("organisation:unit-detail", pk=pk)
    return _form(request, "organisation/unit_reopen.html", {"form": form, "unit": unit})


def _form(request: SignedInRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].is_bound else 200)


def _filters(request: SignedInRequest) -> _Filters:
    return _Filters(*(request.GET.get(name, "").strip() for name in ("tim", "loai", "trang-thai")))


def _unit(request: SignedInRequest, pk: UUID) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("authority"), pk=pk)
    return unit
