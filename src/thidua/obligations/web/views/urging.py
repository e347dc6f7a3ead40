"""How the commune sends its reminders."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.obligations import policies
from thidua.obligations.queries.sendings import urging_of
from thidua.obligations.services import urging as service
from thidua.obligations.services.urging import Choices
from thidua.obligations.web.reminder_forms import UrgingForm, urging_initial
from thidua.organisation.models import Authority
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("obligations.urging.choose")
def urging_edit(request: SignedInRequest) -> HttpResponse:
    policies.can_urge(request.actor).enforce()
    authority = _own(request)
    urging = urging_of(authority)
    form = UrgingForm(request.POST or None, initial=urging_initial(urging))
    if request.method == "POST" and form.is_valid():
        choices = Choices(**form.cleaned_data)
        seen, by, at = version_of(request), request.actor, now_of(request)
        if attempt(form, lambda: service.choose(authority, choices, expected=seen, by=by, at=at)) is not None:
            messages.success(request, f"Đã lưu cách gửi. Mã nhận {request.receipt}.")
            return redirect("obligations:urging-edit")
    status = 422 if form.is_bound else 200
    return render(request, "obligations/urging_edit.html", {"form": form, "urging": urging}, status=status)


@require_POST
@once("obligations.urging.renew_key")
def urging_renew_key(request: SignedInRequest) -> HttpResponse:
    service.renew_key(_own(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã đổi khóa ký. Ghi khóa mới vào máy nhận tin.")
    return redirect("obligations:urging-edit")


def _own(request: SignedInRequest) -> Authority:
    return get_object_or_404(Authority.objects.visible_to(request.actor), pk=request.actor.authority_id)
