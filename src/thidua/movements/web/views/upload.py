"""A letter comes in: a file, or pasted text."""

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.core.text import normalise
from thidua.documents.services import intakes, reading
from thidua.documents.services.reading import ReadAhead
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements import policies, tasks
from thidua.movements.enums import DraftState
from thidua.movements.models import LaunchDraft
from thidua.movements.services import drafts
from thidua.movements.web.forms import UploadForm
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_FILE_BYTES
from thidua.papers.weight import is_long

_PASTED_NAME = "noi-dung-dan.txt"


def _read_ahead(request: SignedInRequest) -> ReadAhead | PaperError | None:
    policies.can_draft(request.actor).enforce()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return None
    data, name = _content(form)
    return None if is_long(data, name) else reading.read_ahead(data, name, by=request.actor)


@require_http_methods(["GET", "POST"])
@once("movements.draft.upload", ahead=_read_ahead)
def launch_upload(request: SignedInRequest, ahead: ReadAhead | PaperError | None = None) -> HttpResponse:
    """Show the form; take a letter in and lead to its draft, or to the one it has already."""
    policies.can_draft(request.actor).enforce()
    if request.method == "GET":
        return render(request, "movements/launch_upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, form)
    data, name = _content(form)
    if len(data) > MAX_FILE_BYTES:
        form.add_error("file", "Tệp lớn hơn 25 MB. Lưu lại thành .docx không kèm ảnh rồi gửi lại.")
        return _again(request, form)
    known = reading.known(data, by=request.actor)
    if known is not None and (kept := _draft_of(known.pk)):
        return render(request, "movements/launch_known.html", {"draft": kept, "read_text": known})
    if known is None and is_long(data, name):
        return _read_later(request, data, name)
    return _read_now(request, form, ahead)


def _read_now(
    request: SignedInRequest, form: UploadForm, ahead: ReadAhead | PaperError | None
) -> HttpResponse:
    data, name = _content(form)
    now = now_of(request)
    try:
        with transaction.atomic():
            read_text = reading.take_in(data, name, by=request.actor, at=now, ahead=ahead)
            draft = drafts.from_letter(read_text, by=request.actor, at=now)
    except (PaperError, drafts.NothingReadError) as error:
        form.add_error("text" if form.cleaned_data.get("text") else "file", str(error))
        return _again(request, form)
    messages.success(request, f"Đã nhận và đọc xong văn bản. Mã nhận {request.receipt}.")
    return redirect("movements:draft-detail", pk=draft.pk)


def _read_later(request: SignedInRequest, data: bytes, name: str) -> HttpResponse:
    """Keep the file and queue its reading, in one transaction."""
    intake = intakes.receive(data, name, by=request.actor, at=now_of(request))
    if not intake.task_id:
        intakes.note_task(intake, str(tasks.read_letter.enqueue(str(intake.pk)).id))
    messages.success(request, f"Đã nhận văn bản. Mã nhận {request.receipt}.")
    return redirect("movements:letter-reading", pk=intake.pk)


def _content(form: UploadForm) -> tuple[bytes, str]:
    upload = form.cleaned_data.get("file")
    if upload is None:
        return str(form.cleaned_data["text"]).encode(), _PASTED_NAME
    stream = cast("BinaryIO", upload)
    stream.seek(0)
    return stream.read(MAX_FILE_BYTES + 1), normalise(str(upload.name))


def _draft_of(read_text_id: UUID) -> LaunchDraft | None:
    found = LaunchDraft.objects.filter(read_text_id=read_text_id).exclude(state=DraftState.DROPPED)
    return found.select_related("movement").first()


def _again(request: SignedInRequest, form: UploadForm) -> HttpResponse:
    return render(request, "movements/launch_upload.html", {"form": form}, status=422)
