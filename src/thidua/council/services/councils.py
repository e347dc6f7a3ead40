"""Set up councils by decision, seat members, end a seat."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.models import Council, CouncilMember
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority, Person


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What a decision says of a council."""

    name: str
    decision: str
    decided_on: date
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """Who sits in a council from when, by which decision if not that of the council."""

    person: Person
    seat: str
    starts_on: date
    decision: str = ""


@transaction.atomic
def create(facts: CouncilFacts, *, by: Actor, at: datetime) -> Council:
    """Write a council down."""
    policies.can_keep_councils(by).enforce()
    _refuse_odd(facts)
    authority = Authority.objects.visible_to(by).get(pk=by.authority_id or "")
    made = Council(authority=authority, **asdict(facts))
    made.full_clean()
    made.save(force_insert=True)
    record("council.council.create", made, by=by, at=at)
    return made


@transaction.atomic
def change(council: Council, facts: CouncilFacts, *, expected: int, by: Actor, at: datetime) -> Council:
    """Write what the decision says anew."""
    council = lock(council)
    policies.can_change_council(by, council).enforce()
    _refuse_odd(facts)
    changes = versions.apply(council, asdict(facts), expected=expected)
    if changes:
        record("council.council.change", council, by=by, at=at, deed=Deed(changes=changes))
    return council


@transaction.atomic
def seat(council: Council, facts: MemberFacts, *, by: Actor, at: datetime) -> CouncilMember:
    """Give a person a seat.

    :raises DomainError: of another commune, sits already, or before the council begins
    """
    council = lock(council)
    policies.can_change_council(by, council).enforce()
    if facts.person.authority_id != council.authority_id:
        raise DomainError(f"{facts.person} không thuộc cơ quan này.")
    if facts.starts_on < council.starts_on:
        raise DomainError(f"Hội đồng hoạt động từ {show_date(council.starts_on)}. Chọn ngày không sớm hơn.")
    values = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    made = CouncilMember(council=council, rank=CouncilMember.rank_of(facts.seat), **values)
    made.full_clean(exclude=["person", "council"])
    made.save(force_insert=True)
    record("council.member.seat", made, by=by, at=at)
    return made


@transaction.atomic
def end_seat(
    member: CouncilMember, ends_on: date, *, reason: str, expected: int, by: Actor, at: datetime
) -> CouncilMember:
    """End a seat on its last day, with the reason; sessions held before keep the member."""
    member = _lock_member(member)
    policies.can_change_council(by, member.council).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do thôi tham gia Hội đồng.")
    if ends_on < member.starts_on:
        raise DomainError(f"Thành viên tham gia từ {show_date(member.starts_on)}. Chọn ngày không sớm hơn.")
    changes = versions.apply(member, {"ends_on": ends_on}, expected=expected)
    record("council.member.end", member, by=by, at=at, deed=Deed(changes=changes, reason=reason.strip()))
    return member


def lock(council: Council) -> Council:
    locked: Council = Council.objects.select_for_update(of=("self",)).get(pk=council.pk)
    return locked


def _lock_member(member: CouncilMember) -> CouncilMember:
    found = CouncilMember.objects.select_for_update(of=("self",)).select_related("council", "person")
    locked: CouncilMember = found.get(pk=member.pk)
    return locked


def _refuse_odd(facts: CouncilFacts) -> None:
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise DomainError("Ngày cuối phải sau ngày bắt đầu hoạt động.")
    if facts.starts_on < facts.decided_on:
        raise DomainError("Hội đồng không hoạt động trước ngày quyết định thành lập.")
