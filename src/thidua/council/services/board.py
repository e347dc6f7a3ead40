"""Name the counting board of a session."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.enums import PollState
from thidua.council.models import CouncilMember, CouncilSession, Teller
from thidua.council.queries.board import FEWEST_TELLERS
from thidua.council.services import sessions
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@transaction.atomic
def appoint(
    session: CouncilSession, members: Collection[UUID], *, by: Actor, at: datetime
) -> list[CouncilMember]:
    """Say which members count the votes of a session that are opened from now on.

    :raises DomainError: fewer than two, no members of the day, or a vote is going on
    """
    session = sessions.lock(session)
    policies.can_set_table(by, session).enforce()
    if session.polls.filter(state=PollState.OPEN).exists():
        raise DomainError("Đang bỏ phiếu nên không đổi Ban kiểm phiếu. Kiểm phiếu xong rồi đổi.")
    sitting = session.council.members.sitting_on(localdate(session.held_at))
    named = [one for one in sitting if one.pk in members]
    if len(named) < FEWEST_TELLERS or len(named) != len(set(members)):
        raise DomainError("Chọn ít nhất hai thành viên Hội đồng làm Ban kiểm phiếu.")
    session.tellers.all().delete()
    Teller.objects.bulk_create(Teller(session=session, member=one) for one in named)
    told = ", ".join(map(str, named))
    record("council.session.appoint", session, by=by, at=at, deed=Deed(reason=told))
    return named
