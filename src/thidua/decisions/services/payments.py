"""Hand the money of awards out: to whom, on which day, and its lines in the fund book."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import NUMBERED_DECISIONS, AwardState, DecisionState
from thidua.decisions.models import Award, Decision, FundEntry, Payment, Revocation
from thidua.decisions.services import decisions, funds
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record, record_each


@transaction.atomic
def pay(
    decision: Decision, received: Mapping[UUID, str], on: date, *, by: Actor, at: datetime
) -> list[Payment]:
    """Note that awards were paid on a day; `received` names who took the money, by the key of the award.

    :raises DomainError: nothing is due or it was paid already, the day is before the decision or to come
    """
    decision = decisions.lock(decision)
    policies.can_keep_fund(by, decision.authority_id).enforce()
    _refuse_day(decision, on, at)
    if not received:
        raise DomainError("Chưa chọn dòng nào. Tích vào người đã nhận tiền.")
    rows = decision.awards.select_for_update(of=("self",)).filter(pk__in=received)
    awards = list(rows.select_related("payment").order_by("position"))
    for award in awards:
        _refuse(award, received[award.pk])
    made = [_payment(decision, award, received[award.pk].strip(), on, by, at) for award in awards]
    deeds = [
        (one.award, Deed({"paid": (None, one.award.paid), "received_by": (None, one.received_by)}))
        for one in made
    ]
    record_each("decisions.payment.pay", deeds, by=by, at=at)
    return made


@transaction.atomic
def take_back(payment: Payment, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a payment back that was noted by mistake; its line in the fund book is reversed."""
    entry = funds.lock(payment.entry)
    policies.can_keep_fund(by, entry.authority_id).enforce()
    held = Payment.objects.filter(pk=payment.pk).first()
    if held is None:
        raise DomainError("Dòng chi này đã hủy rồi.")
    if Revocation.objects.filter(award=held.award_id).exists():
        raise DomainError("Khen thưởng đã hủy. Ghi tiền nộp lại theo quyết định hủy, không hủy dòng chi.")
    funds.reverse_locked(entry, reason=reason, by=by, at=at)
    told: dict[str, tuple[object, object]] = {"received_by": (payment.received_by, None)}
    deed = Deed(changes=told, reason=reason.strip())
    record("decisions.payment.take_back", payment.award, by=by, at=at, deed=deed)
    held.delete()


def _refuse_day(decision: Decision, on: date, at: datetime) -> None:
    if decision.state not in NUMBERED_DECISIONS:
        raise DomainError("Quyết định chưa ban hành nên chưa chi tiền.")
    if decision.state == DecisionState.ISSUED:
        raise DomainError("Quyết định chưa có bản đã ký nên chưa chi tiền. Đưa bản đã ký vào trước.")
    if on > localdate(at):
        raise DomainError(f"Ngày {show_date(on)} chưa đến. Ghi ngày đã chi.")
    if on < decision.decided_on:
        raise DomainError(
            f"Quyết định ban hành ngày {show_date(decision.decided_on)}. Ngày chi không sớm hơn ngày này."
        )


def _refuse(award: Award, received_by: str) -> None:
    if award.state != AwardState.GRANTED:
        raise DomainError(f"{award.recipient}: khen thưởng đã hủy nên không chi.")
    if not award.paid:
        raise DomainError(f"{award.recipient}: không có tiền thưởng để chi.")
    if getattr(award, "payment", None) is not None:
        raise DomainError(f"{award.recipient}: đã chi rồi.")
    if not received_by.strip():
        raise DomainError(f"{award.recipient}: ghi họ tên người nhận tiền.")


def _payment(
    decision: Decision, award: Award, received_by: str, on: date, by: Actor, at: datetime
) -> Payment:
    number = decision.paper.number if decision.paper else ""
    entry = FundEntry.objects.create(
        authority_id=decision.authority_id,
        year=on.year,
        on=on,
        amount=-award.paid,
        paper=f"Quyết định {number}",
        note=f"Tiền thưởng {award.recipient}: {award.kind_name}"[:300],
        added_by=by.name,
        added_at=at,
    )
    return Payment.objects.create(
        award=award, entry=entry, on=on, received_by=received_by, noted_by=by.name, noted_at=at
    )
