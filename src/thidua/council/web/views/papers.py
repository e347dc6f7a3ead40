"""Papers of a session: the invitation, the minutes as they were kept, their signed scans; the screen."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.models import SessionPaper
from thidua.council.queries.count_letter import count_minutes
from thidua.council.queries.letters import invitation, minutes
from thidua.council.queries.screen import screen_of
from thidua.council.queries.session_page import session_page
from thidua.council.queries.stand import Stand, stamp_of
from thidua.council.services import agenda, closing
from thidua.council.web.asked import FormPage, answered, page_of, paper_of, session_of
from thidua.council.web.session_forms import ScanForm
from thidua.foundation.services import files
from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.foundation.web.uploads import Scan
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.official import stamped, to_docx, to_pdf

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def invitation_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the letter of invitation out as PDF."""
    return _invitation(request, pk, to_pdf, ("pdf", "application/pdf"))


@require_GET
def invitation_docx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the letter of invitation out as a Word file."""
    return _invitation(request, pk, to_docx, ("docx", _DOCX))


@require_GET
def paper_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the bytes that were kept when the session closed; of what was replaced a copy that says so."""
    paper = paper_of(request, pk)
    if stamp := stamp_of(paper):
        return _handed(stamped(files.read(paper.pdf), stamp), f"{_name(paper)}.pdf", "application/pdf")
    return file_response(paper.pdf, f"{_name(paper)}.pdf")


@require_GET
def minutes_preview(request: SignedInRequest, pk: UUID, kind: str) -> HttpResponse:
    """Show the minutes as they would be made now, before the session is closed; nothing is kept."""
    session = session_of(request, pk)
    policies.can_conduct(request.actor, session).enforce()
    write = {"hop": minutes, "kiem-phieu": count_minutes}.get(kind)
    if write is None:
        raise Http404
    try:
        data = to_pdf(write(session, Stand(session)), made_at=now_of(request))
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    name = f"xem-truoc-bien-ban-{kind}-phien-{session.number}.pdf"
    return _handed(stamped(data, "BẢN XEM TRƯỚC"), name, "application/pdf")


@require_GET
def paper_docx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the Word file that was kept when the session closed."""
    paper = paper_of(request, pk)
    if paper.replaced_because:
        raise DomainError("Biên bản này đã được thay nên chỉ xem được bản PDF có ghi rõ đã thay.")
    return file_response(paper.docx, f"{_name(paper)}.docx")


@require_GET
def paper_scan(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the signed scan of a paper as it was signed; of what was replaced its name says so."""
    paper = paper_of(request, pk)
    if paper.scan is None:
        raise Http404
    ending = "pdf" if paper.scan.media_type == "application/pdf" else "jpg"
    return file_response(paper.scan, f"{_name(paper)}-da-ky.{ending}")


@require_http_methods(["GET", "POST"])
@once("council.paper.attach_scan", ahead=uploads.read_ahead)
def paper_attach(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Attach the signed scan of a paper."""
    paper = paper_of(request, pk)
    session = paper.session
    policies.can_attach_scan(request.actor, paper).enforce()
    form = ScanForm(request.POST or None, request.FILES or None)

    def keep() -> SessionPaper:
        now = now_of(request)
        if ahead is None or not uploads.is_readable(form, ahead):
            raise DomainError("Tệp chưa đọc được. Chọn lại tệp rồi gửi.")
        return closing.attach_scan(paper, ahead.keep(now), by=request.actor, at=now)

    title, told = f"Đính bản ký: {paper}", "Bản đã lập không đổi. Bản chụp có chữ ký giữ bên cạnh."
    page = FormPage(title, told, "Đính bản ký", page_of(session), session.council, session, has_file=True)
    return answered(request, form, keep, page, "Đã đính bản ký.")


@require_GET
def session_screen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show on the wall what is discussed; the page brings itself up to date."""
    session = session_of(request, pk)
    context = {
        "session": session,
        "screen": screen_of(session_page(session)),
        "may_conduct": policies.can_conduct(request.actor, session),
    }
    return render(request, "council/sessions/screen.html", context)


@require_POST
def session_discuss(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what is discussed now."""
    session = session_of(request, pk)
    position = whole_number(request.POST.get("viec"))
    policies.can_conduct(request.actor, session).enforce()
    if position is not None:
        agenda.discuss(session, position, by=request.actor)
    return redirect("council:session-screen", pk=pk)


def _invitation(
    request: SignedInRequest, pk: UUID, write: Callable[..., bytes], kind: tuple[str, str]
) -> HttpResponse:
    session, (ending, media_type) = session_of(request, pk), kind
    members = list(session.council.members.sitting_on(localdate(session.held_at)))
    try:
        data = write(invitation(session, members), made_at=now_of(request))
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    return _handed(data, f"giay-moi-phien-{session.number}.{ending}", media_type)


def _handed(data: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _name(paper: SessionPaper) -> str:
    what = {"minutes": "bien-ban-hop", "count": "bien-ban-kiem-phieu"}[paper.kind]
    gone = "-da-thay" if paper.replaced_because else ""
    return f"{what}-phien-{paper.session.number}-ban-{paper.edition}{gone}"
