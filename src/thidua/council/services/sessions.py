"""Plan sessions, invite, give them up; what all steps of a session share."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound
from thidua.awards.services import nominations
from thidua.awards.services.nomination_steps import Told
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.enums import SESSION_WORKFLOW, ItemState, SessionState
from thidua.council.models import Council, CouncilSession, SessionItem
from thidua.council.services import councils
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """When, where and how a session is held."""

    held_at: datetime
    place: str
    manner: str
    agenda: str = ""


@transaction.atomic
def plan(
    council: Council, award_round: AwardRound, facts: SessionFacts, *, by: Actor, at: datetime
) -> CouncilSession:
    """Plan a session of a council over an award round.

    :raises DomainError: the council does not sit on that day, or the round is of another commune
    """
    council = councils.lock(council)
    policies.can_change_council(by, council).enforce()
    if award_round.authority_id != council.authority_id:
        raise DomainError("Đợt xét này của cơ quan khác.")
    _refuse_day(council, facts)
    last = council.sessions.aggregate(last=Max("number"))["last"] or 0
    made = CouncilSession(
        authority_id=council.authority_id,
        council=council,
        award_round=award_round,
        number=last + 1,
        **asdict(facts),
    )
    made.full_clean(exclude=["council", "award_round", "state"])
    made.save(force_insert=True)
    record("council.session.plan", made, by=by, at=at)
    return made


@transaction.atomic
def change(
    session: CouncilSession, facts: SessionFacts, *, expected: int, by: Actor, at: datetime
) -> CouncilSession:
    """Change time, place, manner or agenda; a session that was invited to is invited to again by hand."""
    session = lock(session)
    policies.can_prepare(by, session).enforce()
    _refuse_day(session.council, facts)
    changes = versions.apply(session, asdict(facts), expected=expected)
    if changes:
        record("council.session.change", session, by=by, at=at, deed=Deed(changes=changes))
    return session


@transaction.atomic
def invite(session: CouncilSession, *, expected: int, by: Actor, at: datetime) -> CouncilSession:
    """Write down that the letters went out.

    :raises DomainError: nothing is on the table
    """
    session = lock(session)
    policies.can_run(by, session).enforce()
    if not session.items.exists():
        raise DomainError("Phiên chưa có việc nào. Đưa đề nghị vào phiên rồi mời họp.")
    return step("invite", session, {}, expected=expected, told=Told(by, at))


@transaction.atomic
def cancel(session: CouncilSession, *, reason: str, expected: int, by: Actor, at: datetime) -> CouncilSession:
    """Give a session up, with the reason; its nominations may go to another."""
    session = lock(session)
    policies.can_run(by, session).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do hủy phiên họp.")
    told = Told(by, at, reason.strip())
    session = step("cancel", session, {}, expected=expected, told=told)
    release(session.items.select_related("nomination"), told=told)
    session.items.update(state=ItemState.PUT_OFF, put_off_because=reason.strip()[:500])
    return session


def release(items: Iterable[SessionItem], *, told: Told) -> None:
    """Give nominations of these items back to the office, but for those that were withdrawn meanwhile."""
    kept = [one.nomination for one in items if one.nomination.state == NominationState.COUNCIL]
    if kept:
        nominations.take_off(kept, by=told.by, at=told.at, reason=told.reason)


def step(
    verb: str, session: CouncilSession, values: Mapping[str, object], *, expected: int, told: Told
) -> CouncilSession:
    """Take a locked session along its workflow, setting `values` with it."""
    state = SESSION_WORKFLOW.target_of(verb, state=SessionState(session.state))
    changes = versions.apply(session, {**values, "state": state}, expected=expected)
    deed = Deed(changes=changes, reason=told.reason)
    record(f"council.session.{verb}", session, by=told.by, at=told.at, deed=deed)
    return session


def lock(session: CouncilSession) -> CouncilSession:
    """Take a session for changing, with what its policies and papers ask for."""
    found = CouncilSession.objects.select_for_update(of=("self",))
    found = found.select_related("council", "award_round", "authority")
    locked: CouncilSession = found.get(pk=session.pk)
    return locked


def _refuse_day(council: Council, facts: SessionFacts) -> None:
    on = localdate(facts.held_at)
    if on < council.starts_on or (council.ends_on is not None and council.ends_on < on):
        raise DomainError(
            f"Hội đồng không hoạt động ngày {show_date(on)}. Chọn ngày khác hoặc Hội đồng khác."
        )
