"""Keep every sign-in by password in the list of devices, where its owner can see and end it."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from thidua.organisation.models import User
from thidua.organisation.services import devices
from thidua.organisation.web.browsers import name_of
from thidua.organisation.web.middleware import ENROLLED


@receiver(user_logged_in, dispatch_uid="organisation.note_sign_in")
def note_sign_in(request: HttpRequest, user: User, **_: object) -> None:
    """Skip devices that came in by their own cookie: they are listed already."""
    if getattr(request, ENROLLED, False):
        return
    if request.session.session_key is None:
        request.session.save()
    key = request.session.session_key or ""
    devices.note_sign_in(user, session_key=key, name=name_of(request), at=timezone.now())
