"""Writing official papers: begun from a template, changed, looked at, issued or given up."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.models import AwardRound
from thidua.decisions import policies
from thidua.decisions.enums import PaperKind, PaperState
from thidua.decisions.models import Award, IssuedPaper, PaperDraft
from thidua.decisions.queries.corrections import corrected_decision
from thidua.decisions.queries.draft_gaps import gaps_of
from thidua.decisions.queries.draft_letter import draft_letter
from thidua.decisions.queries.paper_templates import (
    BEGUN_ELSEWHERE,
    ENDS_AWARD,
    TEMPLATES,
    About,
    Template,
    begun,
    template_of,
)
from thidua.decisions.queries.signers import chairman_on
from thidua.decisions.services import drafts
from thidua.decisions.web.asked import download, own_authority, own_day, password_ahead, step_of
from thidua.decisions.web.decision_forms import PasswordForm
from thidua.decisions.web.paper_forms import DraftForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.papers.official import to_pdf


@require_GET
def draft_list(request: SignedInRequest) -> HttpResponse:
    """Show what is being written, and what can be begun."""
    policies.can_begin_paper(request.actor, request.actor.authority_id).enforce()
    found = PaperDraft.objects.visible_to(request.actor).filter(state=PaperState.DRAFT)
    templates = [one for one in TEMPLATES if one.slug not in BEGUN_ELSEWHERE]
    context = {"drafts": list(found.order_by("-made_at")), "templates": templates}
    return render(request, "decisions/papers/drafts.html", context)


@require_http_methods(["GET", "POST"])
@once("decisions.draft.begin")
def draft_new(request: SignedInRequest) -> HttpResponse:
    """Begin a paper from the template `?mau=`, filled with what is known of a round or of a paper."""
    policies.can_begin_paper(request.actor, request.actor.authority_id).enforce()
    chosen = template_of(request.GET.get("mau", TEMPLATES[0].slug))
    if chosen is None:
        raise Http404
    about = _about(request)
    form = DraftForm(request.POST or None, kind=chosen.kind, initial=_initial(chosen, about))

    def keep() -> PaperDraft:
        facts, ends = form.facts(about.paper), chosen.slug == ENDS_AWARD
        award = about.award if ends else None
        return drafts.begin(about.authority, facts, revokes=award, by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and (made := attempt(form, keep)) is not None:
        messages.success(request, "Đã lưu văn bản đang soạn. Xem lại rồi ban hành.")
        return redirect("decisions:draft-detail", pk=made.pk)
    corrects_list = about.paper is not None and about.paper.kind == PaperKind.DECISION
    context = {"template": chosen, "form": form, "corrects_list": corrects_list}
    return render(request, "decisions/papers/new.html", context, status=422 if form.is_bound else 200)


@require_GET
def draft_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what is being written as the paper it becomes."""
    draft = draft_of(request, pk)
    if draft.paper_id:
        return redirect("decisions:paper-detail", pk=draft.paper_id)
    context = {
        "draft": draft,
        "letter": draft_letter(draft),
        "gaps": gaps_of(draft),
        "lines": draft.lines.select_related("award"),
        "corrected": corrected_decision(draft),
        "may_write": policies.can_write_paper(request.actor, draft),
        "may_issue": policies.can_issue_paper(request.actor, draft),
        "may_read_history": policies.can_read_history(request.actor, draft.authority_id),
    }
    return render(request, "decisions/papers/draft.html", context)


@require_http_methods(["GET", "POST"])
@once("decisions.draft.rewrite")
def draft_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change what is being written."""
    draft = draft_of(request, pk)
    policies.can_write_paper(request.actor, draft).enforce()
    form = DraftForm(request.POST or None, kind=draft.kind, initial=DraftForm.initial_of(draft))
    if request.method == "POST" and form.is_valid():
        facts = form.facts(draft.corrects)
        if attempt(form, lambda: drafts.rewrite(draft, facts, **step_of(request))) is not None:
            messages.success(request, "Đã lưu văn bản đang soạn.")
            return redirect("decisions:draft-detail", pk=pk)
    context = {"draft": draft, "form": form}
    return render(request, "decisions/papers/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("decisions.draft.issue", ahead=password_ahead)
def draft_issue(request: SignedInRequest, pk: UUID, *, ahead: object = False) -> HttpResponse:
    """Ask once more, then take the number and keep the paper; a decision asks for the password."""
    draft = draft_of(request, pk)
    policies.can_issue_paper(request.actor, draft).enforce()
    told = request.POST or None
    is_own = draft.kind == PaperKind.DECISION
    form = PasswordForm(told, is_right=bool(ahead)) if is_own else forms.Form(told)
    if request.method == "POST" and form.is_valid():
        step = step_of(request)
        made = attempt(form, lambda: drafts.issue(draft, **step))
        if made is not None and made.paper is not None:
            messages.success(request, f"Đã ban hành, số {made.paper.number}. In ra, ký, đóng dấu.")
            return redirect("decisions:paper-detail", pk=made.paper_id)
    context = {"draft": draft, "form": form}
    return render(request, "decisions/papers/issue.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("decisions.draft.drop")
def draft_drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a draft up."""
    drafts.drop(draft_of(request, pk), **step_of(request))
    messages.success(request, "Đã bỏ văn bản đang soạn.")
    return redirect("decisions:draft-list")


@require_GET
def draft_preview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print a draft on trial, without a number."""
    data = to_pdf(draft_letter(draft_of(request, pk)), made_at=now_of(request))
    return download(data, "van-ban-dang-soan.pdf", "application/pdf")


def draft_of(request: SignedInRequest, pk: UUID) -> PaperDraft:
    found = PaperDraft.objects.visible_to(request.actor).select_related("authority", "corrects", "paper")
    draft: PaperDraft = get_object_or_404(found, pk=pk)
    return draft


def _about(request: SignedInRequest) -> About:
    """Read what the paper is about from `?dot=`, `?van-ban=` and `?khen-thuong=`."""
    return About(
        authority=own_authority(request),
        on=own_day(request),
        round=_named(request, "dot", AwardRound),
        paper=_named(request, "van-ban", IssuedPaper),
        award=_named(request, "khen-thuong", Award),
    )


def _named(request: SignedInRequest, name: str, model: Any) -> Any:
    """Return the record an address names by `?name=`, None where it names none."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        return get_object_or_404(model.objects.visible_to(request.actor), pk=UUID(text))
    except ValueError:
        raise Http404 from None


def _initial(template: Template, about: About) -> dict[str, Any]:
    signer, title = chairman_on(about.authority.pk, about.on)
    return {**asdict(begun(template, about)), "on": about.on, "signer": signer, "signer_title": title}
