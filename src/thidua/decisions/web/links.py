"""Where the codes printed on certificates lead."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse

_ONLY_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def check_link(request: HttpRequest) -> str:
    """Return the address a printed code leads to: the public one where it is set, else that of this page."""
    path = reverse("decisions:certificate-ask")
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def leads_nowhere(request: HttpRequest) -> bool:
    """Say whether only this machine could open the printed address."""
    return not settings.PUBLIC_URL and split_domain_port(request.get_host())[0] in _ONLY_HERE
