"""The table of a sheet for Excel, in the columns communes print."""

from collections.abc import Iterator

from thidua.core.scoring.criteria import GroupKind
from thidua.core.scoring.points import LineState
from thidua.papers.sheets import Sheet, Value
from thidua.scoring.queries.sheet_page import Chapter, Row, SheetPage

_HEADER = ("TT", "Tiêu chí", "Điểm tối đa", "Tự tính", "Tự chấm", "Thẩm định", "Hội đồng", "Điểm", "Ghi chú")
_NO_MARKS = (None,) * 4


def sheet_of(page: SheetPage) -> Sheet:
    """Return the table; the unit's own column stays empty for who may not see it yet."""
    rows = [row for chapter in page.chapters for row in _chapter(chapter)]
    rows += [(None, one.sentence, None, *_NO_MARKS, one.points, None) for one in page.total.adjustments]
    rows.append((None, "Cộng", None, *_NO_MARKS, page.total.points, page.sheet.rating))
    return Sheet(f"Phiếu chấm điểm {page.sheet.unit}, {page.sheet.round}", _HEADER, rows)


def _chapter(chapter: Chapter) -> Iterator[tuple[Value, ...]]:
    group = chapter.total.group
    yield (
        str(chapter.number),
        group.name,
        group.maximum if group.kind == GroupKind.BASE else group.most,
        *_NO_MARKS,
        chapter.total.points,
        None,
    )
    for row in chapter.rows:
        yield _line(row)
    for one in chapter.total.adjustments:
        yield (None, one.sentence, None, *_NO_MARKS, one.points, None)


def _line(row: Row) -> tuple[Value, ...]:
    line = row.line
    return (
        row.number,
        str(line.criterion),
        row.maximum,
        line.auto_points,
        line.self_points,
        line.second_points,
        line.council_points,
        line.points if line.state == LineState.SCORED else None,
        note_of(row),
    )


def note_of(row: Row) -> str:
    """Say in one cell why the points are what they are."""
    told = [f"{who}: {words}" for who, words in row.notes]
    if row.line.state != LineState.SCORED:
        told.insert(0, row.line.get_state_display().capitalize())
    return "; ".join(told)
