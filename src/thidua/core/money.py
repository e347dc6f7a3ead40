"""Reward money and the fund it comes from, in whole đồng.

Sources: NĐ 152/2025/NĐ-CP, điều 49 (V1): the base salary of the day the decision is issued, rounded up to the
next 10.000 đồng; of titles for the same period only the highest is paid; a title and a form are both paid.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from thidua.core.law.kinds import AwardForm
from thidua.core.quantities import format_number


def amount_of(factor: Fraction, salary: int, *, round_up_to: int) -> int:
    """Return `factor` times the base salary, rounded up to the next multiple of `round_up_to` đồng."""
    steps = factor * salary / round_up_to
    return -(-steps.numerator // steps.denominator) * round_up_to


@dataclass(frozen=True, slots=True)
class Payable:
    """An award somebody receives by one decision; `period` is the time the achievement was counted in."""

    recipient: Hashable
    name: str
    form: AwardForm
    period: str
    amount: int


@dataclass(frozen=True, slots=True)
class Payment:
    """What is paid for an award, and why it is not the full amount where it is not."""

    payable: Payable
    paid: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was granted for titles of one period elsewhere, in đồng, and the words for where."""

    amount: int
    where: str = "quyết định trước đã thưởng"


_NOTHING: Mapping[tuple[Hashable, str], Earlier] = MappingProxyType({})


def payments_of(
    payables: Sequence[Payable], earlier: Mapping[tuple[Hashable, str], Earlier] = _NOTHING
) -> tuple[Payment, ...]:
    """Return what is paid for each: of the titles of one period only the highest, forms in full.

    `earlier` is what was granted for titles before, by recipient and period: only what is above it is paid.
    """
    best: dict[tuple[Hashable, str], int] = {}
    for place, one in enumerate(payables):
        key = (one.recipient, one.period)
        if one.form == AwardForm.TITLE and (key not in best or one.amount > payables[best[key]].amount):
            best[key] = place
    return tuple(_payment(payables, place, best, earlier) for place in range(len(payables)))


def _payment(
    payables: Sequence[Payable],
    place: int,
    best: Mapping[tuple[Hashable, str], int],
    earlier: Mapping[tuple[Hashable, str], Earlier],
) -> Payment:
    one = payables[place]
    if one.form != AwardForm.TITLE:
        return Payment(one, one.amount)
    kept = best[one.recipient, one.period]
    if kept != place:
        return Payment(one, 0, f"Cùng kỳ đã thưởng mức cao hơn của {payables[kept].name}.")
    return _above(one, earlier.get((one.recipient, one.period)))


def _above(one: Payable, before: Earlier | None) -> Payment:
    """Pay what a title is worth above what was granted before for the same period."""
    if before is None or not before.amount:
        return Payment(one, one.amount)
    paid = max(0, one.amount - before.amount)
    told = f"Cùng kỳ {before.where} {format_number(Decimal(before.amount))} đồng"
    return Payment(one, paid, f"{told}, chi phần còn lại." if paid else f"{told}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the fund book: income above zero, spending below; `is_organising` where no reward.

    `is_returned` is reward money that came back: it is no new income.
    """

    on: date
    amount: int
    is_organising: bool = False
    is_returned: bool = False


@dataclass(frozen=True, slots=True)
class FundState:
    """What came in, what went into rewards and organising, in đồng; the limit of the latter where known."""

    income: int
    rewards: int
    organising: int
    organising_limit: int | None

    @property
    def left(self) -> int:
        return self.income - self.rewards - self.organising

    @property
    def over_organising(self) -> int:
        return 0 if self.organising_limit is None else max(0, self.organising - self.organising_limit)


def fund_of(entries: Iterable[Entry], *, organising_share: Fraction | None) -> FundState:
    """Add up a year's fund book. The share for organising is of all income; None where no law is known.

    Source: NĐ 98/2023/NĐ-CP, điều 52(1)(a); TT 28/2025/TT-BTC (V2).
    """
    income = rewards = organising = 0
    for entry in entries:
        if entry.is_returned:
            rewards -= entry.amount
        elif entry.amount >= 0:
            income += entry.amount
        elif entry.is_organising:
            organising -= entry.amount
        else:
            rewards -= entry.amount
    limit = None if organising_share is None else int(income * organising_share)
    return FundState(income, rewards, organising, limit)
