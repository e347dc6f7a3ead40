"""Write income and spending into the fund book; a wrong line is taken back by another one."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import TextChoices
from django.utils.timezone import localdate

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.quantities import format_number
from thidua.decisions import policies
from thidua.decisions.models import FundEntry, Payment, Revocation
from thidua.decisions.queries.fund_pages import state_of_year
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority


class EntrySort(TextChoices):
    """What a line of the fund book is; rewards of a decision are written by their payment."""

    INCOME = "income", "Thu"
    REWARD = "reward", "Chi thưởng"
    ORGANISING = "organising", "Chi tổ chức"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """A line of the fund book; `amount` is above zero, in đồng, whatever the sort.

    `reason` says why more goes into organising than the law lets.
    """

    sort: EntrySort
    on: date
    amount: int
    paper: str
    note: str
    reason: str = ""


@transaction.atomic
def add(authority: Authority, facts: EntryFacts, *, by: Actor, at: datetime) -> FundEntry:
    """Write one line.

    :raises DomainError: the day is still to come or long past, there is no amount, or organising takes more
        than its share and nothing says why
    """
    policies.can_keep_fund(by, authority.pk).enforce()
    _refuse_day(authority, facts.on, localdate(at))
    if facts.amount <= 0:
        raise DomainError("Ghi số tiền lớn hơn 0.")
    if facts.sort == EntrySort.ORGANISING and not facts.reason.strip():
        _refuse_over_share(authority, facts)
    made = FundEntry(
        authority=authority,
        year=facts.on.year,
        on=facts.on,
        amount=facts.amount if facts.sort == EntrySort.INCOME else -facts.amount,
        is_organising=facts.sort == EntrySort.ORGANISING,
        paper=facts.paper.strip(),
        note=facts.note.strip(),
        added_by=by.name,
        added_at=at,
    )
    made.full_clean(exclude=["authority"])
    made.save(force_insert=True)
    told: dict[str, tuple[object, object]] = {"amount": (None, made.amount), "paper": (None, made.paper)}
    record("decisions.fund.add", made, by=by, at=at, deed=Deed(changes=told, reason=facts.reason.strip()))
    return made


def _refuse_day(authority: Authority, on: date, today: date) -> None:
    if on > today:
        raise DomainError(f"Ngày {show_date(on)} chưa đến. Ghi ngày không muộn hơn hôm nay.")
    first = authority.day(today).year - 1
    if on.year < first:
        raise DomainError(f"Ngày {show_date(on)} đã quá lâu. Sổ quỹ chỉ ghi từ năm {first}.")


def _refuse_over_share(authority: Authority, facts: EntryFacts) -> None:
    """Ask why where the law's share of the year's income for organising would be passed."""
    state = state_of_year(authority, facts.on.year)
    limit, after = state.organising_limit, state.organising + facts.amount
    if limit is not None and after > limit:
        told = [format_number(Decimal(amount)) for amount in (limit, after)]
        raise DomainError(
            f"Mức tối đa chi tổ chức năm {facts.on.year} là {told[0]} đồng; "
            f"ghi dòng này thì thành {told[1]} đồng. Ghi lý do chi vượt mức, hoặc giảm số tiền."
        )


@transaction.atomic
def reverse(entry: FundEntry, *, reason: str, by: Actor, at: datetime) -> FundEntry:
    """Take a wrong line back by one with the opposite amount, in the same year; both stay readable.

    Money of a revoked award that came back by this line is owed again.

    :raises DomainError: it was taken back already, is a payment, or nothing says why
    """
    held = lock(entry)
    policies.can_keep_fund(by, held.authority_id).enforce()
    if Payment.objects.filter(entry=held).exists():
        raise DomainError("Dòng này là tiền thưởng đã chi. Hủy ở danh sách chi của quyết định.")
    made = reverse_locked(held, reason=reason, by=by, at=at)
    owed = Revocation.objects.select_for_update(of=("self",)).filter(entry=held).first()
    if owed is not None:
        values = {"returned_on": None, "returned_paper": "", "entry": None}
        changes = versions.apply(owed, values, expected=owed.version)
        deed = Deed(changes=changes, reason=reason.strip())
        record("decisions.revocation.undo_return", owed, by=by, at=at, deed=deed)
    return made


def reverse_locked(entry: FundEntry, *, reason: str, by: Actor, at: datetime) -> FundEntry:
    if not reason.strip():
        raise DomainError("Ghi lý do xóa dòng, ví dụ “ghi nhầm số tiền”.")
    if entry.reverses_id is not None or FundEntry.objects.filter(reverses=entry).exists():
        raise DomainError("Dòng này đã xóa hoặc là dòng xóa nên không xóa nữa.")
    made = FundEntry.objects.create(
        authority_id=entry.authority_id,
        year=entry.year,
        on=entry.on,
        amount=-entry.amount,
        is_organising=entry.is_organising,
        paper=entry.paper,
        note=f"Xóa: {entry.note}"[:300],
        reverses=entry,
        added_by=by.name,
        added_at=at,
    )
    record("decisions.fund.reverse", entry, by=by, at=at, deed=Deed(reason=reason.strip()))
    return made


def lock(entry: FundEntry) -> FundEntry:
    held: FundEntry = FundEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    return held
