"""What citizens tell of: their short form, and how the office looks at each."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.models import CitizenProposal
from thidua.awards.queries import subjects
from thidua.awards.queries.citizens import offices, proposal_page, proposals_for_list, rounds_open_to
from thidua.awards.queries.kinds import kinds_on
from thidua.awards.queries.rounds import ON_A_PAGE
from thidua.awards.queries.subjects import Whom
from thidua.awards.services import citizens
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.web.asked import whom_of
from thidua.awards.web.citizen_forms import NewPersonForm, TakeForm, TellForm
from thidua.awards.web.round_forms import ReasonForm
from thidua.awards.web.sender import sender_of
from thidua.foundation.web.access import ActingRequest, SignedInRequest, public
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_LONGEST_LINE = 500


@require_http_methods(["GET", "POST"])
@public
@once("awards.proposal.tell")
def citizen_tell(request: ActingRequest) -> HttpResponse:
    """Take down a good deed; the receipt is all that is shown."""
    known = offices()
    form = TellForm(request.POST or None, offices=known)
    if request.method == "POST" and form.is_valid():
        office = next((one for one in known if str(one.pk) == form.cleaned_data.get("office")), known[0])
        told = replace(form.told, sender=sender_of(request))
        if attempt(form, lambda: citizens.tell(office, told, at=office.moment(timezone.now()))) is not None:
            return render(request, "awards/citizens/thanks.html", {"receipt": request.receipt})
    return render(request, "awards/citizens/tell.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def citizen_list(request: SignedInRequest) -> HttpResponse:
    policies.can_look_into(request.actor, request.actor.authority_id).enforce()
    page = Paginator(proposals_for_list(request.actor), ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "awards/citizens/list.html", {"page": page})


@require_GET
def citizen_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what was told beside who may be meant and what may be the same."""
    proposal, words = _proposal(request, pk), request.GET.get("tim", "").strip()[:100]
    context = {
        "proposal": proposal,
        "words": words,
        "found": proposal_page(request.actor, proposal, words, today_of(request)),
    }
    return render(request, "awards/citizens/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.proposal.take")
def citizen_take(request: SignedInRequest, pk: UUID, slug: str, subject: UUID) -> HttpResponse:
    """Put somebody forward for what was told."""
    proposal, whom = _proposal(request, pk), whom_of(request, slug, subject)
    form = TakeForm(
        request.POST or None,
        rounds=rounds_open_to(request.actor),
        kinds=kinds_on(today_of(request), None, whom),
        initial={"achievement": proposal.deed[:_LONGEST_LINE], "merits": proposal.deed},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _take(request, proposal, whom, form))
        if made is not None:
            messages.success(request, f"Đã lập đề nghị. Xem điều kiện rồi gửi. Mã nhận {request.receipt}.")
            return redirect("awards:nomination-detail", pk=made.pk)
    context = {"proposal": proposal, "whom": whom, "form": form}
    return render(request, "awards/citizens/take.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.proposal.person")
def citizen_person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down somebody who is not on the list of people, then put them forward."""
    proposal = _proposal(request, pk)
    units = subjects.units_of(request.actor, today_of(request))
    form = NewPersonForm(request.POST or None, units=units, initial={"full_name": proposal.who})
    if request.method == "POST" and form.is_valid():
        facts, now = PersonFacts(**form.cleaned_data), now_of(request)
        made = attempt(form, lambda: people.create(proposal.authority, facts, by=request.actor, at=now))
        if made is not None:
            return redirect("awards:citizen-take", pk=pk, slug="ca-nhan", subject=made.pk)
    context = {"proposal": proposal, "form": form}
    return render(request, "awards/citizens/person.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.proposal.decline")
def citizen_decline(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make no nomination of it, with the reason."""
    proposal = _proposal(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: citizens.decline(proposal, form.cleaned_data["reason"], **who)) is not None:
            messages.success(request, f"Đã ghi không lập đề nghị, kèm lý do. Mã nhận {request.receipt}.")
            return redirect("awards:citizen-list")
    context = {"proposal": proposal, "form": form}
    return render(request, "awards/citizens/decline.html", context, status=422 if form.is_bound else 200)


def _proposal(request: SignedInRequest, pk: UUID) -> CitizenProposal:
    found = CitizenProposal.objects.visible_to(request.actor).select_related("authority", "nomination")
    proposal: CitizenProposal = get_object_or_404(found, pk=pk)
    return proposal


def _take(request: SignedInRequest, proposal: CitizenProposal, whom: Whom, form: TakeForm) -> Any:
    facts = NominationFacts(**form.cleaned_data, **whom.values)
    who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    return citizens.take(proposal, facts, **who)
