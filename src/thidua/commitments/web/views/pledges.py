"""Pledges of a movement, drafts for all units at once, one pledge against its results."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import Pledge
from thidua.commitments.queries.pledge_lists import (
    editions_in,
    editions_of,
    pledge_list,
    waiting_for_committee,
)
from thidua.commitments.queries.pledge_proposals import proposals_of
from thidua.commitments.queries.pledge_results import pledge_page
from thidua.commitments.queries.unit_pledges import edition_words
from thidua.commitments.services import pledges
from thidua.commitments.web.asked import movement_of, xlsx
from thidua.commitments.web.pledge_asked import may, pledge_of, waits_for
from thidua.commitments.web.pledge_forms import PrepareForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements.policies import can_give
from thidua.organisation.enums import Role
from thidua.organisation.web.today import now_of, today_of
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
    """Hand the list out, filtered as the page is; every edition stands on a second sheet."""
    movement = movement_of(request, pk)
    state = request.GET.get("tinh-trang", "")
    found = pledge_list(movement, request.actor, today_of(request), state=state)
    now = [
        (row.unit.name, row.pledge.words, *_edition(row.pledge.shown), row.lines, row.pledge.detail)
        for row in found.rows
    ]
    every = [
        (one.unit.name, edition_words(one), *_edition(one), one.replaced_because)
        for one in editions_in(movement, request.actor, [row.unit.pk for row in found.rows])
    ]
    name = f"giao-uoc-{movement.year or 'khong-nam'}"
    return xlsx(name, Sheet(f"Giao ước: {movement}", _HEADER, now), Sheet("Mọi bản", _EDITIONS, every))


_OF_EDITION = ("Đơn vị", "Tình hình", "Bản thứ", "Ngày ký xong", "Dấu vân tay")
_HEADER = (*_OF_EDITION, "Số dòng", "Bản đang làm")
_EDITIONS = (*_OF_EDITION, "Lý do lập bản mới")


def _edition(pledge: Pledge | None) -> tuple[int | None, date | None, str]:
    """Return number, day and fingerprint of one and the same edition."""
    if pledge is None:
        return None, None, ""
    signed = localdate(pledge.signed_at) if pledge.signed_at else None
    return pledge.number, signed, pledge.spoken_fingerprint


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
        batch = pledges.prepare(movement, chosen, by=request.actor, at=now_of(request))
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
    gone, kept = pledges.undo_prepare(movement, batch, by=request.actor, at=now_of(request))
    rest = f" {kept} bản đã có người sửa nên giữ lại." if kept else ""
    messages.success(request, f"Đã hoàn tác. Bỏ {gone} bản vừa soạn.{rest}")
    return redirect("commitments:pledge-list", pk=pk)


@require_GET
def pledge_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a pledge line by line, against its results once it is signed, with the next step."""
    pledge = pledge_of(request, pk)
    today = pledge.authority.day(timezone.localdate())
    signatures = {one.side: one for one in pledge.signatures.all()}
    context = {
        "pledge": pledge,
        "page": pledge_page(pledge, today),
        "may": may(request.actor, pledge),
        "waits": waits_for(pledge, signatures),
        "signatures": signatures,
        "editions": editions_of(pledge, request.actor),
        "is_true": _is_true(pledge),
        "may_give": can_give(request.actor, pledge.movement),
    }
    return render(request, "commitments/pledges/detail.html", context)


def _is_true(pledge: Pledge) -> bool:
    """Say whether what is kept still has the fingerprint that was signed."""
    return pledge.paper is None or pledge.paper.fingerprint == pledge.fingerprint
