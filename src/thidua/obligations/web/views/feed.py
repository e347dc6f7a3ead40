"""The own calendar under a secret address: the page that makes it, and what telephones read."""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.web.access import SignedInRequest, public
from thidua.foundation.web.once import once
from thidua.obligations.models import CalendarFeed
from thidua.obligations.queries.calendar import Calendar, calendar_of
from thidua.obligations.services import feeds
from thidua.organisation.web.today import now_of

_ASK_AGAIN = timedelta(hours=1)


@require_GET
def calendar_feed(request: SignedInRequest) -> HttpResponse:
    """Show the own address, or the button that makes one."""
    feed = CalendarFeed.objects.visible_to(request.actor).first()
    address = reverse("obligations:calendar-ics", args=[feed.secret]) if feed else ""
    context = {"feed": feed, "address": request.build_absolute_uri(address) if feed else ""}
    return render(request, "obligations/calendar_feed.html", context)


@require_POST
@once("obligations.calendarfeed.make")
def calendar_feed_make(request: SignedInRequest) -> HttpResponse:
    feeds.make(by=request.actor, at=now_of(request))
    messages.success(request, "Đã tạo địa chỉ lịch. Chép địa chỉ vào lịch của điện thoại.")
    return redirect("obligations:calendar-feed")


@require_POST
@once("obligations.calendarfeed.revoke")
def calendar_feed_revoke(request: SignedInRequest) -> HttpResponse:
    feeds.revoke(by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ địa chỉ lịch. Máy đang dùng địa chỉ ấy không đọc được nữa.")
    return redirect("obligations:calendar-feed")


@require_GET
@public
def calendar_ics(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Answer a telephone's calendar; the secret in the address stands for the sign-in."""
    calendar = calendar_of(secret, on=timezone.localdate())
    if calendar is None:
        raise Http404
    content = _ics(calendar)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = "private, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    answered = get_conditional_response(request, etag=response["ETag"], response=response)
    return answered if answered is not None else response


def _ics(calendar: Calendar) -> bytes:
    """Write the calendar; the same work gives the same bytes, so that nothing is fetched twice."""
    from icalendar import Alarm, Event  # noqa: PLC0415 -- a slow library, needed for calendars only
    from icalendar import Calendar as Book  # noqa: PLC0415

    book = Book()
    book.add("prodid", "-//thidua//vi//")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", calendar.name)
    book.add("x-wr-timezone", settings.TIME_ZONE)
    book.add("refresh-interval", _ASK_AGAIN, parameters={"value": "DURATION"})
    for entry in calendar.entries:
        event = Event()
        event.add("uid", f"{entry.key}@thidua")
        event.add("dtstamp", entry.given_at)
        event.add("sequence", entry.changed)
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
        event.add("dtstart", entry.due_on)
        event.add("dtend", entry.due_on + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("transp", "TRANSPARENT")
        if not entry.is_cancelled:
            event.add_component(_the_day_before(Alarm(), entry.title))
        book.add_component(event)
    return bytes(book.to_ical())


def _the_day_before(alarm: Any, title: str) -> Any:
    """Ring at eight in the morning of the day before: sixteen hours before the day begins."""
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=-16))
    return alarm
