"""One target: its sentence, owner, parts, history; and changing it with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements import policies
from thidua.movements.models import Target
from thidua.movements.queries.allocations import given_of
from thidua.movements.queries.board import parts_check
from thidua.movements.queries.target_history import deeds_on
from thidua.movements.services import targets
from thidua.movements.web.forms import TARGET_FORM_NAMES, ChangeForm
from thidua.movements.web.lookups import parents_of_target, units_for
from thidua.organisation.web.today import now_of, today_of


@require_GET
def target_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the target beside the words that set it."""
    target = _target(request, pk)
    parts = list(target.parts.select_related("owner"))
    (given,) = given_of([target], on=today_of(request))
    context = {
        "target": target,
        "parts": parts,
        "check": parts_check(target, parts),
        "revisions": list(target.revisions.all()[:50]),
        "may_change": policies.can_change(request.actor, target),
        "may_give": policies.can_give(request.actor, target.movement),
        "given": given,
        "deeds": deeds_on(target, given.rows, request.actor),
    }
    return render(request, "movements/target_detail.html", context)


@form_names(TARGET_FORM_NAMES)
@require_http_methods(["GET", "POST"])
@once("movements.target.change")
def target_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change the target; the old one and the reason are kept."""
    target = _target(request, pk)
    policies.can_change(request.actor, target).enforce()
    form = ChangeForm(
        request.POST or None,
        initial=ChangeForm.initial_of(target),
        parents=parents_of_target(target),
        units=units_for(target.authority),
    )
    if request.method == "POST" and form.is_valid():
        targets.change(
            target,
            form.values,
            reason=form.cleaned_data["reason"],
            expected=version_of(request),
            by=request.actor,
            at=now_of(request),
        )
        messages.success(request, "Đã đổi chỉ tiêu. Mức cũ và lý do nằm trong lịch sử.")
        return redirect("movements:target-detail", pk=pk)
    context = {"target": target, "form": form}
    return render(request, "movements/target_change.html", context, status=422 if form.is_bound else 200)


def _target(request: SignedInRequest, pk: UUID) -> Target:
    found = Target.objects.visible_to(request.actor).select_related(
        "movement", "parent", "owner", "document", "tracking"
    )
    target: Target = get_object_or_404(found, pk=pk)
    return target
