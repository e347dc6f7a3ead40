"""The own account: positions, devices, password."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.sentences import sentence_of
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation import queries
from thidua.organisation.models import Device, Position, User
from thidua.organisation.services import accounts, devices
from thidua.organisation.web.account_forms import DeviceNameForm, MailForm
from thidua.organisation.web.middleware import DEVICE_COOKIE
from thidua.organisation.web.today import today_of


@require_GET
def account(request: SignedInRequest) -> HttpResponse:
    """Show who one is here, what one may do until when, and where one is signed in."""
    user = _user(request)
    context = {
        "positions": Position.objects.visible_to(request.actor)
        .held_on(today_of(request))
        .filter(person__user=user)
        .select_related("unit", "authority"),
        "devices": user.devices.live(),
        "this_session": request.session.session_key,
        "cards_to_confirm": queries.cards_to_confirm(request.actor, timezone.now()),
        "cards_to_know": queries.cards_to_know(
            request.actor, device_id=request.session.get(devices.IN_SESSION)
        ),
        "sign_ins": [sentence_of(entry) for entry in queries.sign_ins_of(user)],
        "has_password": user.has_usable_password(),
    }
    return render(request, "organisation/account.html", context)


@require_POST
@once("organisation.device.rename")
def device_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    device = _device(request, pk)
    form = DeviceNameForm(request.POST)
    if form.is_valid():
        devices.rename(device, name=form.cleaned_data["name"], by=request.actor, at=timezone.now())
        messages.success(request, "Đã đặt lại tên thiết bị.")
    return redirect("organisation:account")


@require_POST
@once("organisation.user.set_mail")
def account_mail(request: SignedInRequest) -> HttpResponse:
    """Take the address that reminders go to; an empty one ends them."""
    form = MailForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["address"]
        accounts.set_mail(_user(request), address, by=request.actor, at=timezone.now())
        messages.success(request, "Đã lưu địa chỉ thư." if address else "Từ nay không gửi thư nữa.")
    else:
        messages.error(request, " ".join(map(str, form.errors["address"])))
    return redirect("organisation:account")


@require_POST
@once("organisation.device.end")
def device_end(request: SignedInRequest, pk: int) -> HttpResponse:
    device = _device(request, pk)
    devices.end(device, by=request.actor, at=timezone.now())
    messages.success(request, f"{device.name} không vào được nữa.")
    person = device.user.person
    if device.user_id == request.actor.user_id or person is None:
        return redirect("organisation:account")
    return redirect("organisation:person-detail", pk=person.pk)


@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End all sessions and devices of the own account, this one too."""
    ended = devices.end_all(_user(request), by=request.actor, at=timezone.now())
    logout(request)
    others = max(0, ended - 1)
    told = f"Đã thoát trên máy này và {others} máy khác." if others else "Đã thoát. Không còn máy nào khác."
    messages.success(request, told)
    response = redirect("account_login")
    response.delete_cookie(DEVICE_COOKIE)
    return response


def _user(request: SignedInRequest) -> User:
    user: User = get_object_or_404(User.objects.visible_to(request.actor), pk=request.actor.user_id)
    return user


def _device(request: SignedInRequest, pk: int) -> Device:
    found = Device.objects.visible_to(request.actor).live().select_related("user__person")
    return get_object_or_404(found, pk=pk)
