"""From a draft to a set that counts: its targets, trying it out, locking it, a new edition."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.quantities import read_number
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import GroupKind
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.scoring import policies
from thidua.scoring.models import Criterion
from thidua.scoring.queries.criteria import fingerprint_of, page_of
from thidua.scoring.queries.criteria_marks import Source, Subject, running_lines, subject_of, subjects_of
from thidua.scoring.queries.criteria_match import chosen_in, matches_of, targets_of
from thidua.scoring.queries.criteria_try import LONGEST_SEED, Asked, effect_of, try_page
from thidua.scoring.queries.edition_effects import carried_by
from thidua.scoring.queries.part_year import half_year_sentences
from thidua.scoring.services import criteria, editions
from thidua.scoring.services.criteria_dropping import delete_set
from thidua.scoring.services.editions import Checked, move_sentence
from thidua.scoring.web.criteria_forms import ReasonForm
from thidua.scoring.web.views.criteria import one_set, whole_set

_MOST_WEIGHT = 1000


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.match")
def criteria_match(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Propose a target for each line that reads one; nothing is linked before somebody looked."""
    criteria_set = whole_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    targets = targets_of(criteria_set)
    if request.method == "POST":
        chosen = chosen_in(request.POST, criteria_set, targets)
        count = criteria.link_targets(criteria_set, chosen, by=request.actor, at=now_of(request))
        messages.success(request, f"Đã lưu chỉ tiêu của {count} tiêu chí.")
        return redirect("scoring:criteria-detail", pk=pk)
    context = {"set": criteria_set, "targets": targets, "matches": matches_of(criteria_set, targets)}
    return render(request, "scoring/criteria/criteria_match.html", context)


@require_GET
def criteria_try(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Try the set out on results, with other weights in the address; nothing is written."""
    subject = subject_of(request.actor, pk) or Subject(one_set(request, pk), ())
    criteria_set, table = subject.criteria_set, subject.table
    asked = _asked(request, table)
    context = {
        "set": criteria_set,
        "page": try_page(subject, table, asked, today_of(request)),
        "weights": [
            (group, [(one, asked.weights.get(one.key, one.maximum)) for one in group.criteria])
            for group in table.groups
            if group.kind == GroupKind.BASE
        ],
        "sources": _SOURCES,
        "is_changed": any(asked.weights.get(one.key, one.maximum) != one.maximum for one in table.criteria),
    }
    return render(request, "scoring/criteria/criteria_try.html", context)


_SOURCES = (
    (Source.REAL.value, "Kết quả đã thẩm định đến nay"),
    (Source.LAST_YEAR.value, "Kết quả năm trước"),
    (Source.SAMPLE.value, "Số liệu thử do máy đặt ra"),
)


def _asked(request: SignedInRequest, table: Table) -> Asked:
    sent = request.GET.get("nguon", "")
    weights: dict[str, Decimal] = {}
    for one in table.criteria:
        number = read_number(request.GET.get(f"w-{one.key}", ""))
        if number is not None and 0 <= number <= _MOST_WEIGHT and number == round(number, 4):
            weights[one.key] = number
    seed = request.GET.get("hat", "").strip()[:LONGEST_SEED] or "1"
    return Asked(Source(sent) if sent in set(Source) else Source.REAL, weights, seed)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.lock")
def criteria_lock(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what locking means, for whom, what does not fit yet and whom a new edition moves; then lock."""
    criteria_set = one_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    subjects = subjects_of(criteria_set)
    table = subjects[-1].table
    running = running_lines(one.criteria_set.pk for one in subjects)
    effect = effect_of(subjects, today_of(request), running)
    if request.method == "POST":
        moves = [move_sentence(name, move) for name, move in effect.moved] if effect else []
        checked = Checked(request.POST.get("da-xem", ""), moves)
        expected, at = version_of(request), now_of(request)
        editions.lock_set(criteria_set, checked, expected=expected, by=request.actor, at=at)
        messages.success(request, "Đã khóa bộ tiêu chí. Các đơn vị đã nhận thông báo.")
        return redirect("scoring:criteria-detail", pk=pk)
    context = {
        "set": criteria_set,
        "page": page_of(table),
        "seen": fingerprint_of(table),
        "warnings": half_year_sentences(subjects[-1].criteria_set, subjects[-1].lines),
        "effect": effect,
        "carried": carried_by(subjects[0].table, table, running) if effect else (),
    }
    return render(request, "scoring/criteria/criteria_lock.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.renew")
def criteria_renew(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Begin the edition that will replace a locked set."""
    criteria_set = one_set(request, pk)
    policies.can_lock_criteria(request.actor, criteria_set).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, at = form.cleaned_data["reason"], now_of(request)
        made = attempt(form, lambda: editions.begin_edition(criteria_set, reason, by=request.actor, at=at))
        if made is not None:
            messages.success(request, "Đã lập bản mới để sửa. Bản cũ vẫn dùng đến khi khóa bản mới.")
            return redirect("scoring:criteria-detail", pk=made.pk)
    context = {"set": criteria_set, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "scoring/criteria/criteria_renew.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("scoring.criteria.delete")
def criteria_delete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask again, and delete a draft that no round uses."""
    criteria_set = one_set(request, pk)
    policies.can_change_criteria(request.actor, criteria_set).enforce()
    if request.method == "POST":
        expected, at = version_of(request), now_of(request)
        delete_set(criteria_set, expected=expected, by=request.actor, at=at)
        messages.success(request, f"Đã bỏ bản soạn “{criteria_set}”.")
        return redirect("scoring:criteria-list")
    may_delete = policies.can_delete_criteria(request.actor, criteria_set)
    counted = {
        "groups": criteria_set.groups.count(),
        "lines": Criterion.objects.filter(group__criteria_set=pk).count(),
    }
    context = {"set": criteria_set, "may_delete": may_delete, **counted}
    return render(request, "scoring/criteria/criteria_delete.html", context)
