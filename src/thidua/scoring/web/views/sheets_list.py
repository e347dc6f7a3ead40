"""The sheets of a round: how far each is, and who is to check which."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.scoring import policies
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.checkers import checkers_in
from thidua.scoring.queries.checking import sheets_in, with_fewest
from thidua.scoring.services import assigning
from thidua.scoring.web.sheet_forms import AssignForm
from thidua.scoring.web.taking import status_of


@require_http_methods(["GET", "POST"])
@once("scoring.sheet.name_second")
def sheet_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List the sheets of a round, with how far each is; on POST say who checks those that were ticked."""
    found = ScoringRound.objects.visible_to(request.actor).select_related("block", "criteria_set")
    scoring = get_object_or_404(found, pk=pk)
    rows = _rows(request, scoring)
    may_run = policies.can_run(request.actor, scoring)
    open_rows = [row for row in rows if policies.can_name_second(request.actor, row)]
    form = _form(request, scoring, open_rows)
    if request.method == "POST":
        may_run.enforce()
        if form.is_valid() and _assign(request, form):
            return redirect("scoring:sheet-list", pk=pk)
    mine = (row for row in rows if policies.can_score_second(request.actor, row))
    context = {
        "scoring": scoring,
        "rows": rows,
        "next": with_fewest(mine),
        "may_see_board": policies.can_see_board(request.actor, scoring),
        "form": form if open_rows else None,
    }
    return render(request, "scoring/sheets/sheet_list.html", context, status=status_of(form))


def _rows(request: SignedInRequest, scoring: ScoringRound) -> list[Any]:
    rows = list(sheets_in(scoring, request.actor))
    for row in rows:
        row.round = scoring
        row.sight = policies.sight_of(request.actor, row)
    return rows


def _form(request: SignedInRequest, scoring: ScoringRound, open_rows: list[Any]) -> AssignForm:
    people = checkers_in(scoring.authority_id, today_of(request)) if open_rows else []
    sent = request.POST if request.method == "POST" else None
    return AssignForm(sent, people=people, sheets=open_rows)


def _assign(request: SignedInRequest, form: AssignForm) -> bool:
    chosen, person, at = form.chosen, form.person, now_of(request)
    named = attempt(form, lambda: assigning.name_many(chosen, person, by=request.actor, at=at))
    if named is None:
        return False
    to = f"cho {person.person or person}" if person else "cho người nào đến trước"
    messages.success(request, f"Đã giao {named} phiếu {to}. Mã nhận {request.receipt}.")
    return True
