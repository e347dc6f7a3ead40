"""The text of a document cut into paragraphs with its marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from thidua.core.letter_parts import Part
from thidua.core.marked_text import Block, Mark, Paragraph, line_blocks, mark_up
from thidua.documents.enums import IntakeState
from thidua.documents.models import Intake, ReadText
from thidua.foundation.queries import has_given_up, is_worker_awake
from thidua.papers.weight import seconds_for


def paragraphs_of(
    read_text: ReadText, marks: Iterable[Mark], part: Part | None = None
) -> tuple[Paragraph, ...]:
    """Lay marks over the paragraphs the file had, or over its lines where none are known.

    A block is kept as start, end, role and, since letters are shown with their shape, bold and centred.
    """
    blocks = [Block(*kept) for kept in read_text.blocks]
    return mark_up(read_text.text, blocks or line_blocks(read_text.text), marks, part)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the background reading of a file is, in words."""

    is_waiting: bool
    is_awake: bool
    words: str


def progress_of(intake: Intake, *, at: datetime) -> Progress:
    """Say how long it may still take, or why it came to nothing, by the real clock. Up to four queries."""
    if intake.state != IntakeState.WAITING:
        return Progress(is_waiting=False, is_awake=True, words=intake.fault or _DROPPED)
    if has_given_up(intake.task_id):
        return Progress(is_waiting=False, is_awake=True, words=_GIVEN_UP)
    whole = seconds_for(intake.file.size, is_pdf=intake.file.media_type == "application/pdf")
    left = whole - int((intake.authority.moment(at) - intake.created_at).total_seconds())
    return Progress(is_waiting=True, is_awake=is_worker_awake(at=at), words=_time_left(left))


_DROPPED = "Văn bản đã đọc xong nhưng dự thảo không còn. Gửi lại văn bản để lập dự thảo mới."
_GIVEN_UP = "Máy đọc nhiều lần không xong. Gửi bản Word, hoặc tách văn bản thành các phần ngắn hơn."
_MINUTE = 60


def _time_left(seconds: int) -> str:
    if seconds <= 0:
        return "Lâu hơn dự tính, máy vẫn đang đọc."
    if seconds < _MINUTE:
        return f"Còn khoảng {seconds} giây."
    return f"Còn khoảng {-(-seconds // _MINUTE)} phút."
