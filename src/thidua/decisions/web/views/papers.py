"""Issued papers: the books of numbers, one paper, its files, its signed copy."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.decisions import policies
from thidua.decisions.models import Decision, IssuedPaper
from thidua.decisions.queries.books import gap_words, papers_in, shelf_of
from thidua.decisions.queries.revoking import award_of
from thidua.decisions.queries.signatures import digital_signature
from thidua.decisions.services import signing
from thidua.decisions.web.asked import paper_of, to_signed, words_in, xlsx, year_in
from thidua.decisions.web.signing_forms import AT_REASON, ScanForm
from thidua.foundation.models import StoredFile
from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.uploads import Scan
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet

_PAGE = 50
_HEADER = ("Số, ký hiệu", "Ngày", "Loại", "Trích yếu", "Người ký", "Bản đã ký")
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


@require_GET
def paper_book(request: SignedInRequest) -> HttpResponse:
    """Show the books of a year; `?so=` opens one, `?tim=` finds papers."""
    policies.can_see_papers(request.actor).enforce()
    shelf = shelf_of(request.actor, year=year_in(request), code=request.GET.get("so", ""))
    words = words_in(request)
    page = Paginator(papers_in(request.actor, shelf, words), _PAGE).get_page(request.GET.get("trang"))
    context = {
        "shelf": shelf,
        "page": page,
        "words": words,
        "gaps": gap_words(shelf.book) if shelf.book else "",
        "may_write": policies.can_begin_paper(request.actor, request.actor.authority_id),
    }
    return render(request, "decisions/papers/book.html", context)


@require_GET
def paper_book_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the book out as a workbook, filtered as the page is."""
    policies.can_see_papers(request.actor).enforce()
    shelf = shelf_of(request.actor, year=year_in(request), code=request.GET.get("so", ""))
    rows = [
        (
            one.number,
            one.issued_on,
            one.get_kind_display(),
            one.title,
            one.signer,
            "có" if one.is_signed else "chưa",
        )
        for one in papers_in(request.actor, shelf, words_in(request))
    ]
    title = str(shelf.book) if shelf.book else f"Sổ văn bản đi năm {shelf.year or ''}".strip()
    return xlsx("so-van-ban-di", Sheet(title, _HEADER, rows))


@require_GET
def paper_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one issued paper: number, files with their hashes, how it was signed, what corrects it."""
    paper = paper_of(request, pk)
    decision = Decision.objects.filter(paper=paper).first()
    ended = award_of(paper)
    context = {
        "paper": paper,
        "decision": decision,
        "ended": ended,
        "may_revoke": ended and policies.can_prepare_revocation(request.actor, ended),
        "may_sign": policies.can_sign_paper(request.actor, paper, decision),
        "may_seal": policies.can_seal_paper(request.actor, paper, decision),
        "signature": digital_signature(paper, paper.signed_file),
        "corrections": list(paper.corrections.order_by("issued_on")),
        "may_write": policies.can_begin_paper(request.actor, paper.authority_id),
    }
    return render(request, "decisions/papers/detail.html", context)


@require_GET
def paper_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the kept bytes: `?ban=` word for the Word file, da-ky for the signed copy, else the PDF."""
    paper, which = paper_of(request, pk), request.GET.get("ban", "pdf")
    name = paper.number.replace("/", "-").replace("Đ", "D").lower()
    kept: dict[str, StoredFile | None] = {"pdf": paper.pdf, "word": paper.docx, "da-ky": paper.signed_file}
    stored = kept.get(which)
    if stored is None:
        raise Http404
    ending = "docx" if which == "word" else _ENDINGS[stored.media_type]
    return file_response(stored, f"{name}{'-da-ky' if which == 'da-ky' else ''}.{ending}")


@require_http_methods(["GET", "POST"])
@once("decisions.paper.sign", ahead=uploads.read_ahead)
def paper_sign(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Take the scan of the paper as it was signed."""
    paper = paper_of(request, pk)
    decision = Decision.objects.filter(paper=paper).first()
    policies.can_sign_paper(request.actor, paper, decision).enforce()
    form = ScanForm(request.POST or None, request.FILES or None)

    def keep() -> IssuedPaper:
        now = now_of(request)
        scan, reason = ahead.keep(now) if ahead else None, form.cleaned_data["reason"]
        return signing.attach(paper, scan, reason=reason, by=request.actor, at=now)

    is_good = request.method == "POST" and form.is_valid() and uploads.is_readable(form, ahead)
    if is_good and attempt(form, keep, fields=AT_REASON) is not None:
        messages.success(request, f"Đã đưa bản đã ký của {paper.number} vào hệ thống.")
        return to_signed(paper, decision)
    status = 422 if request.method == "POST" else 200
    may_seal = policies.can_seal_paper(request.actor, paper, decision)
    context = {"paper": paper, "form": form, "may_seal": may_seal}
    return render(request, "decisions/papers/sign.html", context, status=status)
