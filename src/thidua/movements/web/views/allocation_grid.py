"""Give several targets to several units at once: in a grid, or by a workbook that went to Excel and back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import DomainError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements import policies
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement
from thidua.movements.queries.allocation_grid import Grid, grid_of
from thidua.movements.services import allocations
from thidua.movements.services.matching import UnitBook
from thidua.movements.web.grid_entry import GridEntry, read_grid
from thidua.movements.web.grid_workbook import Upload, read_workbook
from thidua.movements.web.lookups import units_for
from thidua.movements.web.workbooks import workbook_response
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.errors import PaperError
from thidua.papers.sheets import Sheet
from thidua.papers.workbooks import read_sheets

_EVERY_KIND = "tat-ca"
_MOST_CELLS = 800
"""A form holds at most 1,000 fields; numbers of versions and the rest need some of them."""


@require_http_methods(["GET", "POST"])
@once("movements.allocation.give_many")
def grid(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show units against the targets of a field; on POST give what changed, from here or from a workbook."""
    movement = _movement(request, pk)
    if request.method == "POST":
        return _give(request, movement)
    field, group = _field(request, movement), request.GET.get("nhom", UnitKind.VILLAGE.value)
    found = grid_of(movement, units=_units(movement, group), on=today_of(request), field=field)
    return _page(request, movement, _bounded(found), {"field": field, "group": group})


@require_GET
def grid_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the whole grid out as a workbook to fill in and bring back."""
    movement = _movement(request, pk)
    whole = _whole(movement)
    header = ("Đơn vị", *(column.label for column in whole.columns))
    rows = [(unit.name, *(whole.saved(column, unit) for column in whole.columns)) for unit in whole.units]
    sheet = Sheet(title=f"Bảng giao: {movement.title}", header=header, rows=rows)
    return workbook_response(sheet, f"bang-giao-{movement.year or 'khong-nam'}.xlsx")


@require_http_methods(["GET", "POST"])
def allocation_upload(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what a workbook would change; nothing is written here."""
    movement = _movement(request, pk)
    context: dict[str, Any] = {"movement": movement}
    if request.method == "POST":
        whole = _whole(movement)
        upload = _upload(request, movement, whole)
        entry = read_grid(whole, upload.sent)
        context |= {"upload": upload, "entry": entry, "has_reason": _changes_given(entry)}
    status = 422 if context.get("upload") and context["upload"].faults else 200
    return render(request, "movements/allocation_upload.html", context, status=status)


def _give(request: SignedInRequest, movement: Movement) -> HttpResponse:
    whole, sent = _whole(movement), request.POST.dict()
    entry = read_grid(whole, sent)
    if not entry.faults and (not entry.questions or "da-hoi" in sent):
        reason = sent.get("ly-do", "")
        try:
            batch = allocations.give_many(
                movement, entry.givings(whole), reason=reason, by=request.actor, at=now_of(request)
            )
        except DomainError as refusal:
            return _again(request, movement, sent, {"refusal": refusal.sentence})
        messages.success(request, f"Đã lưu {len(entry.changes)} số giao.")
        board = reverse("movements:allocation-board", args=[movement.pk])
        return redirect(f"{board}?lan={batch}" if batch else board)
    return _again(request, movement, sent, {"asks": bool(entry.questions) and not entry.faults})


def _again(
    request: SignedInRequest, movement: Movement, sent: dict[str, str], more: dict[str, Any]
) -> HttpResponse:
    """Show the grid again as it was sent, with what is wrong."""
    field, group = sent.get("linh-vuc", ""), sent.get("nhom", _EVERY_KIND)
    found = grid_of(movement, units=_units(movement, group), on=today_of(request), field=field)
    shown = {"field": field, "group": group, "reason": sent.get("ly-do", ""), "sent": sent, **more}
    return _page(request, movement, _bounded(found), shown, status=422)


def _page(
    request: SignedInRequest, movement: Movement, shown: Grid, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    there = set(movement.targets.order_by().values_list("field", flat=True).distinct())
    entry = read_grid(shown, more.pop("sent", {}))
    context = {
        "movement": movement,
        "grid": shown,
        "entry": entry,
        "fields": [choice for choice in TargetField.choices if choice[0] in there],
        "groups": [(_EVERY_KIND, "Tất cả"), *UnitKind.choices],
        "needs_reason": any(given.given for given in shown.givens),
        **more,
    }
    return render(request, "movements/allocation_grid.html", context, status=status)


def _upload(request: SignedInRequest, movement: Movement, whole: Grid) -> Upload:
    file = request.FILES.get("tep")
    if file is None:
        return Upload(faults=["Chọn một tệp Excel rồi gửi."])
    try:
        sheets = read_sheets(file.read(), file.name or "")
    except PaperError as refusal:
        return Upload(faults=[refusal.sentence])
    return read_workbook(sheets, whole, UnitBook.of(movement.authority_id, today_of(request)))


def _changes_given(entry: GridEntry) -> bool:
    return any(cell.saved is not None for cell in entry.changes)


def _whole(movement: Movement) -> Grid:
    return grid_of(
        movement, units=_units(movement, _EVERY_KIND), on=movement.authority.day(timezone.localdate())
    )


def _bounded(found: Grid) -> Grid:
    """Cut the units that would make the form too long to send."""
    most = max(1, _MOST_CELLS // max(1, len(found.columns)))
    return Grid(found.columns, found.units[:most], found.wholes)


def _units(movement: Movement, group: str) -> list[Unit]:
    units = units_for(movement.authority)
    return list(units.filter(kind=group) if group in UnitKind.values else units)


def _field(request: SignedInRequest, movement: Movement) -> str:
    """Return the field asked for, else the first that has targets."""
    sent = request.GET.get("linh-vuc", "")
    if sent in TargetField.values:
        return sent
    there = set(movement.targets.order_by().values_list("field", flat=True).distinct())
    return next((value for value in TargetField.values if value in there), "")


def _movement(request: SignedInRequest, pk: UUID) -> Movement:
    found = Movement.objects.visible_to(request.actor).select_related("authority")
    movement: Movement = get_object_or_404(found, pk=pk)
    policies.can_give(request.actor, movement).enforce()
    return movement
