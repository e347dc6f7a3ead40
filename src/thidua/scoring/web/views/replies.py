"""Replies of units to a provisional result, and what they are told."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.foundation.web.uploads import Scan
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import ScoreReply, ScoreSheet
from thidua.scoring.queries.replies import lines_of, replies_of
from thidua.scoring.services import replies
from thidua.scoring.services.replies import ReplyFacts
from thidua.scoring.web.reply_forms import AnswerForm, ReplyForm
from thidua.scoring.web.taking import is_done, is_open, status_of
from thidua.scoring.web.views.rounds import visible_round


@require_GET
def reply_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what units said and what they were told; a unit sees its own."""
    scoring = visible_round(request, pk)
    own = ScoreSheet.objects.filter(round=scoring, unit_id__in=request.actor.unit_ids).first()
    if own is not None:
        own.round = scoring
    context = {
        "scoring": scoring,
        "replies": replies_of(scoring, request.actor),
        "own": own,
        "may_reply": own is not None and policies.can_reply(request.actor, own),
        "may_answer": policies.can_run(request.actor, scoring),
    }
    return render(request, "scoring/rounds/reply_list.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.reply.send", ahead=uploads.read_ahead)
def reply_new(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Answer the provisional result of the own unit."""
    sheet = _sheet(request, pk)
    may = policies.can_reply(request.actor, sheet)
    initial = {"line": request.GET.get("dong", "")}
    form = ReplyForm(request.POST or None, request.FILES or None, lines=lines_of(sheet), initial=initial)
    is_sound = is_open(form, may) and form.is_valid() and uploads.is_readable(form, ahead)
    if is_sound and is_done(form, lambda: _send(request, sheet, form, ahead)):
        messages.success(request, f"Đã gửi ý kiến. Mã nhận {request.receipt}.")
        return redirect("scoring:reply-list", pk=sheet.round_id)
    context = {"scoring": sheet.round, "sheet": sheet, "form": form}
    return render(request, "scoring/rounds/reply_new.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@once("scoring.reply.answer")
def reply_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Accept a reply, with points or without, or refuse it in words."""
    reply = _reply(request, pk)
    policies.can_run(request.actor, reply.sheet.round).enforce()
    form = AnswerForm(request.POST or None, reply=reply)
    may = policies.can_answer_reply(request.actor, reply.sheet)
    if is_open(form, may) and form.is_valid() and is_done(form, lambda: _answer(request, reply, form)):
        messages.success(request, _told(reply, form.answer.points))
        return redirect("scoring:reply-list", pk=reply.sheet.round_id)
    context = {"scoring": reply.sheet.round, "reply": reply, "form": form}
    return render(request, "scoring/rounds/reply_answer.html", context, status=status_of(form))


@require_GET
def reply_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the paper that came with a reply."""
    reply = _reply(request, pk)
    if reply.file is None:
        raise Http404
    return file_response(reply.file, reply.file_name)


def _send(request: SignedInRequest, sheet: ScoreSheet, form: ReplyForm, scan: Scan | None) -> ScoreReply:
    at, found = now_of(request), form.cleaned_data
    facts = ReplyFacts(
        text=found["text"],
        line=found["line"],
        asked_points=found["asked_points"],
        file=scan.keep(at) if scan else None,
        file_name=scan.name if scan else "",
    )
    return replies.send(sheet, facts, by=request.actor, at=at)


def _answer(request: SignedInRequest, reply: ScoreReply, form: AnswerForm) -> ScoreReply:
    expected, at, answer = version_of(request), now_of(request), form.answer
    if form.cleaned_data["verdict"] == "accept":
        return replies.accept(reply, answer, expected=expected, by=request.actor, at=at)
    return replies.refuse(reply, answer.words, expected=expected, by=request.actor, at=at)


def _told(reply: ScoreReply, points: Decimal | None) -> str:
    """Say that it was answered, and what the council's column holds now in place of what."""
    told = "Đã trả lời. Đơn vị đã nhận thông báo."
    line = reply.line
    if line is None or points is None or line.council_points == points:
        return told
    return f"{told} {replies.council_change(line, points)}"


def _sheet(request: SignedInRequest, pk: UUID) -> ScoreSheet:
    found = ScoreSheet.objects.visible_to(request.actor).select_related("unit", "round__criteria_set")
    sheet: ScoreSheet = get_object_or_404(found, pk=pk)
    return sheet


def _reply(request: SignedInRequest, pk: UUID) -> ScoreReply:
    seen = ScoreSheet.objects.visible_to(request.actor)
    found = ScoreReply.objects.filter(sheet__in=seen).select_related(
        "file",
        "sheet__unit",
        "sheet__round__criteria_set",
        "line__criterion__group",
        "line__sheet__round__criteria_set",
    )
    reply: ScoreReply = get_object_or_404(found, pk=pk)
    return reply
