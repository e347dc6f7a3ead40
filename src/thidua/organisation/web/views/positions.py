"""Posts: begun and ended from the page of the person."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies
from thidua.organisation.enums import Role
from thidua.organisation.models import Person, Position
from thidua.organisation.services import positions
from thidua.organisation.web.forms import PositionEndForm, PositionForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.organisation.web.views.asked import own_units


@require_http_methods(["GET", "POST"])
@once("organisation.position.begin")
def position_begin(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a person a post."""
    found = Person.objects.visible_to(request.actor).select_related("authority")
    person = get_object_or_404(found, pk=pk)
    policies.can_change(request.actor, person).enforce()
    initial = {"unit": person.unit_id, "starts_on": today_of(request)}
    form = PositionForm(request.POST or None, units=own_units(request), initial=initial)
    form.offer([role for role in Role if policies.can_give_post(request.actor, person, role)])
    if request.method == "POST" and form.is_valid():
        begun = attempt(
            form, lambda: positions.begin(person, form.facts, by=request.actor, at=now_of(request))
        )
        if begun is not None:
            messages.success(request, f"Đã ghi chức vụ {begun.title} của {person.full_name}.")
            return redirect("organisation:person-detail", pk=pk)
    context = {"form": form, "person": person}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/position_begin.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("organisation.position.end")
def position_end(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a post; yesterday is proposed, so that its rights are gone at once."""
    found = Position.objects.visible_to(request.actor).select_related("person", "unit", "authority")
    position = get_object_or_404(found, pk=pk)
    policies.can_end_post(request.actor, position).enforce()
    yesterday = today_of(request) - timedelta(days=1)
    form = PositionEndForm(request.POST or None, initial={"last_day": max(yesterday, position.starts_on)})
    if request.method == "POST" and form.is_valid():
        deed = {**form.cleaned_data, "expected": version_of(request)}
        ended = attempt(form, lambda: positions.end(position, **deed, by=request.actor, at=now_of(request)))
        if ended is not None:
            messages.success(request, f"Đã ghi kết thúc chức vụ {position.title}.")
            return redirect("organisation:person-detail", pk=position.person_id)
    context = {"form": form, "position": position}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/position_end.html", context, status=status)
