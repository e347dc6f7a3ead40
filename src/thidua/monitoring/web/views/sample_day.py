"""The day of the sample commune: where it stands, and how it comes forward."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from thidua.core.dates import parse_date, show_date
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.fields import DayField
from thidua.foundation.web.once import once
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent import version_of
from thidua.monitoring import policies
from thidua.monitoring.services import sample_day as days
from thidua.organisation.models import Authority
from thidua.organisation.web.refusing import attempt


class SampleDayForm(forms.Form):
    """The day to come to, and the page to go back to."""

    day = DayField(
        label="Đưa xã mẫu sang ngày",
        error_messages={"required": "Ghi ngày."},
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        example = show_date(stands_on + timedelta(days=1))
        self.fields["day"].help_text = f"Ví dụ {example}. Ngày chỉ đi tới, không lùi lại."


@require_http_methods(["GET", "POST"])
@once("monitoring.sample_day.move")
def sample_day(request: SignedInRequest) -> HttpResponse:
    """Say on which day the sample commune stands; on POST let a later one come."""
    found = Authority.objects.visible_to(request.actor)
    authority = get_object_or_404(found, pk=request.actor.authority_id)
    policies.can_move_day(request.actor, authority).enforce()
    stands_on = authority.day(timezone.localdate())
    started = {"day": _asked(request), "back": came_from(request)}
    form = SampleDayForm(request.POST or None, initial=started, stands_on=stands_on)
    if request.method == "POST" and form.is_valid():
        moved = attempt(form, lambda: _move(request, authority, form.cleaned_data["day"]))
        if moved is not None:
            messages.success(request, f"Xã mẫu đã sang ngày {show_date(moved.day(timezone.localdate()))}.")
            return redirect(_back(request, form.cleaned_data["back"]))
    context = {"authority": authority, "form": form}
    return render(request, "monitoring/sample_day.html", context, status=422 if form.is_bound else 200)


def _asked(request: SignedInRequest) -> date | None:
    return parse_date(request.GET.get("den", ""))


def _move(request: SignedInRequest, authority: Authority, day: date) -> Authority:
    expected = version_of(request)
    return days.move(authority, day, expected=expected, by=request.actor, at=timezone.now())


def _back(request: SignedInRequest, back: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if is_ours else "/"
