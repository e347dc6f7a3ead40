"""The confirm page: the letter beside what was read out of it."""

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import moment, version_of, whole_number
from thidua.movements import policies
from thidua.movements.enums import DraftState
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.queries.draft_page import (
    SECTION_NAMES,
    SHOW_NAMES,
    Wanted,
    draft_page,
    draft_with_counts,
)
from thidua.movements.queries.draft_places import MODELS, Section, Show
from thidua.movements.services import drafts, items
from thidua.movements.web.forms import HeadForm
from thidua.organisation.web.today import now_of

ChoiceT = TypeVar("ChoiceT", Section, Show)


@require_GET
def draft_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a page of one section; `?phan=` chooses it, `?xem=` filters, `?trang=` turns the page."""
    draft = get_object_or_404(draft_with_counts(request.actor).select_related("read_text"), pk=pk)
    section, show = _chosen(Section, request.GET.get("phan")), _chosen(Show, request.GET.get("xem"))
    wanted = Wanted(
        section,
        show,
        page=request.GET.get("trang"),
        part=whole_number(request.GET.get("van")),
        sentence=whole_number(request.GET.get("cau")),
        asked_again=request.GET.get("hoi", ""),
        mixing=request.GET.get("gop", ""),
    )
    page = draft_page(draft, wanted)
    context = {
        "page": page,
        "draft": draft,
        "seen_at": draft.saved_at.isoformat(),
        "seen": page.seen,
        "total": page.total,
        "shows": SHOW_NAMES.items(),
        "may_edit": policies.can_edit(request.actor, draft),
        "may_restore": draft.state == DraftState.DROPPED and policies.can_drop(request.actor, draft),
        "may_open": policies.can_open(request.actor, draft),
    }
    return render(request, "movements/draft_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("movements.draft.head")
def draft_head(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change title, theme, kind, period and the particulars of the letter."""
    draft = get_object_or_404(LaunchDraft.objects.visible_to(request.actor), pk=pk)
    policies.can_edit(request.actor, draft).enforce()
    higher = Movement.objects.visible_to(request.actor).order_by("title")
    form = HeadForm(request.POST or None, initial=HeadForm.initial_of(draft), higher=higher)
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        drafts.edit_head(draft, form.values, expected=expected, by=request.actor, at=now_of(request))
        return redirect("movements:draft-detail", pk=pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "movements/draft_head.html", {"draft": draft, "form": form}, status=status)


@require_POST
@once("movements.draft.accept_clear")
def draft_accept_clear(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Accept all items of one section without a doubt; the page then offers to undo it."""
    draft = get_object_or_404(LaunchDraft.objects.visible_to(request.actor), pk=pk)
    seen_at = moment(request.POST.get("seen_at"))
    section = _chosen(Section, request.POST.get("phan"))
    models = [MODELS[section]]
    done = items.accept_clear(draft, seen_at=seen_at, by=request.actor, at=now_of(request), models=models)
    told = f"Đã nhận {done.count} mục không có nghi vấn của phần “{SECTION_NAMES[section]}”."
    kept = {"draft": str(pk), "batch": str(done.batch), "count": done.count, "told": told}
    request.session["accepted"] = kept
    if done.left:
        told = f"{done.left} mục vừa được người khác sửa nên chưa nhận. Xem lại rồi nhận từng mục."
        messages.warning(request, told)
    return redirect(f"{reverse('movements:draft-detail', args=[pk])}?phan={section.value}")


@require_POST
@once("movements.draft.undo_accept")
def draft_undo_batch(request: SignedInRequest, pk: UUID, batch: UUID) -> HttpResponse:
    """Undo one press of "Nhận tất cả"."""
    draft = get_object_or_404(LaunchDraft.objects.visible_to(request.actor), pk=pk)
    count = items.undo_batch(draft, batch, by=request.actor, at=now_of(request))
    request.session.pop("accepted", None)
    messages.success(request, f"Đã hoàn tác, {count} mục trở lại “Chưa xem”.")
    return redirect("movements:draft-detail", pk=pk)


@require_POST
@once("movements.draft.drop")
def draft_drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(LaunchDraft.objects.visible_to(request.actor), pk=pk)
    drafts.drop(draft, by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ dự thảo. Văn bản và các mục đã xem vẫn còn, lấy lại được.")
    return redirect("movements:draft-detail", pk=pk)


@require_POST
@once("movements.draft.restore")
def draft_restore(request: SignedInRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(LaunchDraft.objects.visible_to(request.actor), pk=pk)
    drafts.restore(draft, by=request.actor, at=now_of(request))
    messages.success(request, "Đã lấy lại dự thảo.")
    return redirect("movements:draft-detail", pk=pk)


def _chosen(choices: type[ChoiceT], value: str | None) -> ChoiceT:
    first = next(iter(choices))
    return next((choice for choice in choices if choice.value == value), first)
