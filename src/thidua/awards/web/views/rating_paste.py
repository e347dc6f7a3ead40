"""Yearly ratings from Excel: looked at line by line, taken whole or not at all, taken back at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards import policies
from thidua.awards.models import RatingIntake
from thidua.awards.queries.rating_book import rating_sheet
from thidua.awards.services import rating_lists
from thidua.awards.services.rating_lists import Sent
from thidua.awards.web.asked import xlsx
from thidua.awards.web.rating_form import RatingListForm
from thidua.core.pasted import ratings
from thidua.core.pasted.checking import Checked
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation.models import Authority
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_LATEST = 5


@require_http_methods(["GET", "POST"])
def rating_paste(request: SignedInRequest) -> HttpResponse:
    """Show the form, and what its list would become; nothing is written here."""
    policies.can_write_own_facts(request.actor).enforce()
    form = RatingListForm(
        request.POST or None, request.FILES or None, initial={"year": today_of(request).year}
    )
    if request.method == "POST" and form.is_valid():
        return _page(request, form, rating_lists.check(_authority(request), form.list))
    return _page(request, form, None)


@require_POST
@once("awards.fact.take_ratings")
def rating_take(request: SignedInRequest) -> HttpResponse:
    policies.can_write_own_facts(request.actor).enforce()
    form = RatingListForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None)
    authority, seen = _authority(request), whole_number(request.POST.get("seen")) or 0
    who: Any = {"by": request.actor, "at": now_of(request)}
    done = attempt(form, lambda: rating_lists.take(authority, form.list, seen=seen, **who))
    if done is None:
        return _page(request, form, rating_lists.check(authority, form.list))
    messages.success(request, f"Đã nhập {done.count} xếp loại. Mã nhận {request.receipt}.")
    return redirect("awards:rating-intake", pk=done.pk)


@require_GET
def rating_template(request: SignedInRequest) -> HttpResponse:
    """Hand out the workbook to write ratings into, with everybody in it."""
    policies.can_write_own_facts(request.actor).enforce()
    year = whole_number(request.GET.get("nam")) or today_of(request).year
    return xlsx(f"xep-loai-{year}", rating_sheet(_authority(request), year))


@require_GET
def rating_intake(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what a list wrote; who may write takes it back from there."""
    intake = _intake(request, pk)
    context = {
        "intake": intake,
        "lines": list(intake.lines.select_related("rating__person", "rating__unit")),
        "may_write": policies.can_write_own_facts(request.actor),
    }
    return render(request, "awards/facts/intake.html", context)


@require_POST
@once("awards.fact.undo_ratings")
def rating_undo(request: SignedInRequest, pk: UUID) -> HttpResponse:
    undone = rating_lists.undo(_intake(request, pk), by=request.actor, at=now_of(request))
    messages.success(request, f"Đã hoàn tác lần nhập {undone}. Mã nhận {request.receipt}.")
    return redirect("awards:rating-intake", pk=pk)


def _page(request: SignedInRequest, form: RatingListForm, checked: Checked[Any] | None) -> HttpResponse:
    """Show form and preview; the text of a file goes on in the field, so that it can be mended there."""
    sent: Sent | None = form.list if checked is not None else None
    labels = [column.label for column in checked.table.columns] if checked else []
    context = {
        "form": RatingListForm(initial={**form.cleaned_data, "file": None}) if sent else form,
        "refusal": form,
        "checked": checked,
        "rows": [(row, list(zip(labels, row.shown, strict=True))) for row in checked.rows] if checked else [],
        "text": sent.text if sent else "",
        "sent": sent,
        "kind": "xếp loại",
        "preview": "awards:rating-paste",
        "take": "awards:rating-take",
        "back": "awards:fact-list",
        "columns": [column.label for column in ratings.COLUMNS],
        "year": today_of(request).year,
        "latest": RatingIntake.objects.visible_to(request.actor)[:_LATEST],
    }
    is_faulty = form.errors or (checked is not None and checked.faults)
    return render(request, "awards/facts/paste.html", context, status=422 if is_faulty else 200)


def _authority(request: SignedInRequest) -> Authority:
    return Authority.objects.visible_to(request.actor).get(pk=request.actor.authority_id or "")


def _intake(request: SignedInRequest, pk: UUID) -> RatingIntake:
    intake: RatingIntake = get_object_or_404(RatingIntake.objects.visible_to(request.actor), pk=pk)
    return intake
