"""Groups and criteria of a draft: each on a page of its own, moved, dropped and put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.scoring.checking import SetProblem
from thidua.core.scoring.examples import examples_of
from thidua.core.scoring.rules import RuleKind
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements.models import Target
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup
from thidua.scoring.queries.criteria import row_of
from thidua.scoring.queries.rule_choices import RULE_CHOICES
from thidua.scoring.services import criteria, criteria_dropping
from thidua.scoring.web.criteria_forms import GroupForm
from thidua.scoring.web.criterion_form import CriterionForm, with_keys_of
from thidua.scoring.web.views.criteria import one_set

_STEPS = {"len": -1, "xuong": 1}


@require_http_methods(["GET", "POST"])
@once("scoring.group.add")
def group_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Add a group."""
    criteria_set = one_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = now_of(request)
        made = attempt(form, lambda: criteria.add_group(criteria_set, form.values, by=request.actor, at=at))
        if made is not None:
            messages.success(request, "Đã thêm nhóm.")
            return redirect("scoring:criteria-detail", pk=pk)
    context = {"set": criteria_set, "form": form, "group": None}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/group_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("scoring.group.change")
def group_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a group."""
    group = _group(request, pk)
    form = GroupForm(request.POST or None, initial=GroupForm.initial_of(group))
    if request.method == "POST" and form.is_valid():
        criteria.change_group(
            group, form.values, expected=version_of(request), by=request.actor, at=now_of(request)
        )
        messages.success(request, "Đã lưu nhóm.")
        return redirect("scoring:criteria-detail", pk=group.criteria_set_id)
    context = {"set": group.criteria_set, "form": form, "group": group}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/group_form.html", context, status=status)


@require_POST
@once("scoring.group.drop")
def group_drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take an empty group out."""
    group = _group(request, pk)
    criteria_dropping.drop_group(group, by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ nhóm.")
    return redirect("scoring:criteria-detail", pk=group.criteria_set_id)


@require_POST
@once("scoring.group.move")
def group_move(request: SignedInRequest, pk: UUID, way: str) -> HttpResponse:
    """Move a group up or down."""
    group = _group(request, pk)
    criteria.move(group, _STEPS.get(way, 0), by=request.actor, at=now_of(request))
    return redirect("scoring:criteria-detail", pk=group.criteria_set_id)


@require_http_methods(["GET", "POST"])
@once("scoring.criterion.add")
def criterion_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose a rule in words, then write the criterion."""
    group = _group(request, pk)
    kind = _kind(request.GET.get("cach", ""))
    if kind is None:
        return _choose(request, group, None)
    form = CriterionForm(request.POST or None, kind=kind, targets=_targets(group.criteria_set))
    if request.method == "POST" and form.is_valid():
        at = now_of(request)
        made = attempt(form, lambda: criteria.add_line(group, form.entry, by=request.actor, at=at))
        if made is not None:
            messages.success(request, f"Đã thêm tiêu chí “{made.name}”.")
            return redirect("scoring:criteria-detail", pk=group.criteria_set_id)
    return _line_page(request, group, form, None)


@require_http_methods(["GET", "POST"])
@once("scoring.criterion.change")
def criterion_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a criterion; another rule keeps all that does not belong to the rule."""
    line = _line(request, pk)
    if "chon" in request.GET:
        return _choose(request, line.group, line)
    row = row_of(line)
    kind = _kind(request.GET.get("cach", "")) or row.rule.kind
    form = CriterionForm(
        request.POST or None,
        initial=CriterionForm.initial_of(row, line.targets.all()),
        kind=kind,
        targets=_targets(line.group.criteria_set),
    )
    form.offer_group(line.group)
    if request.method == "POST" and form.is_valid():
        entry, carries = with_keys_of(form.entry, row.rule), form.cleaned_data.get("carries", False)
        expected, at = version_of(request), now_of(request)
        criteria.change_line(line, entry, expected=expected, by=request.actor, at=at, carries=carries)
        messages.success(request, "Đã lưu tiêu chí.")
        return redirect("scoring:criteria-detail", pk=line.group.criteria_set_id)
    return _line_page(request, line.group, form, line)


@require_POST
@once("scoring.criterion.drop")
def criterion_drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a criterion out; it can be put back from the page of the set."""
    line = _line(request, pk)
    criteria_dropping.drop_line(line, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã bỏ tiêu chí “{line.name}”. Lấy lại được ở cuối trang này.")
    return redirect("scoring:criteria-detail", pk=line.group.criteria_set_id)


@require_POST
@once("scoring.criterion.move")
def criterion_move(request: SignedInRequest, pk: UUID, way: str) -> HttpResponse:
    """Move a criterion up or down within its group."""
    line = _line(request, pk)
    criteria.move(line, _STEPS.get(way, 0), by=request.actor, at=now_of(request))
    return redirect("scoring:criteria-detail", pk=line.group.criteria_set_id)


@require_POST
@once("scoring.criterion.restore")
def criterion_restore(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a dropped criterion back as it was."""
    criteria_set = one_set(request, pk)
    made = criteria_dropping.restore_line(
        criteria_set, request.POST.get("ma", ""), by=request.actor, at=now_of(request)
    )
    messages.success(request, f"Đã lấy lại tiêu chí “{made.name}”.")
    return redirect("scoring:criteria-detail", pk=pk)


def _choose(request: SignedInRequest, group: CriterionGroup, line: Criterion | None) -> HttpResponse:
    context = {"set": group.criteria_set, "group": group, "line": line, "choices": RULE_CHOICES}
    return render(request, "scoring/criteria/rule_choice.html", context)


def _line_page(
    request: SignedInRequest, group: CriterionGroup, form: CriterionForm, line: Criterion | None
) -> HttpResponse:
    rule = line.row.rule if line is not None and line.rule_kind == form.kind else None
    problems = tuple(SetProblem(fault.sentence) for fault in rule.faults) if rule else ()
    context: dict[str, Any] = {
        "set": group.criteria_set,
        "group": group,
        "line": line,
        "form": form,
        "rule_words": next(choice for choice in RULE_CHOICES if choice.kind == form.kind),
        "sentence": rule.sentence if rule else "",
        "examples": examples_of(rule) if rule else (),
        "problems": problems,
    }
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/criterion_form.html", context, status=status)


def _kind(text: str) -> RuleKind | None:
    return RuleKind(text) if text in set(RuleKind) else None


def _targets(criteria_set: CriteriaSet) -> QuerySet[Target]:
    return Target.objects.filter(movement=criteria_set.movement_id).order_by("position", "id")


def _group(request: SignedInRequest, pk: UUID) -> CriterionGroup:
    visible = CriteriaSet.objects.visible_to(request.actor)
    found = CriterionGroup.objects.filter(criteria_set__in=visible).select_related("criteria_set")
    group: CriterionGroup = get_object_or_404(found, pk=pk)
    policies.can_change_criteria(request.actor, group.criteria_set).enforce()
    return group


def _line(request: SignedInRequest, pk: UUID) -> Criterion:
    visible = CriteriaSet.objects.visible_to(request.actor)
    found = Criterion.objects.filter(group__criteria_set__in=visible).select_related("group__criteria_set")
    line: Criterion = get_object_or_404(found, pk=pk)
    policies.can_change_criteria(request.actor, line.group.criteria_set).enforce()
    return line
