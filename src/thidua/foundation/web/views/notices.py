"""What units were told: the list, and the button that puts a notice away."""

from uuid import UUID

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
    return render(request, "foundation/notice_list.html", {"page": page})


@require_POST
@once("foundation.notice.read")
def notice_read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=pk)
    notices.mark_read(notice, by=request.actor, at=timezone.now())
    return redirect("foundation:notice-list")
