"""A Reading as a page for people: plain text in aligned columns that fit a console."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from thidua.core.dates import parse_iso, show_date
from thidua.core.goal_text import goal_text
from thidua.core.parsing.reading import Assignment, Doubt, LegalBasisCited, Metadata, Reading, TargetRead
from thidua.core.targets import Goal

_NAME_WIDTH, _WORDS_WIDTH = 58, 76
_INDENT = "    "
_FRAME = (
    ("Cơ quan ban hành", "issuer"),
    ("Loại văn bản", "type"),
    ("Số, ký hiệu", "number"),
    ("Nơi ban hành", "place"),
    ("Trích yếu", "subject"),
    ("Người ký", "signer"),
    ("Chức vụ", "signer_title"),
)
Row = tuple[str, ...]


def reading_as_text(reading: Reading) -> str:
    """Return everything that was read, section by section, the doubts under what they concern."""
    sections = [
        _section("VĂN BẢN", _frame_lines(reading.metadata, reading.theme)),
        _section(f"CHỈ TIÊU ({len(reading.targets)})", _target_lines(reading.targets)),
        _section(f"PHONG TRÀO ({len(reading.movements)})", _movement_lines(reading)),
        _section(f"CĂN CỨ ({len(reading.legal_bases)})", _basis_lines(reading.legal_bases)),
        _section(f"PHÂN CÔNG ({len(reading.assignments)})", _assignment_lines(reading.assignments)),
        _section("NƠI GỬI", _recipient_lines(reading.metadata)),
        _section("CẦN XEM LẠI", _doubt_lines(reading.doubts)),
    ]
    text = "\n\n".join(section for section in sections if section)
    return text or "Không đọc được mục nào trong văn bản này."


def _section(title: str, lines: Iterator[str]) -> str:
    body = "\n".join(lines)
    return f"{title}\n{body}" if body else ""


def _frame_lines(metadata: Metadata, theme: str | None) -> Iterator[str]:
    rows = [(label, str(value)) for label, name in _FRAME if (value := getattr(metadata, name))]
    if metadata.date:
        rows.insert(min(4, len(rows)), ("Ngày ban hành", show_date(parse_iso(metadata.date))))
    if theme:
        rows.append(("Chủ đề", theme))
    yield from _aligned(rows)


def _target_lines(targets: Sequence[TargetRead]) -> Iterator[str]:
    rows = [
        (f"{number}.", f"{'trong đó: ' if target.parent else ''}{target.name}", _value(target))
        for number, target in enumerate(targets, 1)
    ]
    notes = [_questions(target.doubts) for target in targets]
    yield from _aligned(rows, notes)


def _value(target: TargetRead) -> str:
    return goal_text(Goal(target.comparator, target.low, target.high, target.unit, target.per or ""))


def _movement_lines(reading: Reading) -> Iterator[str]:
    rows = []
    for movement in reading.movements:
        period = " – ".join(_day(end) for end in movement.period) if movement.period else ""
        mark = "phát động" if movement.is_launched else "hưởng ứng"
        rows.append((mark, movement.name, ", ".join(part for part in (movement.level, period) if part)))
    yield from _aligned(rows)


def _basis_lines(bases: Sequence[LegalBasisCited]) -> Iterator[str]:
    rows = []
    for basis in bases:
        title = basis.name if basis.number is None else f"{basis.type or 'Văn bản'} {basis.number}"
        rows.append((title or "", basis.issuer or "", _day(basis.date) if basis.date else ""))
    yield from _aligned(rows)


def _assignment_lines(assignments: Sequence[Assignment]) -> Iterator[str]:
    rows = []
    for assignment in assignments:
        due = _day(assignment.due) if assignment.due else assignment.due_text or ""
        rows.append((assignment.unit, " ".join(assignment.task_excerpt.split()), due and f"hạn: {due}"))
    yield from _aligned(rows, [_questions(assignment.doubts) for assignment in assignments])


def _recipient_lines(metadata: Metadata) -> Iterator[str]:
    yield from _aligned([("Kính gửi", item) for item in metadata.addressees])
    yield from _aligned([("Nơi nhận", item) for item in metadata.recipients])


def _doubt_lines(doubts: Sequence[Doubt]) -> Iterator[str]:
    for question in _questions(doubts):
        yield from textwrap.wrap(
            question, _NAME_WIDTH + _WORDS_WIDTH // 2, initial_indent="? ", subsequent_indent="  "
        )


def _questions(doubts: Sequence[Doubt]) -> tuple[str, ...]:
    return tuple(doubt.question for doubt in doubts)


def _day(iso: str) -> str:
    value = parse_iso(iso)
    return show_date(value) if value.month else str(value.year)


def _aligned(rows: Sequence[Row], notes: Sequence[Sequence[str]] = ()) -> Iterator[str]:
    """Yield rows with columns of equal width, long cells wrapped, and the notes of a row under it."""
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    limits = [_NAME_WIDTH] * len(columns)
    limits[-1] = _WORDS_WIDTH if len(columns) == 2 else _NAME_WIDTH  # noqa: PLR2004  label and words
    widths = [min(limit, max(1, *map(_width, cells))) for limit, cells in zip(limits, columns, strict=True)]
    for number, row in enumerate(rows):
        yield from _wrapped(row, widths)
        for note in notes[number] if notes else ():
            yield from textwrap.wrap(
                note, sum(widths), initial_indent=f"{_INDENT}? ", subsequent_indent=f"{_INDENT}  "
            )


def _wrapped(row: Row, widths: Sequence[int]) -> Iterator[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    for index in range(max(map(len, cells))):
        parts = [lines[index] if index < len(lines) else "" for lines in cells]
        yield "  ".join(
            part + " " * (width - _width(part)) for part, width in zip(parts, widths, strict=True)
        ).rstrip()


def _width(text: str) -> int:
    """Count the cells of a console that `text` takes; combining marks take none."""
    return sum(1 for letter in text if not unicodedata.combining(letter))
