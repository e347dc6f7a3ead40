"""The unit answers what the office offers, the office answers what the unit asks for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.models import Pledge
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.services import pledge_talk
from thidua.commitments.web.pledge_asked import pledge_of
from thidua.commitments.web.pledge_forms import TalkForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.answer")
def pledge_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let the unit agree to each open line, or ask for something else."""
    pledge = pledge_of(request, pk)
    policies.can_answer_pledge(request.actor, pledge).enforce()
    return _turn(request, pledge, PledgeSide.UNIT)


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.reply")
def pledge_reply(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let the office take the numbers of the unit, or offer again."""
    pledge = pledge_of(request, pk)
    policies.can_reply_pledge(request.actor, pledge).enforce()
    return _turn(request, pledge, PledgeSide.AUTHORITY)


def _turn(request: SignedInRequest, pledge: Pledge, side: PledgeSide) -> HttpResponse:
    page = pledge_page(pledge, pledge.authority.day(timezone.localdate()))
    form = TalkForm(request.POST or None, views=page.open_lines, side=side)
    act = pledge_talk.answer if side == PledgeSide.UNIT else pledge_talk.reply

    def say() -> Pledge:
        seen = version_of(request)
        return act(pledge, form.answers, expected=seen, by=request.actor, at=now_of(request))

    done = attempt(form, say) if request.method == "POST" and form.is_valid() else None
    if done is not None:
        messages.success(request, f"{_TOLD[PledgeState(done.state)]} Mã nhận {request.receipt}.")
        return redirect("commitments:pledge-detail", pk=pledge.pk)
    context = {"pledge": pledge, "page": page, "form": form, "is_office": side == PledgeSide.AUTHORITY}
    return render(request, "commitments/pledges/talk.html", context, status=422 if form.is_bound else 200)


_TOLD = {
    PledgeState.AGREED: "Hai bên đã thống nhất mọi dòng. Đọc lại rồi ký.",
    PledgeState.COUNTERED: "Đã gửi ý kiến đến Văn phòng.",
    PledgeState.OFFERED: "Đã gửi đề nghị lại cho đơn vị.",
}
