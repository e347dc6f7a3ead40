"""Write down what is counted for a line, each with its day; taken back with a reason, never deleted."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from thidua.core.scoring.rules.base import RuleKind
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.models import ScoreEvent, ScoreLine
from thidua.scoring.services import lines
from thidua.scoring.services.giving import NotTakenError, lock

LONGEST = 500
_DONE = Answer("Đã thẩm định xong nên chỉ Hội đồng ghi thêm hoặc bỏ việc, có lý do.")


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on a day; without a quantity it counts once, a fault of a base counts below zero.

    `reason` says why it is written down although the check is done; it is asked only then.
    """

    on: date
    what: str
    quantity: Decimal | None = None
    reason: str = ""


@transaction.atomic
def add(line: ScoreLine, happened: Happened, *, by: Actor, at: datetime) -> ScoreEvent:
    """Count an event for a line and let its points follow."""
    line = lock(line)
    may_count(by, line).enforce()
    _refuse_odd(line, happened)
    event = ScoreEvent(
        line=line,
        on=happened.on,
        what=happened.what.strip(),
        quantity=happened.quantity,
        by_name=by.name,
        at=at,
    )
    event.save(force_insert=True)
    told = {"on": (None, event.on), "quantity": (None, event.quantity)}
    record("scoring.event.add", event, by=by, at=at, deed=Deed(changes=told, reason=happened.reason.strip()))
    lines.recount(line, by=by, at=at)
    return event


@transaction.atomic
def withdraw(event: ScoreEvent, reason: str, *, by: Actor, at: datetime) -> ScoreEvent:
    """Take an event back; it stays readable with the reason."""
    line = lock(event.line)
    may_count(by, line).enforce()
    words = reason.strip()
    if not words:
        raise NotTakenError("reason", "Ghi lý do bỏ việc này.")
    if len(words) > LONGEST:
        raise NotTakenError("reason", f"Lý do dài quá {LONGEST} chữ. Nhờ rút gọn.")
    event = ScoreEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)
    event.line = line
    if event.withdrawn_at is None:
        event.withdrawn_at, event.withdrawn_because = at, words
        event.save(update_fields=["withdrawn_at", "withdrawn_because"])
        record("scoring.event.withdraw", event, by=by, at=at, deed=Deed(reason=words))
        lines.recount(line, by=by, at=at)
    return event


def may_count(by: Actor, line: ScoreLine) -> Answer:
    """Say whether `by` may write events for a line: who checks it, or the council; when done only the latter.

    Who is done has seen the unit's own points, and what is counted changes what counts.
    """
    if not line.criterion.is_counted_by_hand:
        return Answer("Tiêu chí này không đếm từng việc.")
    second = policies.can_score_second(by, line.sheet)
    council = policies.can_score_council(by, line.sheet)
    if line.sheet.second_done_at is not None:
        return _DONE if second and not council else council
    return second or council or second


def _refuse_odd(line: ScoreLine, happened: Happened) -> None:
    scoring = line.sheet.round
    if line.sheet.second_done_at is not None and not happened.reason.strip():
        raise NotTakenError("reason", "Phiếu này đã thẩm định xong. Ghi lý do ghi thêm việc.")
    if len(happened.reason.strip()) > LONGEST:
        raise NotTakenError("reason", f"Lý do dài quá {LONGEST} chữ. Nhờ rút gọn.")
    if not happened.what.strip():
        raise NotTakenError("what", "Ghi việc gì đã xảy ra.")
    if len(happened.what.strip()) > LONGEST:
        raise NotTakenError("what", f"Ghi dài quá {LONGEST} chữ. Nhờ rút gọn.")
    if not scoring.starts_on <= happened.on <= scoring.ends_on:
        days = f"{scoring.starts_on:%d/%m/%Y} đến {scoring.ends_on:%d/%m/%Y}"
        raise NotTakenError("on", f"Đợt chấm này tính việc từ {days}.")
    quantity = happened.quantity
    may_be_negative = line.criterion.rule_kind == RuleKind.BASE_LESS_FAULTS
    if quantity is not None and (quantity == 0 or (quantity < 0 and not may_be_negative)):
        raise NotTakenError("quantity", "Số lượng phải lớn hơn 0. Một lần thì để trống.")
