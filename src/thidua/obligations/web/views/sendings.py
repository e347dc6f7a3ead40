"""What left: to whom, by which way, and what came of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.core.dates import parse_date
from thidua.foundation.web.access import SignedInRequest
from thidua.obligations import policies
from thidua.obligations.enums import Channel, SendingState
from thidua.obligations.models import Sending
from thidua.obligations.queries.sendings import told
from thidua.obligations.web.asked import key_or_none
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet, to_xlsx

_PAGE, _MOST = 50, 10_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADER = ("Bấm gửi lúc", "Đơn vị", "Tiêu đề", "Cách gửi", "Gửi đến", "Người gửi", "Kết quả")


@dataclass(frozen=True, slots=True)
class _Filters:
    channel: str
    state: str
    unit: UUID | None
    since: date | None

    def apply(self, request: SignedInRequest) -> Any:
        found = Sending.objects.visible_to(request.actor).for_list()
        if self.channel in Channel.values:
            found = found.filter(channel=self.channel)
        if self.state in SendingState.values:
            found = found.filter(state=self.state)
        if self.since is not None:
            found = found.filter(created_at__date__gte=self.since)
        return found.filter(reminder__unit_id=self.unit) if self.unit else found


@require_GET
def sending_list(request: SignedInRequest) -> HttpResponse:
    """Show what left, the newest first; the filters stand in the address."""
    policies.can_see_reminders(request.actor).enforce()
    filters = _filters(request)
    page = Paginator(filters.apply(request), _PAGE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "page": page,
        "rows": told(list(page.object_list)),
        "filters": filters,
        "since": request.GET.get("tu-ngay", ""),
        "channels": Channel.choices,
        "states": SendingState.choices,
        "units": list(Unit.objects.visible_to(request.actor).for_list()),
        "query": query.urlencode(),
    }
    return render(request, "obligations/sending_list.html", context)


@require_GET
def sending_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the filtered list out as a workbook."""
    policies.can_see_reminders(request.actor).enforce()
    rows = [
        (
            timezone.localtime(row.sending.created_at),
            row.sending.reminder.unit.name,
            row.sending.reminder.subject,
            row.sending.get_channel_display(),
            row.sending.recipient,
            row.sending.by_name,
            row.words,
        )
        for row in told(list(_filters(request).apply(request)[:_MOST]))
    ]
    book = to_xlsx(Sheet(title="Nhắc việc đã gửi", header=_HEADER, rows=rows), made_at=now_of(request))
    answer = HttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="nhac-viec-da-gui.xlsx"'
    return answer


def _filters(request: SignedInRequest) -> _Filters:
    asked = request.GET
    return _Filters(
        channel=asked.get("cach", ""),
        state=asked.get("ket-qua", ""),
        unit=key_or_none(asked.get("don-vi", "")),
        since=parse_date(asked.get("tu-ngay", "")),
    )
