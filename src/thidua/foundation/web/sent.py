"""What every view reads from an address or a sent form in the same way."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

_MOST_DIGITS = 9
"""More than any page, place or version has; what is longer would overflow a column."""


def whole_number(text: str | None) -> int | None:
    """Read a number written in digits alone; None for anything else, and for one beyond all bounds."""
    return int(text) if text and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def version_of(request: HttpRequest) -> int:
    """Return the version the form was filled from; a form without one is older than any."""
    return whole_number(request.POST.get("_version")) or 0


def moment(text: str | None) -> datetime | None:
    """Read a time as `isoformat` writes it; None for anything else, and for a day no calendar has."""
    try:
        return parse_datetime(text or "")
    except ValueError:
        return None
