"""Tables for Excel: real text, real numbers and dates, ready to print, harmless to open."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Value = str | Decimal | int | date | None

_LONGEST_TEXT = 32_767  # Excel's limit for one cell
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠|%")
_EXACT_DIGITS = 15  # a number in Excel keeps no more; longer ones, such as account numbers, stay text
_NARROWEST, _WIDEST = 8, 60
_WIDE_PAGE = 90  # characters beside each other, from where paper is laid on its side
_A4 = 9
_KEY_ROW, _HEADER_ROW = 1, 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title above it.

    `keys` are written into a hidden row above the header, for tables that come back and are read again; the
    last `hidden_columns` columns are for the machine too and are not shown.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    keys: Sequence[str] = ()
    hidden_columns: int = 0


def to_xlsx(sheet: Sheet, *more: Sheet, made_at: datetime) -> bytes:
    """Return the bytes of a workbook; the same sheets and time give the same bytes.

    Titles of several sheets must differ within their first 31 letters, which name the sheets.
    Separators of numbers follow the reader's Excel (1.234,5 on a Vietnamese one); dates are dd/MM/yyyy.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 -- a slow library, needed for exports only

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(target, options)
    book.set_properties({"title": sheet.title, "created": made_at.replace(tzinfo=None)})
    for one in (sheet, *more):
        _Writer(book, book.add_worksheet(_sheet_name(one.title))).write(one)
    book.close()
    return target.getvalue()


class _Writer:
    """Writes one worksheet; formats are made once and shared by the cells that look alike."""

    def __init__(self, book: Any, page: Any) -> None:
        self._book = book
        self._page = page
        self._formats: dict[tuple[str, bool], Any] = {}

    def write(self, sheet: Sheet) -> None:
        """Write title, header and rows, and set the page for print."""
        widths = _widths(sheet)
        self._page.write_string(
            0, 0, sheet.title[:_LONGEST_TEXT], self._book.add_format({"bold": True, "font_size": 14})
        )
        if sheet.keys:
            self._page.write_row(_KEY_ROW, 0, sheet.keys)
            self._page.set_row(_KEY_ROW, None, None, {"hidden": True})
        heading = self._book.add_format(
            {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
                "bg_color": "#F2F2F2",
            }
        )
        for column, words in enumerate(sheet.header):
            self._page.write_string(_HEADER_ROW, column, words[:_LONGEST_TEXT], heading)
            is_hidden = column >= len(sheet.header) - sheet.hidden_columns
            self._page.set_column(column, column, widths[column], None, {"hidden": is_hidden})
        for place, row in enumerate(sheet.rows, _HEADER_ROW + 1):
            for column, value in enumerate(row):
                self._cell(place, column, value)
        self._set_page(sheet, widths)

    def _cell(self, row: int, column: int, value: Value) -> None:
        if value is None:
            self._page.write_blank(row, column, None, self._format("@"))
        elif isinstance(value, str):
            text = "\n".join(value.splitlines()) if "\r" in value else value
            if len(text) > _LONGEST_TEXT:
                text = f"{text[: _LONGEST_TEXT - 1]}…"
            self._page.write_string(
                row, column, text, self._format("@", is_quoted=text[:1] in _FORMULA_STARTS)
            )
        elif isinstance(value, date):
            moment = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            is_moment = isinstance(value, datetime)
            self._page.write_datetime(
                row, column, moment, self._format("dd/mm/yyyy hh:mm" if is_moment else "dd/mm/yyyy")
            )
        else:
            self._number(row, column, Decimal(value))

    def _number(self, row: int, column: int, value: Decimal) -> None:
        if not value.is_finite() or len(value.normalize().as_tuple().digits) > _EXACT_DIGITS:
            self._page.write_string(row, column, f"{value:f}", self._format("@"))
            return
        exponent = value.normalize().as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        form = self._format(f"#,##0.{'0' * places}" if places else "#,##0")
        self._page.write_number(row, column, float(value), form)  # what Excel stores; fifteen digits survive

    def _format(self, number_format: str, *, is_quoted: bool = False) -> Any:
        key = (number_format, is_quoted)
        if key not in self._formats:
            settings: dict[str, Any] = {"num_format": number_format, "border": 1, "valign": "top"}
            if number_format == "@":
                settings |= {"text_wrap": True, "quote_prefix": is_quoted}
            self._formats[key] = self._book.add_format(settings)
        return self._formats[key]

    def _set_page(self, sheet: Sheet, widths: Sequence[int]) -> None:
        page = self._page
        page.freeze_panes(_HEADER_ROW + 1, 0)
        if sheet.header:
            page.autofilter(_HEADER_ROW, 0, _HEADER_ROW + max(len(sheet.rows), 1), len(sheet.header) - 1)
        page.set_paper(_A4)
        if sum(widths[: len(widths) - sheet.hidden_columns]) > _WIDE_PAGE:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(_HEADER_ROW)
        page.set_footer("&CTrang &P/&N")


def _widths(sheet: Sheet) -> list[int]:
    return [
        min(max(_NARROWEST, *(_width(words) for words in _column(sheet, place))), _WIDEST)
        for place in range(len(sheet.header))
    ]


def _column(sheet: Sheet, place: int) -> list[Value]:
    return [sheet.header[place], *(row[place] for row in sheet.rows if place < len(row))]


def _width(value: Value) -> int:
    if value is None:
        return 0
    if isinstance(value, date):
        return len("dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy") + 2
    return max(map(len, str(value).split("\n"))) + 2


def _sheet_name(title: str) -> str:
    name = " ".join(title.translate(_NOT_IN_SHEET_NAME).split())[:_LONGEST_SHEET_NAME].strip("' ")
    return name if name and name.lower() != "history" else "Bảng"
