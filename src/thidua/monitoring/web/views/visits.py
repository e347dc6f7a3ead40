"""A visit before the team goes: put on the list, given to somebody, its figures chosen, given up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.monitoring import policies
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.queries.rounds import inspectors_of
from thidua.monitoring.queries.visit_page import choosable, reasons_for, visit_page
from thidua.monitoring.services import visits
from thidua.monitoring.web.asked import key_of, visit_of
from thidua.monitoring.web.papers import picture_of
from thidua.monitoring.web.round_forms import ReasonForm
from thidua.monitoring.web.visit_forms import ArrangeForm, ChooseForm, VisitNewForm
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of

_REASON_LENGTH = 2000


@require_GET
def visit_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the record as it stands, who signed, and the next step."""
    visit = visit_of(request, pk)
    actor = request.actor
    context = {
        "visit": visit,
        "part": visit_page(visit),
        "may_arrange": policies.can_arrange(actor, visit),
        "may_choose": policies.can_choose(actor, visit),
        "may_fill": policies.can_fill(actor, visit),
        "may_mend": visit.state == "waiting" and policies.can_be_team(actor, visit),
        "may_sign_unit": policies.can_sign(actor, visit, "unit"),
        "may_sign_team": policies.can_sign(actor, visit, "team"),
        "may_sign_for_unit": policies.can_sign_for_unit(actor, visit),
        "may_lower": policies.can_lower(actor, visit),
    }
    return render(request, "monitoring/inspection/visit_detail.html", context)


@require_GET
def visit_print(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lay the record out on paper; `?trong=1` leaves lines to fill in by hand."""
    visit = visit_of(request, pk)
    is_blank = request.GET.get("trong") == "1"
    context = {
        "visit": visit,
        "part": visit_page(visit),
        "is_blank": is_blank,
        "picture": picture_of(request, visit) if is_blank else "",
    }
    return render(request, "monitoring/inspection/visit_print.html", context)


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.create")
def visit_new(request: SignedInRequest, pk: UUID, unit_id: UUID) -> HttpResponse:
    """Put a unit on the list because of what stands out."""
    movement: Movement = get_object_or_404(Movement.objects.visible_to(request.actor), pk=pk)
    unit: Unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    policies.can_plan(request.actor).enforce()
    found = InspectionRound.objects.visible_to(request.actor).running().filter(movement=movement)
    reasons = reasons_for(movement, unit, key_of(request.GET.get("ky")))
    told = "\n".join(reasons.sentences)[:_REASON_LENGTH]
    form = VisitNewForm(request.POST or None, initial={"reason": told}, rounds=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(
            form,
            lambda: visits.add(
                values["round"],
                unit,
                reason=values["reason"],
                figure_ids=reasons.figure_ids,
                by=request.actor,
                at=now_of(request),
            ),
        )
        if made is not None:
            messages.success(request, f"Đã đưa {unit} vào danh sách kiểm tra.")
            return redirect("monitoring:visit-detail", pk=made.pk)
    context = {"form": form, "movement": movement, "unit": unit, "has_round": found.exists()}
    return render(
        request, "monitoring/inspection/visit_new.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.arrange")
def visit_arrange(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Name who goes, and when."""
    visit = visit_of(request, pk)
    policies.can_arrange(request.actor, visit).enforce()
    form = ArrangeForm(
        request.POST or None,
        initial={"inspector": visit.inspector_id, "planned_on": visit.planned_on},
        people=inspectors_of(request.actor, today_of(request)),
    )
    if request.method == "POST" and form.is_valid():
        values, expected = form.cleaned_data, version_of(request)
        made = attempt(
            form,
            lambda: visits.arrange(
                visit,
                values["inspector"],
                values["planned_on"],
                expected=expected,
                by=request.actor,
                at=now_of(request),
            ),
        )
        if made is not None:
            messages.success(request, f"Đã phân công lượt kiểm tra {visit.unit}.")
            return redirect("monitoring:visit-detail", pk=pk)
    context = {"visit": visit, "form": form}
    return render(
        request, "monitoring/inspection/visit_arrange.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.cancel")
def visit_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a visit up with a reason."""
    visit = visit_of(request, pk)
    policies.can_arrange(request.actor, visit).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, expected = form.cleaned_data["reason"], version_of(request)
        visits.cancel(visit, reason=reason, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, f"Đã bỏ lượt kiểm tra {visit.unit}. Lý do được giữ lại.")
        return redirect("monitoring:visit-detail", pk=pk)
    context = {"visit": visit, "form": form}
    return render(
        request, "monitoring/inspection/visit_cancel.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.choose")
def visit_choose(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say which figures are looked at."""
    visit = visit_of(request, pk)
    policies.can_choose(request.actor, visit).enforce()
    chosen = [str(key) for key in visit.items.values_list("figure_id", flat=True)]
    is_sent = request.method == "POST"
    form = ChooseForm(request.POST if is_sent else None, initial={"figures": chosen}, rows=choosable(visit))
    if is_sent and form.is_valid():
        keys = [key for text in form.cleaned_data["figures"] if (key := key_of(text)) is not None]
        try:
            visits.choose(visit, keys, expected=version_of(request), by=request.actor, at=now_of(request))
        except StaleVersionError as clash:
            return _choose_again(request, pk, form, clash)
        messages.success(request, f"Đã chọn {len(keys)} số cần xem.")
        return redirect("monitoring:visit-detail", pk=pk)
    context = {"visit": visit, "form": form}
    return render(
        request, "monitoring/inspection/visit_choose.html", context, status=422 if form.is_bound else 200
    )


def _choose_again(
    request: SignedInRequest, pk: UUID, form: ChooseForm, clash: StaleVersionError
) -> HttpResponse:
    """Tick what was chosen here and meanwhile: what is taken out loses what was found beside it."""
    visit = visit_of(request, pk)
    saved = [str(key) for key in visit.items.values_list("figure_id", flat=True)]
    both = {"figures": [*saved, *form.cleaned_data["figures"]]}
    again = ChooseForm(initial=both, rows=choosable(visit))
    context = {"visit": visit, "form": again, "clash": clash}
    return render(request, "monitoring/inspection/visit_choose.html", context, status=409)
