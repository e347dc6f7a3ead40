"""Why a unit has its points: the whole sheet, then one criterion down to the words of the letter."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.scoring import policies
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.standing import Board, sheeted
from thidua.scoring.queries.why import Why, lines_of, why_of
from thidua.scoring.queries.why_line import why_line
from thidua.scoring.web.views.standing import round_of


@require_GET
def why_page(request: SignedInRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    """Show place, neighbours, and all lines that add up to the points."""
    scoring = round_of(request, pk)
    sheet, board = sheet_of(scoring, unit_pk)
    policies.can_see_why(request.actor, sheet).enforce()
    why = _as_seen(request, scoring, why_of(sheet, board, lines_of(sheet)))
    return render(request, "scoring/standing/why.html", {"scoring": scoring, "why": why})


@require_GET
def why_line_page(request: SignedInRequest, pk: UUID, unit_pk: UUID, criterion_pk: UUID) -> HttpResponse:
    """Show the chain below one criterion; each link has an address of its own."""
    scoring = round_of(request, pk)
    sheet, board = sheet_of(scoring, unit_pk)
    policies.can_see_why(request.actor, sheet).enforce()
    lines = lines_of(sheet)
    line = line_among(lines, criterion_pk)
    why = why_of(sheet, board, lines, rates=False)
    hidden = policies.can_see_self(request.actor, sheet).refusal
    found = why_line(scoring, line, why.line_of(criterion_pk), hidden_self=hidden)
    context = {"scoring": scoring, "why": _as_seen(request, scoring, why), "found": found}
    return render(request, "scoring/standing/why_line.html", context)


def sheet_of(scoring: ScoringRound, unit_pk: UUID) -> tuple[ScoreSheet, Board]:
    """Take the sheet of a unit of this round, and the standing it is in."""
    sheets, board = sheeted(scoring)
    sheet = next((one for one in sheets if one.unit_id == unit_pk), None)
    if sheet is None:
        raise Http404
    return sheet, board


def line_among(lines: Iterable[ScoreLine], criterion_pk: UUID) -> ScoreLine:
    """Take the line of a criterion; one of another set is not there."""
    line = next((one for one in lines if one.criterion_id == criterion_pk), None)
    if line is None:
        raise Http404
    return line


def _as_seen(request: SignedInRequest, scoring: ScoringRound, why: Why) -> Why:
    """Tell who sees only the own unit nothing of its neighbours."""
    if policies.can_see_standing(request.actor, scoring):
        return why
    return replace(why, neighbours="", row=replace(why.row, place=None, because="", is_open_tie=False))
