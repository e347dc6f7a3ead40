"""The dossier of a nomination: its parts, one to write or bring, returned, checked, handed out."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards import policies
from thidua.awards.models import Nomination
from thidua.awards.queries.dossier import PartShown, dossiers_of, told
from thidua.awards.queries.dossier_texts import first_texts
from thidua.awards.services import dossiers
from thidua.awards.services.dossiers import Written
from thidua.awards.web.asked import nomination_of
from thidua.awards.web.dossier_forms import PaperForm
from thidua.awards.web.round_forms import ReasonForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.uploads import Scan, is_readable, read_paper_ahead
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_GET
def dossier_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show each part, how far it is, and what is missing in words."""
    nomination = nomination_of(request, pk)
    parts = dossiers_of([nomination])[nomination.pk]
    gaps = [part.gap for part in parts if part.gap is not None]
    actor = request.actor
    context = {
        "nomination": nomination,
        "lines": [(one, bool(policies.can_write_paper(actor, nomination, one.paper))) for one in parts],
        "gaps": gaps,
        "told": told(gaps),
        "may_write": policies.can_write_paper(actor, nomination, None),
        "may_send": policies.can_send(actor, nomination, today_of(request)),
        "may_answer": policies.can_judge_paper(actor, nomination),
    }
    return render(request, "awards/dossiers/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.paper.write", ahead=read_paper_ahead)
def paper_write(request: SignedInRequest, pk: UUID, key: str, ahead: Scan | None = None) -> HttpResponse:
    """Write one part on the page, prefilled with what is known, or bring it as a file."""
    nomination = nomination_of(request, pk)
    shown = part_of(nomination, key)
    policies.can_write_paper(request.actor, nomination, shown.paper).enforce()
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        initial=_initial(nomination, shown) if request.method == "GET" else None,
        has_text=bool(shown.part.form),
    )
    is_sent = request.method == "POST" and form.is_valid() and is_readable(form, ahead)
    if is_sent and attempt(form, lambda: _write(request, nomination, key, form, ahead)) is not None:
        messages.success(request, f"Đã lưu {shown.part.name.lower()}. Mã nhận {request.receipt}.")
        return redirect("awards:dossier-detail", pk=pk)
    context = {"nomination": nomination, "shown": shown, "form": form}
    return render(request, "awards/dossiers/write.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.paper.send_back")
def paper_return(request: SignedInRequest, pk: UUID, key: str) -> HttpResponse:
    """Return one paper with the reason."""
    nomination = nomination_of(request, pk)
    policies.can_judge_paper(request.actor, nomination).enforce()
    shown = part_of(nomination, key)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], now_of(request)
        made = attempt(form, lambda: dossiers.send_back(nomination, key, reason, by=request.actor, at=now))
        if made is not None:
            messages.success(request, f"Đã trả lại để sửa. Mã nhận {request.receipt}.")
            return redirect("awards:dossier-detail", pk=pk)
    context = {"nomination": nomination, "shown": shown, "form": form}
    return render(request, "awards/dossiers/return.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("awards.paper.check")
def paper_check(request: SignedInRequest, pk: UUID, key: str) -> HttpResponse:
    """Say that one paper is in order."""
    nomination = nomination_of(request, pk)
    policies.can_judge_paper(request.actor, nomination).enforce()
    part_of(nomination, key)
    dossiers.check(nomination, key, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã ghi là kiểm tra xong. Mã nhận {request.receipt}.")
    return redirect("awards:dossier-detail", pk=pk)


def part_of(nomination: Nomination, key: str) -> PartShown:
    """Return one part that people write; what the council makes is none of them."""
    for shown in dossiers_of([nomination])[nomination.pk]:
        if shown.part.key == key and not shown.is_of_council:
            return shown
    raise Http404


def _initial(nomination: Nomination, shown: PartShown) -> Mapping[str, Any]:
    paper = shown.paper
    text = paper.text if paper else ""
    return {
        "seen": paper.at.isoformat() if paper and paper.at else "",
        "text": text or first_texts([nomination], shown.part.form)[0],
    }


def _write(
    request: SignedInRequest, nomination: Nomination, key: str, form: PaperForm, scan: Scan | None
) -> object:
    at, sent = now_of(request), form.cleaned_data
    written = Written(file=scan.keep(at), file_name=scan.name) if scan else Written(text=sent.get("text", ""))
    return dossiers.write(nomination, key, written, seen=sent["seen"], by=request.actor, at=at)
