"""Records of visits as they are laid out on paper, with the code that opens them on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from thidua.monitoring.models import Visit, VisitItem


@dataclass(frozen=True, slots=True)
class BlankPaper:
    """An empty record: the visit, what is to be looked at, and its code."""

    visit: Visit
    items: tuple[VisitItem, ...]
    picture: SafeString


def blank_papers(request: HttpRequest, visits: Iterable[Visit]) -> tuple[BlankPaper, ...]:
    """Lay out one record a visit; the visits bring their items."""
    return tuple(BlankPaper(visit, tuple(visit.items.all()), picture_of(request, visit)) for visit in visits)


def picture_of(request: HttpRequest, visit: Visit) -> SafeString:
    """Draw the code of the address where the record is filled."""
    address = request.build_absolute_uri(reverse("monitoring:visit-detail", args=[visit.pk]))
    drawn = segno.make(address, error="m").svg_inline(scale=2, border=2)
    return mark_safe(drawn)  # noqa: S308 -- drawn by the QR library from our own address
