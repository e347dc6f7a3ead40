"""Dated holds on praise: the list, a new one, one with its paper, and lifting it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.models import Hold, HoldChange
from thidua.awards.queries.holds import holds_listed
from thidua.awards.queries.subjects import units_of
from thidua.awards.services import holds
from thidua.awards.services.holds import HoldFacts, NewTerms
from thidua.awards.web.asked import xlsx
from thidua.awards.web.hold_forms import HoldChangeForm, HoldForm
from thidua.awards.web.round_forms import ReasonForm
from thidua.foundation.web import uploads
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.files import file_response
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.foundation.web.uploads import Scan
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_PAGE = 50
_HEADER = ("Đơn vị, cá nhân", "Loại", "Căn cứ", "Nội dung", "Từ ngày", "Đến hết ngày", "Gỡ lúc", "Lý do gỡ")


@require_GET
def hold_list(request: SignedInRequest) -> HttpResponse:
    """Show what holds today, or with `?tat-ca=1` also what is over; `?tim=` looks for words."""
    policies.can_see_holds(request.actor).enforce()
    page = Paginator(_found(request), _PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "is_all": request.GET.get("tat-ca") == "1",
        "words": _words(request),
        "may_hold": policies.can_hold(request.actor),
        "query": request.GET.urlencode(),
    }
    return render(request, "awards/holds/list.html", context)


@require_GET
def hold_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    policies.can_see_holds(request.actor).enforce()
    rows = [
        (
            hold.subject,
            hold.get_kind_display(),
            hold.document_number,
            hold.reason,
            hold.starts_on,
            hold.ends_on,
            timezone.localtime(hold.lifted_at) if hold.lifted_at else None,
            hold.lifted_because,
        )
        for hold in _found(request)
    ]
    return xlsx("tam-dung-xet-khen", Sheet("Tạm dừng xét khen", _HEADER, rows))


@require_http_methods(["GET", "POST"])
@once("awards.hold.add", ahead=uploads.read_ahead)
def hold_new(request: SignedInRequest, ahead: Scan | None = None) -> HttpResponse:
    """Put down a violation or a complaint."""
    policies.can_hold(request.actor).enforce()
    units = units_of(request.actor, today_of(request))
    form = HoldForm(request.POST or None, request.FILES or None, units=units)
    if request.method == "POST" and form.is_valid() and uploads.is_readable(form, ahead):
        made = attempt(form, lambda: _add(request, form, ahead))
        if made is not None:
            messages.success(request, f"Đã ghi tạm dừng xét khen. Mã nhận {request.receipt}.")
            return redirect("awards:hold-detail", pk=made.pk)
    return render(request, "awards/holds/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.hold.lift")
def hold_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one hold with its paper; on POST lift it with a reason."""
    hold = _hold(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        policies.can_lift(request.actor, hold).enforce()
    if request.method == "POST" and form.is_valid():
        reason, expected = form.cleaned_data["reason"], version_of(request)
        holds.lift(hold, reason=reason, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, "Đã gỡ. Việc này còn trong danh sách, kèm lý do gỡ.")
        return redirect("awards:hold-detail", pk=pk)
    context = {
        "hold": hold,
        "changes": list(hold.changes.all()),
        "form": form,
        "today": today_of(request),
        "may_lift": policies.can_lift(request.actor, hold),
    }
    return render(request, "awards/holds/detail.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("awards.hold.change", ahead=uploads.read_ahead)
def hold_change(request: SignedInRequest, pk: UUID, ahead: Scan | None = None) -> HttpResponse:
    """Move the last day, or put another paper under it, with a reason."""
    hold = _hold(request, pk)
    policies.can_lift(request.actor, hold).enforce()
    form = HoldChangeForm(
        request.POST or None, request.FILES or None, initial=HoldChangeForm.initial_of(hold)
    )
    if request.method == "POST" and form.is_valid() and uploads.is_readable(form, ahead):
        made = attempt(form, lambda: _change(request, hold, form, ahead))
        if made is not None:
            messages.success(request, "Đã đổi. Ngày và văn bản trước đó còn trong các lần đổi.")
            return redirect("awards:hold-detail", pk=pk)
    context = {"hold": hold, "form": form}
    return render(request, "awards/holds/change.html", context, status=422 if form.is_bound else 200)


@require_GET
def hold_file_before(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand out the paper a hold stood on before a change."""
    seen = Hold.objects.visible_to(request.actor)
    change = get_object_or_404(HoldChange.objects.filter(hold__in=seen).select_related("file_before"), pk=pk)
    if change.file_before is None:
        raise Http404
    return file_response(change.file_before, change.file_name_before)


@require_GET
def hold_file(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out the paper a hold stands on."""
    hold = _hold(request, pk)
    if hold.file is None:
        raise Http404
    return file_response(hold.file, hold.file_name)


def _add(request: SignedInRequest, form: HoldForm, scan: Scan | None) -> Hold:
    now = now_of(request)
    values = {name: value for name, value in form.cleaned_data.items() if name != "scan"}
    facts = HoldFacts(**values, file=scan.keep(now) if scan else None, file_name=scan.name if scan else "")
    return holds.add(facts, by=request.actor, at=now)


def _change(request: SignedInRequest, hold: Hold, form: HoldChangeForm, scan: Scan | None) -> Hold:
    values, now = form.cleaned_data, now_of(request)
    terms = NewTerms(
        values["ends_on"],
        values["document_number"],
        file=scan.keep(now) if scan else None,
        file_name=scan.name if scan else "",
    )
    return holds.change(
        hold, terms, reason=values["reason"], expected=version_of(request), by=request.actor, at=now
    )


def _found(request: SignedInRequest) -> list[Hold]:
    is_all = request.GET.get("tat-ca") == "1"
    return holds_listed(request.actor, today_of(request), words=_words(request), is_all=is_all)


def _words(request: SignedInRequest) -> str:
    return request.GET.get("tim", "").strip()[:100]


def _hold(request: SignedInRequest, pk: UUID) -> Hold:
    found = Hold.objects.visible_to(request.actor).select_related("unit", "file")
    hold: Hold = get_object_or_404(found, pk=pk)
    return hold
