"""The check page: all that opening the season will do, and the one button that does it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import moment
from thidua.movements import policies
from thidua.movements.models import LaunchDraft
from thidua.movements.queries.effects import effects_of
from thidua.movements.services import opening
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("movements.draft.confirm")
def draft_open(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List the effects; on POST let all of them happen."""
    drafts = LaunchDraft.objects.visible_to(request.actor).select_related("authority", "answers")
    draft = get_object_or_404(drafts, pk=pk)
    if request.method == "POST":
        seen_at = moment(request.POST.get("seen_at"))
        movement = opening.confirm(draft, seen_at=seen_at, by=request.actor, at=now_of(request))
        messages.success(request, f"Đã mở phong trào “{movement.title}”. Mã nhận {request.receipt}.")
        return redirect("movements:movement-detail", pk=movement.pk)
    context = {
        "draft": draft,
        "effects": effects_of(draft),
        "seen_at": draft.saved_at.isoformat(),
        "may_open": policies.can_open(request.actor, draft),
    }
    return render(request, "movements/draft_open.html", context)
