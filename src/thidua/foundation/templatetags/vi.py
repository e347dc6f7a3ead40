"""Numbers, days and moments in Vietnamese notation."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from thidua.core.dates import PartialDate, parse_iso, show_date
from thidua.core.quantities import format_number
from thidua.foundation import sentences
from thidua.foundation.models import AuditEntry

register = template.Library()


@register.filter
def so(value: Decimal | int | None) -> str:
    """Write a number: 2350 as 2.350, 47.3 as 47,3; nothing for none."""
    return "" if value is None else format_number(Decimal(value))


@register.filter
def ngay(value: date | PartialDate | str | None) -> str:
    """Write a day as dd/MM/yyyy; ISO text that may be partial as "tháng 4/2024"."""
    if not value:
        return ""
    if isinstance(value, str):
        return show_date(parse_iso(value))
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y")
    return show_date(value)


@register.filter
def luc(value: datetime | None) -> str:
    """Write a moment on the clocks of Vietnam: "14:05 ngày 16/04/2024"."""
    return "" if value is None else sentences.moment(value)


@register.simple_tag
def khoang(low: Decimal | int | None, high: Decimal | int | None) -> str:
    """Write a range: "19 – 20", "từ 19", "đến 20"; one number when both are the same."""
    if low is not None and high is not None:
        return so(low) if low == high else f"{so(low)} – {so(high)}"
    if low is not None:
        return f"từ {so(low)}"
    return "" if high is None else f"đến {so(high)}"


@register.filter
def cau(entry: AuditEntry) -> str:
    """Tell an audit entry as a sentence."""
    return sentences.sentence_of(entry)


@register.filter
def buoc(entry: AuditEntry) -> str:
    """Tell an audit entry on the page of what it is about."""
    return sentences.step_of(entry)


@register.simple_tag
def history_url(thing: Model) -> str:
    """Return the address of the history of a record."""
    kind = thing._meta.label_lower  # noqa: SLF001 -- Django's documented model API
    return reverse("foundation:object-history", args=[kind, thing.pk])
