"""Keep every sign-in by password in the list of devices, where its owner can see and end it."""

from allauth.account.signals import password_changed, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from thidua.organisation.models import User
from thidua.organisation.services import accounts, devices
from thidua.organisation.web.browsers import name_of
from thidua.organisation.web.middleware import ENROLLED, SEEN, SIGNED_IN
from thidua.organisation.web.notices import tell


@receiver(user_logged_in, dispatch_uid="organisation.note_sign_in")
def note_sign_in(request: HttpRequest, user: User, **_: object) -> None:
    """Skip devices that came in by their own cookie: they are listed already."""
    setattr(request, SIGNED_IN, True)
    if getattr(request, ENROLLED, False):
        return
    now = timezone.now()
    request.session[SEEN] = int(now.timestamp())
    if request.session.session_key is None:
        request.session.save()
    key = request.session.session_key or ""
    device = devices.note_sign_in(user, session_key=key, name=name_of(request), at=now)
    request.session[devices.IN_SESSION] = device.pk
    tell(request, user)


@receiver(user_logged_out, dispatch_uid="organisation.note_sign_out")
def note_sign_out(request: HttpRequest, user: User | None, **_: object) -> None:
    if user is not None:
        devices.note_sign_out(request.session.session_key or "", at=timezone.now())


@receiver([password_changed, password_set], dispatch_uid="organisation.note_password")
def note_password(request: HttpRequest, user: User, **_: object) -> None:
    """Write down that a password was changed by its owner; the session has a new key since."""
    key = request.session.session_key or ""
    devices.move(request.session.get(devices.IN_SESSION, 0), session_key=key)
    accounts.note_password(user, at=timezone.now())
