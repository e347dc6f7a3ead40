"""Tell the units of a season what it holds for each of them."""

from datetime import datetime

from django.db.models import Count

from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.movements.models import Allocation, Movement, Recipient
from thidua.movements.services.movements import page_of
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit


def tell_of_opening(movement: Movement, *, at: datetime) -> None:
    """Tell recipients, owners, those with a part and those who owe work, each once; six queries."""
    owned = movement.targets.exclude(owner=None).order_by().values("owner").annotate(number=Count("pk"))
    targets = {row["owner"]: row["number"] for row in owned}
    parts = Allocation.objects.given().filter(target__movement=movement).order_by().values("unit")
    shares = {row["unit"]: row["number"] for row in parts.annotate(number=Count("pk"))}
    given = Obligation.objects.filter(origin_kind="movement", origin_id=str(movement.pk)).order_by()
    work = {row["unit"]: row["number"] for row in given.values("unit").annotate(number=Count("pk"))}
    named = Recipient.objects.filter(movement=movement).order_by().values_list("units", flat=True)
    keys = {*targets, *shares, *work, *named} - {None}
    notices.tell(
        (
            News(
                dedup_key=f"movement-open:{movement.pk}:{unit.pk}",
                authority_id=movement.authority_id,
                unit_id=unit.pk,
                title=f"Phong trào “{movement.title}” đã mở.",
                detail=_detail(unit, targets.get(unit.pk, 0), shares.get(unit.pk, 0), work.get(unit.pk, 0)),
                url=page_of(movement),
            )
            for unit in Unit.objects.filter(pk__in=keys)
        ),
        at=at,
    )


def _detail(unit: Unit, targets: int, shares: int, work: int) -> str:
    """Say what there is and nothing of what there is not: parts are mostly given after the opening."""
    counted = ((targets, "chỉ tiêu phụ trách"), (shares, "phần được giao"), (work, "việc"))
    found = ", ".join(f"{number} {words}" for number, words in counted if number)
    return f"{unit.name} có {found}." if found else f"{unit.name} chưa được giao phần nào."
