"""Papers of a dossier to take away: one as Word, PDF or as it came, all packed, the list of a round."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.awards import policies
from thidua.awards.models import Nomination
from thidua.awards.queries.dossier import PartShown, dossiers_of
from thidua.awards.queries.dossier_letter import paper_letter, round_letter
from thidua.awards.queries.window import shown_in
from thidua.awards.web.asked import nomination_of, round_of
from thidua.awards.web.views.dossier import part_of
from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.services import files
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.organisation.web.today import today_of
from thidua.papers.errors import PaperError
from thidua.papers.official import Letter, to_docx, to_pdf

_WRITERS: Mapping[str, tuple[Callable[..., bytes], str]] = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}


@require_GET
def paper_file(request: SignedInRequest, pk: UUID, key: str, ending: str) -> HttpResponse:
    """Hand one paper out: written ones as Word or PDF, a brought one as it came."""
    nomination = nomination_of(request, pk)
    shown = part_of(nomination, key)
    paper = shown.paper
    if paper is None:
        raise Http404
    if paper.file is not None:
        return file_response(paper.file, paper.file_name)
    return _drawn(paper_letter(nomination, shown.part, paper), _name(shown), ending)


@require_GET
def dossier_zip(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand all papers of a dossier out in one file."""
    nomination = nomination_of(request, pk)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _all(nomination):
            archive.writestr(name, data)
    return _answer(packed.getvalue(), f"ho-so-{_plain(nomination.subject_name)}.zip", "application/zip")


@require_GET
def round_submission(request: SignedInRequest, pk: UUID, ending: str) -> HttpResponse:
    """Hand out the submission of a round with the list of all that are ready."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    ready = shown_in(award_round)
    if not ready:
        raise DomainError("Chưa có đề nghị nào đủ hồ sơ nên chưa lập tờ trình được.")
    return _drawn(round_letter(award_round, ready, today_of(request)), "to-trinh", ending)


def _all(nomination: Nomination) -> Iterator[tuple[str, bytes]]:
    """Yield the papers there are by name, in the order of the law."""
    for number, shown in enumerate(dossiers_of([nomination])[nomination.pk], 1):
        if shown.paper is None:
            continue
        if shown.paper.file is not None:
            yield f"{number:02}-{shown.paper.file_name}", files.read(shown.paper.file)
        else:
            letter = paper_letter(nomination, shown.part, shown.paper)
            yield f"{number:02}-{_name(shown)}.docx", _bytes(letter, "docx")


def _drawn(letter: Letter, name: str, ending: str) -> HttpResponse:
    if ending not in _WRITERS:
        raise Http404
    return _answer(_bytes(letter, ending), f"{name}.{ending}", _WRITERS[ending][1])


def _bytes(letter: Letter, ending: str) -> bytes:
    try:
        return _WRITERS[ending][0](letter, made_at=timezone.now())
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault


def _answer(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _name(shown: PartShown) -> str:
    return _plain(shown.part.name)


def _plain(text: str) -> str:
    return fold(text).replace(" ", "-").replace(",", "")[:60]
