"""How the units of a block compete."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.commitments.policies import can_see_promises
from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.block_contest import block_contest as contest_of
from thidua.organisation.models import Block
from thidua.organisation.web.today import today_of


@require_GET
def block_contest(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the rounds of scoring of a block and the pledges of its members."""
    block: Block = get_object_or_404(Block.objects.visible_to(request.actor), pk=pk)
    can_see_promises(request.actor).enforce()
    context = {"the_block": block, "contest": contest_of(request.actor, block, on=today_of(request))}
    return render(request, "monitoring/block_contest.html", context)
