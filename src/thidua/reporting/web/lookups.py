"""Reports and their targets as views take them."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from thidua.core.errors import RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.reporting.models import Report
from thidua.reporting.queries.owing import owed_one

FoundT = TypeVar("FoundT")


def report_of(request: SignedInRequest, pk: UUID) -> Report:
    """Return a report that may be seen, with its period and unit."""
    return _first(_reports(pk, request.actor))


def target_in(report: Report, pk: UUID) -> Target:
    """Return a target the report must hold."""
    return _first(owed_one(report, pk))


@prepared
def _reports(pk: UUID, actor: Actor) -> QuerySet[Report]:
    found: QuerySet[Report] = Report.objects.visible_to(actor).select_related("period", "unit")
    return found.filter(pk=pk)


def _first(found: Sequence[FoundT]) -> FoundT:
    if not found:
        raise Http404
    return found[0]


def require_own(request: SignedInRequest) -> None:
    """Refuse what was typed while another account was signed in on this machine."""
    if request.POST.get("tai-khoan", str(request.user.pk)) != str(request.user.pk):
        raise RefusedError("Số này do tài khoản khác ghi trên máy này. Đăng nhập lại tài khoản ấy để gửi.")
