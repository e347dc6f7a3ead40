"""What units were told: the list, and the button that puts a notice away."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.models import Notice, NoticeRead
from thidua.foundation.services import notices
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once

_PAGE = 30


@require_GET
def notice_list(request: SignedInRequest) -> HttpResponse:
    """Show the notices to one's units, the unread ones first."""
    read = NoticeRead.objects.filter(notice=OuterRef("pk"), user_id=request.user.pk or 0)
    found = Notice.objects.visible_to(request.actor).annotate(is_read=Exists(read))
    page = Paginator(found.order_by("is_read", "-created_at", "-id"), _PAGE).get_page(
        request.GET.get("trang")
    )
    unread = Notice.objects.visible_to(request.actor).unread_by(request.actor).count()
    return render(request, "foundation/notice_list.html", {"page": page, "unread": unread})


@require_POST
@once("foundation.notice.read")
def notice_read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    notices.mark_read(notice, by=request.actor, at=timezone.now())
    return redirect("foundation:notice-list")


@require_POST
@once("foundation.notice.read_all")
def notice_read_all(request: SignedInRequest) -> HttpResponse:
    """Put all away at once: a list of old news is read in one look."""
    count = notices.mark_all_read(by=request.actor, at=timezone.now())
    messages.success(request, f"Đã ghi là đã đọc {count} thông báo.")
    return redirect("foundation:notice-list")
