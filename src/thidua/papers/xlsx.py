"""What a workbook's XML says and the reader of values does not: hidden, uncounted, errors, percentages.

It also measures how far the cells reach before they are read, because the reader makes room for every
cell from the first to the last: one letter in the last corner of a sheet would ask for 400 GB.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from thidua.core.quantities import format_number
from thidua.papers import limits
from thidua.papers.archive import Archive, bomb, broken
from thidua.papers.docx.markup import parse
from thidua.papers.errors import PaperError
from thidua.papers.folding import Fold, fold

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROOT = "_rels/.rels"
_STRINGS, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"
_CELL = b'<c r="'
_EMPTY_OR_FULL = re.compile(rb'<c r="(?:([A-Z]{1,3})(\d{1,7})"[^>/]*>|[A-Z]{1,3}\d{1,7}"[^>/]*/>)')
_BEYOND = re.compile(rb'<c r="(?![A-J](?:\d{1,5}|1\d{5})")')
"""A cell outside ten columns and 199,999 rows, which together hold no more cells than may be read."""
_FULL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>/]*)>(.*?)</c>', re.DOTALL)
_EMPTY_CELL = re.compile(rb"<c [^>]*/>")
_EMPTY_ROW = re.compile(rb"<row\b[^>]*(?:/>|>\s*</row>)")
_ADDRESS = re.compile(rb"\sr\s*=")
_ROW, _COLUMN = re.compile(rb"<row\b[^>]*>"), re.compile(rb"<col\b[^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER_OF = {name: re.compile(rb"\b" + name + rb'="(\d{1,7})"') for name in (b"r", b"s", b"min", b"max")}
_FORMULA, _ERROR, _TEXT = b"<f", b't="e"', b't="str"'
_RESULT = re.compile(rb"<v[^>/]*>([^<]+)</v>")
_NUMBER_FORMATS = frozenset(map(str, (*range(9), 11, 12, 13, *range(37, 45), 48, 49)))
_OTHER_THAN_NUMBER = re.compile(r"[dmyhs%]", re.IGNORECASE)
_PERCENT_FORMATS = frozenset({"9", "10"})
_LETTERS = 26
_WIDEST = 16_384


class Place(NamedTuple):
    """A cell by its row and column, both from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the XML of one sheet says; `words` stand in place of what the reader of values gives."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncounted: frozenset[Place] = frozenset()
    words: tuple[tuple[Place, str], ...] = ()


NO_FACTS = SheetFacts()


@dataclass(frozen=True, slots=True)
class CheckedBook:
    """A workbook of nothing but checked parts, unpacked, and the facts of each sheet by its name.

    `is_measured` says that the cells reach no farther than memory does. Sheets that stand in `folds` are
    read short, to be unfolded once they are read.
    """

    data: bytes
    facts: Mapping[str, SheetFacts]
    is_measured: bool
    folds: Mapping[str, Fold]


def column_number(letters: str) -> int:
    """Return the column from 0: "A" -> 0, "AA" -> 26."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def check_book(archive: Archive, *, may_fold: bool = True) -> CheckedBook:
    """Unpack the parts that matter within the limits and look at each sheet; raise `PaperError` else."""
    if _WORKBOOK not in archive or _RELATIONS not in archive:
        raise broken()
    wanted = {_ROOT, _WORKBOOK, _RELATIONS, _STRINGS, _STYLES}
    parts = {name: archive.read(name) for name in archive.names if name.lower() in wanted}
    styles = next((xml for name, xml in parts.items() if name.lower() == _STYLES), b"")
    percents, odd_styles = _percent_styles(styles), _odd_styles(styles)
    sheets: list[tuple[str, bytes]] = []
    folds: dict[str, Fold] = {}
    for title, name in _sheet_parts(parts[_WORKBOOK], parts[_RELATIONS]):
        if name not in archive:
            raise broken()
        parts[name] = _without_empty(archive.read(name, most=limits.MAX_SHEET_BYTES))
        if may_fold and (folded := fold(parts[name], odd_styles)) is not None:
            folds[title], parts[name] = folded, folded.xml
        sheets.append((title, parts[name]))
    is_measured = _check_extent([xml for _, xml in sheets])
    facts = {title: _facts(xml, percents) for title, xml in sheets}
    return CheckedBook(_stored(parts), facts, is_measured, folds)


def too_many_cells() -> PaperError:
    """Return the refusal of a sheet whose cells reach too far."""
    return PaperError(
        "too_many_cells",
        "Bảng tính rộng quá hai triệu ô; hãy xóa các dòng và cột thừa, lưu lại rồi đưa lên.",
    )


def _sheet_parts(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and part of each sheet of cells, in the order of the book; charts are none."""
    targets = {
        link.get("Id"): _part_name(link.get("Target", ""))
        for link in parse(relations)
        if link.get("Type", "").endswith("/worksheet")
    }
    sheets = list(parse(workbook).iterfind("{*}sheets/{*}sheet"))
    if len(sheets) > limits.MAX_SHEETS:
        raise bomb()
    for sheet in sheets:
        links = [str(value) for name, value in sheet.items() if str(name).endswith("}id")]
        if links and links[0] in targets:
            yield sheet.get("name", ""), targets[links[0]]


def _part_name(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _without_empty(xml: bytes) -> bytes:
    """Drop empty cells and rows from a sheet that is too long because of them."""
    if len(xml) <= limits.MAX_PART_BYTES:
        return xml
    xml = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", xml))
    if len(xml) > limits.MAX_PART_BYTES:
        raise too_many_cells()
    return xml


def _is_measurable(xml: bytes) -> bool:
    """Say whether every cell gives its address in the one usual spelling.

    Whatever else a program may write is read where memory is limited.
    """
    start, end = xml.find(b"sheetData"), xml.rfind(b"</sheetData")
    if xml.startswith(b"<sheetData/>", start - 1):
        return True
    if end < 0 or xml[start - 1 : start] != b"<" or _ADDRESS.search(xml, end):
        return False
    body = xml[start:end]
    return body.count(b"<c") == body.count(_CELL) and b":c" not in body


def _check_extent(sheets: Sequence[bytes]) -> bool:
    """Refuse sheets whose cells reach too far; return False where that cannot be told."""
    if not all(map(_is_measurable, sheets)):
        return False
    if len(sheets) == 1 and _BEYOND.search(sheets[0]) is None:  # three times as fast, for long lists
        return True
    extents = list(map(_extent, sheets))
    if sum(extent or 0 for extent in extents) > limits.MAX_WORKBOOK_CELLS:
        raise too_many_cells()
    return None not in extents


def _extent(xml: bytes) -> int | None:
    """Return for how many cells the reader will make room; None when an address is none."""
    cells = _EMPTY_OR_FULL.findall(xml)
    if len(cells) != xml.count(_CELL):
        return None
    rows = max((int(row) for _, row in cells if row), default=0)
    columns = {letters.decode() for letters, _ in cells if letters}
    return rows * max((column_number(letters) + 1 for letters in columns), default=0)


def _facts(xml: bytes, percents: frozenset[bytes]) -> SheetFacts:
    hidden_rows: frozenset[int] = frozenset()
    if b"hidden" in xml:
        hidden_rows = frozenset(_attribute(row, b"r") - 1 for row in _ROW.findall(xml) if _HIDDEN.search(row))
    if not (percents or _FORMULA in xml or _ERROR in xml):
        return SheetFacts(hidden_rows, _hidden_columns(xml))
    uncounted: set[Place] = set()
    words: list[tuple[Place, str]] = []
    for letters, row, attributes, inner in _FULL.findall(xml):
        place = Place(int(row) - 1, column_number(letters.decode()))
        result = _RESULT.search(inner)
        if result is None:
            if _FORMULA in inner and _TEXT not in attributes:
                uncounted.add(place)
        elif (word := _words(attributes, result[1], percents)) is not None:
            words.append((place, word))
    return SheetFacts(hidden_rows, _hidden_columns(xml), frozenset(uncounted), tuple(words))


def _words(attributes: bytes, result: bytes, percents: frozenset[bytes]) -> str | None:
    """Return what a person sees in an error or a percentage, whose value alone would mislead."""
    if _ERROR in attributes:
        return result.decode(errors="replace")
    style = _NUMBER_OF[b"s"].search(attributes)
    if style is None or style[1] not in percents or b't="' in attributes:
        return None
    try:
        return f"{format_number(Decimal(repr(float(result))) * 100)}%"
    except (ValueError, ArithmeticError):
        return None


def _hidden_columns(xml: bytes) -> frozenset[int]:
    head = xml[: max(xml.find(b"sheetData"), 0)]
    return frozenset(
        place
        for column in _COLUMN.findall(head)
        if _HIDDEN.search(column)
        for place in range(_attribute(column, b"min") - 1, min(_attribute(column, b"max"), _WIDEST))
    )


def _attribute(tag: bytes, name: bytes) -> int:
    match = _NUMBER_OF[name].search(tag)
    return int(match[1]) if match else 0


def _percent_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a share as a percentage: 0.85 as 85%."""
    if not styles:
        return frozenset()
    root = parse(styles)
    formats = _PERCENT_FORMATS | {
        form.get("numFmtId", "")
        for form in root.findall("{*}numFmts/{*}numFmt")
        if "%" in form.get("formatCode", "")
    }
    return frozenset(
        str(place).encode()
        for place, style in enumerate(root.findall("{*}cellXfs/{*}xf"))
        if style.get("numFmtId") in formats
    )


def _odd_styles(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that may show a number as a share, a day or a time."""
    if not styles:
        return frozenset()
    root = parse(styles)
    odd: dict[str, bool] = {}
    for form in root.iterfind("{*}numFmts/{*}numFmt"):
        is_odd = _OTHER_THAN_NUMBER.search(form.get("formatCode", "")) is not None
        odd[form.get("numFmtId", "")] = odd.get(form.get("numFmtId", ""), False) or is_odd
    kinds = [style.get("numFmtId", "0") for style in root.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(place for place, kind in enumerate(kinds) if odd.get(kind, kind not in _NUMBER_FORMATS))


def _stored(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()
