"""Know who acts before any view runs."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thidua.foundation.actors import STRANGER, Actor
from thidua.organisation import queries
from thidua.organisation.models import Device, User
from thidua.organisation.services import devices

GetResponse = Callable[[HttpRequest], HttpResponse]
DEVICE_COOKIE = "thiet-bi"
ENROLLED = "is_enrolled_device"


class DeviceMiddleware:
    """Sign an enrolled device in again when its session has ended."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request.COOKIES.get(DEVICE_COOKIE, "")
        if token and not request.user.is_authenticated:
            resume(request, token)
        elif request.user.is_authenticated and request.method == "POST":
            devices.seen(request.session.session_key or "", at=timezone.now())
        return self.get_response(request)


class ActorMiddleware:
    """Give each request its actor, worked out at first use from today's positions."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = cast("Actor", SimpleLazyObject(lambda: _actor(request)))  # type: ignore[attr-defined]  # typed on ActingRequest
        return self.get_response(request)


def resume(request: HttpRequest, token: str) -> bool:
    """Open a session for the device that holds `token`; say whether it is known."""
    user = authenticate(request, device_token=token)
    if user is None:
        return False
    setattr(request, ENROLLED, True)
    login(request, user, backend="thidua.organisation.web.backends.DeviceBackend")
    if request.session.session_key is None:
        request.session.save()
    device = Device.objects.live().get(token_hash=devices.hash_of(token))
    devices.resume(device, session_key=request.session.session_key or "", at=timezone.now())
    return True


def keep_device_cookie(response: HttpResponse, token: str) -> None:
    """Let the browser keep its secret for a year; scripts cannot read it."""
    response.set_cookie(
        DEVICE_COOKIE,
        token,
        max_age=365 * 24 * 3600,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _actor(request: HttpRequest) -> Actor:
    if isinstance(request.user, User):
        return queries.actor_of(request.user, timezone.localdate())
    return STRANGER
