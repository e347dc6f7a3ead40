"""Blocks and the units in them."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation import policies
from thidua.organisation.models import Block, BlockHead, BlockMembership
from thidua.organisation.queries import block_page
from thidua.organisation.services import blocks
from thidua.organisation.web.forms import BlockForm, JoinForm, LeaveForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.organisation.web.views.asked import own_authority, own_units


@require_GET
def block_list(request: SignedInRequest) -> HttpResponse:
    """Show the blocks with the units in them today."""
    today = today_of(request)
    members = BlockMembership.objects.held_on(today).select_related("unit").order_by("unit__sort_key")
    heads = BlockHead.objects.held_on(today).select_related("unit")
    found = Block.objects.visible_to(request.actor).select_related("authority")
    context = {
        "blocks": found.prefetch_related(
            Prefetch("memberships", queryset=members, to_attr="members"),
            Prefetch("heads", queryset=heads, to_attr="leading"),
        ),
        "may_manage": policies.can_manage(request.actor),
    }
    return render(request, "organisation/block_list.html", context)


@require_GET
def block_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    block = _block(request, pk)
    return _page(request, block, _join_form(request))


@require_http_methods(["GET", "POST"])
@once("organisation.block.create")
def block_new(request: SignedInRequest) -> HttpResponse:
    policies.can_manage(request.actor).enforce()
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        block = attempt(
            form, lambda: blocks.create(own_authority(request), name, by=request.actor, at=now_of(request))
        )
        if block is not None:
            messages.success(request, f"Đã lập {block.name}.")
            return redirect("organisation:block-detail", pk=block.pk)
    status = 422 if form.is_bound else 200
    return render(request, "organisation/block_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@once("organisation.block.rename")
def block_rename(request: SignedInRequest, pk: UUID) -> HttpResponse:
    block = _block(request, pk)
    policies.can_change(request.actor, block).enforce()
    form = BlockForm(request.POST or None, initial={"name": block.name})
    if request.method == "POST" and form.is_valid():
        name, expected = form.cleaned_data["name"], version_of(request)
        renamed = attempt(
            form, lambda: blocks.rename(block, name, expected=expected, by=request.actor, at=now_of(request))
        )
        if renamed is not None:
            messages.success(request, "Đã đổi tên.")
            return redirect("organisation:block-detail", pk=pk)
    status = 422 if form.is_bound else 200
    return render(request, "organisation/block_edit.html", {"form": form, "the_block": block}, status=status)


@require_POST
@once("organisation.block.join")
def block_join(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a unit into the block; a fault is told on the page of the block."""
    block = _block(request, pk)
    form = _join_form(request)
    if form.is_valid():
        joined = attempt(
            form, lambda: blocks.join(block, **form.cleaned_data, by=request.actor, at=now_of(request))
        )
        if joined is not None:
            messages.success(request, f"Đã đưa {joined.unit} vào {block.name}.")
            return redirect("organisation:block-detail", pk=pk)
    return _page(request, block, form)


@require_http_methods(["GET", "POST"])
@once("organisation.block.leave")
def membership_leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a unit out of its block."""
    found = BlockMembership.objects.visible_to(request.actor).select_related("block__authority", "unit")
    membership = get_object_or_404(found, pk=pk)
    policies.can_change(request.actor, membership.block).enforce()
    form = LeaveForm(request.POST or None, initial={"last_day": today_of(request)})
    if request.method == "POST" and form.is_valid():
        left = attempt(
            form, lambda: blocks.leave(membership, **form.cleaned_data, by=request.actor, at=now_of(request))
        )
        if left is not None:
            messages.success(request, f"Đã ghi {membership.unit} rút khỏi {membership.block}.")
            return redirect("organisation:block-detail", pk=membership.block_id)
    context = {"form": form, "membership": membership}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/membership_leave.html", context, status=status)


def _page(request: SignedInRequest, block: Block, form: JoinForm) -> HttpResponse:
    today = today_of(request)
    context = {
        "the_block": block,  # “block” is the template engine's own name
        "page": block_page(block, today),
        "today": today,
        "may_change": policies.can_change(request.actor, block),
        "form": form,
    }
    return render(request, "organisation/block_detail.html", context, status=422 if form.is_bound else 200)


def _join_form(request: SignedInRequest) -> JoinForm:
    initial = {"starts_on": today_of(request)}
    return JoinForm(request.POST or None, units=own_units(request), initial=initial)


def _block(request: SignedInRequest, pk: UUID) -> Block:
    block: Block = get_object_or_404(
        Block.objects.visible_to(request.actor).select_related("authority"), pk=pk
    )
    return block
