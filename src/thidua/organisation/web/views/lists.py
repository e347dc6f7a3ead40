"""Lists from Excel: paste, look at what each line becomes, take all of it or nothing, take it back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.pasted import people as people_lists
from thidua.core.pasted import units as unit_lists
from thidua.core.pasted.checking import Checked, Row
from thidua.core.pasted.table import Column
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation import policies
from thidua.organisation.enums import ListKind
from thidua.organisation.models import PastedList
from thidua.organisation.services import lists, unit_counts
from thidua.organisation.web.list_forms import ListForm, UnitListForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.organisation.web.views.asked import own_authority

_LATEST = 5


@dataclass(frozen=True, slots=True)
class _Way:
    """What differs between lists of units and lists of people."""

    kind: ListKind
    form: type[ListForm]
    columns: tuple[Column, ...]
    preview: str
    take: str
    back: str


_UNITS = _Way(
    ListKind.UNITS,
    UnitListForm,
    unit_lists.COLUMNS,
    "organisation:unit-paste",
    "organisation:unit-paste-take",
    "organisation:unit-list",
)
_PEOPLE = _Way(
    ListKind.PEOPLE,
    ListForm,
    people_lists.COLUMNS,
    "organisation:person-paste",
    "organisation:person-paste-take",
    "organisation:person-list",
)


@require_http_methods(["GET", "POST"])
def unit_paste(request: SignedInRequest) -> HttpResponse:
    """Show the form, and what its list would become; nothing is written here."""
    return _paste(request, _UNITS)


@require_http_methods(["GET", "POST"])
def person_paste(request: SignedInRequest) -> HttpResponse:
    """Show the form, and what its list would become; nothing is written here."""
    return _paste(request, _PEOPLE)


@require_POST
@once("organisation.list.take_units")
def unit_paste_take(request: SignedInRequest) -> HttpResponse:
    return _take(request, _UNITS)


@require_POST
@once("organisation.list.take_people")
def person_paste_take(request: SignedInRequest) -> HttpResponse:
    return _take(request, _PEOPLE)


@require_GET
def list_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what a list added; for those only who may take it back."""
    pasted = _pasted(request, pk)
    policies.can_change(request.actor, pasted).enforce()
    context = {
        "pasted": pasted,
        "things": lists.things_of(pasted),
        "counts": unit_counts.counts_of(pasted),
        "is_of_units": pasted.kind == ListKind.UNITS,
    }
    return render(request, "organisation/list_detail.html", context)


@require_POST
@once("organisation.list.undo")
def list_undo(request: SignedInRequest, pk: UUID) -> HttpResponse:
    pasted = lists.undo(_pasted(request, pk), by=request.actor, at=now_of(request))
    messages.success(request, f"Đã hoàn tác lần nhập {pasted}. Mã nhận {request.receipt}.")
    return redirect("organisation:list-detail", pk=pk)


def _paste(request: SignedInRequest, way: _Way) -> HttpResponse:
    policies.can_manage(request.actor).enforce()
    form = way.form(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        checked = lists.check(own_authority(request), form.sent, at=now_of(request))
        return _page(request, way, form, checked)
    return _page(request, way, form, None)


def _take(request: SignedInRequest, way: _Way) -> HttpResponse:
    policies.can_manage(request.actor).enforce()
    form = way.form(request.POST)
    if not form.is_valid():
        return _page(request, way, form, None)
    authority, now = own_authority(request), now_of(request)
    seen = whole_number(request.POST.get("seen")) or 0
    pasted = attempt(form, lambda: lists.take(authority, form.sent, seen=seen, by=request.actor, at=now))
    if pasted is None:
        return _page(request, way, form, lists.check(authority, form.sent, at=now))
    messages.success(
        request, f"Đã nhập {pasted.count} {pasted.get_kind_display()}. Mã nhận {request.receipt}."
    )
    return redirect("organisation:list-detail", pk=pasted.pk)


def _page(request: Any, way: _Way, form: ListForm, checked: Checked[Any] | None) -> HttpResponse:
    """Show form and preview; the text of a file goes on in the field, so that it can be mended there."""
    text = form.cleaned_data.get("text", "") if form.is_bound else ""
    shown = way.form(initial={**form.cleaned_data, "file": None}) if checked is not None else form
    context = {
        "form": shown,
        "refusal": form,
        "checked": checked,
        "rows": [(row, _cells(row, checked)) for row in checked.rows] if checked else [],
        "text": text,
        "default_kind": form.cleaned_data.get("default_kind", "") if form.is_bound else "",
        "kind": way.kind.label,
        "is_of_units": way.kind == ListKind.UNITS,
        "columns": [column.label for column in way.columns],
        "preview": way.preview,
        "take": way.take,
        "back": way.back,
        "latest": PastedList.objects.visible_to(request.actor).filter(kind=way.kind)[:_LATEST],
    }
    is_faulty = form.errors or (checked is not None and checked.faults)
    return render(request, "organisation/list_paste.html", context, status=422 if is_faulty else 200)


def _cells(row: Row[Any], checked: Checked[Any]) -> list[tuple[str, str]]:
    labels = (column.label for column in checked.table.columns)
    return list(zip(labels, row.shown, strict=True))


def _pasted(request: Any, pk: UUID) -> PastedList:
    found = PastedList.objects.visible_to(request.actor).select_related("authority")
    pasted: PastedList = get_object_or_404(found, pk=pk)
    return pasted
