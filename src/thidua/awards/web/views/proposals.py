"""Nominations made of a standing, of a sudden deed, and answers given for many at once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.enums import MeritChoice
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.asking import AskedRule, asked_rules
from thidua.awards.queries.kinds import kinds_for_units, kinds_on
from thidua.awards.queries.nomination_page import bars_of
from thidua.awards.queries.proposals import placed_in
from thidua.awards.queries.results_found import results_found
from thidua.awards.services import confirmations, proposing
from thidua.awards.web.asked import round_of, whom_of
from thidua.awards.web.many_forms import ConfirmManyForm, FoundForm, PlacedForm
from thidua.awards.web.nomination_forms import SuddenForm
from thidua.awards.web.views.finding import Search, link_to, search_page
from thidua.awards.web.views.nominations import facts_in, proposers
from thidua.core.eligibility.facts import Merit
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.law.shipped import national_law
from thidua.organisation.models import Authority
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("awards.nomination.propose_placed")
def round_proposals(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the standing the round goes by; those ticked become drafts by one press."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    placed = placed_in(award_round)
    kinds = kinds_for_units(award_round, (one.unit for one in placed))
    form = PlacedForm(request.POST or None, kinds=kinds, placed=placed)
    if (done := _proposed(request, award_round, form, proposing.propose_placed)) is not None:
        return done
    context = {"round": award_round, "form": form, "placed": placed}
    return render(request, "awards/rounds/proposals.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.propose_found")
def round_results(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show verified results that stand out; those ticked become drafts by one press."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    found = results_found(award_round, today_of(request))
    kinds = kinds_for_units(award_round, {one.unit for one in found})
    form = FoundForm(request.POST or None, kinds=kinds, found=found)
    if (done := _proposed(request, award_round, form, proposing.propose_found)) is not None:
        return done
    context = {"round": award_round, "form": form, "found": found}
    return render(request, "awards/rounds/results.html", context, status=422 if form.is_bound else 200)


def _proposed(
    request: SignedInRequest,
    award_round: AwardRound,
    form: PlacedForm | FoundForm,
    propose: Callable[..., list[Nomination]],
) -> HttpResponse | None:
    """Make drafts of what is ticked and lead to the round; None where there is something to be shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    kind, who = form.cleaned_data["kind_code"], {"by": request.actor, "at": now_of(request)}
    made = attempt(form, lambda: propose(award_round, form.ticked, kind, **who))
    if made is None:
        return None
    messages.success(request, f"Đã lập {len(made)} đề nghị. Mã nhận {request.receipt}.")
    return redirect("awards:round-detail", pk=award_round.pk)


@require_GET
def sudden_new(request: SignedInRequest) -> HttpResponse:
    """Find whose deed it was."""
    policies.can_begin_round(request.actor).enforce()
    search = Search(
        "Khen đột xuất",
        "Tìm người, tập thể hoặc chủ hộ lập thành tích. Ghi xong là xét được ngay.",
        reverse("awards:sudden-new"),
        link_to("awards:sudden-write"),
        add_url=reverse("awards:sudden-person"),
    )
    return search_page(request, search)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.praise_at_once")
def sudden_write(request: SignedInRequest, slug: str, subject: UUID) -> HttpResponse:
    """Write a sudden deed down; it is handed in at once by the simple procedure."""
    whom, today = whom_of(request, slug, subject), today_of(request)
    policies.can_begin_round(request.actor).enforce()
    form = SuddenForm(
        request.POST or None,
        kinds=kinds_on(today, Merit.SUDDEN, whom),
        units=proposers(request),
        initial={"deed_on": today, "put_forward_by": whom.home},
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _praise(request, form, whom))
        if made is not None:
            messages.success(request, f"Đã lập và gửi đề nghị. Mã nhận {request.receipt}.")
            return redirect("awards:nomination-detail", pk=made.pk)
    context = {"whom": whom, "form": form}
    return render(request, "awards/nominations/sudden.html", context, status=422 if form.is_bound else 200)


def _praise(request: SignedInRequest, form: SuddenForm, whom: Any) -> Any:
    authority = Authority.objects.visible_to(request.actor).get(pk=request.actor.authority_id or "")
    facts = facts_in(request.actor, form, AwardRound(merit=MeritChoice.SUDDEN), whom)
    deed_on, now = form.cleaned_data["deed_on"], now_of(request)
    return proposing.praise_at_once(facts, authority, deed_on, by=request.actor, at=now)


@require_GET
def round_confirm(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the rules that wait for a person, each with how many nominations it holds up."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    context = {"round": award_round, "rules": asked_rules(request.actor, award_round)}
    return render(request, "awards/rounds/confirm.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.confirm_many")
def round_confirm_rule(request: SignedInRequest, pk: UUID, code: str, key: str) -> HttpResponse:
    """Answer one rule for all who are ticked, by the same paper."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    rule = _rule(request, award_round, code, key)
    bars = bars_of(national_law().pack_on(award_round.judged_on), code) if key == "bars" else {}
    form = ConfirmManyForm(request.POST or None, bars=bars, nominations=rule.nominations)
    if request.method == "POST" and form.is_valid():
        chosen, now = form.cleaned_data["nominations"], now_of(request)
        about = [one for one in rule.nominations if str(one.pk) in chosen]
        told = form.answer(key, rule.rule)
        if attempt(form, lambda: confirmations.confirm(about, told, by=request.actor, at=now)) is not None:
            messages.success(request, f"Đã xác nhận cho {len(about)} đề nghị. Mã nhận {request.receipt}.")
            return redirect("awards:round-confirm", pk=pk)
    context = {"round": award_round, "rule": rule, "form": form}
    return render(request, "awards/rounds/confirm_rule.html", context, status=422 if form.is_bound else 200)


def _rule(request: SignedInRequest, award_round: AwardRound, code: str, key: str) -> AskedRule:
    for rule in asked_rules(request.actor, award_round):
        if (rule.kind_code, rule.key) == (code, key):
            return rule
    raise Http404
