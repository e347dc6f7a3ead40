"""What the views of decisions and papers ask for and hand out in the same way."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from thidua.decisions import policies
from thidua.decisions.models import Decision, IssuedPaper
from thidua.foundation.actors import Actor
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent import version_of
from thidua.organisation.models import Authority, User
from thidua.organisation.web.guesses import is_password_of
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Step(TypedDict):
    """Who takes a step when, from the version that was seen."""

    expected: int
    by: Actor
    at: datetime


def step_of(request: SignedInRequest) -> Step:
    """Return what a service asks of every step, from the form that was sent."""
    return {"expected": version_of(request), "by": request.actor, "at": now_of(request)}


def decision_of(request: SignedInRequest, pk: UUID) -> Decision:
    """Take a decision the actor may read in the office, with all that its pages name."""
    found = Decision.objects.visible_to(request.actor).select_related(
        "authority", "round", "paper__signed_file"
    )
    decision: Decision = get_object_or_404(found, pk=pk)
    policies.can_see_decisions(request.actor).enforce()
    return decision


def paper_of(request: SignedInRequest, pk: UUID) -> IssuedPaper:
    """Take an issued paper the actor may read, with its files."""
    found = IssuedPaper.objects.visible_to(request.actor)
    found = found.select_related("book", "pdf", "docx", "signed_file", "corrects", "authority")
    paper: IssuedPaper = get_object_or_404(found, pk=pk)
    return paper


def to_signed(paper: IssuedPaper, decision: Decision | None) -> HttpResponse:
    """Lead from a paper just signed to its decision, which is published next, or to the paper."""
    if decision is not None:
        return redirect("decisions:decision-detail", pk=decision.pk)
    return redirect("decisions:paper-detail", pk=paper.pk)


def own_authority(request: SignedInRequest) -> Authority:
    """Take the office's own commune."""
    return get_object_or_404(Authority.objects.visible_to(request.actor), pk=request.actor.authority_id)


def own_day(request: SignedInRequest) -> date:
    """Return the day the own commune stands on."""
    return Authority.objects.day_of(request.actor.authority_id, timezone.localdate())


def password_ahead(request: HttpRequest) -> bool:
    """Check the password ahead of the transaction: a form that comes back must not undo the count."""
    typed = request.POST.get("password", "")
    return bool(typed) and isinstance(request.user, User) and is_password_of(request.user, typed)


def year_in(request: HttpRequest) -> int | None:
    """Read `?nam=`: a year of these two centuries, or none."""
    text = request.GET.get("nam", "")
    year = int(text) if text.isdecimal() and len(text) == len("2024") else 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def words_in(request: HttpRequest) -> str:
    """Read `?tim=`."""
    return request.GET.get("tim", "").strip()[:100]


def xlsx(name: str, sheet: Sheet) -> HttpResponse:
    """Hand a table out as a workbook."""
    return download(to_xlsx(sheet, made_at=timezone.now()), f"{name}.xlsx", _XLSX)


def download(data: bytes, name: str, media_type: str) -> HttpResponse:
    """Hand bytes out under a plain name."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
