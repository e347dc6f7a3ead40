"""What every view reads from a sent form in the same way."""

from django.http import HttpRequest


def version_of(request: HttpRequest) -> int:
    """Return the version the form was filled from; a form without one is older than any."""
    sent = request.POST.get("_version", "")
    return int(sent) if sent.isdecimal() else 0
