"""What the law pays for the awards of a decision on its day."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thidua.awards.queries.eligibility import law_of
from thidua.core.eligibility.facts import Subject
from thidua.core.law.kinds import AwardForm
from thidua.core.law.packs import BaseSalary, RulePack
from thidua.core.money import Earlier, Payable, amount_of, payments_of
from thidua.decisions.enums import OPEN_DECISIONS, AwardState
from thidua.decisions.models import Award, Decision
from thidua.organisation.models import Authority

_SHORT = 60
_Key = tuple[Hashable, str]
_NO_AMOUNT = "Quy định không nêu mức tiền."


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """The rule pack and the base salary of the day a decision is made."""

    pack: RulePack
    salary: BaseSalary


@dataclass(frozen=True, slots=True)
class Money:
    """What an award is worth and what is paid of it, in đồng; why it is not the full amount."""

    amount: int
    paid: int
    because: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """A title of a draft, and one of another draft for the same recipient and year: one of them is paid."""

    award: Award
    other: Award

    @property
    def other_is_paid(self) -> bool:
        return self.other.paid > 0


def law_on(authority: Authority, on: date) -> LawOfDay:
    """Return what is in force on a day.

    :raises DomainError: no rule pack or no base salary is known for the day
    """
    law = law_of(authority)
    return LawOfDay(law.pack_on(on), law.salary_on(on))


def money_of(
    decision: Decision, awards: Sequence[Award], law: LawOfDay, *, counts_drafts: bool = True
) -> Mapping[UUID, Money]:
    """Return what each award of one decision is paid, by its key; what others granted counts.

    Of titles of one year in several drafts the highest is to be paid. A lower one that is issued before is
    paid all the same, and the higher one then what it has more.

    :raises DomainError: the pack of the day has no such kind
    """
    payables = [_payable(award, law) for award in awards]
    found = {}
    for award, payment in zip(
        awards,
        payments_of(payables, _earlier(decision, awards, payables, law, counts_drafts=counts_drafts)),
        strict=True,
    ):
        amount = payment.payable.amount
        because = payment.reason or ("" if amount else _NO_AMOUNT)
        found[award.pk] = Money(amount, payment.paid, because)
    return found


def about_any(found: QuerySet[Award], awards: Iterable[Award]) -> QuerySet[Award]:
    """Narrow awards to those about somebody of a list."""
    listed = list(awards)
    people, units, households = (
        {getattr(award, name) for award in listed} - {None}
        for name in ("person_id", "unit_id", "household_id")
    )
    return found.filter(Q(person__in=people) | Q(unit__in=units) | Q(household__in=households))


def titles_elsewhere(decision: Decision, awards: Sequence[Award], law: LawOfDay) -> QuerySet[Award]:
    """Return titles of the same recipients and years that other drafts hold or other decisions granted."""
    titles = [code for code, kind in law.pack.kinds.items() if kind.form == AwardForm.TITLE]
    drafted = Q(state=AwardState.DRAFTED, decision__state__in=OPEN_DECISIONS)
    found = Award.objects.filter(
        Q(state=AwardState.GRANTED) | drafted,
        authority=decision.authority_id,
        year__in={award.year for award in awards},
        kind_code__in=titles,
    ).exclude(decision=decision.pk)
    return about_any(found, awards).select_related("decision__paper").order_by("decision__made_at", "pk")


def overlaps_of(decision: Decision, awards: Sequence[Award]) -> list[Overlap]:
    """Return the titles of a list that other drafts hold, too, for the same year. One query."""
    law = law_on(decision.authority, decision.decided_on)
    own = {
        (award.subject_key, award.year): award
        for award in awards
        if form_of(award.kind_code, law.pack) == AwardForm.TITLE
    }
    held = titles_elsewhere(decision, list(own.values()), law).filter(state=AwardState.DRAFTED)
    return [
        Overlap(own[other.subject_key, other.year], other)
        for other in held
        if (other.subject_key, other.year) in own
    ]


def _earlier(
    decision: Decision,
    awards: Sequence[Award],
    payables: Sequence[Payable],
    law: LawOfDay,
    *,
    counts_drafts: bool,
) -> Mapping[_Key, Earlier]:
    """Return what counts as paid for titles of the same recipients, by recipient and year."""
    elsewhere = list(titles_elsewhere(decision, awards, law))
    granted: dict[_Key, Earlier] = {}
    for award in elsewhere:
        if award.state == AwardState.GRANTED and award.paid:
            key = _key(award)
            before = granted[key].amount if key in granted else 0
            granted[key] = Earlier(before + award.paid, _where(award.decision))
    if not counts_drafts:
        return granted
    best: dict[_Key, int] = defaultdict(int)
    for one in payables:
        if one.form == AwardForm.TITLE:
            best[one.recipient, one.period] = max(best[one.recipient, one.period], one.amount)
    return _higher(decision, elsewhere, best, granted)


def _higher(
    decision: Decision, elsewhere: Iterable[Award], best: Mapping[_Key, int], granted: Mapping[_Key, Earlier]
) -> Mapping[_Key, Earlier]:
    """Return the highest title of other drafts that is paid before the best of this one."""
    found = dict(granted)
    for award in elsewhere:
        key = _key(award)
        is_first = award.state == AwardState.DRAFTED and _goes_first(award, decision, best[key])
        if is_first and (key not in found or award.amount > found[key].amount):
            found[key] = Earlier(award.amount, _where(award.decision))
    return found


def _key(award: Award) -> _Key:
    return award.subject_key, str(award.year)


def _goes_first(award: Award, decision: Decision, best: int) -> bool:
    """Say whether a title of another draft is paid before the best of this one: higher, or begun before."""
    other = award.decision
    began = (other.made_at, other.pk) < (decision.made_at, decision.pk)
    return award.amount > best or (award.amount == best and began)


def _where(decision: Decision) -> str:
    if decision.state in OPEN_DECISIONS:
        return f"dự thảo “{decision.title[:_SHORT]}” tính"
    return f"Quyết định {decision.paper.number if decision.paper else ''} đã thưởng"


def form_of(code: str, pack: RulePack) -> AwardForm:
    return pack.kind(code).form


def _payable(award: Award, law: LawOfDay) -> Payable:
    kind = law.pack.kind(award.kind_code)
    reward = kind.rewards.get(Subject(award.subject.value))
    factor = reward.factor if reward else None
    up_to = law.pack.money.round_up_to
    amount = 0 if factor is None else amount_of(factor, law.salary.amount, round_up_to=up_to)
    return Payable(award.subject_key, award.kind_name, kind.form, str(award.year), amount)
