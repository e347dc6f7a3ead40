"""What the law asks of somebody, as it is written down: shown, added, mended, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.models import CollectiveYear
from thidua.awards.queries.collective import CountedYear, counted_year
from thidua.awards.queries.fact_page import facts_about
from thidua.awards.queries.kinds import kinds_once_given
from thidua.awards.queries.subjects import Whom
from thidua.awards.services import facts
from thidua.awards.web.asked import whom_of
from thidua.awards.web.fact_forms import FIRST_YEAR, SORTS, FactForm, Sort
from thidua.awards.web.round_forms import ReasonForm
from thidua.awards.web.views.finding import Search, link_to, search_page
from thidua.core.errors import DomainError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_GET
def fact_list(request: SignedInRequest) -> HttpResponse:
    """Find whose facts to look at."""
    policies.can_see_facts(request.actor).enforce()
    search = Search(
        "Xếp loại, kỷ luật, đã khen",
        "Tìm người, tập thể hoặc chủ hộ để xem và ghi những gì luật hỏi tới.",
        reverse("awards:fact-list"),
        link_to("awards:fact-subject"),
        add_url=reverse("awards:fact-person"),
        list_url=reverse("awards:fact-rows"),
        paste_url=reverse("awards:rating-paste") if policies.can_write_own_facts(request.actor) else "",
    )
    return search_page(request, search)


@require_GET
def fact_subject(request: SignedInRequest, slug: str, subject: UUID) -> HttpResponse:
    whom = whom_of(request, slug, subject)
    policies.can_see_facts(request.actor).enforce()
    sorts = [sort for sort in SORTS.values() if whom.sort in sort.subjects]
    known = facts_about(request.actor, whom, [sort.model for sort in sorts])
    context = {
        "whom": whom,
        "parts": [(sort, lines) for sort, (_, lines) in zip(sorts, known, strict=True)],
        "may_write": policies.can_write_own_facts(request.actor),
    }
    return render(request, "awards/facts/subject.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.fact.add")
def fact_new(request: SignedInRequest, slug: str, subject: UUID, sort: str) -> HttpResponse:
    whom, of = whom_of(request, slug, subject), _sort(sort)
    policies.can_write_own_facts(request.actor).enforce()
    found = _counted(request, of, whom)
    initial = found.values if found else {"year": today_of(request).year}
    form = _filled(request, of, initial, whom)
    if request.method == "POST" and form.is_valid():
        shape, now = form.shape(whom.values), now_of(request)
        if attempt(form, lambda: facts.add(shape, by=request.actor, at=now)) is not None:
            messages.success(request, f"Đã ghi {of.title.lower()}. Mã nhận {request.receipt}.")
            return redirect("awards:fact-subject", slug, subject)
    return _edit_page(request, form, of, whom, None, found)


def _counted(request: SignedInRequest, sort: Sort, whom: Whom) -> CountedYear | None:
    """Count the people of a unit for whoever writes their number down; `?nam=` asks for another year."""
    if request.method == "POST" or sort.model is not CollectiveYear or whom.unit is None:
        return None
    today = today_of(request)
    year = whole_number(request.GET.get("nam")) or today.year
    return counted_year(whom.unit, year, today) if FIRST_YEAR <= year <= today.year else None


@require_http_methods(["GET", "POST"])
@once("awards.fact.change")
def fact_edit(request: SignedInRequest, sort: str, pk: UUID) -> HttpResponse:
    of = _sort(sort)
    row, whom = _row(request, of, pk)
    policies.can_write_own_facts(request.actor).enforce()
    form = _filled(request, of, of.form.initial_of(row), whom)
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: facts.change(row, form.shape(whom.values), **who)) is not None:
            messages.success(request, "Đã lưu.")
            return redirect("awards:fact-subject", whom.slug, whom.thing.pk)
    return _edit_page(request, form, of, whom, row)


@require_http_methods(["GET", "POST"])
@once("awards.fact.drop")
def fact_drop(request: SignedInRequest, sort: str, pk: UUID) -> HttpResponse:
    """Take back what was written down by mistake, with the reason."""
    of = _sort(sort)
    row, whom = _row(request, of, pk)
    policies.can_write_own_facts(request.actor).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, now = form.cleaned_data["reason"], now_of(request)
        if attempt(form, lambda: _drop(request, row, of, reason, now)) is not None:
            messages.success(request, "Đã bỏ. Lịch sử còn giữ, kèm lý do.")
            return redirect("awards:fact-subject", whom.slug, whom.thing.pk)
    context = {"form": form, "row": row, "whom": whom, "sort": of}
    return render(request, "awards/facts/drop.html", context, status=422 if form.is_bound else 200)


def _drop(request: SignedInRequest, row: Any, sort: Sort, reason: str, now: Any) -> bool:
    facts.drop(row, sort.form.SHAPE, reason=reason, by=request.actor, at=now)
    return True


def _filled(request: SignedInRequest, sort: Sort, initial: dict[str, Any], whom: Whom) -> FactForm:
    form = sort.form(request.POST or None, initial=initial)
    if "code" in form.fields:
        code: Any = form.fields["code"]
        code.choices = [("", "Không rõ"), *_kinds(request, whom, initial)]
    return form


def _kinds(request: SignedInRequest, whom: Whom, initial: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the kinds to choose from, with the one written down even where it would no longer be offered."""
    try:
        found = kinds_once_given(today_of(request), whom)
    except DomainError:
        found = []
    code, name = initial.get("code", ""), initial.get("name", "")
    return found if not code or code in dict(found) else [*found, (code, name)]


def _edit_page(
    request: SignedInRequest,
    form: FactForm,
    sort: Sort,
    whom: Whom,
    row: Any,
    found: CountedYear | None = None,
) -> HttpResponse:
    context = {"form": form, "sort": sort, "whom": whom, "row": row, "counted": found}
    return render(request, "awards/facts/edit.html", context, status=422 if form.is_bound else 200)


def _sort(slug: str) -> Sort:
    if slug not in SORTS:
        raise Http404
    return SORTS[slug]


def _row(request: SignedInRequest, sort: Sort, pk: UUID) -> tuple[Any, Whom]:
    owners = [
        name for name in ("person", "unit", "household") if name in sort.form.SHAPE.__dataclass_fields__
    ]
    row = get_object_or_404(sort.model.objects.visible_to(request.actor).select_related(*owners), pk=pk)
    return row, Whom(**{name: getattr(row, name) for name in owners})
