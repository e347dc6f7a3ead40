"""A movement without a letter: typed by hand, or copied from last year's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements import policies
from thidua.movements.models import Movement
from thidua.movements.queries.copy_plan import copy_plan
from thidua.movements.services import drafts
from thidua.movements.services.copying import Choice
from thidua.movements.web.forms import CopyForm, HeadForm
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("movements.draft.begin")
def movement_new(request: SignedInRequest) -> HttpResponse:
    """Begin a draft whose head is typed; targets are added on its page."""
    policies.can_draft(request.actor).enforce()
    higher = Movement.objects.visible_to(request.actor).order_by("title")
    initial = {"year": today_of(request).year}
    form = HeadForm(request.POST or None, initial=initial, higher=higher)
    if request.method == "POST" and form.is_valid():
        draft = drafts.by_hand(form.values, by=request.actor, at=now_of(request))
        return redirect("movements:draft-detail", pk=draft.pk)
    latest = Movement.objects.visible_to(request.actor).filter(is_own=True).for_list()[:10]
    context = {"form": form, "movements": list(latest)}
    return render(request, "movements/movement_new.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("movements.draft.copy")
def movement_copy(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List what a copy for next year takes and what it leaves; on POST begin its draft."""
    movement = get_object_or_404(Movement.objects.visible_to(request.actor).filter(is_own=True), pk=pk)
    policies.can_draft(request.actor).enforce()
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        choice = Choice(**form.cleaned_data)
        draft = drafts.from_movement(movement, by=request.actor, at=now_of(request), choice=choice)
        messages.success(request, "Đã chép sang dự thảo mới. Nhờ xem lại năm và từng mục.")
        return redirect("movements:draft-detail", pk=draft.pk)
    plan = copy_plan(movement, request.actor.authority_id or movement.authority_id, today_of(request))
    context = {"movement": movement, "plan": plan, "form": form}
    return render(request, "movements/movement_copy.html", context)
