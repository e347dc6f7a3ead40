"""Know who acts before any view runs."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.web import late_forms
from thidua.organisation import queries
from thidua.organisation.models import Device, User
from thidua.organisation.services import devices
from thidua.organisation.web.backends import device_of
from thidua.organisation.web.notices import tell

GetResponse = Callable[[HttpRequest], HttpResponse]
DEVICE_COOKIE = "thiet-bi"
RESTING_COOKIE = "thiet-bi-nghi"
ENROLLED = "is_enrolled_device"
SIGNED_IN = "has_signed_in"
SEEN = "seen"
_SEEN_EVERY_SECONDS = 600
_A_YEAR = 365 * 24 * 3600


class DeviceMiddleware:
    """Sign an enrolled device in again when its session has ended, and end sessions left alone.

    It works after the form's token was checked: signing in gives a new token, and a form that waited
    on the phone must still be taken.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "device_is_over", False):
            response.delete_cookie(DEVICE_COOKIE)
        if getattr(request, SIGNED_IN, False) and request.user.pk is not None:
            late_forms.remember(response, request.user.pk)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Two cheap looks for a request in the middle of a session, no query more."""
        if request.user.is_authenticated:
            note_presence(request)
        token = request.COOKIES.get(DEVICE_COOKIE, "")
        if token and not request.user.is_authenticated:
            request.device_is_over = not resume(request, token)  # type: ignore[attr-defined]  # read above


class ActorMiddleware:
    """Give each request its actor and office, worked out at first use from today's positions."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = SimpleLazyObject(lambda: _signed_in(request))
        request.actor = cast("Actor", SimpleLazyObject(lambda: found.actor))  # type: ignore[attr-defined]  # typed on ActingRequest
        request.office = SimpleLazyObject(lambda: found.office)  # type: ignore[attr-defined]  # read by the shell
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Put the actor itself in place for a view that will surely ask, for each look through costs time."""
        if request.user.is_authenticated:
            found = _signed_in(request)
            request.actor, request.office = found.actor, found.office  # type: ignore[attr-defined]  # as above


def note_presence(request: HttpRequest) -> None:
    """Write down, every ten minutes at most, that the session is in use; end it when it was left alone.

    A session that ends with the browser stands on a shared machine, so it also ends by itself.
    """
    now = timezone.now()
    moment = int(now.timestamp())
    idle = moment - int(request.session.get(SEEN, moment))
    if request.session.get_expire_at_browser_close() and idle > settings.SESSION_IDLE_MINUTES * 60:
        logout(request)
    elif idle > _SEEN_EVERY_SECONDS or SEEN not in request.session:
        request.session[SEEN] = moment
        devices.seen(request.session.session_key or "", at=now)
        tell(request, cast("User", request.user))


def resume(request: HttpRequest, token: str) -> bool:
    """Open a session for the device that holds `token`; say whether it is known.

    The library that locks out is not asked: a secret of 256 bits needs no lock, and an old phone
    that shows its ended secret must not lock others out.
    """
    device = device_of(token)
    if device is None:
        return False
    setattr(request, ENROLLED, True)
    login(request, device.user, backend="thidua.organisation.web.backends.DeviceBackend")
    request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    request.session[SEEN] = int(timezone.now().timestamp())
    request.session[devices.IN_SESSION] = device.pk
    request.session.save()
    devices.resume(device, session_key=request.session.session_key or "", at=timezone.now())
    tell(request, device.user)
    return True


def keep_device_cookie(response: HttpResponse, token: str, name: str = DEVICE_COOKIE) -> None:
    """Let the browser keep its secret for a year; scripts cannot read it."""
    response.set_cookie(
        name, token, max_age=_A_YEAR, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def resting_device(request: HttpRequest) -> Device | None:
    """Return the enrolled device of this browser on which somebody has signed out."""
    return device_of(request.COOKIES.get(RESTING_COOKIE, ""))


def _signed_in(request: HttpRequest) -> queries.SignedIn:
    if isinstance(request.user, User):
        return queries.signed_in(request.user, timezone.localdate())
    return queries.SignedIn(STRANGER)
