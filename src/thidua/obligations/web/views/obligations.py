"""Work lists of units and of the office, and the steps of one obligation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.actors import Actor
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.obligations import policies, queries
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.obligations.web.asked import key_or_none
from thidua.obligations.web.forms import WorkForm
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet, to_xlsx

_PAGE, _MOST = 50, 10_000
_SOON_DAYS = 7
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADER = ("Đơn vị", "Việc", "Hạn", "Trạng thái", "Ghi lúc", "Người ghi", "Kết quả hoặc lý do")
_DONE_WORDS = {"xong": "Đã ghi việc này xong.", "huy": "Đã hủy việc này.", "mo-lai": "Việc này đã mở lại."}


@dataclass(frozen=True, slots=True)
class _Filters:
    """What of the list is asked for: state or lateness, unit, sameness."""

    state: str
    unit: str
    same: Obligation | None

    def apply(self, request: SignedInRequest, today: date) -> Any:
        found = Obligation.objects.visible_to(request.actor).for_list()
        if self.same is not None:
            found = found.same_as(self.same)
        if self.state in ObligationState.values:
            found = found.filter(state=self.state)
        elif self.state == "tre":
            found = found.late(today)
        unit_id = key_or_none(self.unit)
        return found if unit_id is None else found.filter(unit_id=unit_id)


@require_GET
def obligation_list(request: SignedInRequest) -> HttpResponse:
    """Show work by state, unit or sameness; all stand in the address. A unit's head begins with its own."""
    today = today_of(request)
    filters = _filters(request)
    page = Paginator(filters.apply(request, today), _PAGE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page": page,
        "counts": queries.counts(request.actor, on=today, days=_SOON_DAYS),
        "today": today,
        "state": filters.state,
        "states": [*ObligationState.choices, ("tre", "Quá hạn"), ("tat-ca", "Tất cả")],
        "same": filters.same,
        "unit": filters.unit,
        "units": list(_units(request)),
        "query": query.urlencode(),
        "may_assign": policies.can_assign(request.actor),
        "may_see_reminders": policies.can_see_reminders(request.actor),
    }
    return render(request, "obligations/obligation_list.html", context)


@require_GET
def obligation_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the filtered list out as a workbook."""
    rows = [
        (
            work.unit.name,
            work.title,
            work.due_on or work.due_text,
            work.get_state_display(),
            work.closed_at and timezone.localtime(work.closed_at),
            work.closed_by,
            work.closing_note,
        )
        for work in _filters(request).apply(request, today_of(request))[:_MOST]
    ]
    book = to_xlsx(Sheet(title="Việc giao cho đơn vị", header=_HEADER, rows=rows), made_at=now_of(request))
    answer = HttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="viec-giao.xlsx"'
    return answer


@require_GET
def obligation_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    obligation = _obligation(request, pk)
    context = {
        "obligation": obligation,
        "today": today_of(request),
        "may_complete": policies.can_complete(request.actor, obligation),
        "may_reopen": policies.can_reopen(request.actor, obligation),
        "may_cancel": policies.can_cancel(request.actor, obligation),
    }
    return render(request, "obligations/obligation_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("obligations.obligation.create")
def obligation_new(request: SignedInRequest) -> HttpResponse:
    """Give work to a unit by hand."""
    policies.can_assign(request.actor).enforce()
    form = WorkForm(request.POST or None, units=_units(request))
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        unit = values.pop("unit")
        made = obligations.create(unit, obligations.Work(**values), by=request.actor, at=now_of(request))
        messages.success(request, f"Đã giao việc cho {unit.name}. Mã nhận {request.receipt}.")
        return redirect("obligations:obligation-detail", pk=made.pk)
    status = 422 if form.is_bound else 200
    return render(request, "obligations/obligation_new.html", {"form": form}, status=status)


@form_names({"closing_note": "note"})
@require_POST
@once("obligations.obligation.step")
def obligation_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Finish, cancel or reopen."""
    step = _STEPS.get(verb)
    if step is None:
        raise Http404
    step(_obligation(request, pk), request)
    messages.success(request, f"{_DONE_WORDS[verb]} Mã nhận {request.receipt}.")
    return redirect("obligations:obligation-detail", pk=pk)


def _complete(obligation: Obligation, request: SignedInRequest) -> None:
    obligations.complete(obligation, note=request.POST.get("note", ""), **_who(request))


def _cancel(obligation: Obligation, request: SignedInRequest) -> None:
    obligations.cancel(obligation, reason=request.POST.get("note", ""), **_who(request))


def _reopen(obligation: Obligation, request: SignedInRequest) -> None:
    obligations.reopen(obligation, **_who(request))


_STEPS: dict[str, Callable[[Obligation, SignedInRequest], None]] = {
    "xong": _complete,
    "huy": _cancel,
    "mo-lai": _reopen,
}


def _who(request: SignedInRequest) -> Any:
    return {"expected": version_of(request), "by": request.actor, "at": now_of(request)}


def _obligation(request: SignedInRequest, pk: UUID) -> Obligation:
    found = Obligation.objects.visible_to(request.actor).select_related("unit")
    obligation: Obligation = get_object_or_404(found, pk=pk)
    return obligation


def _own_unit(actor: Actor) -> str:
    """Return the one unit an actor answers for; nothing for those who watch over all."""
    if actor.has(Role.OFFICE, Role.CHAIRMAN) or len(actor.unit_ids) != 1:
        return ""
    return str(next(iter(actor.unit_ids)))


def _same(request: SignedInRequest) -> Obligation | None:
    """Return the work whose like is asked for in all units, when the actor may see it."""
    key = key_or_none(request.GET.get("cung-viec", ""))
    if key is None:
        return None
    found: Obligation | None = Obligation.objects.visible_to(request.actor).filter(pk=key).first()
    return found


def _units(request: SignedInRequest) -> Any:
    return Unit.objects.visible_to(request.actor).in_force(today_of(request)).for_list()


def _filters(request: SignedInRequest) -> _Filters:
    return _Filters(
        state=request.GET.get("trang-thai", ObligationState.OPEN),
        unit=request.GET.get("don-vi", _own_unit(request.actor)),
        same=_same(request),
    )
