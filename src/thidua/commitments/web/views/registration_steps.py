"""The steps of a registration: sent, returned with a reason, recorded, open again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import Registration
from thidua.commitments.queries.registrations import registration_page
from thidua.commitments.services import registrations
from thidua.commitments.web.asked import movement_of, unit_of
from thidua.commitments.web.registration_forms import ReturnForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("commitments.registration.send")
def registration_send(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Show what is sent and what is still missing; then send it."""
    registration = _registration(request, movement, unit)
    policies.can_send_registration(request.actor, registration).enforce()
    if request.method == "POST":
        return _done(request, registration, registrations.send, "Đã gửi đăng ký.")
    found = registration_page(request.actor, registration.movement, registration.unit, on=today_of(request))
    context = {"registration": registration, "found": found}
    return render(request, "commitments/registrations/send.html", context)


@require_http_methods(["GET", "POST"])
@once("commitments.registration.send_back")
def registration_return(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Return it with a reason."""
    registration = _registration(request, movement, unit)
    policies.can_answer_registration(request.actor, registration).enforce()
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: registrations.send_back(registration, reason=reason, **who)) is not None:
            messages.success(request, f"Đã trả lại. {registration.unit} đã được báo.")
            return _back(registration)
    context = {"registration": registration, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "commitments/registrations/return.html", context, status=status)


@require_POST
@once("commitments.registration.accept")
def registration_accept(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Record it; may be undone by reopening."""
    registration = _registration(request, movement, unit)
    return _done(request, registration, registrations.accept, "Đã ghi nhận đăng ký.")


@require_POST
@once("commitments.registration.reopen")
def registration_reopen(request: SignedInRequest, movement: UUID, unit: UUID) -> HttpResponse:
    """Let the unit mend what was recorded."""
    registration = _registration(request, movement, unit)
    return _done(request, registration, registrations.reopen, "Đã mở lại. Đơn vị sửa và gửi lại được.")


def _done(
    request: SignedInRequest,
    registration: Registration,
    step: Callable[..., Registration],
    told: str,
) -> HttpResponse:
    step(registration, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, f"{told} Mã nhận {request.receipt}.")
    return _back(registration)


def _back(registration: Registration) -> HttpResponse:
    return redirect("commitments:registration-detail", registration.movement_id, registration.unit_id)


def _registration(request: SignedInRequest, movement: UUID, unit: UUID) -> Registration:
    of = movement_of(request, movement)
    whose = unit_of(request, of, unit)
    found = Registration.objects.visible_to(request.actor).select_related("movement__authority", "unit")
    registration: Registration = get_object_or_404(found, movement=of, unit=whose)
    return registration
