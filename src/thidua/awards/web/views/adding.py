"""Write down somebody who was looked for and is not on the list of people, then go on where one was."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.awards import policies
from thidua.awards.models import AwardRound
from thidua.awards.queries.subjects import Whom, units_of
from thidua.awards.web.asked import round_of
from thidua.awards.web.citizen_forms import NewPersonForm
from thidua.awards.web.views.finding import link_to
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.models import Authority
from thidua.organisation.policies import can_add
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_LONGEST_NAME = 120


@require_http_methods(["GET", "POST"])
@once("awards.person.add")
def nomination_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add somebody, then put them forward in the round."""
    award_round = round_of(request, pk)
    policies.can_propose_some(request.actor, award_round, today_of(request)).enforce()
    back = reverse("awards:nomination-pick", args=[pk])
    return _add(request, back, link_to("awards:nomination-new", pk), award_round)


@require_http_methods(["GET", "POST"])
@once("awards.person.add")
def sudden_person(request: SignedInRequest) -> HttpResponse:
    """Add somebody, then write the sudden deed down."""
    policies.can_begin_round(request.actor).enforce()
    return _add(request, reverse("awards:sudden-new"), link_to("awards:sudden-write"))


@require_http_methods(["GET", "POST"])
@once("awards.person.add")
def fact_person(request: SignedInRequest) -> HttpResponse:
    """Add somebody, then write down what the law asks of them."""
    policies.can_write_own_facts(request.actor).enforce()
    return _add(request, reverse("awards:fact-list"), link_to("awards:fact-subject"))


def _add(
    request: SignedInRequest, back: str, link: Callable[[Whom], str], award_round: AwardRound | None = None
) -> HttpResponse:
    authority = Authority.objects.visible_to(request.actor).get(pk=request.actor.authority_id or "")
    can_add(request.actor, authority).enforce()
    units = units_of(request.actor, today_of(request))
    initial = {"full_name": request.GET.get("ten", "")[:_LONGEST_NAME]}
    form = NewPersonForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts, now = PersonFacts(**form.cleaned_data), now_of(request)
        made = attempt(form, lambda: people.create(authority, facts, by=request.actor, at=now))
        if made is not None:
            messages.success(request, f"Đã thêm {made}. Ghi tiếp ở đây. Mã nhận {request.receipt}.")
            return redirect(link(Whom(person=made)))
    context = {"form": form, "back": back, "round": award_round}
    return render(request, "awards/nominations/person.html", context, status=422 if form.is_bound else 200)
