"""Limit how many of a kind may be granted, and decide between equal votes."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.models import CouncilSession, KindPlaces, SessionItem
from thidua.council.queries.results import Tie, results_of, ties_of
from thidua.council.services import sessions
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@transaction.atomic
def limit(
    session: CouncilSession, kind_code: str, places: int, *, because: str, by: Actor, at: datetime
) -> KindPlaces:
    """Say how many of a kind may be granted at most, and where that stands; before the vote on it.

    :raises DomainError: the kind is not on the table, or some of it were voted on
    """
    session = sessions.lock(session)
    policies.can_set_table(by, session).enforce()
    items = session.items.filter(nomination__kind_code=kind_code).select_related("nomination")
    first = items.first()
    if first is None:
        raise DomainError("Phiên không có việc nào của hình thức này.")
    if items.filter(poll_lines__isnull=False).exists():
        raise DomainError("Đã bỏ phiếu về hình thức này nên không đổi số suất.")
    if places < 1:
        raise DomainError("Số suất ít nhất là 1.")
    if not because.strip():
        raise DomainError("Ghi căn cứ của số suất, ví dụ kế hoạch hoặc quy chế.")
    values = {"kind_name": first.nomination.kind_name, "places": places, "because": because.strip()}
    made, _ = KindPlaces.objects.update_or_create(session=session, kind_code=kind_code, defaults=values)
    record("council.places.limit", made, by=by, at=at, deed=Deed(reason=because.strip()))
    return made


@transaction.atomic
def decide(session: CouncilSession, chosen: Collection[UUID], *, reason: str, by: Actor, at: datetime) -> Tie:
    """Choose among equal votes at the last place of a kind, with the reason.

    :raises DomainError: nothing is equal, or not as many were chosen as there are places
    """
    session = sessions.lock(session)
    policies.can_break_tie(by, session).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do chọn.")
    tie = _tie(session, chosen)
    if len(chosen) != tie.free:
        raise DomainError(f"Còn {tie.free} suất: chọn đúng {tie.free}.")
    for one in tie.results:
        one.item.is_chosen = one.item.pk in chosen
        one.item.chosen_because = reason.strip()
        one.item.save(update_fields=["is_chosen", "chosen_because"])
        verb = "choose" if one.item.is_chosen else "pass_over"
        record(f"council.item.{verb}", one.item, by=by, at=at, deed=Deed(reason=reason.strip()))
    return tie


def _tie(session: CouncilSession, chosen: Collection[UUID]) -> Tie:
    items: list[SessionItem] = list(session.items.select_related("nomination__person"))
    for tie in ties_of(session, results_of(session, items).values()):
        if set(chosen) <= {one.item.pk for one in tie.results}:
            return tie
    raise DomainError("Không có việc nào bằng phiếu như thế. Nhờ tải lại trang.")
