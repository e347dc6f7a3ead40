"""Households of villages; a village head sees those of the own village only."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies
from thidua.organisation.models import Household, Unit
from thidua.organisation.services import households
from thidua.organisation.web.forms import HouseholdForm, MembersForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of

_PAGE = 50


@require_GET
def household_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the households of one village."""
    unit = _unit(request, pk)
    found = Household.objects.visible_to(request.actor).filter(unit=unit).for_list()
    context = {
        "unit": unit,
        "page": Paginator(found, _PAGE).get_page(request.GET.get("trang")),
        "may_change": policies.can_change(request.actor, unit),
    }
    return render(request, "organisation/household_list.html", context)


@require_http_methods(["GET", "POST"])
@once("organisation.household.create")
def household_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    unit = _unit(request, pk)
    policies.can_change(request.actor, unit).enforce()
    heads = unit.people.filter(households_headed__isnull=True).for_list()
    form = HouseholdForm(request.POST or None, people=heads)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: households.create(unit, **form.cleaned_data, by=request.actor, at=now_of(request))
        )
        if made is not None:
            messages.success(request, f"Đã thêm {made}.")
            return redirect("organisation:household-list", pk=pk)
    context = {"form": form, "unit": unit}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/household_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("organisation.household.change")
def household_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = Household.objects.visible_to(request.actor).select_related("unit", "head", "authority")
    household = get_object_or_404(found, pk=pk)
    policies.can_change(request.actor, household).enforce()
    form = MembersForm(request.POST or None, initial={"members": household.members})
    if request.method == "POST" and form.is_valid():
        deed = {**form.cleaned_data, "expected": version_of(request)}
        changed = attempt(
            form, lambda: households.change(household, **deed, by=request.actor, at=now_of(request))
        )
        if changed is not None:
            messages.success(request, "Đã lưu.")
            return redirect("organisation:household-list", pk=household.unit_id)
    context = {"form": form, "unit": household.unit, "household": household}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/household_edit.html", context, status=status)


def _unit(request: SignedInRequest, pk: UUID) -> Unit:
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("authority"), pk=pk)
    return unit
