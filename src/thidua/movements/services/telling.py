"""Tell the units of a season what it holds for each of them."""

from datetime import datetime

from django.db.models import Count

from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.movements.models import Movement, Recipient
from thidua.movements.services.movements import page_of
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit


def tell_of_opening(movement: Movement, *, at: datetime) -> None:
    """Tell recipients, owners of targets and those who owe work, each once, in five queries at any number."""
    owned = movement.targets.exclude(owner=None).order_by().values("owner").annotate(number=Count("pk"))
    targets = {row["owner"]: row["number"] for row in owned}
    given = Obligation.objects.filter(origin_kind="movement", origin_id=str(movement.pk)).order_by()
    work = {row["unit"]: row["number"] for row in given.values("unit").annotate(number=Count("pk"))}
    named = Recipient.objects.filter(movement=movement).order_by().values_list("units", flat=True)
    keys = {*targets, *work, *named} - {None}
    notices.tell(
        (
            News(
                dedup_key=f"movement-open:{movement.pk}:{unit.pk}",
                authority_id=movement.authority_id,
                unit_id=unit.pk,
                title=f"Phong trào “{movement.title}” đã mở.",
                detail=f"{unit.name} có {targets.get(unit.pk, 0)} chỉ tiêu, {work.get(unit.pk, 0)} việc.",
                url=page_of(movement),
            )
            for unit in Unit.objects.filter(pk__in=keys)
        ),
        at=at,
    )
