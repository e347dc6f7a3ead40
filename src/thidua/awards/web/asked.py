"""What the views of rounds and nominations ask for and hand out in the same way."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.rounds import Asked
from thidua.awards.queries.subjects import Whom, whom
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import today_of
from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def round_of(request: SignedInRequest, pk: UUID) -> AwardRound:
    """Take a round with what its page and its policies name."""
    found = AwardRound.objects.visible_to(request.actor)
    award_round: AwardRound = get_object_or_404(
        found.select_related("authority", "movement", "scoring_round"), pk=pk
    )
    return award_round


def nomination_of(request: SignedInRequest, pk: UUID) -> Nomination:
    """Take a nomination the actor may see, with what its page and its policies name."""
    found = Nomination.objects.visible_to(request.actor).for_list().select_related("round__authority")
    nomination: Nomination = get_object_or_404(found, pk=pk)
    return nomination


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
