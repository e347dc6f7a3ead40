"""The list of movements and the overview of one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents.models import Intake
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.movements import policies
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.queries.season import season_of, tree_of
from thidua.movements.services import movements
from thidua.organisation.web.today import now_of


@require_GET
def movement_list(request: SignedInRequest) -> HttpResponse:
    """Show own movements, those from above with ours under them, and drafts in work."""
    words, year = request.GET.get("tim", "").strip(), request.GET.get("nam", "")
    drafts = LaunchDraft.objects.visible_to(request.actor).checking().order_by("-saved_at")
    intakes = Intake.objects.visible_to(request.actor).waiting().order_by("created_at")[:20]
    may_draft = policies.can_draft(request.actor)
    context = {
        "tree": tree_of(request.actor, words=words, year=whole_number(year)),
        "intakes": list(intakes) if may_draft else [],
        "drafts": list(drafts[:20]) if may_draft else [],
        "may_draft": may_draft,
        "words": words,
        "year": year,
    }
    return render(request, "movements/movement_list.html", context)


@require_GET
def movement_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the season: what it promises, on what ground, who owes what."""
    movement = _movement(request, pk)
    context = {
        "season": season_of(movement),
        "movement": movement,
        "may_close": policies.can_close(request.actor, movement),
        "may_draft": policies.can_draft(request.actor),
    }
    return render(request, "movements/movement_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("movements.movement.close")
def movement_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell what ending the season does; on POST end it."""
    movement = _movement(request, pk)
    policies.can_close(request.actor, movement).enforce()
    if request.method == "GET":
        return render(request, "movements/movement_close.html", {"movement": movement})
    expected = version_of(request)
    movements.close(movement, expected=expected, by=request.actor, at=now_of(request))
    messages.success(request, "Đã kết thúc phong trào. Mở lại được ở trang này.")
    return redirect("movements:movement-detail", pk=pk)


@require_POST
@once("movements.movement.reopen")
def movement_reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    movement = _movement(request, pk)
    expected = version_of(request)
    movements.reopen(movement, expected=expected, by=request.actor, at=now_of(request))
    messages.success(request, "Đã mở lại phong trào.")
    return redirect("movements:movement-detail", pk=pk)


def _movement(request: SignedInRequest, pk: UUID) -> Movement:
    found = Movement.objects.visible_to(request.actor).select_related("launching_document", "authority")
    movement: Movement = get_object_or_404(found, pk=pk)
    return movement
