"""The unit's own column as a workbook: handed out, filled away from the net, taken in again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from thidua.core.text import normalise
from thidua.papers.sheets import Sheet
from thidua.papers.workbooks import CellValue, SheetData, cell_name
from thidua.scoring.queries.self_form import Card, SelfForm
from thidua.scoring.web.self_cards import Typed, Unsaved

_HEADER = ("TT", "Tiêu chí", "Cách chấm", "Tối đa", "Điểm tự chấm", "Giải trình", "Mã", "Bản")
_KEYS = ("so", "tieu-chi", "cach-cham", "toi-da", "diem", "giai-trinh", "ma", "ban")
_FILLED = ("diem", "giai-trinh")
_NOT_OURS = "Đây không phải tệp tự chấm. Tải tệp ở trang này về, ghi điểm rồi đưa lên."
_DAY = "Excel đã đổi số thành ngày. Ghi lại số, ví dụ 8 hoặc 7,5."
_UNCOUNTED = "công thức chưa có kết quả. Mở bằng Excel, lưu rồi đưa lên lại."


@dataclass(slots=True)
class Filled:
    """What a workbook says: points by card, text whose criterion is gone, and each fault with its cell."""

    typed: dict[str, Typed] = field(default_factory=dict)
    gone: list[Unsaved] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def workbook_of(form: SelfForm) -> Sheet:
    """Return the cards a person fills, each with its key and the version that was handed out."""
    rows = [
        (
            card.row.number,
            str(card.row.line.criterion),
            card.row.rule,
            card.row.maximum if card.row.bounds.has_end else None,
            card.row.bounds.write(given) if (given := card.row.line.self_points) is not None else None,
            card.note,
            card.key,
            str(card.row.line.version),
        )
        for card in form.typed
    ]
    title = f"Tự chấm điểm {form.sheet.unit}, {form.sheet.round}"
    return Sheet(title, _HEADER, rows, keys=_KEYS, hidden_columns=2)


class _Row(NamedTuple):
    """A row of the list; `at` counts from 0, `uncounted` names its formulas that have no result."""

    at: int
    places: Mapping[str, str]
    cells: Mapping[str, CellValue]
    uncounted: Sequence[str]


def filled_of(sheets: Sequence[SheetData], form: SelfForm) -> Filled:
    """Read a workbook that was handed out; points left empty keep what is saved."""
    taken, cards = Filled(), {card.key: card for card in form.typed}
    rows = list(_rows(sheets))
    if not rows:
        taken.faults.append(_NOT_OURS)
    seen: dict[str, _Row] = {}
    for row in rows:
        key = _text(row.cells["ma"])
        if faults := _faults_of(row, seen.setdefault(key, row)):
            taken.faults += faults
        else:
            _take(taken, cards.get(key), row.cells)
    return taken


def _faults_of(row: _Row, first: _Row) -> list[str]:
    """Return what is wrong with a row; `first` is the first of its criterion."""
    faults = [f"Ô {place}: {_UNCOUNTED}" for place in row.uncounted]
    if isinstance(row.cells["diem"], date):
        faults.append(f"Ô {row.places['diem']}: {_DAY}")
    if first is not row:
        name = _text(row.cells["tieu-chi"])
        faults.append(
            f"Dòng {row.at + 1}: tiêu chí “{name}” đã có ở dòng {first.at + 1}. Chỉ để lại một dòng."
        )
    return faults


def _take(taken: Filled, card: Card | None, row: Mapping[str, CellValue]) -> None:
    points, note = _number(row["diem"]), _text(row["giai-trinh"])
    if not (points or note):
        return
    if card is not None:
        taken.typed[card.key] = Typed(points or card.points, note, _version(row), takes_saved=False)
    else:
        words = ", ".join(text for text in (points, note) if text)
        taken.gone.append(Unsaved(_text(row["tieu-chi"]), words))


def _rows(sheets: Sequence[SheetData]) -> Iterator[_Row]:
    """Yield the rows below the header."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows):
            if not set(_KEYS) <= set(row):
                continue
            columns = {key: row.index(key) for key in _KEYS}
            for below in range(at + 2, len(sheet.rows)):
                cells = {key: sheet.rows[below][column] for key, column in columns.items()}
                places = {key: cell_name(below, column) for key, column in columns.items()}
                if cells["ma"] != "":
                    uncounted = [places[key] for key in _FILLED if (below, columns[key]) in sheet.uncounted]
                    yield _Row(below, places, cells, uncounted)
            return


def _text(value: CellValue) -> str:
    return normalise(str(value)).strip()


def _number(value: CellValue) -> str:
    """Return points as a person types them: "7,5"."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return format(Decimal(str(value)).normalize(), "f").replace(".", ",")
    return _text(value)


def _version(row: Mapping[str, CellValue]) -> int:
    text = _number(row["ban"])
    return int(text) if text.isdecimal() else 0
