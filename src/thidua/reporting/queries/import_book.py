"""A workbook that was handed in: the one sheet that is read, or all that say whose figures they have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.unit_tables import heading_key
from thidua.foundation.services import files
from thidua.movements.models import Target
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import SheetData, read_sheets
from thidua.reporting.models import ColumnMapping, FigureImport, Period
from thidua.reporting.queries.import_names import UnitsByName
from thidua.reporting.queries.import_source import Found, Source, found_in, source_from
from thidua.reporting.queries.import_turned import Asked, Turn, Wish
from thidua.reporting.queries.import_words import Vocabulary
from thidua.reporting.queries.owing import targets_of

_MOST_TOLD = 6
_TITLE_ROWS = 5
_NO_TABLE = (
    "Không thấy tên đơn vị nào của xã, cũng không thấy chỉ tiêu nào của kỳ trong tệp. "
    "Ghi mỗi đơn vị một dòng, hoặc mỗi chỉ tiêu một dòng, rồi đưa lại."
)
_NO_SHEET = "Không trang tính nào ghi rõ là số của đơn vị nào. Đặt tên đơn vị làm tên trang rồi đưa lại."
_NOT_READ = "không có số của kỳ này nên không đọc"
_NOBODY = "chưa rõ của đơn vị nào nên không đọc"
_HIDDEN = "đang ẩn trong tệp nên không đọc"
_OTHER_PERIOD = "ghi là số của kỳ khác nên không đọc"
_NO_COLUMN = "chưa rõ cột ghi số của kỳ nên không đọc. Chọn cột rồi đọc lại"
_SEVERAL = (
    "Tệp có {} trang tính có số, máy đang đọc trang “{}”. "
    "Muốn nhập cả tệp một lần thì chọn “Tất cả trang tính”."
)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets that are read, one or several, and the names of all; `notes` are about the whole."""

    sources: tuple[Source, ...]
    sheet_names: tuple[str, ...]
    targets: tuple[Target, ...]
    is_of_every_sheet: bool
    notes: tuple[str, ...] = ()

    @property
    def turn(self) -> Turn | None:
        """How sheets of targets are read; of several, what is to be chosen for all of them."""
        turns = [one.turn for one in self.sources if one.turn is not None]
        if not self.is_of_every_sheet or not turns:
            return next(iter(turns), None)
        open_ones = [turn for turn in turns if not turn.is_cross]
        columns = {one.key: one for turn in open_ones for one in turn.columns}
        chosen = {turn.chosen for turn in open_ones}
        return Turn(
            columns=tuple(columns.values()),
            chosen=chosen.pop() if len(chosen) == 1 else "",
            unit_id=None,
            is_cross=not open_ones,
            measures={},
        )

    @property
    def question(self) -> str:
        """What a person has to choose before anything can be read."""
        turns = [one.turn for one in self.sources]
        if any(turn is None or turn.is_settled for turn in turns):
            return ""
        known = [turn for turn in turns if turn is not None]
        wanted = [] if all(turn.unit_id for turn in known) else ["đơn vị có số trong tệp"]
        wanted += [] if all(turn.chosen for turn in known) else ["cột ghi số của kỳ"]
        return f"Chọn {' và '.join(wanted)} trước."


def book_of(batch: FigureImport) -> Book:
    """Read the workbook again from its file; raise `PaperError` where it has no table."""
    wish = Wish(batch.sheet, batch.value_column, batch.subject_id or batch.unit_id, batch.unit_id)
    return read_book(files.read(batch.file), batch.file_name, batch.period, wish)


def read_book(data: bytes, name: str, period: Period, wish: Wish) -> Book:
    """Find the sheet that was wished for, or the one that names most units or targets, those shown first.

    What headings mean is remembered for the owner of the workbook, None for the office.
    """
    sheets = read_sheets(data, name)
    targets = tuple(targets_of(period))
    said = ColumnMapping.objects.filter(authority=period.authority_id, unit=wish.owner_id)
    told = {one.heading: one for one in said.select_related("target")}
    words = Vocabulary(targets, told, period)
    file_name = "" if wish.is_of_every_sheet else name
    asked = Asked(UnitsByName(period), words, period.name, wish, file_name)
    chosen, notes = _every(sheets, asked) if wish.is_of_every_sheet else _one(sheets, asked)
    sources = tuple(source_from(one, period, asked) for one in chosen)
    return Book(sources, tuple(one.name for one in sheets), targets, wish.is_of_every_sheet, tuple(notes))


def _one(sheets: Sequence[SheetData], asked: Asked) -> tuple[list[Found], list[str]]:
    """Choose the sheet that is read; say so where others could be read too."""
    wanted = [sheet for sheet in sheets if asked.wish.sheet in {"", sheet.name}]
    found = [one for sheet in wanted if (one := found_in(sheet, asked))]
    if not found:
        raise PaperError("no_units", _NO_TABLE)
    best = max(found, key=lambda one: (not one.sheet.is_hidden, one.size))
    shown = sum(not one.sheet.is_hidden for one in found)
    return [best], [_SEVERAL.format(shown, best.sheet.name)] if shown > 1 else []


def _every(sheets: Sequence[SheetData], asked: Asked) -> tuple[list[Found], list[str]]:
    """Choose all sheets that are shown and say whose figures they have; say which are left out, and why."""
    found = [(sheet, found_in(sheet, asked)) for sheet in sheets]
    left_out = {sheet.name: why for sheet, one in found if (why := _why_not(sheet, one, asked))}
    chosen = [one for sheet, one in found if one is not None and sheet.name not in left_out]
    if not chosen:
        raise PaperError("no_units", _NO_SHEET)
    left_out |= {one.sheet.name: _NO_COLUMN for one in chosen if one.turn and not one.turn.is_settled}
    notes = [f"Trang tính “{name}” {why}." for name, why in left_out.items()]
    more = len(notes) - _MOST_TOLD
    told = [f"Còn {more} trang tính khác không đọc."] if more > 0 else []
    return chosen, [*notes[:_MOST_TOLD], *told]


def _why_not(sheet: SheetData, found: Found | None, asked: Asked) -> str:
    """Say why one of all sheets is not read; nothing where it is."""
    if found is None:
        return _NOT_READ
    if sheet.is_hidden:
        return _HIDDEN
    if _is_of_other_period(sheet, asked.period_name):
        return _OTHER_PERIOD
    turn = found.turn
    return _NOBODY if turn is not None and not turn.is_cross and turn.unit_id is None else ""


def _is_of_other_period(sheet: SheetData, period_name: str) -> bool:
    """Whether the name of a sheet, or a title alone in its row, tells of another month or quarter only."""
    kind, _, number = heading_key(period_name).rpartition(" ")[0].rpartition(" ")
    if not kind:
        return False
    alone = ([cell for cell in row if cell != ""] for row in sheet.rows[:_TITLE_ROWS])
    texts = [sheet.name, *(str(cells[0]) for cells in alone if len(cells) == 1)]
    numbered = re.compile(rf"\b{re.escape(kind)} 0*(\d{{1,2}}|[ivx]{{1,4}})\b")
    told = {one for text in texts for one in numbered.findall(heading_key(text))}
    return bool(told) and number not in told
