"""Units ask for people who are not on the list; the office answers and everybody of the unit sees how."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies, queries
from thidua.organisation.models import Person, PersonRequest
from thidua.organisation.services import person_requests
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.request_forms import ADD, PersonAnswerForm, PersonRequestForm
from thidua.organisation.web.today import now_of, today_of
from thidua.organisation.web.views.asked import own_units

_PAGE, _MOST_ALIKE, _LONGEST_NAME = 50, 10, 120


@require_http_methods(["GET", "POST"])
@once("organisation.person_request.ask")
def person_ask(request: SignedInRequest) -> HttpResponse:
    """Show what was asked for and what became of it; who is of a unit asks here. `?ten=` is the name."""
    may_ask = policies.can_ask_for_person(request.actor)
    units = own_units(request).filter(pk__in=request.actor.unit_ids)
    initial = {"full_name": request.GET.get("ten", "")[:_LONGEST_NAME]}
    form = PersonRequestForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST":
        may_ask.enforce()
    if request.method == "POST" and form.is_valid():
        who: Any = {"by": request.actor, "at": now_of(request)}
        if (made := attempt(form, lambda: person_requests.ask(form.wanted, **who))) is not None:
            messages.success(request, f"Đã nhờ Văn phòng thêm {made}. Mã nhận {request.receipt}.")
            return redirect("organisation:person-ask")
    found = PersonRequest.objects.visible_to(request.actor).for_list()
    context = {
        "form": form,
        "may_ask": may_ask,
        "may_answer": policies.can_manage(request.actor),
        "page": Paginator(found, _PAGE).get_page(request.GET.get("trang")),
    }
    return render(request, "organisation/person_ask.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("organisation.person_request.answer")
def person_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add the person or say why not, beside those of the same name."""
    found = PersonRequest.objects.visible_to(request.actor).select_related("authority", "unit", "person")
    asked: PersonRequest = get_object_or_404(found, pk=pk)
    policies.can_change(request.actor, asked).enforce()
    form = PersonAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _answer(request, asked, form))
        if done is not None:
            return redirect("organisation:person-ask")
    alike = queries.people_for_list(request.actor, today_of(request), words=asked.full_name)
    context = {"asked": asked, "form": form, "alike": alike[:_MOST_ALIKE]}
    return render(request, "organisation/person_answer.html", context, status=422 if form.is_bound else 200)


def _answer(request: SignedInRequest, asked: PersonRequest, form: PersonAnswerForm) -> Person | PersonRequest:
    told: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    if form.cleaned_data["answer"] == ADD:
        person = person_requests.add(asked, **told)
        messages.success(request, f"Đã thêm {person} vào danh sách. Đơn vị được báo.")
        return person
    answered = person_requests.refuse(asked, form.cleaned_data["reason"], **told)
    messages.success(request, f"Đã trả lời không thêm {asked}. Đơn vị được báo.")
    return answered
