"""Whether a session is planned before its round is ready for it: told, never a bar."""

from collections.abc import Iterator

from django.utils.timezone import localdate

from thidua.awards.enums import NominationState
from thidua.core.dates import show_date
from thidua.council.enums import BEFORE_SESSION
from thidua.council.models import CouncilSession

_INCOMPLETE = (NominationState.SENT, NominationState.RETURNED)


def early_of(session: CouncilSession) -> str:
    """Say for what a planned session had better wait, in one sentence; nothing where it may be held."""
    reasons = list(_reasons(session)) if session.state in BEFORE_SESSION else []
    return f"Ngày họp có thể sớm: {', '.join(reasons)}." if reasons else ""


def _reasons(session: CouncilSession) -> Iterator[str]:
    award_round, until = session.award_round, session.award_round.shown_until
    if until is not None and award_round.is_shown_on(localdate(session.held_at)):
        yield f"danh sách công khai đến hết ngày {show_date(until)}"
    if count := award_round.nominations.filter(state__in=_INCOMPLETE).count():
        yield f"còn {count} đề nghị chưa nhận đủ hồ sơ"
