"""A pledge on paper: as a page to print, as PDF and Word file for the ceremony."""

from collections.abc import Callable
from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from thidua.commitments.models import Pledge
from thidua.commitments.queries.pledge_letter import day_of, pledge_letter
from thidua.commitments.queries.pledge_papers import paper_of
from thidua.commitments.web.pledge_asked import pledge_of
from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError
from thidua.papers.official import to_docx, to_pdf

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def pledge_print(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lay the pledge out on a page, with its fingerprint and the code of its address."""
    pledge = pledge_of(request, pk)
    lines = list(pledge.lines.select_related("target"))
    context = {
        "pledge": pledge,
        "paper": pledge.paper or paper_of(pledge, lines),
        "signatures": {one.side: one for one in pledge.signatures.all()},
        "day": day_of(pledge),
        "picture": _picture(_address(request, pledge)),
    }
    return render(request, "commitments/pledges/print.html", context)


@require_GET
def pledge_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the agreed pledge out as PDF."""
    return _file(request, pk, to_pdf, ("pdf", "application/pdf"))


@require_GET
def pledge_docx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the agreed pledge out as a Word file."""
    return _file(request, pk, to_docx, ("docx", _DOCX))


def _file(
    request: SignedInRequest, pk: UUID, write: Callable[..., bytes], kind: tuple[str, str]
) -> HttpResponse:
    pledge = pledge_of(request, pk)
    paper, (ending, media_type) = pledge.paper, kind
    if paper is None:
        raise DomainError("Hai bên chưa thống nhất xong nên chưa có bản để ký. Thống nhất rồi in.")
    signatures = {one.side: one for one in pledge.signatures.all()}
    letter = pledge_letter(pledge, paper, signatures, _address(request, pledge))
    try:
        data = write(letter, made_at=now_of(request))
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    answer = HttpResponse(data, content_type=media_type)
    name = f"giao-uoc-{fold(pledge.unit.name).replace(' ', '-')}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _address(request: SignedInRequest, pledge: Pledge) -> str:
    """Return the address of the page that shows the pledge as it stands."""
    return request.build_absolute_uri(reverse("commitments:pledge-detail", args=[pledge.pk]))


def _picture(address: str) -> SafeString:
    drawn = segno.make(address, error="m").svg_inline(scale=2, border=2)
    return mark_safe(drawn)  # noqa: S308 -- drawn by the QR library from our own address
