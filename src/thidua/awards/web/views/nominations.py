"""Put somebody forward: found by name, then for what; and the page of one nomination."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.enums import NominationSource
from thidua.awards.models import AwardRound
from thidua.awards.models.nomination import JUDGES
from thidua.awards.queries import subjects
from thidua.awards.queries.deadlines import nomination_deadlines
from thidua.awards.queries.dossier import gaps_of, told
from thidua.awards.queries.hindrances import hindrances_of
from thidua.awards.queries.kinds import hint_for, kinds_for
from thidua.awards.queries.nomination_page import nomination_page
from thidua.awards.queries.subjects import Whom
from thidua.awards.services import nominations
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.web.asked import nomination_of, round_of, whom_of
from thidua.awards.web.nomination_forms import NominationForm, WordingForm
from thidua.awards.web.views.finding import Search, link_to, search_page
from thidua.awards.web.views.nomination_steps import steps_for, warning_before_sending
from thidua.foundation.actors import Actor
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_GET
def nomination_pick(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Find whom to put forward; `?tim=` holds the words."""
    award_round = round_of(request, pk)
    policies.can_propose_some(request.actor, award_round, today_of(request)).enforce()
    lead = "Tìm cá nhân, tập thể hoặc chủ hộ theo tên, có dấu hay không dấu đều được."
    if policies.can_run_round(request.actor, award_round):
        lead = f"{lead} Đề nghị khen cả xã thì chọn Văn phòng."
    search = Search(
        "Đề nghị khen ai?",
        lead,
        reverse("awards:nomination-pick", args=[pk]),
        link_to("awards:nomination-new", pk),
        round=award_round,
        add_url=reverse("awards:nomination-person", args=[pk]),
    )
    return search_page(request, search)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.propose")
def nomination_new(request: SignedInRequest, pk: UUID, slug: str, subject: UUID) -> HttpResponse:
    award_round, whom = round_of(request, pk), whom_of(request, slug, subject)
    policies.can_propose_some(request.actor, award_round, today_of(request)).enforce()
    form = NominationForm(
        request.POST or None,
        kinds=kinds_for(award_round, whom),
        units=proposers(request),
        hint=hint_for(whom, award_round.judged_on),
        initial={"put_forward_by": whom.home},
    )
    if request.method == "POST" and form.is_valid():
        facts = facts_in(request.actor, form, award_round, whom)
        made = attempt(form, lambda: nominations.propose(facts, by=request.actor, at=now_of(request)))
        if made is not None:
            messages.success(request, f"Đã lập đề nghị. Xem điều kiện rồi gửi. Mã nhận {request.receipt}.")
            return redirect("awards:nomination-detail", pk=made.pk)
    context = {"round": award_round, "whom": whom, "form": form}
    return render(request, "awards/nominations/new.html", context, status=422 if form.is_bound else 200)


@require_GET
def nomination_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show each rule with its answer, where the fact stands, and who can mend it."""
    nomination = nomination_of(request, pk)
    found, gaps = nomination_page(request.actor, nomination), gaps_of([nomination])[nomination.pk]
    on = today_of(request)
    steps, hindrances = steps_for(request.actor, nomination, on), hindrances_of(found, gaps)
    context = {
        "nomination": nomination,
        "found": found,
        "may_write": policies.can_write(request.actor, nomination),
        "may_send": policies.can_send(request.actor, nomination, on),
        "warning": warning_before_sending(found.finding),
        "may_see_votes": request.actor.has(*JUDGES),
        "may_confirm": policies.can_confirm(request.actor, nomination),
        "may_answer": policies.can_answer(request.actor, nomination),
        "may_write_facts": policies.can_write_facts(request.actor, nomination.authority_id),
        "dossier": told(gaps),
        "steps": [one for one in steps if one.verb != "accept" or not hindrances],
        "hindrances": hindrances if any(one.verb == "accept" for one in steps) else [],
        "deadlines": nomination_deadlines(nomination, on),
        "slug": Whom(nomination.person, nomination.unit, nomination.household).slug,
    }
    return render(request, "awards/nominations/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.change")
def nomination_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    nomination = nomination_of(request, pk)
    policies.can_write(request.actor, nomination).enforce()
    form = WordingForm(request.POST or None, initial=WordingForm.initial_of(nomination))
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: nominations.change(nomination, form.wording, **who)) is not None:
            messages.success(request, "Đã lưu đề nghị.")
            return redirect("awards:nomination-detail", pk=pk)
    context = {"nomination": nomination, "form": form}
    return render(request, "awards/nominations/edit.html", context, status=422 if form.is_bound else 200)


def proposers(request: SignedInRequest) -> Any:
    """Return the units of which one is named as proposer, None where the actor speaks for one only."""
    if request.actor.has(Role.OFFICE, Role.CHAIRMAN) or len(request.actor.unit_ids) > 1:
        return subjects.units_of(request.actor, today_of(request))
    return None


def facts_in(actor: Actor, form: NominationForm, award_round: AwardRound, whom: Whom) -> NominationFacts:
    """Return what the form says; without a unit it is the chairman who found the deed."""
    sent = form.cleaned_data
    unit = sent["put_forward_by"] if "put_forward_by" in sent else own_unit(actor)
    is_found = unit is None and actor.has(Role.CHAIRMAN)
    return NominationFacts(
        round=award_round,
        kind_code=sent["kind_code"],
        achievement=sent["achievement"],
        merits=sent["merits"],
        put_forward_by=unit,
        source=NominationSource.CHAIRMAN if is_found else NominationSource.UNIT,
        **whom.values,
    )


def own_unit(actor: Actor) -> Unit:
    """Return the unit somebody speaks for."""
    found = Unit.objects.visible_to(actor).filter(pk__in=actor.unit_ids).first()
    if found is None:
        raise Http404
    return found
