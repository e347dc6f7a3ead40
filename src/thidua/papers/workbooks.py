"""Workbooks that units hand in: .xlsx, .xls and .ods as rows of cells, each with its place.

Nothing is calculated: a formula gives the result that was saved with it. Text of old fonts becomes
Unicode. Shares shown as percentages are read as people see them ("47,3%").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

from thidua.core.legacy_fonts import repair_lines
from thidua.papers import limits
from thidua.papers.archive import Archive
from thidua.papers.confinement import ConfinementError, run_confined
from thidua.papers.errors import PaperError
from thidua.papers.extracted import clean_text, note_of_fonts
from thidua.papers.folding import Fold, FoldError
from thidua.papers.names import clean_name, extension_of
from thidua.papers.workbook_cells import RawSheet, read_cells
from thidua.papers.xlsx import NO_FACTS, CheckedBook, Place, SheetFacts, check_book, too_many_cells

CellValue = str | float | bool | date
"""What a cell holds; an empty one is ""."""
Row = tuple[CellValue, ...]

_WORKER = "thidua.papers.workbook_worker"
_PLAIN_TYPES = frozenset({str, float, int, bool, date, datetime})
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_OPEN_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_LETTERS = 26
_UNSEEN: SheetFacts | None = None
_UNSEEN_NOTE = "Tệp loại này không cho biết dòng, cột nào đang ẩn; nên lưu thành .xlsx."

_AGAIN = "hãy mở bằng Excel, lưu một bản .xlsx mới rồi đưa lên lại."
_SENTENCES = {
    "empty": "Tệp trống; hãy chọn lại đúng tệp bảng tính.",
    "too_large": "Tệp lớn hơn 25 MB; hãy bỏ bớt ảnh và trang tính thừa rồi đưa lên lại.",
    "broken": f"Tệp bị hỏng hoặc chưa tải xong; {_AGAIN}",
    "bomb": f"Tệp nén quá mức bình thường nên không được mở; {_AGAIN}",
    "dangerous": f"Tệp chứa phần có thể gây hại nên không được mở; {_AGAIN}",
    "encrypted": "Tệp có mật khẩu; hãy bỏ mật khẩu trong Excel rồi lưu và đưa lên lại.",
    "macro": f"Tệp có macro nên không được mở; {_AGAIN}",
    "binary": f"Đây là tệp Excel kiểu .xlsb; {_AGAIN}",
    "web_page": f"Tệp tên là bảng tính nhưng bên trong là trang web; {_AGAIN}",
    "text": f"Đây là tệp chữ (.csv, .txt), không phải bảng tính; {_AGAIN}",
    "word": "Đây là văn bản Word, không phải bảng tính; hãy chọn tệp .xlsx, .xls hoặc .ods.",
    "unknown": "Đây không phải là bảng tính; hãy chọn tệp .xlsx, .xls hoặc .ods.",
    "no_cells": "Bảng tính không có ô nào có chữ hay số; hãy kiểm tra lại có chọn đúng tệp không.",
    "same_titles": "Tệp có hai trang tính cùng tên; hãy đổi tên một trang rồi lưu và đưa lên lại.",
    "too_heavy": f"Tệp quá nặng để đọc; {_AGAIN}",
}


class Merged(NamedTuple):
    """Cells joined into one; its value stands in the first. All counted from 0, the last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class SheetData:
    """One sheet: `rows[0][0]` is A1, all rows are of one length, empty rows at the end are left out.

    `uncounted` are formulas without a saved result. `notes` are sentences about what was done on the way.
    """

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    uncounted: frozenset[Place] = frozenset()
    notes: tuple[str, ...] = ()


def read_sheets(data: bytes, name: str = "") -> tuple[SheetData, ...]:
    """Read a workbook; raise `PaperError` with a Vietnamese sentence for what cannot be read."""
    try:
        sheets = _read(data, extension_of(clean_name(name)))
    except PaperError as refusal:  # those of parts that all zips share speak of Word
        raise _refusal(refusal.code) if refusal.code in _SENTENCES else refusal from refusal
    if not any(sheet.rows for sheet in sheets):
        raise _refusal("no_cells")
    return sheets


def cell_name(row: int, column: int) -> str:
    """Return what Excel calls the cell, both counted from 0: (6, 2) -> "C7"."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Return what Excel calls the column counted from 0: 27 -> "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _read(data: bytes, extension: str) -> tuple[SheetData, ...]:
    if not data:
        raise _refusal("empty")
    if len(data) > limits.MAX_FILE_BYTES:
        raise _refusal("too_large")
    if data.startswith(_ZIP):
        return _read_zip(data)
    if data.startswith(_OLE):
        return _read_old(data)
    raise _refusal(_what_else(data, extension))


def _read_zip(data: bytes) -> tuple[SheetData, ...]:
    archive = Archive(data)
    if "xl/workbook.xml" in archive:
        if any(name.endswith("vbaProject.bin") for name in archive.names):
            raise _refusal("macro")
        return _read_xlsx(archive)
    if "mimetype" in archive and archive.read("mimetype").startswith(_OPEN_TYPE):
        for part in archive.names:
            archive.size_of(part)
        return _with_unicode([_sheet(raw, _UNSEEN) for raw in _confined(data)])
    if "xl/workbook.bin" in archive:
        raise _refusal("binary")
    raise _refusal("word" if "word/document.xml" in archive else "unknown")


def _read_old(data: bytes) -> tuple[SheetData, ...]:
    """Read an .xls; other files of that container are named."""
    for stream, code in (("EncryptedPackage", "encrypted"), ("WordDocument", "word")):
        if stream.encode("utf-16-le") in data:
            raise _refusal(code)
    return _with_unicode([_sheet(raw, _UNSEEN) for raw in _confined(data)])


def _read_xlsx(archive: Archive) -> tuple[SheetData, ...]:
    try:
        return _checked_sheets(check_book(archive))
    except FoldError:
        return _checked_sheets(check_book(archive, may_fold=False))


def _checked_sheets(book: CheckedBook) -> tuple[SheetData, ...]:
    raws = read_cells(book.data) if book.is_measured else _confined(book.data)
    names = [raw.name for raw in raws]
    if any(names.count(title) != 1 for title in book.folds):
        raise FoldError
    folds = [book.folds.get(name) for name in names]
    cells = sum(fold.count_of_cells(raw.rows) for raw, fold in zip(raws, folds, strict=True) if fold)
    if cells > limits.MAX_WORKBOOK_CELLS:
        raise too_many_cells()
    sheets = _with_unicode([_sheet(raw, book.facts.get(raw.name, NO_FACTS)) for raw in raws])
    return tuple(_unfolded(sheet, fold) if fold else sheet for sheet, fold in zip(sheets, folds, strict=True))


def _unfolded(sheet: SheetData, fold: Fold) -> SheetData:
    return replace(sheet, rows=_trimmed(fold.unfold(sheet.rows)))


def _confined(data: bytes) -> list[RawSheet]:
    try:
        answer = run_confined(_WORKER, data, seconds=limits.WORKBOOK_CPU_SECONDS)
    except ConfinementError as stopped:
        raise _refusal("too_heavy") from stopped
    if "error" in answer:
        raise _refusal(answer["error"])
    return [
        RawSheet(name, is_hidden, [[_decoded(value) for value in row] for row in rows], merged)
        for name, is_hidden, rows, merged in answer["sheets"]
    ]


def _decoded(value: Any) -> Any:
    return datetime.fromisoformat(value[0]) if isinstance(value, list) else value


def _sheet(raw: RawSheet, facts: SheetFacts | None) -> SheetData:
    rows = _trimmed(_with_words(raw.rows, facts.words if facts else ()))
    return SheetData(
        name=clean_text(raw.name),
        rows=rows,
        is_hidden=raw.is_hidden,
        hidden_rows=facts.hidden_rows if facts else frozenset(),
        hidden_columns=facts.hidden_columns if facts else frozenset(),
        merged=tuple(Merged(*first, *last) for first, last in raw.merged),
        uncounted=facts.uncounted if facts else frozenset(),
        notes=() if facts else (_UNSEEN_NOTE,),
    )


def _with_words(rows: Sequence[Sequence[Any]], words: Iterable[tuple[Place, str]]) -> list[Row]:
    """Put the words people see into their cells; times of day become text."""
    made = list(map(tuple, rows))
    for place, word in words:
        if place.row < len(made) and place.column < len(made[place.row]):
            row = made[place.row]
            made[place.row] = (*row[: place.column], word, *row[place.column + 1 :])
    if set(map(type, chain.from_iterable(made))) <= _PLAIN_TYPES:
        return made
    return [tuple(value if type(value) in _PLAIN_TYPES else str(value) for value in row) for row in made]


def _trimmed(rows: list[Row]) -> tuple[Row, ...]:
    """Leave out the rows at the end in which nothing is seen."""
    last = len(rows)
    while last and not any(
        value if not isinstance(value, str) else value.strip() for value in rows[last - 1]
    ):
        last -= 1
    return tuple(rows[:last])


def _with_unicode(sheets: Sequence[SheetData]) -> tuple[SheetData, ...]:
    """Clean every text once, and turn those of an old font into Unicode where syllables show it."""
    texts = list(
        {value for sheet in sheets for value in chain.from_iterable(sheet.rows) if type(value) is str}
    )
    repair = repair_lines(texts)
    clean = {old: new for old, new in zip(texts, map(clean_text, repair.lines), strict=True) if old != new}
    if not clean:
        return tuple(sheets)
    notes = () if repair.encoding is None else (note_of_fonts(repair.encoding),)
    return tuple(
        replace(
            sheet,
            rows=tuple(
                tuple(clean.get(value, value) if type(value) is str else value for value in row)
                for row in sheet.rows
            ),
            notes=(*sheet.notes, *notes),
        )
        for sheet in sheets
    )


def _what_else(data: bytes, extension: str) -> str:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<style", b"mime-version:")):
        return "web_page"
    is_text = b"\0" not in data[:1024] and extension in {"csv", "txt", "tsv", "xls", "xlsx"}
    return "text" if is_text else "unknown"


def _refusal(code: str) -> PaperError:
    return PaperError(code, _SENTENCES[code])
