"""One item of a draft: look at it, accept, drop, take back, edit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements import policies
from thidua.movements.enums import ItemState
from thidua.movements.models import DraftItem, DraftTarget
from thidua.movements.queries.draft_page import Row, draft_with_counts, row_of, tabs_of
from thidua.movements.queries.draft_places import MODELS, Section, place_in_draft, places_of
from thidua.movements.services import items, undoing
from thidua.movements.web.forms import (
    TARGET_FORM_NAMES,
    BasisForm,
    MovementNameForm,
    TargetForm,
    TaskForm,
    UnitsForm,
)
from thidua.movements.web.lookups import parents_for, units_for
from thidua.organisation.web.today import now_of

HALVES_STAY = (
    "Đã lấy lại mục cũ. Mục tách ra từ nó đã có người sửa, nhận hoặc gộp nên giữ nguyên. "
    "Nhờ xem lại, bỏ bớt để không tính hai lần."
)

_VERBS: dict[str, Callable[..., Any]] = {"nhan": items.accept, "bo": items.drop, "xem-lai": items.restore}


@require_POST
@once("movements.item.decide")
def item_decide(request: SignedInRequest, section: str, pk: UUID, verb: str) -> HttpResponse:
    """Accept, drop or take back; answer with the row, or lead to the next item that waits."""
    decide = _VERBS.get(verb)
    if decide is None:
        raise Http404
    part = _section(section)
    item = _item(request, part, pk)
    others = _others_to_change(item)
    try:
        item = decide(item, expected=version_of(request), by=request.actor, at=now_of(request))
    except items.UnansweredError:
        row = row_of(item, part, {})
        if not row.is_asking:
            raise
        return _ask_again(request, row)
    return answer_with_page(request, item) if others else answer_with_row(request, item, part)


@require_POST
@once("movements.item.answer")
def item_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take the answers to the doubts of a target; each doubt's code is a field."""
    item = _item(request, Section.TARGETS, pk)
    choices = {name: str(value) for name, value in request.POST.items() if not name.startswith("_")}
    row = row_of(item, Section.TARGETS, choices)
    if row.is_unanswered:
        return _ask_again(request, row)
    expected = version_of(request)
    item = items.answer(item, choices, expected=expected, by=request.actor, at=now_of(request))
    return answer_with_row(request, item, Section.TARGETS)


@form_names(TARGET_FORM_NAMES)
@require_http_methods(["GET", "POST"])
@once("movements.item.edit")
def item_edit(request: SignedInRequest, section: str, pk: UUID) -> HttpResponse:
    """Edit one item in place, or on a page of its own without JavaScript."""
    part = _section(section)
    item = _item(request, part, pk)
    policies.can_edit(request.actor, item.draft).enforce()
    form = _form(part, item, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        others = _others_to_change(item)
        item = _save(request, item, form)
        return answer_with_page(request, item) if others else answer_with_row(request, item, part)
    row = row_of(item, part)
    back = reverse("movements:draft-detail", args=[item.draft_id]) + place_in_draft(part, row.number)
    context = {"row": row, "item": item, "draft": item.draft, "form": form, "section": part, "back": back}
    template = "movements/item_edit.html" + ("#form" if request.htmx else "")
    return render(request, template, context, status=422 if form.is_bound else 200)


def _others_to_change(item: DraftItem) -> bool:
    """Say whether taking this item back undoes a merge or a split, and so changes other rows."""
    if not isinstance(item, DraftTarget) or item.state != ItemState.DROPPED:
        return False
    return item.merged_into_id is not None or item.halves.exists()


def answer_with_page(request: SignedInRequest, target: DraftTarget) -> HttpResponse:
    """Show the whole page again, since more than one row changed, and say what became of a split."""
    if undoing.stands_beside_halves(target):
        messages.warning(request, HALVES_STAY)
    else:
        messages.success(request, "Đã lấy lại mục cũ. Các mục liên quan trở lại như trước.")
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return answer_with_row(request, target, Section.TARGETS)


def answer_with_row(request: SignedInRequest, item: DraftItem, section: Section) -> HttpResponse:
    """Send the row and the state of saving to HTMX, else lead back to the place in the draft."""
    row = row_of(item, section)
    had_batch = request.session.pop("accepted", None) is not None  # its "Hoàn tác" ends with the next deed
    if not request.htmx:
        address = reverse("movements:draft-detail", args=[item.draft_id])
        return redirect(address + place_in_draft(section, _next_number(item, section, row)))
    draft = draft_with_counts(request.actor).get(pk=item.draft_id)
    tabs = tabs_of(draft)
    context = {
        "page": {"tabs": tabs, "section": section},
        "undone_away": had_batch,
        "row": row,
        "draft": draft,
        "may_edit": policies.can_edit(request.actor, draft),
        "seen": sum(tab.seen for tab in tabs),
        "total": sum(tab.total for tab in tabs),
    }
    return render(request, "movements/draft_detail.html#answer", context)


def _ask_again(request: SignedInRequest, row: Row) -> HttpResponse:
    """Say at the place what is still to choose; nothing is saved."""
    draft = row.item.draft
    if request.htmx:
        context = {"row": row, "draft": draft, "may_edit": policies.can_edit(request.actor, draft)}
        return render(request, "movements/draft_detail.html#row", context, status=422)
    address = reverse("movements:draft-detail", args=[draft.pk])
    query, _, anchor = place_in_draft(row.section, row.number).partition("#")
    return redirect(f"{address}{query}&hoi={row.item.pk}#{anchor}")


def _next_number(item: DraftItem, section: Section, row: Row) -> int:
    """Return the number of the next waiting item, or of this one when none waits or it was taken back."""
    if item.state == ItemState.WAITING:
        return row.number
    places = places_of(item.draft, section)
    waiting = [place.number for place in places if place.state == ItemState.WAITING]
    return next((number for number in waiting if number > row.number), (*waiting, row.number)[0])


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError as error:
        raise Http404 from error


def _item(request: SignedInRequest, section: Section, pk: UUID) -> Any:
    found = MODELS[section].objects.visible_to(request.actor).select_related("draft")
    return get_object_or_404(found, pk=pk)


def _form(section: Section, item: Any, data: Any) -> Any:
    match section:
        case Section.TARGETS:
            parents, units = parents_for(item.draft, item), units_for(item.draft.authority)
            return TargetForm(data, initial=TargetForm.initial_of(item), parents=parents, units=units)
        case Section.TASKS:
            initial = {"title": item.title, "due_on": item.due_on, "units": item.units.all()}
            return TaskForm(data, initial=initial, units=units_for(item.draft.authority))
        case Section.RECIPIENTS:
            return UnitsForm(data, initial={"units": item.units.all()}, units=units_for(item.draft.authority))
        case Section.BASES:
            names = ("type", "number", "issuer", "name")
            return BasisForm(data, initial={name: getattr(item, name) for name in names})
        case _:
            return MovementNameForm(data, initial={"name": item.name, "level": item.level})


def _save(request: SignedInRequest, item: Any, form: Any) -> Any:
    who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    if isinstance(item, DraftTarget):
        return items.edit(item, form.values, **who)
    if "units" in form.cleaned_data:
        values = {name: value for name, value in form.cleaned_data.items() if name != "units"}
        return items.assign_units(item, items.Assigned(list(form.cleaned_data["units"]), values), **who)
    return items.edit(item, form.cleaned_data, **who)
