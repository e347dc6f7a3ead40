"""Say how a target is followed through its year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.core.errors import DomainError
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements import policies
from thidua.movements.models import Target, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.movements.services import trackings
from thidua.movements.services.trackings import UnfitError
from thidua.movements.web.tracking_form import TrackingForm
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("movements.tracking.change")
def tracking_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change nature, frequency, kind, plan values and curve of a target; the first time needs no reason."""
    tracking = _tracking(request, pk)
    policies.can_track(request.actor, tracking.target.movement).enforce()
    form = TrackingForm(request.POST or None, initial=TrackingForm.initial_of(tracking), tracking=tracking)
    if request.method == "POST" and form.is_valid() and _change(request, tracking, form):
        messages.success(request, "Đã lưu cách theo dõi.")
        return redirect("movements:target-detail", pk=pk)
    context = {"tracking": tracking, "target": tracking.target, "form": form}
    return render(request, "movements/tracking_change.html", context, status=422 if form.is_bound else 200)


def _change(request: SignedInRequest, tracking: Tracking, form: TrackingForm) -> bool:
    """Ask the service; a refusal goes to the field it speaks of."""
    try:
        trackings.change(
            tracking,
            form.values,
            reason=form.cleaned_data["reason"],
            expected=version_of(request),
            by=request.actor,
            at=now_of(request),
        )
    except UnfitError as refusal:
        for field, sentence in refusal.fields.items():
            form.add_error(field, sentence)
    except StaleVersionError:
        raise
    except DomainError as refusal:
        form.add_error("reason", refusal.sentence)
    return form.is_valid()


def _tracking(request: SignedInRequest, pk: UUID) -> Tracking:
    found = Target.objects.visible_to(request.actor).select_related("movement", "tracking", "owner")
    target: Target = get_object_or_404(found, pk=pk)
    return tracking_of(target)
