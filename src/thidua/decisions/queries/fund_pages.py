"""The fund book of a year, and the payment list of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.awards.queries.eligibility import law_of
from thidua.core.errors import DomainError
from thidua.core.money import FundState, fund_of
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
    """Return the lines of a year in order, with what is left after each."""
    seen = FundEntry.objects.visible_to(actor)
    found = (
        seen.filter(year=year)
        .select_related("reverses", "reversed_by", "payment", "revocation")
        .order_by("on", "pk")
    )
    rows, left = [], 0
    for entry in found:
        is_void = entry.reverses_id is not None or getattr(entry, "reversed_by", None) is not None
        left += entry.amount
        may_reverse = not is_void and getattr(entry, "payment", None) is None
        rows.append(FundRow(entry, left, is_void, may_reverse))
    entries = (row.entry.counted for row in rows if not row.is_void)
    years = sorted({*seen.values_list("year", flat=True).distinct(), year}, reverse=True)
    return FundPage(rows, fund_of(entries, organising_share=_share_of(authority, year)), years)


def state_of_year(authority: Authority, year: int) -> FundState:
    """Add up the fund of a year by the law of its end."""
    rows = FundEntry.objects.standing().filter(authority=authority, year=year).select_related("revocation")
    return fund_of((row.counted for row in rows), organising_share=_share_of(authority, year))


def _share_of(authority: Authority, year: int) -> Fraction | None:
    """Return how much of the income may go into organising, None where no rule pack covers the year."""
    try:
        return law_of(authority).pack_on(date(year, 12, 31)).money.organising_share
    except DomainError:
        return None


def payment_sheet(decision: Decision) -> PaymentSheet:
    """Return what each award is paid and who took it."""
    awards = list(decision.awards.select_related("payment").order_by("position"))
    paid = sum(award.paid for award in awards if getattr(award, "payment", None) is not None)
    return PaymentSheet(awards, sum(award.paid for award in awards if is_due(award)), paid)


def is_due(award: Award) -> bool:
    """Say whether money of an award belongs on the list: not where it was taken back before it was paid."""
    return award.paid > 0 and (award.state != AwardState.REVOKED or hasattr(award, "payment"))


def is_waiting(award: Award) -> bool:
    is_paid = getattr(award, "payment", None) is not None
    return award.state == AwardState.GRANTED and award.paid > 0 and not is_paid
