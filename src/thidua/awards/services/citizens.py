"""Good deeds that citizens tell of: taken down, then made a nomination by the office or declined."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards import policies
from thidua.awards.enums import NominationSource, ProposalState
from thidua.awards.models import CitizenProposal, Nomination
from thidua.awards.services import nominations
from thidua.awards.services.nominations import NominationFacts
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority

_HOUR = timedelta(hours=1)
_MOST_AN_HOUR, _MOST_OF_ONE = 200, 10
_OF_ONE = "Máy này đã gửi 10 lời giới thiệu trong một giờ. Đợi một giờ rồi gửi lại, hoặc gọi Văn phòng."
_FLOOD = "Đang có quá nhiều người gửi. Đợi một giờ rồi gửi lại, hoặc gọi Văn phòng."


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """Who did what, where and when, and who tells of it; `sender` tells one machine from another."""

    who: str
    deed: str
    name: str
    where: str = ""
    deed_on: date | None = None
    contact: str = ""
    sender: str = ""


@transaction.atomic
def tell(authority: Authority, told: ToldDeed, *, at: datetime) -> CitizenProposal:
    """Take down what a stranger tells; it counts for nothing before the office looked at it.

    :raises DomainError: nobody is named, the day is to come, or too much comes in
    """
    if not (told.who.strip() and told.deed.strip() and told.name.strip()):
        raise DomainError("Ghi người được giới thiệu, việc đã làm và họ tên người giới thiệu.")
    if told.deed_on is not None and told.deed_on > authority.day(localdate(at)):
        raise DomainError("Ngày làm việc tốt không được sau hôm nay.")
    recent = CitizenProposal.objects.filter(authority=authority, sent_at__gt=at - _HOUR)
    if recent.filter(sender=told.sender).count() >= _MOST_OF_ONE:
        raise DomainError(_OF_ONE)
    if recent.count() >= _MOST_AN_HOUR:
        raise DomainError(_FLOOD)
    made: CitizenProposal = CitizenProposal.objects.create(
        authority=authority,
        who=told.who.strip(),
        where=told.where.strip(),
        deed=told.deed.strip(),
        deed_on=told.deed_on,
        name=told.name.strip(),
        contact=told.contact.strip(),
        sent_at=at,
        sender=told.sender,
    )
    record("awards.proposal.tell", made, by=STRANGER, at=at)
    return made


@transaction.atomic
def take(
    seen: CitizenProposal, facts: NominationFacts, *, expected: int, by: Actor, at: datetime
) -> Nomination:
    """Draft a nomination from it; who told of it is not named there.

    :raises DomainError: somebody looked at it already, or the nomination is refused
    """
    proposal = _lock(seen, by)
    words = f"Người dân giới thiệu ngày {show_date(localdate(proposal.sent_at))}"
    known = replace(facts, source=NominationSource.CITIZEN, source_words=words)
    made = nominations.propose(known, by=by, at=at)
    values = {"state": ProposalState.TAKEN, "nomination": made}
    changes = versions.apply(proposal, values, expected=expected)
    record("awards.proposal.take", proposal, by=by, at=at, deed=Deed(changes=changes))
    return made


@transaction.atomic
def decline(seen: CitizenProposal, reason: str, *, expected: int, by: Actor, at: datetime) -> CitizenProposal:
    """Make no nomination of it, with the reason."""
    proposal = _lock(seen, by)
    if not reason.strip():
        raise DomainError("Ghi lý do không lập đề nghị.")
    values = {"state": ProposalState.DECLINED, "declined_because": reason.strip()}
    changes = versions.apply(proposal, values, expected=expected)
    deed = Deed(changes={"state": changes["state"]}, reason=reason.strip())
    record("awards.proposal.decline", proposal, by=by, at=at, deed=deed)
    return proposal


def _lock(seen: CitizenProposal, by: Actor) -> CitizenProposal:
    locked = CitizenProposal.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    policies.can_look_into(by, locked.authority_id).enforce()
    if locked.state != ProposalState.NEW:
        raise DomainError(f"Lời giới thiệu này đã xem rồi: {locked.get_state_display().lower()}.")
    found: CitizenProposal = locked
    return found
