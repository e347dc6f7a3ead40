"""What stands beside a line: proof, and events that were counted, each shown, added and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.photos import Photo
from thidua.reporting.web.evidence_forms import ProofForm
from thidua.reporting.web.proofs import Proof, look_at
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreEvent, ScoreLine
from thidua.scoring.queries.sheet_access import events_for, lines_for, proofs_for
from thidua.scoring.queries.sheet_page import row_of
from thidua.scoring.services import events, giving, proofs
from thidua.scoring.web.sheet_forms import EventForm, ReasonForm
from thidua.scoring.web.taking import is_done, status_of


def _look_ahead(request: SignedInRequest) -> Proof | PaperError | None:
    """Clean the photo before the transaction, in which nobody else could write."""
    place = request.resolver_match.kwargs if request.resolver_match else {}
    line = get_object_or_404(lines_for(request.actor), pk=place["pk"])
    _column_of(request, line)
    form = ProofForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"] is None:
        return None
    try:
        return look_at(form.cleaned_data["file"])
    except PaperError as refusal:
        return refusal


@require_http_methods(["GET", "POST"])
@once("scoring.proof.add", ahead=_look_ahead)
def proof_list(request: SignedInRequest, pk: UUID, ahead: Proof | PaperError | None = None) -> HttpResponse:
    """Show the proof of one criterion; on POST add a photo, a PDF or an address."""
    line = get_object_or_404(lines_for(request.actor), pk=pk)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _add(request, line, form, ahead):
        messages.success(request, f"Đã gửi minh chứng. Mã nhận {request.receipt}.")
        return redirect("scoring:proof-list", pk=pk)
    column = _writable(request, line)
    context = {"line": line, "row": row_of(line), "form": form, "column": column}
    return render(request, "scoring/sheets/proof_list.html", context, status=status_of(form))


@require_GET
def proof_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the bytes to whoever may see the sheet."""
    proof = get_object_or_404(proofs_for(request.actor), pk=pk)
    if proof.file is None:
        raise Http404
    return file_response(proof.file, proof.name)


@require_POST
@once("scoring.proof.remove")
def proof_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take proof back."""
    proof = get_object_or_404(proofs_for(request.actor), pk=pk)
    proofs.remove(proof, by=request.actor, at=now_of(request))
    return redirect("scoring:proof-list", pk=proof.line_id)


@require_http_methods(["GET", "POST"])
@once("scoring.event.add")
def event_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what was counted for one criterion; on POST write one more down."""
    line = get_object_or_404(lines_for(request.actor), pk=pk)
    row = row_of(line)
    form = EventForm(request.POST or None, row=row)
    may_count = events.may_count(request.actor, line)
    if request.method == "POST":
        may_count.enforce()
        if form.is_valid() and _count(request, line, form):
            messages.success(request, "Đã ghi việc. Điểm đã tính lại.")
            return redirect("scoring:event-list", pk=pk)
    kept = list(ScoreEvent.objects.filter(line=line))
    context = {"line": line, "row": row, "form": form, "events": kept, "may_count": may_count}
    return render(request, "scoring/sheets/event_list.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@once("scoring.event.withdraw")
def event_withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a counted event back with a reason."""
    event = get_object_or_404(events_for(request.actor), pk=pk)
    events.may_count(request.actor, event.line).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _withdraw(request, event, form):
        messages.success(request, "Đã bỏ việc ấy. Điểm đã tính lại.")
        return redirect("scoring:event-list", pk=event.line_id)
    context = {"event": event, "form": form}
    return render(request, "scoring/sheets/event_withdraw.html", context, status=status_of(form))


def _writable(request: SignedInRequest, line: ScoreLine) -> Column | None:
    """Return the column for which whoever asks may give proof, None where there is none."""
    columns = (Column.SELF, Column.SECOND, Column.COUNCIL)
    return next((one for one in columns if giving.may_give(request.actor, line, one)), None)


def _column_of(request: SignedInRequest, line: ScoreLine) -> Column:
    column = _writable(request, line)
    if column is None:
        giving.may_give(request.actor, line, Column.SELF).enforce()
        raise Http404
    return column


def _add(
    request: SignedInRequest, line: ScoreLine, form: ProofForm, ahead: Proof | PaperError | None
) -> bool:
    if isinstance(ahead, PaperError):
        form.add_error("file", ahead.sentence)
        return False
    column, now = _column_of(request, line), now_of(request)

    def deed() -> object:
        if ahead is None:
            return proofs.add_link(line, column, form.cleaned_data["url"], by=request.actor, at=now)
        name = str(form.cleaned_data["file"].name)
        add = proofs.add_photo if isinstance(ahead, Photo) else proofs.add_pdf
        return add(line, column, ahead, name, by=request.actor, at=now)  # type: ignore[arg-type]  # chosen by type above

    return is_done(form, deed, field="url" if ahead is None else "file")


def _count(request: SignedInRequest, line: ScoreLine, form: EventForm) -> bool:
    now = now_of(request)
    return is_done(form, lambda: events.add(line, form.happened, by=request.actor, at=now))


def _withdraw(request: SignedInRequest, event: ScoreEvent, form: ReasonForm) -> bool:
    reason, now = form.cleaned_data["reason"], now_of(request)
    return is_done(form, lambda: events.withdraw(event, reason, by=request.actor, at=now))
