"""Give one target to units: the form, its check while typing, its proposals, and what is pasted into it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.allocation import AllocationKind
from thidua.core.errors import DomainError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.movements import policies
from thidua.movements.models import Target
from thidua.movements.queries.allocations import Given, given_of
from thidua.movements.queries.proposals import WAYS, proposal_of
from thidua.movements.services import allocations
from thidua.movements.services.matching import UnitBook
from thidua.movements.web import allocation_entry as entries
from thidua.movements.web.allocation_entry import Entry
from thidua.movements.web.lookups import units_for
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of, today_of

_EVERY_KIND = "tat-ca"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The target, all units that could take part, and those of the group that is shown."""

    given: Given
    everybody: list[Unit]
    group: str

    @property
    def target(self) -> Target:
        return self.given.target

    @property
    def units(self) -> list[Unit]:
        if self.group == _EVERY_KIND or self.given.tracking.kind == AllocationKind.ONE:
            return self.everybody
        return [unit for unit in self.everybody if unit.kind == self.group]

    @property
    def groups(self) -> list[tuple[str, str]]:
        there = {unit.kind for unit in self.everybody}
        return [(_EVERY_KIND, "Tất cả"), *(kind for kind in UnitKind.choices if kind[0] in there)]


@require_http_methods(["GET", "POST"])
@once("movements.allocation.give")
def allocation_form(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what each unit has; `?nhom=` chooses units, `?de-xuat=` fills the form; on POST give it."""
    asked = _asked(request, pk)
    if request.method == "POST":
        return _give(request, asked)
    told, typed = "", entries.typed_as_saved(asked.given)
    if way := request.GET.get("de-xuat", ""):
        try:
            found = proposal_of(asked.given, asked.units, way)
            told, typed = found.sentence, entries.typed_as_proposed(asked.given, found.parts)
        except DomainError as refusal:
            told = refusal.sentence
    entry = entries.entry_of(asked.given, asked.units, typed, asked.everybody)
    return _page(request, asked, entry, {"proposed": told, "way": way})


@require_POST
def allocation_preview(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hold what is typed against the whole, and put what was pasted into the form; nothing is written."""
    asked = _asked(request, pk)
    typed = entries.typed_as_sent(request.POST.dict(), asked.units)
    told: list[str] = []
    if pasted := request.POST.get("dan", "").strip():
        book = UnitBook.of(asked.target.authority_id, today_of(request))
        typed, told = entries.with_pasted(typed, pasted, asked.units, book)
    entry = entries.entry_of(asked.given, asked.units, typed, asked.everybody)
    if request.htmx:
        context = {"entry": entry, "target": asked.target}
        return render(request, "movements/allocation_form.html#check", context)
    more = {"told": told, "pasted": pasted, "is_preview": True, "stamp": version_of(request)}
    return _page(request, asked, entry, more)


def _give(request: SignedInRequest, asked: _Asked) -> HttpResponse:
    typed = entries.typed_as_sent(request.POST.dict(), asked.units)
    entry = entries.entry_of(asked.given, asked.units, typed, asked.everybody)
    parts = entry.parts
    if asked.given.tracking.kind == AllocationKind.ONE:
        parts = entries.owner_parts(asked.given, asked.units, request.POST.get("chu-tri", ""))
    elif entry.faults or (entry.questions and "da-hoi" not in request.POST):
        return _page(request, asked, entry, {"asks": bool(entry.questions)}, status=422)
    reason = request.POST.get("ly-do", "").strip()
    who: Any = {"reason": reason, "expected": version_of(request), "by": request.actor, "at": now_of(request)}
    try:
        batch = allocations.give(asked.target, parts, **who)
    except DomainError as refusal:
        return _page(request, asked, entry, {"refusal": refusal.sentence, "reason": reason}, status=422)
    if batch is None:
        messages.info(request, "Không có gì khác với phần đã giao.")
        return redirect("movements:allocation-form", pk=asked.target.pk)
    messages.success(request, f"Đã giao “{asked.target.name}”. {entry.fit.sentence}")
    board = reverse("movements:allocation-board", args=[asked.target.movement_id])
    return redirect(f"{board}?lan={batch}#chi-tieu-{asked.target.pk}")


def _asked(request: SignedInRequest, pk: UUID) -> _Asked:
    found = Target.objects.visible_to(request.actor).select_related("movement", "tracking", "owner")
    target: Target = get_object_or_404(found, pk=pk)
    policies.can_give(request.actor, target.movement).enforce()
    (given,) = given_of([target], on=today_of(request))
    here = list(units_for(target.authority))
    closed = [row.unit for row in given.given if row.unit not in here]
    return _Asked(given, [*here, *closed], _group(request, given))


def _group(request: SignedInRequest, given: Given) -> str:
    """Return the group asked for, else the one kind that has it already, else the villages."""
    sent = request.POST.get("nhom") or request.GET.get("nhom", "")
    if sent in {_EVERY_KIND, *UnitKind.values}:
        return sent
    kinds = {row.unit.kind for row in given.given}
    return kinds.pop() if len(kinds) == 1 else _EVERY_KIND if kinds else UnitKind.VILLAGE.value


def _page(
    request: SignedInRequest, asked: _Asked, entry: Entry, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    tracking = asked.given.tracking
    owner = next((row.unit_id for row in asked.given.rows if row.is_owner), None)
    context = {
        "target": asked.target,
        "tracking": tracking,
        "given": asked.given,
        "entry": entry,
        "units": asked.everybody,
        "groups": asked.groups,
        "group": asked.group,
        "ways": WAYS[tracking.kind],
        "is_rate": tracking.kind == AllocationKind.WEIGHTED_MEAN,
        "is_whole": tracking.kind == AllocationKind.ONE,
        "owner": owner,
        "needs_reason": bool(asked.given.given),
        "stamp": allocations.stamp_of(asked.given.rows),
        **more,
    }
    return render(request, "movements/allocation_form.html", context, status=status)
