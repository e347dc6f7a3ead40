"""People: list and page, and the forms that change them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies, queries
from thidua.organisation.models import Person
from thidua.organisation.services import people
from thidua.organisation.web.forms import PersonForm, person_initial
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.organisation.web.views.asked import own_authority, own_units

_PAGE = 50


@require_GET
def person_list(request: SignedInRequest) -> HttpResponse:
    """Show people by given name; the filters stand in the address."""
    words, unit = (request.GET.get(name, "").strip() for name in ("tim", "don-vi"))
    found = queries.people_for_list(request.actor, today_of(request), words=words)
    units = list(own_units(request))
    if unit in {str(choice.pk) for choice in units}:
        found = found.filter(unit_id=unit)
    context = {
        "page": Paginator(found, _PAGE).get_page(request.GET.get("trang")),
        "words": words,
        "unit": unit,
        "units": units,
        "may_manage": policies.can_manage(request.actor),
    }
    return render(request, "organisation/person_list.html", context)


@require_GET
def person_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a person's posts; year of birth to the office only, the account also to who may shut it out."""
    person = _person(request, pk)
    today = today_of(request)
    part = queries.person_page(person, today)
    may_change = policies.can_change(request.actor, person)
    may_shut_out = part.user is not None and policies.can_shut_out(request.actor, part.user, today)
    context = {
        "person": person,
        "part": part,
        "may_change": may_change,
        "may_shut_out": may_shut_out,
        "may_end": {post.pk for post in part.positions if policies.can_end_post(request.actor, post)},
        "devices": part.user.devices.live() if part.user and (may_change or may_shut_out) else (),
        "has_password": part.user is not None and part.user.has_usable_password(),
    }
    return render(request, "organisation/person_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("organisation.person.create")
def person_new(request: SignedInRequest) -> HttpResponse:
    policies.can_manage(request.actor).enforce()
    initial = {"unit": request.GET.get("don-vi", "")}
    form = PersonForm(request.POST or None, units=own_units(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        person = attempt(
            form,
            lambda: people.create(own_authority(request), form.facts, by=request.actor, at=now_of(request)),
        )
        if person is not None:
            messages.success(request, f"Đã thêm {person.full_name}.")
            return redirect("organisation:person-detail", pk=person.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@once("organisation.person.change")
def person_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    person = _person(request, pk)
    policies.can_change(request.actor, person).enforce()
    form = PersonForm(request.POST or None, units=own_units(request), initial=person_initial(person))
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        changed = attempt(
            form,
            lambda: people.change(
                person, form.facts, expected=expected, by=request.actor, at=now_of(request)
            ),
        )
        if changed is not None:
            messages.success(request, "Đã lưu.")
            return redirect("organisation:person-detail", pk=pk)
    return _form(request, form, person)


def _form(request: SignedInRequest, form: PersonForm, person: Person | None) -> HttpResponse:
    context = {"form": form, "person": person}
    return render(request, "organisation/person_edit.html", context, status=422 if form.is_bound else 200)


def _person(request: SignedInRequest, pk: UUID) -> Person:
    found = Person.objects.visible_to(request.actor).select_related("authority", "unit")
    person: Person = get_object_or_404(found, pk=pk)
    return person
