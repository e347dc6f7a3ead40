"""What the views of rounds and nominations ask for and hand out in the same way."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone

from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.rounds import Asked, nomination_for, round_for
from thidua.awards.queries.subjects import Whom, whom
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import today_of
from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def round_of(request: SignedInRequest, pk: UUID) -> AwardRound:
    """Take a round with what its page and its policies name."""
    found = round_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def nomination_of(request: SignedInRequest, pk: UUID) -> Nomination:
    """Take a nomination the actor may see, with what its page and its policies name."""
    found = nomination_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def asked_in(request: SignedInRequest) -> Asked:
    """Read the filters out of the address."""
    names = {"state": "trang-thai", "kind": "hinh-thuc", "verdict": "ket-luan", "words": "tim"}
    return Asked(**{name: request.GET.get(key, "").strip()[:100] for name, key in names.items()})


def xlsx(name: str, sheet: Sheet, *more: Sheet) -> HttpResponse:
    """Hand tables out as a workbook."""
    answer = HttpResponse(to_xlsx(sheet, *more, made_at=timezone.now()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def whom_of(request: SignedInRequest, slug: str, pk: UUID) -> Whom:
    """Take a person, unit or household the actor may put forward."""
    found = whom(request.actor, slug, pk, today_of(request))
    if found is None:
        raise Http404
    return found
