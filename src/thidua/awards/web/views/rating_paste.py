"""Yearly ratings from Excel: paste, look at what each line becomes, take all of it or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards import policies
from thidua.awards.services import rating_lists
from thidua.awards.services.rating_lists import Sent
from thidua.awards.web.rating_form import RatingListForm
from thidua.core.pasted import ratings
from thidua.core.pasted.checking import Checked
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.organisation.models import Authority
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


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
    told = f"Đã ghi {len(done.added)} xếp loại mới, sửa {len(done.changed)}."
    messages.success(request, f"{told} Mã nhận {request.receipt}.")
    return redirect("awards:fact-list")


def _page(request: SignedInRequest, form: RatingListForm, checked: Checked[Any] | None) -> HttpResponse:
    """Show form and preview; the text of a file goes on in the field, so that it can be mended there."""
    sent: Sent | None = form.list if checked is not None else None
    labels = [column.label for column in checked.table.columns] if checked else []
    context = {
        "form": RatingListForm(initial={**form.cleaned_data, "file": None}) if sent else form,
        "refusal": form,
        "checked": checked,
        "rows": [(row, list(zip(labels, row.shown, strict=True))) for row in checked.rows] if checked else [],
        "sent": sent,
        "columns": [column.label for column in ratings.COLUMNS],
    }
    is_faulty = form.errors or (checked is not None and checked.faults)
    return render(request, "awards/facts/paste.html", context, status=422 if is_faulty else 200)


def _authority(request: SignedInRequest) -> Authority:
    return Authority.objects.visible_to(request.actor).get(pk=request.actor.authority_id or "")
