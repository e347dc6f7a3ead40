"""What somebody sees who gave a wrong password too often, and which machine counts as one."""

from collections.abc import Mapping
from datetime import datetime
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thidua.core.text import fold
from thidua.foundation.web.access import public


@public
def locked_out(
    request: HttpRequest, _response: object = None, credentials: Mapping[str, object] | None = None
) -> HttpResponse:
    """Say when to try again and whom to ask."""
    until = _until(request, credentials)
    minutes = max(1, -int((timezone.now() - until).total_seconds() // 60))
    context = {"until": until, "minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked.html", context, status=429)


def username_of(_request: HttpRequest, credentials: Mapping[str, object] | None) -> str:
    """Return the name tried, in one spelling: "Lan" and "lan" open the same account and lock as one."""
    return fold(str((credentials or {}).get("username") or "")).strip()


def address_of(request: HttpRequest) -> str:
    """Return the address a request came from, as told by the nearest of the proxies we run ourselves.

    What a stranger writes into the header stands further left and is not believed.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.PROXIES_IN_FRONT
    if trusted and len(told) >= trusted:
        try:
            return str(ip_address(told[-trusted].strip()))
        except ValueError:
            pass
    return str(request.META.get("REMOTE_ADDR", ""))


def _until(request: HttpRequest, credentials: Mapping[str, object] | None) -> datetime:
    username = username_of(request, credentials)
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address_of(request))
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    return (last or timezone.now()) + settings.AXES_COOLOFF_TIME
