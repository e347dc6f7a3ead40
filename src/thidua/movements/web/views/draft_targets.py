"""Targets the reader missed or cut wrongly: pick a sentence, add, paste lines, split, merge."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.marked_text import LONGEST_CLAUSE, Clause, clauses
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.movements import policies
from thidua.movements.models import DraftTarget, LaunchDraft
from thidua.movements.queries.draft_page import row_of
from thidua.movements.queries.draft_places import Section, marks_of, place_in_draft, places_of
from thidua.movements.services import draft_targets, undoing
from thidua.movements.services.clauses import read_clause
from thidua.movements.services.draft_targets import Seen, TooFewLinesError, UnitsDifferError
from thidua.movements.web.forms import LinesForm, TargetForm
from thidua.movements.web.lookups import parents_for, units_for
from thidua.movements.web.prefill import initial_of_reading
from thidua.organisation.web.today import now_of

_CLAUSES_A_PAGE = 300


@require_GET
def draft_pick(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List the sentences of the letter, so that a missed one can be picked without a mouse or script."""
    draft = _draft(request, pk)
    marks = list(marks_of(places_of(draft, Section.TARGETS), Section.TARGETS))
    letter = draft.read_text
    found = [clause for clause in clauses(letter.text, marks) if clause.words] if letter is not None else []
    page = Paginator(sorted(found, key=_is_accounted_for), _CLAUSES_A_PAGE).get_page(request.GET.get("trang"))
    context = {"draft": draft, "page": page, "groups": list(_groups(page))}
    return render(request, "movements/draft_pick.html", context)


@require_http_methods(["GET", "POST"])
@once("movements.item.add")
def target_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add one target; `?tu=&den=` are the ends of its sentence, read to fill the form."""
    draft = _draft(request, pk)
    policies.can_edit(request.actor, draft).enforce()
    place = _place(draft, request.GET.get("tu"), request.GET.get("den"))
    sentence = draft.read_text.text[place[0] : place[1]] if place and draft.read_text else ""
    form = TargetForm(
        request.POST or None,
        initial=initial_of_reading(read_clause(sentence.replace("\n", " ")), sentence),
        parents=parents_for(draft),
        units=units_for(draft.authority),
    )
    if request.method == "POST" and form.is_valid():
        ends = {"start": place[0], "end": place[1]} if place else {}
        values = {**form.values, **ends, "sentence": sentence}
        target = draft_targets.add(draft, values, by=request.actor, at=now_of(request))
        messages.success(request, f"Đã thêm chỉ tiêu “{target.name}”.")
        return redirect("movements:draft-detail", pk=pk)
    context = {"draft": draft, "form": form, "sentence": sentence, "place": place}
    return render(request, "movements/target_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("movements.item.add_lines")
def target_lines(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Read pasted lines into targets that wait to be checked; say which lines held none."""
    draft = _draft(request, pk)
    policies.can_edit(request.actor, draft).enforce()
    form = LinesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        made, unread = draft_targets.add_lines(draft, text, by=request.actor, at=now_of(request))
        if made:
            messages.success(request, f"Đã đọc {len(made)} chỉ tiêu. Nhờ xem lại từng mục.")
        for line in unread:
            messages.warning(request, f"Dòng này chưa đọc được chỉ tiêu: {line}")
        return redirect("movements:draft-detail", pk=pk)
    context = {"draft": draft, "form": form}
    return render(request, "movements/target_lines.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("movements.item.split")
def target_split(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Cut a target that holds two: one line each."""
    target = _target(request, pk)
    policies.can_edit(request.actor, target.draft).enforce()
    form = LinesForm(request.POST or None, initial={"text": target.sentence.replace("\n", " ")})
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        try:
            made = draft_targets.split(target, form.cleaned_data["text"], **who)
        except TooFewLinesError as refusal:
            form.add_error("text", refusal.sentence)
        else:
            told = f"Đã tách thành {len(made)} chỉ tiêu. Mục cũ nằm trong “Đã bỏ”, lấy lại được."
            messages.success(request, told)
            return redirect(f"{_page_of(target)}?xem=chua-xem")
    context = {"draft": target.draft, "target": target, "form": form}
    return render(request, "movements/target_split.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("movements.item.merge")
def target_merge(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a target and the one that stood after it on the page together."""
    target = _target(request, pk)
    version, may_mix = whole_number(request.POST.get("next_version")) or 0, "mix" in request.POST
    seen = Seen(request.POST.get("next", ""), version, may_mix_units=may_mix)
    who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    try:
        target = draft_targets.merge_with_next(target, seen, **who)
    except UnitsDifferError:
        query, _, anchor = _place_of(target).partition("#")
        return redirect(f"{query}&gop={target.pk}#{anchor}")
    messages.success(request, "Đã gộp với mục sau. Bấm “Hoàn tác gộp” nếu muốn tách ra như cũ.")
    return redirect(_place_of(target))


@require_POST
@once("movements.item.unmerge")
def target_unmerge(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let both targets of a merge stand as they stood before."""
    target = _target(request, pk)
    who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
    target = undoing.undo_merge(target, **who)
    messages.success(request, "Đã hoàn tác gộp. Hai mục trở lại như trước khi gộp.")
    return redirect(_place_of(target))


def _groups(found: Iterable[Clause]) -> Iterator[dict[str, object]]:
    """Put clauses with a number and no target first: that is where one was missed."""
    missed: list[Clause] = []
    rest: list[Clause] = []
    for clause in found:
        (rest if _is_accounted_for(clause) else missed).append(clause)
    for name, group in (("Câu có số mà chưa có chỉ tiêu", missed), ("Các câu còn lại", rest)):
        if group:
            yield {"name": name, "clauses": group}


def _is_accounted_for(clause: Clause) -> bool:
    return clause.is_used or not clause.has_figures


def _place_of(target: DraftTarget) -> str:
    number = row_of(target, Section.TARGETS).number
    return _page_of(target) + place_in_draft(Section.TARGETS, number)


def _page_of(target: DraftTarget) -> str:
    return reverse("movements:draft-detail", args=[target.draft_id])


def _draft(request: SignedInRequest, pk: UUID) -> LaunchDraft:
    found = LaunchDraft.objects.visible_to(request.actor).select_related("read_text")
    draft: LaunchDraft = get_object_or_404(found, pk=pk)
    return draft


def _target(request: SignedInRequest, pk: UUID) -> DraftTarget:
    found = DraftTarget.objects.visible_to(request.actor).select_related("draft__read_text")
    target: DraftTarget = get_object_or_404(found, pk=pk)
    return target


def _place(draft: LaunchDraft, start: str | None, end: str | None) -> tuple[int, int] | None:
    """Return the ends of a sentence in the letter, when both are sound."""
    first, last = whole_number(start), whole_number(end)
    if draft.read_text is None or first is None or last is None:
        return None
    is_sound = first < last <= len(draft.read_text.text) and last - first <= LONGEST_CLAUSE
    return (first, last) if is_sound else None
