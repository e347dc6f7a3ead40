"""What tells one machine that sends from another, for a day."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from thidua.organisation.web.lockout import address_of

_LONGEST = 32


def sender_of(request: HttpRequest) -> str:
    """Return a mark of the machine that holds for a day; nobody reads the address out of it."""
    text = f"{timezone.localdate()} {address_of(request)}"
    return salted_hmac("thidua.sender", text, algorithm="sha256").hexdigest()[:_LONGEST]
