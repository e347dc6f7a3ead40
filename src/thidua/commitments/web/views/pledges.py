"""Pledges of a movement, drafts for all units at once, one pledge against its results."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import Pledge
from thidua.commitments.queries.pledge_lists import editions_of, pledge_list, waiting_for_committee
from thidua.commitments.queries.pledge_proposals import proposals_of
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.services import pledges
from thidua.commitments.web.asked import movement_of, xlsx
from thidua.commitments.web.pledge_asked import may, pledge_of, waits_for
from thidua.commitments.web.pledge_forms import PrepareForm
from thidua.core.pledges import spoken
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements.policies import can_give
from thidua.organisation.enums import Role
from thidua.organisation.web.today import today_of
from thidua.papers.sheets import Sheet


@require_GET
def pledge_list_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a row a unit; `?tinh-trang=` filters."""
    movement = movement_of(request, pk)
    state = request.GET.get("tinh-trang", "")
    found = pledge_list(movement, request.actor, today_of(request), state=state)
    waiting = waiting_for_committee(movement, request.actor) if request.actor.has(Role.CHAIRMAN) else []
    context = {
        "movement": movement,
        "found": found,
        "state": state,
        "query": request.GET.urlencode(),
        "may_prepare": policies.can_prepare_pledges(request.actor, movement),
        "to_sign": len(waiting),
        "batch": request.GET.get("lan", ""),
    }
    return render(request, "commitments/pledges/list.html", context)


@require_GET
def pledge_list_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    movement = movement_of(request, pk)
    state = request.GET.get("tinh-trang", "")
    found = pledge_list(movement, request.actor, today_of(request), state=state)
    rows = [
        (
            row.unit.name,
            row.state_words,
            row.shown.number if row.shown else None,
            row.lines,
            timezone.localtime(row.pledge.signed_at).date() if row.pledge and row.pledge.signed_at else None,
            spoken(row.pledge.fingerprint) if row.pledge else "",
        )
        for row in found.rows
    ]
    header = ("Đơn vị", "Tình hình", "Bản thứ", "Số dòng", "Ngày ký xong", "Dấu vân tay")
    return xlsx(f"giao-uoc-{movement.year or 'khong-nam'}", Sheet(f"Giao ước: {movement}", header, rows))


@require_http_methods(["GET", "POST"])
@once("commitments.pledge.prepare")
def pledge_prepare(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what drafts would hold, unit by unit; on POST make them."""
    movement = movement_of(request, pk)
    policies.can_prepare_pledges(request.actor, movement).enforce()
    found = proposals_of(movement, on=today_of(request))
    choices = [(str(one.unit.pk), f"{one.unit} ({len(one.lines)} dòng)") for one in found if one.is_new]
    form = PrepareForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        chosen = form.unit_ids
        batch = pledges.prepare(movement, chosen, by=request.actor, at=timezone.now())
        messages.success(request, f"Đã soạn {len(chosen)} bản giao ước. Xem từng bản rồi gửi đơn vị.")
        return redirect(f"{reverse('commitments:pledge-list', args=[pk])}?lan={batch or ''}")
    context = {"movement": movement, "found": found, "form": form, "has_new": bool(choices)}
    status = 422 if form.is_bound else 200
    return render(request, "commitments/pledges/prepare.html", context, status=status)


@require_POST
@once("commitments.pledge.undo_prepare")
def pledge_prepare_undo(request: SignedInRequest, pk: UUID, batch: UUID) -> HttpResponse:
    """Take the drafts of one press back."""
    movement = movement_of(request, pk)
    gone, kept = pledges.undo_prepare(movement, batch, by=request.actor, at=timezone.now())
    rest = f" {kept} bản đã có người sửa nên giữ lại." if kept else ""
    messages.success(request, f"Đã hoàn tác. Bỏ {gone} bản vừa soạn.{rest}")
    return redirect("commitments:pledge-list", pk=pk)


@require_GET
def pledge_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a pledge line by line, against its results once it is signed, with the next step."""
    pledge = pledge_of(request, pk)
    today = pledge.authority.day(timezone.localdate())
    context = {
        "pledge": pledge,
        "page": pledge_page(pledge, today),
        "today": today,
        "may": may(request.actor, pledge),
        "waits": waits_for(pledge),
        "signatures": {one.side: one for one in pledge.signatures.all()},
        "editions": editions_of(pledge, request.actor),
        "is_true": _is_true(pledge),
        "may_give": can_give(request.actor, pledge.movement),
    }
    return render(request, "commitments/pledges/detail.html", context)


def _is_true(pledge: Pledge) -> bool:
    """Say whether what is kept still has the fingerprint that was signed."""
    return pledge.paper is None or pledge.paper.fingerprint == pledge.fingerprint
