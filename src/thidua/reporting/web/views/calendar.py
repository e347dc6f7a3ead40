"""The calendar of the commune: public holidays of a year, and the days it keeps otherwise."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation.models import Authority
from thidua.organisation.web.today import now_of, today_of
from thidua.reporting import policies
from thidua.reporting.models import CalendarDay
from thidua.reporting.queries.calendar_page import days_of
from thidua.reporting.services import calendar
from thidua.reporting.web.period_forms import CalendarForm

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@require_http_methods(["GET", "POST"])
@once("reporting.calendar.add")
def calendar_page(request: SignedInRequest) -> HttpResponse:
    """Show the days of `?nam=`; on POST tell one that is off or worked here."""
    allowed = policies.can_keep_calendar(request.actor, request.actor.authority_id)
    form = CalendarForm(request.POST or None)
    if request.method == "POST":
        allowed.enforce()
        if form.is_valid():
            authority = get_object_or_404(Authority.objects.visible_to(request.actor), pk=_own(request))
            told = calendar.add(authority, **form.cleaned_data, by=request.actor, at=now_of(request))
            messages.success(request, f"Đã ghi: {told}.")
            return redirect(f"{reverse('reporting:calendar')}?nam={told.day.year}")
    year = _year(request)
    context = {
        "year": year,
        "days": days_of(request.actor, year),
        "form": form,
        "allowed": allowed,
        "before": year - 1,
        "after": year + 1,
    }
    return render(request, "reporting/calendar.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("reporting.calendar.remove")
def calendar_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Follow the national calendar on that day again."""
    told = get_object_or_404(CalendarDay.objects.visible_to(request.actor), pk=pk)
    year = told.day.year
    calendar.remove(told, reason=request.POST.get("ly-do", ""), by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ. Ngày ấy lại theo lịch chung.")
    return redirect(f"{reverse('reporting:calendar')}?nam={year}")


def _year(request: SignedInRequest) -> int:
    year = whole_number(request.GET.get("nam")) or today_of(request).year
    return min(max(year, _FIRST_YEAR), _LAST_YEAR)


def _own(request: SignedInRequest) -> UUID | None:
    return request.actor.authority_id
