"""Office and unit talk a pledge over, line by line, until all lines are agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.enums import PLEDGE_WORKFLOW, PledgeSide, PledgeState, TurnChoice
from thidua.commitments.models import Pledge, PledgeLine, PledgeTurn
from thidua.commitments.queries.pledge_papers import paper_of
from thidua.commitments.queries.pledge_proposals import fault_of_number
from thidua.commitments.services import duties
from thidua.commitments.services.pledges import address_of, lock, refuse_closed_unit, step, told
from thidua.commitments.signals import PLEDGE
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News


@dataclass(frozen=True, slots=True)
class Answer:
    """What a side says to one open line: yes, or another number or other words, and why.

    `text` is new wording of a line without a number; only the office words lines.
    """

    agrees: bool
    amount: Decimal | None = None
    note: str = ""
    text: str = ""


@transaction.atomic
def offer(pledge: Pledge, *, sign_by: date | None, expected: int, by: Actor, at: datetime) -> Pledge:
    """Send a draft to its unit, which is told; by `sign_by` both should have signed, as work of the unit."""
    pledge = lock(pledge)
    policies.can_write_pledge(by, pledge).enforce()
    refuse_closed_unit(pledge.unit, at)
    if sign_by is not None and sign_by < localdate(at):
        raise DomainError("Hạn ký phải từ hôm nay trở đi.")
    lines = list(pledge.lines.select_related("target__tracking"))
    if not lines:
        raise DomainError("Giao ước chưa có dòng nào. Thêm dòng rồi gửi.")
    faults = [fault_of_number(line, line.offered, place) for place, line in enumerate(lines, 1)]
    if fault := " ".join(filter(None, faults)):
        raise DomainError(fault)
    changes = step(pledge, {"state": _after("offer", pledge), "sign_by": sign_by}, expected=expected)
    turns = [_turn(line, PledgeSide.AUTHORITY, TurnChoice.OFFER, line.offered) for line in lines]
    _keep(turns, [""] * len(turns), by=by, at=at)
    record("commitments.pledge.offer", pledge, by=by, at=at, deed=Deed(changes))
    if sign_by is not None:
        duties.ask(pledge.movement, PLEDGE, [pledge.unit], sign_by, by=by, at=at)
    _tell(pledge, "Giao ước thi đua chờ trả lời", f"Có {len(lines)} dòng. Đồng ý hoặc đề nghị số khác.", at)
    return pledge


@transaction.atomic
def answer(
    pledge: Pledge, answers: Mapping[UUID, Answer], *, expected: int, by: Actor, at: datetime
) -> Pledge:
    """Let the unit agree to each open line or ask for something else."""
    pledge = lock(pledge)
    policies.can_answer_pledge(by, pledge).enforce()
    talk = _talk(pledge, PledgeSide.UNIT, answers, at)
    for place, line in talk.open:
        _take_answer(line, answers[line.pk], place)
    return _settle(talk, "counter", expected=expected, by=by, at=at)


@transaction.atomic
def reply(
    pledge: Pledge, answers: Mapping[UUID, Answer], *, expected: int, by: Actor, at: datetime
) -> Pledge:
    """Let the office take what the unit asked for, or offer again."""
    pledge = lock(pledge)
    policies.can_reply_pledge(by, pledge).enforce()
    talk = _talk(pledge, PledgeSide.AUTHORITY, answers, at)
    for place, line in talk.open:
        _take_reply(line, answers[line.pk], place)
    return _settle(talk, "offer", expected=expected, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Talk:
    """One turn: whose, all lines in order, those still open with their place, and what is said to them."""

    pledge: Pledge
    side: PledgeSide
    lines: tuple[PledgeLine, ...]
    open: tuple[tuple[int, PledgeLine], ...]
    answers: Mapping[UUID, Answer]


def _talk(pledge: Pledge, side: PledgeSide, answers: Mapping[UUID, Answer], at: datetime) -> _Talk:
    refuse_closed_unit(pledge.unit, at)
    lines = tuple(pledge.lines.select_related("target__tracking"))
    still = tuple((place, line) for place, line in enumerate(lines, 1) if not line.is_agreed)
    missing = [str(place) for place, line in still if line.pk not in answers]
    if missing:
        raise DomainError(f"Còn dòng chưa trả lời: {', '.join(missing)}.")
    return _Talk(pledge, side, lines, still, answers)


def _take_answer(line: PledgeLine, said: Answer, place: int) -> None:
    """Put the unit's answer onto a line; the number that was offered, typed again, is a yes."""
    note = said.note.strip()
    if said.agrees or (said.amount is not None and said.amount == line.offered):
        _agree(line, line.offered)
        return
    if line.offered is not None:
        _refuse_number(line, said.amount, place)
        line.countered = said.amount
    elif not note:
        raise DomainError(f"Dòng {place}: ghi ý kiến muốn đổi gì, hoặc chọn đồng ý.")
    line.unit_note = note


def _take_reply(line: PledgeLine, said: Answer, place: int) -> None:
    """Put the office's answer onto a line; words are offered again: the unit objected."""
    if line.offered is None:
        line.text = said.text.strip() or line.text
    elif said.agrees or (said.amount is not None and said.amount == line.countered):
        _agree(line, line.countered)
    else:
        _refuse_number(line, said.amount, place)
        line.offered = said.amount
    line.office_note = said.note.strip()


def _agree(line: PledgeLine, number: Decimal | None) -> None:
    line.is_agreed, line.agreed = True, number


def _refuse_number(line: PledgeLine, number: Decimal | None, place: int) -> None:
    if number is None:
        raise DomainError(f"Dòng {place}: ghi số đề nghị, hoặc chọn đồng ý.")
    if fault := fault_of_number(line, number, place):
        raise DomainError(fault)


def _settle(talk: _Talk, verb: str, *, expected: int, by: Actor, at: datetime) -> Pledge:
    """Save the turn; when nothing is open any more, fix the paper that both will sign."""
    pledge, is_whole = talk.pledge, all(line.is_agreed for line in talk.lines)
    verb = "agree" if is_whole else verb
    values: dict[str, object] = {"state": _after(verb, pledge)}
    if is_whole:
        paper = paper_of(pledge, talk.lines)
        values |= {"agreed_paper": paper.to_data(), "fingerprint": paper.fingerprint}
    changes = step(pledge, values, expected=expected)
    for _, line in talk.open:
        line.version += 1
        line.full_clean(exclude=["pledge", "target"], validate_constraints=False)
        line.save()
    _say_all(talk, by=by, at=at)
    record(f"commitments.pledge.{verb}", pledge, by=by, at=at, deed=Deed(told(changes)))
    _tell_next(talk, verb, at)
    return pledge


def _say_all(talk: _Talk, *, by: Actor, at: datetime) -> None:
    kinds = {PledgeSide.UNIT: TurnChoice.COUNTER, PledgeSide.AUTHORITY: TurnChoice.OFFER}
    turns = []
    for _, line in talk.open:
        kind = TurnChoice.AGREE if line.is_agreed else kinds[talk.side]
        theirs = line.countered if talk.side == PledgeSide.UNIT else line.offered
        amount = line.agreed if line.is_agreed else theirs
        turns.append(_turn(line, talk.side, kind, amount))
    _keep(turns, [talk.answers[line.pk].note.strip() for _, line in talk.open], by=by, at=at)


def _turn(line: PledgeLine, side: PledgeSide, kind: TurnChoice, amount: Decimal | None) -> PledgeTurn:
    return PledgeTurn(line=line, side=side, kind=kind, amount=amount)


def _keep(turns: Sequence[PledgeTurn], notes: Sequence[str], *, by: Actor, at: datetime) -> None:
    for turn, note in zip(turns, notes, strict=True):
        turn.note, turn.by_name, turn.at = note, by.name, at
    PledgeTurn.objects.bulk_create(turns)


def _tell_next(talk: _Talk, verb: str, at: datetime) -> None:
    """Tell the unit what became of the talk; the office and the chairman have it in their work lists."""
    if verb == "agree":
        _tell(talk.pledge, "Giao ước thi đua đã thống nhất", "Đọc lại rồi ký.", at)
    elif verb == "offer":
        count = len([line for _, line in talk.open if not line.is_agreed])
        _tell(talk.pledge, "Văn phòng đề nghị lại giao ước thi đua", f"Còn {count} dòng chờ trả lời.", at)


def _tell(pledge: Pledge, title: str, detail: str, at: datetime) -> None:
    day = f" Hạn ký {show_date(pledge.sign_by)}." if pledge.sign_by else ""
    news = News(
        dedup_key=f"pledge:{pledge.pk}:{pledge.version}",
        authority_id=pledge.authority_id,
        unit_id=pledge.unit_id,
        title=title,
        detail=f"{detail}{day}",
        url=address_of(pledge),
    )
    notices.tell([news], at=at)


def _after(verb: str, pledge: Pledge) -> PledgeState:
    return PLEDGE_WORKFLOW.target_of(verb, state=PledgeState(pledge.state))
