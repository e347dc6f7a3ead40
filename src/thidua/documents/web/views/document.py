"""One document: particulars, file, text, what it cites and who cites it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.marked_text import Mark
from thidua.core.text import normalise
from thidua.documents import policies
from thidua.documents.models import OfficialDocument
from thidua.documents.queries import paragraphs_of
from thidua.documents.services import documents, reading
from thidua.documents.services.reading import ReadAhead
from thidua.documents.web.forms import DocumentForm, ScanForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_FILE_BYTES


@require_GET
def document_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the document with the sentences that targets point to; `?tu=&den=` marks one stretch more."""
    document = _document(request, pk)
    letter = document.read_text
    marks = list(_marks(document, request.GET.get("tu"), request.GET.get("den")))
    context = {
        "document": document,
        "paragraphs": paragraphs_of(letter, marks) if letter is not None else (),
        "bases": list(document.bases.select_related("cited")),
        "citations": list(document.citations.select_related("citing")[:100]),
        "may_register": policies.can_register(request.actor),
        "movements": list(document.movements.order_by("-year")),
    }
    return render(request, "documents/document_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("documents.document.edit")
def document_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change what the register says of a document."""
    document = _document(request, pk)
    policies.can_register(request.actor).enforce()
    form = DocumentForm(request.POST or None, initial=DocumentForm.initial_of(document))
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        documents.edit(document, form.facts, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, "Đã lưu văn bản.")
        return redirect("documents:document-detail", pk=pk)
    context = {"document": document, "form": form}
    return render(request, "documents/document_edit.html", context, status=422 if form.is_bound else 200)


@require_GET
def document_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the original bytes."""
    document = _document(request, pk)
    if document.file is None:
        raise Http404
    return file_response(document.file, document.file_name)


def _read_ahead(request: SignedInRequest) -> ReadAhead | PaperError | None:
    form = ScanForm(request.POST, request.FILES)
    return reading.read_ahead(*_content(form), by=request.actor) if form.is_valid() else None


@require_http_methods(["GET", "POST"])
@once("documents.document.attach", ahead=_read_ahead)
def document_attach(
    request: SignedInRequest, pk: UUID, ahead: ReadAhead | PaperError | None = None
) -> HttpResponse:
    """Add the file that was missing."""
    document = _document(request, pk)
    policies.can_register(request.actor).enforce()
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _attach(request, document, form, ahead):
        messages.success(request, f"Đã đính kèm bản chụp. Mã nhận {request.receipt}.")
        return redirect("documents:document-detail", pk=pk)
    context = {"document": document, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/document_attach.html", context, status=status)


def _content(form: ScanForm) -> tuple[bytes, str]:
    upload = form.cleaned_data["file"]
    upload.seek(0)
    return upload.read(MAX_FILE_BYTES + 1), normalise(str(upload.name))


def _attach(
    request: SignedInRequest,
    document: OfficialDocument,
    form: ScanForm,
    ahead: ReadAhead | PaperError | None,
) -> bool:
    data, name = _content(form)
    if len(data) > MAX_FILE_BYTES:
        form.add_error("file", "Tệp lớn hơn 25 MB. Lưu lại thành .docx không kèm ảnh rồi gửi lại.")
        return False
    now = now_of(request)
    try:
        read_text = reading.take_in(data, name, by=request.actor, at=now, ahead=ahead)
    except PaperError as error:
        form.add_error("file", str(error))
        return False
    documents.attach(document, read_text, by=request.actor, at=now)
    return True


def _document(request: SignedInRequest, pk: UUID) -> OfficialDocument:
    found = OfficialDocument.objects.visible_to(request.actor).select_related("file", "read_text")
    document: OfficialDocument = get_object_or_404(found, pk=pk)
    return document


def _marks(document: OfficialDocument, start: str | None, end: str | None) -> list[Mark]:
    """Mark the documents cited and the stretch asked for."""
    marks = [
        Mark(basis.start, basis.end, f"cc{basis.position}", f"/van-ban/{basis.cited_id}/")
        for basis in document.bases.all()
        if basis.start is not None and basis.end is not None
    ]
    first, last = whole_number(start), whole_number(end)
    if first is not None and last is not None:
        marks = [mark for mark in marks if mark.end <= first or mark.start >= last]
        marks.append(Mark(first, last, "cau", "#cau"))
    return marks
