"""The unit scores itself: a form of cards, saved whole or card by card, looked at once more and sent."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.policy import YES, Answer
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import ScoreSheet
from thidua.scoring.queries.self_form import Card, SelfForm, card_of, form_of, with_cards
from thidua.scoring.queries.sheet_access import sheets_for
from thidua.scoring.services import sheets
from thidua.scoring.web.self_cards import Unsaved, keep, keep_all, told_at, typed_of, unsaved_of

_OLD, _REFUSED, _CONFLICT, _FAULTS = 400, 403, 409, 422


@require_http_methods(["GET", "POST"])
def sheet_self(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the cards, `?mo=` the one to begin with; on POST keep all of them and lead on to the check."""
    sheet = own_sheet(request, pk)
    may_score = policies.can_score_self(request.actor, sheet)
    form = form_of(sheet, wanted=request.GET.get("mo", ""))
    if request.method == "GET":
        return _page(request, form, may_score)
    if not may_score:
        return _refused(request, form, may_score)
    try:
        return _save(request, form)
    except RefusedError as error:  # the round was announced, or the sheet sent, in this moment
        return _refused(request, form, Answer(error.sentence))


@require_POST
def self_write(request: SignedInRequest, pk: UUID, line_pk: UUID) -> HttpResponse:
    """Keep one card while it is typed; answer with the state of saving."""
    sheet, now = own_sheet(request, pk), now_of(request)
    form = form_of(sheet)
    card = next((card for card in form.typed if card.row.line.pk == line_pk), None)
    if card is None:
        raise Http404
    typed = typed_of(request.POST, card.key)
    if typed is None:
        return HttpResponse(status=_OLD)
    if typed.takes_saved:
        return _result(request, form, card)
    try:
        card.row.line.version = keep(card.row, typed, by=request.actor, at=now).version
    except DomainError as error:
        status = _REFUSED if isinstance(error, RefusedError) else _CONFLICT
        told = told_at(card.row, typed, error, by=request.actor, at=now)
        return _result(request, form, told, status=status)
    form = form_of(sheet)
    saved = next(one for one in form.typed if one.key == card.key)
    return _result(request, form, card_of(saved.row), saved_at=now)


@require_http_methods(["GET", "POST"])
@once("scoring.sheet.send")
def sheet_send(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what is sent and what is still lacking; on POST send it."""
    sheet = own_sheet(request, pk)
    policies.can_score_self(request.actor, sheet).enforce()
    fault = ""
    if request.method == "POST":
        try:
            sheets.send(sheet, expected=version_of(request), by=request.actor, at=now_of(request))
        except RefusedError:
            raise
        except DomainError as error:
            fault = error.sentence
        else:
            messages.success(request, f"Đã gửi phiếu tự chấm. Mã nhận {request.receipt}.")
            return redirect("scoring:sheet-detail", pk=pk)
    context = {"form": form_of(sheet), "sheet": sheet, "fault": fault}
    return render(request, "scoring/sheets/sheet_send.html", context, status=_FAULTS if fault else 200)


def own_sheet(request: SignedInRequest, pk: UUID) -> ScoreSheet:
    """Return the sheet of one's own unit; that of another is refused, or not there."""
    sheet: ScoreSheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    if sheet.unit_id not in request.actor.unit_ids:
        policies.can_score_self(request.actor, sheet).enforce()
    return sheet


def _save(request: SignedInRequest, form: SelfForm) -> HttpResponse:
    """Keep the cards; what could not be kept comes back at its place, the rest is saved."""
    refused = keep_all(form, partial(typed_of, request.POST), by=request.actor, at=now_of(request))
    lost = unsaved_of(request.POST, [card.row.line.pk for card in form.cards])
    if not refused and not lost:
        return _onward(request, form.sheet)
    return kept_page(request, form, refused, lost)


def kept_page(
    request: SignedInRequest, form: SelfForm, refused: dict[UUID, Card], lost: list[Unsaved]
) -> HttpResponse:
    """Show the form after saving, with what could not be kept at its place."""
    again = with_cards(form_of(form.sheet), refused)
    is_clash = any(card.clash for card in refused.values())
    status = _CONFLICT if is_clash or not refused else _FAULTS
    return _page(request, again, YES, status=status, unsaved=lost, has_gone=bool(lost))


def _onward(request: SignedInRequest, sheet: ScoreSheet) -> HttpResponse:
    """Go where the pressed button leads: the proof of a card, the check page, or the form again."""
    if wanted := request.POST.get("minh-chung"):
        line = sheet.lines.filter(pk=wanted).first() if _is_key(wanted) else None
        if line is not None:
            return redirect("scoring:proof-list", pk=line.pk)
    page = "sheet-send" if "xem" in request.POST else "sheet-self"
    return redirect(f"scoring:{page}", pk=sheet.pk)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _refused(request: SignedInRequest, form: SelfForm, why: Answer) -> HttpResponse:
    """Say why nothing was kept, and give back every text that was typed and differs from what is saved."""
    same = [card.row.line.pk for card in form.cards if _is_saved(request, card)]
    return _page(request, form, why, status=_REFUSED, unsaved=unsaved_of(request.POST, same))


def _is_saved(request: SignedInRequest, card: Card) -> bool:
    typed = typed_of(request.POST, card.key)
    return typed is not None and (typed.points, typed.note) == (card.points, card.note)


def _page(
    request: SignedInRequest, form: SelfForm, may_score: Answer, *, status: int = 200, **told: Any
) -> HttpResponse:
    context = {"form": form, "sheet": form.sheet, "may_score": may_score, **told}
    return render(request, "scoring/sheets/sheet_self.html", context, status=status)


def _result(
    request: SignedInRequest, form: SelfForm, card: Card, *, status: int = 200, **told: Any
) -> HttpResponse:
    context = {"form": form, "sheet": form.sheet, "card": card, "is_alone": True, **told}
    return render(request, "scoring/sheets/_self_result.html", context, status=status)
