"""The password one has, asked for again: guesses count as those at the sign-in do."""

from allauth.core import context
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate
from django.http import HttpRequest

from thidua.organisation.models import User
from thidua.organisation.web.lockout import address_of, username_of


def is_password_of(user: User, password: str) -> bool:
    """Check through the door that counts wrong ones and locks; a right one forgets the count."""
    request: HttpRequest = context.request
    if authenticate(request, username=user.username, password=password) is None:
        return False
    name = username_of(request, {"username": user.username})
    AxesProxyHandler.reset_attempts(username=name, ip_address=address_of(request))
    return True
