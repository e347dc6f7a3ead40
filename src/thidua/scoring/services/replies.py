"""A unit answers a provisional result, and is told what became of it; both stay beside the score."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.scoring.points import points_text
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.scoring import policies
from thidua.scoring.enums import REPLY_WORKFLOW, Column, ReplyState
from thidua.scoring.models import ScoreLine, ScoreReply, ScoreSheet
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given
from thidua.scoring.services.rounds import lock

LONGEST_TEXT = 2000
LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """What a unit says: of its whole sheet or of one line, the points it asks for, a paper."""

    text: str
    line: ScoreLine | None = None
    asked_points: Decimal | None = None
    file: StoredFile | None = None
    file_name: str = ""


@transaction.atomic
def send(sheet: ScoreSheet, facts: ReplyFacts, *, by: Actor, at: datetime) -> ScoreReply:
    """Hand a reply in, until the last day of replies."""
    sheet.round = lock(sheet.round)
    policies.can_reply(by, sheet).enforce()
    _refuse_late(sheet, at)
    text = _words(facts.text, "Ghi ý kiến: điểm nào chưa đúng và vì sao.", LONGEST_TEXT)
    if facts.line is not None and facts.line.sheet_id != sheet.pk:
        raise DomainError("Tiêu chí này không thuộc phiếu của đơn vị. Chọn lại tiêu chí.")
    if facts.asked_points is not None:
        _refuse_points(facts)
    made = ScoreReply(
        sheet=sheet,
        line=facts.line,
        text=text,
        asked_points=facts.asked_points,
        file=facts.file,
        file_name=facts.file_name,
        by_name=by.name,
        at=at,
    )
    made.save(force_insert=True)
    told = {"text": ("", text), "asked_points": (None, facts.asked_points)}
    record("scoring.reply.send", made, by=by, at=at, deed=Deed(changes=told))
    return made


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says. `points` go into the council's column of the line, seen at `line_version`."""

    words: str
    points: Decimal | None = None
    line_version: int = 0


@transaction.atomic
def accept(reply: ScoreReply, answer: Answer, *, expected: int, by: Actor, at: datetime) -> ScoreReply:
    """Say that the unit is right; points that are given with it count for that reason."""
    reply = _lock(reply)
    words = _words(answer.words, "Ghi câu trả lời để đơn vị biết điểm nào được sửa.", LONGEST_ANSWER)
    changed = ""
    if answer.points is not None:
        if reply.line is None:
            raise DomainError("Ý kiến này nói về cả phiếu. Sửa điểm ở từng tiêu chí rồi trả lời.")
        changed = council_change(reply.line, answer.points)
        given = Given(points=answer.points, words=words)
        giving.give(reply.line, Column.COUNCIL, given, expected=answer.line_version, by=by, at=at)
    return _answer("accept", reply, (words, changed), expected=expected, by=by, at=at)


def council_change(line: ScoreLine, points: Decimal) -> str:
    """Say what the council's column held and holds now: "Cột Hội đồng: 7 → 8 điểm."."""
    if line.council_points is None:
        return f"Cột Hội đồng: {points_text(points)} điểm, trước đó để trống."
    return f"Cột Hội đồng: {points_text(line.council_points)} → {points_text(points)} điểm."


@transaction.atomic
def refuse(reply: ScoreReply, answer: str, *, expected: int, by: Actor, at: datetime) -> ScoreReply:
    """Say why the score stays as it is."""
    words = _words(answer, "Ghi lý do không chấp nhận để đơn vị biết.", LONGEST_ANSWER)
    return _answer("refuse", _lock(reply), (words, ""), expected=expected, by=by, at=at)


def _answer(
    verb: str, reply: ScoreReply, said: tuple[str, str], *, expected: int, by: Actor, at: datetime
) -> ScoreReply:
    """Keep the words of the answer, and beside them what it changed."""
    words, changed = said
    policies.can_answer_reply(by, reply.sheet).enforce()
    state = REPLY_WORKFLOW.target_of(verb, state=ReplyState(reply.state))
    values: dict[str, Any] = {"state": state, "answer": words, "answered_by": by.name, "answered_at": at}
    changes = versions.apply(reply, values, expected=expected)
    told = {name: change for name, change in changes.items() if not name.startswith("answered_")}
    record(f"scoring.reply.{verb}", reply, by=by, at=at, deed=Deed(changes=told, reason=changed))
    _tell(reply, changed, at)
    return reply


def _tell(reply: ScoreReply, changed: str, at: datetime) -> None:
    sheet = reply.sheet
    about = reply.line.criterion.name if reply.line else "cả phiếu"
    title = f"{sheet.round}: ý kiến về {about} {reply.get_state_display().lower()}."
    news = News(
        dedup_key=f"scoring-reply:{reply.pk}:{reply.version}",
        authority_id=sheet.authority_id,
        unit_id=sheet.unit_id,
        title=title[:600],
        detail=f"{reply.answer} {changed}".strip()[:600],
        url=f"/cham-diem/{sheet.round_id}/y-kien/",
    )
    notices.tell([news], at=at)


def _lock(reply: ScoreReply) -> ScoreReply:
    scoring = lock(reply.sheet.round)
    found: ScoreReply = (
        ScoreReply.objects.select_for_update(of=("self",))
        .select_related("sheet__unit", "line__criterion", "line__sheet__round")
        .get(pk=reply.pk)
    )
    found.sheet.round = scoring
    return found


def _refuse_late(sheet: ScoreSheet, at: datetime) -> None:
    scoring = sheet.round
    last = scoring.replies_until
    if last is not None and scoring.authority.day(localdate(at)) > last:
        raise DomainError(f"Ý kiến chỉ nhận đến hết ngày {last:%d/%m/%Y}. Cần nói thêm thì gọi Văn phòng.")


def _refuse_points(facts: ReplyFacts) -> None:
    if facts.line is None or facts.asked_points is None:
        raise DomainError("Đề nghị điểm thì chọn tiêu chí.")
    if fault := giving.bounds_of_line(facts.line).fault_of(facts.asked_points):
        raise DomainError(fault)


def _words(text: str, missing: str, most: int) -> str:
    words = text.strip()
    if not words:
        raise DomainError(missing)
    if len(words) > most:
        raise DomainError(f"Nội dung dài quá {points_text(Decimal(most))} chữ. Rút gọn rồi gửi lại.")
    return words
