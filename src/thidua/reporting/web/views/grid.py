"""The grid of a period: looked at, filled in, pasted into, saved, and handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.middleware import OLD_FORM, refusal_response
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation.web.today import now_of
from thidua.reporting import policies
from thidua.reporting.models import Period
from thidua.reporting.queries.grid import Fault, Grid, grid_of
from thidua.reporting.services import grid as grids
from thidua.reporting.services.grid import Clash, GridClashError
from thidua.reporting.web.grid_form import SentGrid, cell_name, sent_grid, typed_now
from thidua.reporting.web.grid_html import (
    Marks,
    choices_of,
    ready_fields,
    sum_texts,
    sum_title,
    table_of,
    unsaved_words,
)
from thidua.reporting.web.grid_pasted import paste
from thidua.reporting.web.lookups import require_own
from thidua.reporting.web.unsaved import unsaved_of_grid
from thidua.reporting.web.views.period import period_seen


@require_http_methods(["GET", "POST"])
def period_grid(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the grid; on POST save every cell that was touched, or look at a pasted block first."""
    period = period_seen(request, pk)
    if request.method == "GET":
        return _page(request, _grid(request, period), Marks())
    sent = sent_grid(request.POST)
    if sent is None:
        return refusal_response(request, OLD_FORM, status=400)
    try:
        if request.POST.get("viec") == "xem-truoc":
            return _preview(request, period, sent)
        written = grids.save(period, sent.cells, by=request.actor, at=now_of(request))
    except GridClashError as error:
        return _clashed(request, period, sent, error)
    except DomainError as error:
        return _refused(request, period, sent, error)
    messages.success(request, f"Đã lưu {len(written)} ô." if written else "Không có ô nào thay đổi.")
    return HttpResponseRedirect(request.path)


@require_POST
def grid_cells(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Save touched cells without leaving the page; tells the state and the version of each."""
    period = period_seen(request, pk)
    sent = sent_grid(request.POST)
    if sent is None:
        return JsonResponse({"sentence": OLD_FORM}, status=400)
    now = now_of(request)
    try:
        require_own(request)
        grids.save(period, sent.cells, by=request.actor, at=now)
    except GridClashError as error:
        return JsonResponse({"sentence": error.sentence, "cells": _told_clashes(sent, error)}, status=409)
    except DomainError as error:
        return JsonResponse({"sentence": error.sentence}, status=409)
    return JsonResponse({"at": f"{timezone.localtime(now):%H:%M}", **_standing(request, period, sent)})


@require_POST
@once("reporting.grid.hand_in")
def grid_hand_in(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Send the reports of all units that have written everything; tell which were held back and why."""
    period = period_seen(request, pk)
    versions = {UUID(key): whole_number(number) or 0 for key, number in _pairs(request)}
    if not versions:
        raise DomainError("Chưa đơn vị nào ghi đủ số để nộp.")
    handed = grids.hand_in(period, versions, by=request.actor, at=now_of(request))
    if handed.sent:
        messages.success(request, f"Đã nộp báo cáo của {len(handed.sent)} đơn vị. Mã nhận {request.receipt}.")
    for report, sentence in handed.held:
        messages.warning(request, f"{report.unit} chưa nộp được. {sentence}")
    return redirect("reporting:period-grid", pk=pk)


def _pairs(request: SignedInRequest) -> Iterable[tuple[str, str]]:
    for text in request.POST.getlist("bao-cao"):
        key, _, version = text.partition(":")
        try:
            yield UUID(key).hex, version
        except ValueError:
            continue


def _grid(request: SignedInRequest, period: Period) -> Grid:
    may_write = partial(policies.may_write_for, request.actor, period.authority_id)
    return grid_of(period, request.actor, may_write)


def _preview(request: SignedInRequest, period: Period, sent: SentGrid) -> HttpResponse:
    """Lay the pasted block onto what is typed; nothing is saved."""
    grid = _grid(request, period)
    start = (whole_number(request.POST.get("tu-don-vi")) or 0, whole_number(request.POST.get("tu-cot")) or 0)
    pasted = paste(grid, dict(typed_now(grid, sent)), request.POST.get("dan", ""), start)
    marks = Marks(typed=pasted.typed)
    changes = list(unsaved_words(grid, marks))
    return _page(request, grid, marks, told={"is_preview": True, "changes": changes, "left": pasted.left})


def _refused(request: SignedInRequest, period: Period, sent: SentGrid, error: DomainError) -> HttpResponse:
    """Say why nothing was saved, and give back what was typed, at its cell and as a list to copy."""
    period.refresh_from_db()
    grid = _grid(request, period)
    marks = Marks(typed=typed_now(grid, sent))
    status = 403 if isinstance(error, RefusedError) else 409
    told = {"sentence": error.sentence, "unsaved": unsaved_of_grid(request, grid, sent)}
    pasted = {"pasted": request.POST.get("dan", "")}
    return _page(request, grid, marks, status=status, told={**told, **pasted})


def _clashed(request: SignedInRequest, period: Period, sent: SentGrid, error: GridClashError) -> HttpResponse:
    """Show the form again as typed, each cell that stands otherwise marked; saving again replaces it."""
    grid = _grid(request, period)
    places = _places(grid, error.clashes)
    marks = Marks(
        typed=typed_now(grid, sent),
        faults={place: clash.sentence for place, clash in places},
        versions={place: clash.version for place, clash in places},
    )
    shown = {(grid.lines[row].report, grid.columns[place].key) for row, place in marks.typed}
    has_gone = any((report, key) not in shown for report, key, _ in sent.changed)
    unsaved = unsaved_of_grid(request, grid, sent) if has_gone else []
    return _page(request, grid, marks, status=409, told={"sentence": error.sentence, "unsaved": unsaved})


def _page(
    request: SignedInRequest,
    grid: Grid,
    marks: Marks,
    *,
    status: int = 200,
    told: Mapping[str, object] = MappingProxyType({}),
) -> HttpResponse:
    """Show the grid; `told` says what became of what was sent."""
    faults = {(fault.row, fault.column): "Cần sửa" for fault in grid.faults}
    clashes = [_fault_at(grid, place, words) for place, words in marks.faults.items()]
    drawn = replace(marks, faults={**faults, **marks.faults})
    context = {
        "period": grid.period,
        "grid": grid,
        "table": table_of(grid, drawn),
        "units": choices_of(line.unit for line in grid.lines),
        "titles": choices_of(column.title for column in grid.columns),
        "faults": [*clashes, *grid.faults],
        "ready": grid.ready,
        "ready_fields": ready_fields(grid.ready),
        **told,
    }
    return render(request, "reporting/period_grid.html", context, status=status)


def _fault_at(grid: Grid, place: tuple[int, int], sentence: str) -> Fault:
    row, column = place
    return Fault(row, column, grid.lines[row].unit, grid.columns[column].title, sentence)


def _places(grid: Grid, clashes: Iterable[Clash]) -> list[tuple[tuple[int, int], Clash]]:
    """Find the cells of clashes on a grid made anew; a cell that is gone is told by the sentence alone."""
    rows = {line.report: place for place, line in enumerate(grid.lines)}
    columns = {UUID(column.target): place for place, column in reversed(list(enumerate(grid.columns)))}
    return [
        ((rows[clash.cell.report], columns[clash.cell.target]), clash)
        for clash in clashes
        if clash.cell.report in rows and clash.cell.target in columns
    ]


def _told_clashes(sent: SentGrid, error: GridClashError) -> list[dict[str, object]]:
    columns = {key: place for place, key in enumerate(sent.columns)}
    keys = {UUID(key): place for key, place in columns.items() if not key.endswith(":b")}
    return [
        {
            "name": cell_name(sent.reports.index(clash.cell.report), keys[clash.cell.target]),
            "look": "c-bad",
            "icon": "alert-octagon",
            "words": clash.sentence,
            "version": clash.version,
        }
        for clash in error.clashes
    ]


def _standing(request: SignedInRequest, period: Period, sent: SentGrid) -> dict[str, object]:
    """Tell how each touched figure stands now, and the sums, in the places of the form that was sent."""
    grid = _grid(request, period)
    faults = {
        (grid.lines[fault.row].report, UUID(grid.columns[fault.column].target)) for fault in grid.faults
    }
    lines = {line.report: line for line in grid.lines}
    keys = {UUID(key): (place, key) for place, key in enumerate(sent.columns) if not key.endswith(":b")}
    cells = []
    for cell in sent.cells:
        place, key = keys[cell.target]
        held = lines[cell.report].held.get(key) if cell.report in lines else None
        cells.append(
            {
                "name": cell_name(sent.reports.index(cell.report), place),
                "is_faulty": (cell.report, cell.target) in faults,
                "version": held.version if held else 0,
            }
        )
    sums = {column.key: text for column, text in zip(grid.columns, sum_texts(grid), strict=True)}
    totals = [sums.get(key) for key in sent.columns]
    ready = [f"{line.report}:{line.version}" for line in grid.ready]
    return {"cells": cells, "totals": totals, "sum": sum_title(grid), "ready": ready}
