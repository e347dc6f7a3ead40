"""Hand the lead of a block over to the next unit in turn, and take that back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.dates import show_date
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation import policies
from thidua.organisation.models import Block, BlockHead, Unit
from thidua.organisation.queries import block_page
from thidua.organisation.services import block_heads
from thidua.organisation.web.forms import HandOverForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("organisation.block.hand_over")
def block_hand_over(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Choose the next head; who has headed longest ago stands first."""
    block: Block = get_object_or_404(
        Block.objects.visible_to(request.actor).select_related("authority"), pk=pk
    )
    policies.can_change(request.actor, block).enforce()
    page = block_page(block, today_of(request))
    units = Unit.objects.filter(pk__in=[turn.unit.pk for turn in page.turns]).for_list()
    first = page.turns[0].unit if page.turns else None
    form = HandOverForm(request.POST or None, units=units, initial={"unit": first})
    if request.method == "POST" and form.is_valid():
        head = attempt(
            form,
            lambda: block_heads.hand_over(block, **form.cleaned_data, by=request.actor, at=now_of(request)),
        )
        if head is not None:
            messages.success(request, f"{head.unit} làm trưởng {block} từ {show_date(head.starts_on)}.")
            return redirect("organisation:block-detail", pk=pk)
    context = {"the_block": block, "page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "organisation/block_hand_over.html", context, status=status)


@require_POST
@once("organisation.block.undo_hand_over")
def block_head_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    found = BlockHead.objects.visible_to(request.actor).select_related("block__authority", "unit")
    head: BlockHead = get_object_or_404(found, pk=pk)
    block = block_heads.undo(head, today=today_of(request), by=request.actor, at=now_of(request))
    messages.success(request, f"Đã bỏ lần bàn giao cho {head.unit}.")
    return redirect("organisation:block-detail", pk=block.pk)
