"""The record of a visit: filled on the way, finished, and what follows once it is signed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.monitoring import policies
from thidua.monitoring.models import Finding, Visit, VisitItem
from thidua.monitoring.queries.rounds import units_of
from thidua.monitoring.services import findings, visits
from thidua.monitoring.web.asked import visit_of
from thidua.monitoring.web.round_forms import ReasonForm
from thidua.monitoring.web.visit_forms import FillForm, FindingForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.fill")
def visit_fill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write what was found, figure by figure."""
    visit = visit_of(request, pk)
    policies.can_fill(request.actor, visit).enforce()
    items = tuple(visit.items.all())
    today = visit.round.authority.day(timezone.localdate())
    form = FillForm(request.POST or None, initial=FillForm.initial_of(visit, items, today), items=items)
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        try:
            visits.fill(visit, form.entry, expected=expected, by=request.actor, at=now_of(request))
        except StaleVersionError as clash:
            return _fill_again(request, pk, form, clash)
        messages.success(request, f"Đã lưu lúc {timezone.localtime():%H:%M}. Ghi tiếp được bất cứ lúc nào.")
        return redirect(_next_of(request, visit))
    context = {"visit": visit, "form": form}
    return render(
        request, "monitoring/inspection/visit_fill.html", context, status=422 if form.is_bound else 200
    )


def _next_of(request: SignedInRequest, visit: Visit) -> str:
    """Lead on to the next target that has nothing yet, or to the record when that was not asked for."""
    written = whole_number(request.POST.get("sau", ""))
    groups = FillForm(items=tuple(visit.items.all())).groups
    left = [group.number for group in groups if not group.is_done]
    if written is None or not left:
        return reverse("monitoring:visit-detail", args=[visit.pk])
    onward = next((number for number in left if number > written), left[0])
    return f"{reverse('monitoring:visit-fill', args=[visit.pk])}#muc-{onward}"


def _fill_again(request: SignedInRequest, pk: UUID, form: FillForm, clash: StaleVersionError) -> HttpResponse:
    """Keep what was typed, tell what was saved meanwhile, and let it be saved from that version."""
    visit = visit_of(request, pk)
    items = tuple(visit.items.all())
    today = visit.round.authority.day(timezone.localdate())
    beside = form.beside(FillForm.initial_of(visit, items, today))
    again = FillForm(initial=dict(beside.initial), items=items)
    context = {"visit": visit, "form": again, "clash": clash, "beside": beside}
    return render(request, "monitoring/inspection/visit_fill.html", context, status=409)


@require_POST
@once("monitoring.visit.finish")
def visit_finish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Fix the content, so that both sides sign the same."""
    visit = visit_of(request, pk)
    visits.finish(visit, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã chốt biên bản. Hai bên đọc lại rồi ký.")
    return redirect("monitoring:visit-detail", pk=pk)


@require_POST
@once("monitoring.visit.mend")
def visit_mend(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open the record again; a signature already given is void."""
    visit = visit_of(request, pk)
    visits.mend(visit, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã mở lại biên bản để sửa. Chữ ký cũ không còn giá trị.")
    return redirect("monitoring:visit-detail", pk=pk)


@require_http_methods(["GET", "POST"])
@once("monitoring.finding.add")
def finding_new(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down what has to be mended."""
    visit = visit_of(request, pk)
    policies.can_fill(request.actor, visit).enforce()
    units = units_of(request.actor, today_of(request))
    form = FindingForm(request.POST or None, initial={"unit": visit.unit_id}, units=units)
    if request.method == "POST" and form.is_valid():
        wanted = findings.ToMend(**form.cleaned_data)
        findings.add(visit, wanted, by=request.actor, at=now_of(request))
        messages.success(request, "Đã ghi kiến nghị. Hai bên ký xong thì thành việc của đơn vị.")
        return redirect("monitoring:visit-detail", pk=pk)
    context = {"visit": visit, "form": form}
    return render(
        request, "monitoring/inspection/finding_new.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@once("monitoring.finding.remove")
def finding_remove(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a finding out of a record that is not finished."""
    seen = Visit.objects.visible_to(request.actor)
    finding = get_object_or_404(Finding.objects.filter(visit__in=seen).select_related("visit"), pk=pk)
    visit_pk = finding.visit_id
    findings.remove(finding, by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ kiến nghị.")
    return redirect("monitoring:visit-detail", pk=visit_pk)


@require_http_methods(["GET", "POST"])
@once("monitoring.visit.lower")
def item_lower(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show both values; on POST lower the figure to what was found."""
    seen = Visit.objects.visible_to(request.actor)
    found = VisitItem.objects.filter(visit__in=seen).select_related("visit__unit", "visit__round")
    item = get_object_or_404(found, pk=pk)
    policies.can_lower(request.actor, item.visit).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        made = attempt(
            form, lambda: findings.lower(item, reason=reason, by=request.actor, at=now_of(request))
        )
        if made is not None:
            messages.success(request, "Đã sửa số theo biên bản. Số cũ và lý do được giữ lại.")
            return redirect("monitoring:visit-detail", pk=item.visit_id)
    context = {"item": item, "visit": item.visit, "form": form}
    return render(
        request, "monitoring/inspection/item_lower.html", context, status=422 if form.is_bound else 200
    )
