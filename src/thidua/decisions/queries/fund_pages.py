"""The fund book of a year, and the payment list of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.awards.queries.eligibility import law_of
from thidua.core.money import Entry, FundState, fund_of
from thidua.decisions.enums import AwardState
from thidua.decisions.models import Award, Decision, FundEntry
from thidua.foundation.actors import Actor
from thidua.organisation.models import Authority


@dataclass(frozen=True, slots=True)
class FundRow:
    """A line, what is left after it, and whether it may be taken back."""

    entry: FundEntry
    left: int
    is_void: bool
    may_reverse: bool

    @property
    def spent(self) -> int:
        return -self.entry.amount


@dataclass(frozen=True, slots=True)
class FundPage:
    """A year's book with its sum; `years` are those that have lines."""

    rows: Sequence[FundRow]
    state: FundState
    years: Sequence[int]


@dataclass(frozen=True, slots=True)
class PaymentSheet:
    """The payment list of a decision."""

    awards: Sequence[Award]
    due: int
    paid: int

    @property
    def waiting(self) -> Sequence[Award]:
        """Those whose money nobody took yet."""
        return [award for award in self.awards if is_waiting(award)]

    @property
    def left(self) -> int:
        return sum(award.paid for award in self.waiting)


def fund_page(actor: Actor, authority: Authority, year: int) -> FundPage:
    """Return the lines of a year in order, with what is left after each.

    :raises DomainError: no rule pack covers the year
    """
    seen = FundEntry.objects.visible_to(actor)
    found = seen.filter(year=year).select_related("reverses", "reversed_by", "payment").order_by("on", "pk")
    rows, left = [], 0
    for entry in found:
        is_void = entry.reverses_id is not None or getattr(entry, "reversed_by", None) is not None
        left += entry.amount
        may_reverse = not is_void and getattr(entry, "payment", None) is None
        rows.append(FundRow(entry, left, is_void, may_reverse))
    standing = [row.entry for row in rows if not row.is_void]
    share = law_of(authority).pack_on(date(year, 12, 31)).money.organising_share
    entries = (Entry(one.on, one.amount, one.is_organising) for one in standing)
    years = sorted({*seen.values_list("year", flat=True).distinct(), year}, reverse=True)
    return FundPage(rows, fund_of(entries, organising_share=share), years)


def payment_sheet(decision: Decision) -> PaymentSheet:
    """Return what each award is paid and who took it."""
    awards = list(decision.awards.select_related("payment").order_by("position"))
    paid = sum(award.paid for award in awards if getattr(award, "payment", None) is not None)
    return PaymentSheet(awards, sum(award.paid for award in awards), paid)


def is_waiting(award: Award) -> bool:
    is_paid = getattr(award, "payment", None) is not None
    return award.state == AwardState.GRANTED and award.paid > 0 and not is_paid
