"""Check a pasted list of people or households that aim at a title.

A list with headings is read by them. A village head also pastes names alone, one a line: that is enough.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.core.pasted.checking import Checked, Reader, Row, check
from thidua.core.pasted.table import MOST_CHARACTERS, MOST_LINES, Column, Line, Table, read_table
from thidua.core.text import normalise, search_key

COLUMNS = (
    Column(
        "name", "Họ và tên", ("Họ tên", "Tên", "Chủ hộ", "Họ và tên chủ hộ", "Tên chủ hộ"), is_needed=True
    ),
    Column("title", "Danh hiệu", ("Danh hiệu đăng ký", "Danh hiệu thi đua")),
    Column("note", "Ghi chú", ("Chức vụ", "Địa chỉ")),
)
_LONGEST_NAME, _LONGEST_TITLE, _LONGEST_NOTE = 200, 200, 300
_NUMBERING = re.compile(r"^\s*[0-9]{1,4}\s*[.)\t ]\s*")


@dataclass(frozen=True, slots=True)
class PastedTitle:
    """Who aims at which title."""

    name: str
    title: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return search_key(self.name), search_key(self.title)


def check_titles(text: str, *, title: str, known: Iterable[tuple[str, str]]) -> Checked[PastedTitle]:
    """Read a list; `title` is that of lines that name none, `known` the (name, title) there already.

    Of two equal lines the second is refused: two households of one name are told apart by a word.
    """
    met: dict[tuple[str, str], int] = {}
    there = {(search_key(name), search_key(of)) for name, of in known}
    table = _table(text)

    def row(line: Line) -> Row[PastedTitle]:
        reader = Reader(table, line)
        found = PastedTitle(
            reader.name("name", _LONGEST_NAME),
            reader.words("title", _LONGEST_TITLE) or title,
            reader.words("note", _LONGEST_NOTE),
        )
        shown = tuple(line.words(column.key) for column in table.columns)
        if found.key in there and not reader.faults:
            return Row(line.number, shown, None, is_known=True)
        first = met.setdefault(found.key, line.number)
        if first != line.number and not reader.faults:
            reader.refuse("name", f"giống dòng {first}. Bỏ một dòng, hoặc ghi thêm cho khác.")
        return Row(line.number, shown, None if reader.faults else found, tuple(reader.faults))

    return check(table, row)


def _table(text: str) -> Table:
    table = read_table(text, COLUMNS)
    if table.columns or len(text) > MOST_CHARACTERS or not text.strip():
        return table
    return _names_alone(normalise(text).splitlines())


def _names_alone(lines: Sequence[str]) -> Table:
    """Take each line as a name, without the number before it; what stands in further cells is a note."""
    found = [
        Line(number, _cells(line)) for number, line in enumerate(lines, 1) if _NUMBERING.sub("", line).strip()
    ]
    faults = () if len(found) <= MOST_LINES else (_too_many(len(found)),)
    return Table((COLUMNS[0], COLUMNS[2]), tuple(found[:MOST_LINES]), faults=faults)


def _cells(line: str) -> dict[str, str]:
    name, *more = (cell.strip() for cell in _NUMBERING.sub("", line).split("\t"))
    return {"name": name, "note": " ".join(cell for cell in more if cell)}


def _too_many(count: int) -> str:
    return f"Có {count} dòng, mỗi lần nhập nhiều nhất {MOST_LINES} dòng. Chia làm nhiều lần."
