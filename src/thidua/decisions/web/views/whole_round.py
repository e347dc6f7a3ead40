"""Who stands behind the numbers of a whole round."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.awards.models import AwardRound
from thidua.decisions import policies
from thidua.decisions.queries.whole_round import group_names, members_of
from thidua.decisions.web.asked import own_day
from thidua.foundation.web.access import SignedInRequest


@require_GET
def round_praised(request: SignedInRequest, pk: UUID, slug: str) -> HttpResponse:
    """Show who is of one sort among those a round praises."""
    award_round: AwardRound = get_object_or_404(AwardRound.objects.visible_to(request.actor), pk=pk)
    policies.can_see_praised(request.actor, award_round.authority_id).enforce()
    names = group_names()
    if slug not in names:
        raise Http404
    context = {
        "round": award_round,
        "slug": slug,
        "name": names[slug],
        "groups": names.items(),
        "members": members_of(award_round, slug, own_day(request)),
    }
    return render(request, "decisions/decisions/praised.html", context)
