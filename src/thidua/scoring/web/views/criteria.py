"""Sets of criteria: the list with the library, a new one, one as a printed table, and what stands on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements.models import Movement
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import CriteriaSet
from thidua.scoring.queries.criteria import page_of, sets_of, table_of, whole_sets
from thidua.scoring.queries.criteria_library import library
from thidua.scoring.queries.criteria_origins import origin_table, origins_for
from thidua.scoring.services import criteria
from thidua.scoring.web.criteria_forms import NewSetForm, RatingsForm, SetForm


@require_GET
def criteria_list(request: SignedInRequest) -> HttpResponse:
    """Show the sets of the commune and those that come with the program."""
    context = {
        "sets": list(sets_of(request.actor)),
        "library": library().values(),
        "may_write": policies.can_write_criteria(request.actor),
    }
    return render(request, "scoring/criteria/criteria_list.html", context)


@require_GET
def library_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one set of the library with its source."""
    one = library().get(slug)
    if one is None:
        raise Http404
    context = {
        "one": one,
        "page": page_of(one.table),
        "may_write": policies.can_write_criteria(request.actor),
    }
    return render(request, "scoring/criteria/library_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.create")
def criteria_new(request: SignedInRequest) -> HttpResponse:
    """Begin a set: from the library, from one of the commune's own, or empty."""
    policies.can_write_criteria(request.actor).enforce()
    origins = origins_for(request.actor)
    form = NewSetForm(
        request.POST or None,
        initial={"origin": request.GET.get("tu", "")},
        origins=origins,
        movements=movements_of(request),
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _begin(request, form.cleaned_data, dict(_flat(origins))))
        if made is not None:
            messages.success(request, "Đã lập bộ tiêu chí. Xem máy đề nghị chỉ tiêu nào cho từng tiêu chí.")
            return redirect("scoring:criteria-match", pk=made.pk)
    context = {"form": form}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/criteria_new.html", context, status=status)


def _begin(request: SignedInRequest, chosen: dict[str, Any], names: dict[str, str]) -> CriteriaSet:
    table = origin_table(request.actor, chosen["origin"], chosen["name"])
    origin = names[chosen["origin"]]
    return criteria.begin(table, chosen["movement"], origin=origin, by=request.actor, at=now_of(request))


def _flat(origins: list[Any]) -> list[tuple[str, str]]:
    return [pair for _, pairs in origins for pair in pairs]


@require_GET
def criteria_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a set as the table that is printed; what does not fit stands at its place."""
    criteria_set = whole_set(request, pk)
    context = {
        "set": criteria_set,
        "page": page_of(table_of(criteria_set), criteria_set),
        "may_change": policies.can_change_criteria(request.actor, criteria_set),
        "may_lock": policies.can_lock_criteria(request.actor, criteria_set),
        "next": CriteriaSet.objects.visible_to(request.actor).filter(replaces=criteria_set).first(),
    }
    return render(request, "scoring/criteria/criteria_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.change")
def criteria_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change name, movement, total and the like."""
    criteria_set = one_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    form = SetForm(
        request.POST or None, initial=SetForm.initial_of(criteria_set), movements=movements_of(request)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _changed(request, form, criteria_set, form.cleaned_data)
    ):
        return redirect("scoring:criteria-detail", pk=pk)
    context = {"set": criteria_set, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/criteria_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.ratings")
def criteria_ratings(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change ratings, what limits them, and what tells equals apart."""
    criteria_set = whole_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    form = RatingsForm(request.POST or None, table=table_of(criteria_set))
    if request.method == "POST" and form.is_valid() and _changed(request, form, criteria_set, form.values):
        return redirect("scoring:criteria-detail", pk=pk)
    context = {"set": criteria_set, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/criteria_ratings.html", context, status=status)


def _changed(request: SignedInRequest, form: Any, criteria_set: CriteriaSet, values: dict[str, Any]) -> bool:
    expected, at = version_of(request), now_of(request)
    done = attempt(
        form, lambda: criteria.change(criteria_set, values, expected=expected, by=request.actor, at=at)
    )
    if done is not None:
        messages.success(request, "Đã lưu bộ tiêu chí.")
    return done is not None


def movements_of(request: SignedInRequest) -> Any:
    return Movement.objects.visible_to(request.actor).filter(is_own=True).order_by("-year", "title")


def one_set(request: SignedInRequest, pk: UUID) -> CriteriaSet:
    found = CriteriaSet.objects.visible_to(request.actor).select_related("movement", "replaces")
    criteria_set: CriteriaSet = get_object_or_404(found, pk=pk)
    return criteria_set


def whole_set(request: SignedInRequest, pk: UUID) -> CriteriaSet:
    visible = CriteriaSet.objects.visible_to(request.actor)
    return get_object_or_404(whole_sets().filter(pk__in=visible.values("pk")), pk=pk)
