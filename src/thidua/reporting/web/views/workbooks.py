"""Workbooks of a period: handed out to be filled, handed in, looked at, taken in, taken back."""

from dataclasses import asdict
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.core.text import normalise
from thidua.foundation.queries import has_given_up, is_worker_awake
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_FILE_BYTES
from thidua.papers.sheets import to_xlsx
from thidua.reporting import policies, tasks
from thidua.reporting.enums import ImportState
from thidua.reporting.models import FigureImport
from thidua.reporting.queries import import_page
from thidua.reporting.queries.import_columns import meanings_of
from thidua.reporting.queries.import_counts import taken_of
from thidua.reporting.queries.period_workbook import workbook_of
from thidua.reporting.services import import_undoing, imports
from thidua.reporting.web.import_forms import TakeForm, WorkbookForm
from thidua.reporting.web.views.period import period_seen

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE = 100
_LATEST = 5
_WAITING = (ImportState.READY, ImportState.FAILED)


@require_GET
def period_workbook(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the figures of a period out as a workbook that can be edited and handed in again."""
    period = period_seen(request, pk)
    book = to_xlsx(workbook_of(period), made_at=now_of(request))
    answer = HttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="so-lieu-{period.starts_on:%Y-%m}.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
@once("reporting.import.receive")
def import_upload(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the form; take a workbook in to be looked at, or lead to where the same file already is."""
    period = period_seen(request, pk)
    policies.can_import(request.actor, period).enforce()
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data, name = _content(form)
        try:
            batch = imports.receive(data, name, period=period, by=request.actor, at=now_of(request))
        except PaperError as refusal:
            form.add_error("file", refusal.sentence)
        else:
            if batch.state == ImportState.TAKEN:
                messages.info(request, "Tệp này đã nhập trước đó. Không có gì được nhập lần hai.")
            return redirect("reporting:import-detail", pk=batch.pk)
    latest = FigureImport.objects.visible_to(request.actor).filter(period=period).order_by("-received_at")
    context = {"period": period, "form": form, "latest": latest[:_LATEST]}
    return render(request, "reporting/import_upload.html", context, status=422 if form.is_bound else 200)


@require_GET
def import_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what the workbook would change, or what it has changed."""
    batch = _seen(request, pk)
    return _page(request, batch)


@require_POST
@once("reporting.import.map")
def import_columns(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep which sheet is read, what its columns or rows mean, and whose figures stand in it."""
    batch = _seen(request, pk)
    try:
        _choose(request, batch)
    except RefusedError:
        raise
    except DomainError as refusal:
        return _page(request, batch, refusal=refusal.sentence)
    return redirect("reporting:import-detail", pk=pk)


def _choose(request: SignedInRequest, batch: FigureImport) -> None:
    if "cot-so" in request.POST:
        unit, column = _unit_id(request.POST.get("don-vi", "")), request.POST["cot-so"]
        imports.lay(batch, subject_id=unit, value_column=column, by=request.actor, at=now_of(request))
        return
    says = dict(zip(request.POST.getlist("cot"), request.POST.getlist("nghia"), strict=False))
    sheet = request.POST.get("trang-tinh", batch.sheet)
    imports.choose(batch, says, sheet=sheet, by=request.actor, at=now_of(request))


def _unit_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise DomainError("Đơn vị được chọn không có trong danh sách. Chọn lại.") from error


@require_POST
@once("reporting.import.take")
def import_take(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take in what was seen, all in one transaction."""
    batch = _seen(request, pk)
    policies.can_take_import(request.actor, batch).enforce()
    seen = imports.Seen(
        request.POST.get("digest", ""),
        "has_seen_faults" in request.POST,
        normalise(request.POST.get("reason", "")),
        request.POST.getlist("overwrites"),
    )
    try:
        taken = imports.take(batch, seen, by=request.actor, at=now_of(request))
    except RefusedError:
        raise
    except DomainError as refusal:
        return _page(request, batch, refusal=refusal.sentence)
    if taken.state == ImportState.TAKING:
        task = tasks.take_import.enqueue(str(pk), cast("int", request.user.pk), asdict(seen))
        imports.note_task(taken, str(task.id))
        messages.success(request, f"Đã nhận; máy đang nhập {taken.count} số. Mã nhận {request.receipt}.")
    else:
        messages.success(request, f"Đã nhập {taken.count} số. Mã nhận {request.receipt}.")
    return redirect("reporting:import-detail", pk=pk)


@require_POST
@once("reporting.import.undo")
def import_undo(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put every figure of the import back that nobody changed since."""
    batch = import_undoing.undo(_seen(request, pk), by=request.actor, at=now_of(request))
    taken = taken_of(batch)
    told = f"Đã đưa {taken.given_back} số trở lại như trước"
    told += f"; {taken.kept} số giữ nguyên" if taken.kept else ""
    messages.success(request, f"{told}. Mã nhận {request.receipt}.")
    return redirect("reporting:import-detail", pk=pk)


def _page(request: SignedInRequest, batch: FigureImport, *, refusal: str = "") -> HttpResponse:
    context = {"batch": batch, "period": batch.period, "refusal": refusal}
    if batch.state in _WAITING:
        context |= _waiting(request, batch)
    elif batch.state == ImportState.TAKING:
        context["is_awake"] = is_worker_awake(at=timezone.now())
        context["has_given_up"] = has_given_up(batch.task_id)
    else:
        page = Paginator(import_page.imported_of(batch), _PAGE).get_page(request.GET.get("trang"))
        may_undo = batch.state == ImportState.TAKEN and policies.can_take_import(request.actor, batch)
        context |= {
            "taken": taken_of(batch),
            "page": page,
            "rows": import_page.rows_of(page.object_list),
            "may_undo": may_undo,
        }
    return render(request, "reporting/import_detail.html", context, status=422 if refusal else 200)


def _waiting(request: SignedInRequest, batch: FigureImport) -> dict[str, Any]:
    plan = imports.look_at(batch, by=request.actor)
    return {
        "plan": plan,
        "form": TakeForm(request.POST or None, plan=plan),
        "choices": meanings_of(plan.book),
        "reports": import_page.subjects_of(batch, plan, request.actor),
        "page": Paginator(plan.written, _PAGE).get_page(request.GET.get("trang")),
        "may_take": policies.can_take_import(request.actor, batch),
    }


def _seen(request: SignedInRequest, pk: UUID) -> FigureImport:
    found = FigureImport.objects.visible_to(request.actor).select_related(
        "period__authority", "file", "unit", "subject"
    )
    batch: FigureImport = get_object_or_404(found, pk=pk)
    policies.can_see_import(request.actor, batch).enforce()
    return batch


def _content(form: WorkbookForm) -> tuple[bytes, str]:
    upload = form.cleaned_data["file"]
    stream = cast("BinaryIO", upload)
    stream.seek(0)
    return stream.read(MAX_FILE_BYTES + 1), normalise(str(upload.name))
