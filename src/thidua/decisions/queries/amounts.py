"""What the law pays for the awards of a decision on its day."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.awards.queries.eligibility import law_of
from thidua.core.eligibility.facts import Subject
from thidua.core.law.kinds import AwardForm
from thidua.core.law.packs import BaseSalary, RulePack
from thidua.core.money import Payable, amount_of, payments_of
from thidua.decisions.enums import AwardState
from thidua.decisions.models import Award
from thidua.organisation.models import Authority

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


def law_on(authority: Authority, on: date) -> LawOfDay:
    """Return what is in force on a day.

    :raises DomainError: no rule pack or no base salary is known for the day
    """
    law = law_of(authority)
    return LawOfDay(law.pack_on(on), law.salary_on(on))


def money_of(awards: Sequence[Award], law: LawOfDay) -> Mapping[UUID, Money]:
    """Return what each award of one decision is paid, by its key; what others granted counts.

    :raises DomainError: the pack of the day has no such kind
    """
    payables = [_payable(award, law) for award in awards]
    found = {}
    for award, payment in zip(awards, payments_of(payables, _earlier(awards, law)), strict=True):
        amount = payment.payable.amount
        because = payment.reason or ("" if amount else _NO_AMOUNT)
        found[award.pk] = Money(amount, payment.paid, because)
    return found


def _earlier(awards: Sequence[Award], law: LawOfDay) -> Mapping[tuple[Hashable, str], int]:
    """Return what decisions granted so far for titles of the same recipients, by recipient and year."""
    titles = [code for code, kind in law.pack.kinds.items() if kind.form == AwardForm.TITLE]
    found = Award.objects.filter(
        authority__in={award.authority_id for award in awards},
        year__in={award.year for award in awards},
        state=AwardState.GRANTED,
        kind_code__in=titles,
        paid__gt=0,
    )
    paid: Counter[tuple[Hashable, str]] = Counter()
    for one in found:
        paid[one.subject_key, str(one.year)] += one.paid
    return paid


def form_of(code: str, pack: RulePack) -> AwardForm:
    return pack.kind(code).form


def _payable(award: Award, law: LawOfDay) -> Payable:
    kind = law.pack.kind(award.kind_code)
    reward = kind.rewards.get(Subject(award.subject.value))
    factor = reward.factor if reward else None
    up_to = law.pack.money.round_up_to
    amount = 0 if factor is None else amount_of(factor, law.salary.amount, round_up_to=up_to)
    return Payable(award.subject_key, award.kind_name, kind.form, str(award.year), amount)
