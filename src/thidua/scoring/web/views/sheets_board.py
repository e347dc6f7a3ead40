"""The council's board: all units by criteria, where the columns differ or whole."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.scoring import policies
from thidua.scoring.queries.council_board import board_of
from thidua.scoring.queries.rounds import round_for
from thidua.scoring.web.board_html import table_of

_WHOLE = "tat-ca"


@require_GET
def council_board(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the lines on which people differ, or, asked for, all of them."""
    scoring = round_for(request.actor, pk)
    if scoring is None:
        raise Http404
    policies.can_see_board(request.actor, scoring).enforce()
    board = board_of(scoring, is_whole=request.GET.get("xem") == _WHOLE)
    may_give = policies.can_give_on_board(request.actor, scoring)
    context = {"scoring": scoring, "board": board, "table": table_of(board, may_give=bool(may_give))}
    return render(request, "scoring/sheets/council_board.html", context | {"may_give": may_give})
