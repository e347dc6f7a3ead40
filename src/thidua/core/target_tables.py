"""Tables with targets in rows, as a unit or a board writes its report: names down, figures across.

Columns of plans, of last year and of sums since January stand beside the figures of the period, so that the
heading of a column says which is which. Where units head the columns, each unit has its own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.text import fold
from thidua.core.unit_tables import (
    NUMBERING,
    Heading,
    NamedRow,
    Rows,
    Span,
    column_words,
    has_cell,
    header_rows,
    heading_key,
    is_figure,
    is_order,
    sum_label,
    text_at,
)

_NAMES_AMONG = 5
_ALIKE = 0.6
_MARGIN = 0.1
_LEAD = re.compile(r"^(?:[-–+*•]+|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[ivx]{1,4}[.)])\s+", re.IGNORECASE)
_RUNNING = re.compile(r"\b(?:luy ke|cong don|tu dau nam|den (?:het |cuoi )?thang|den nay|\d+ thang)\b")
_OTHER = re.compile(
    r"\b(?:ke hoach|kh|giao|cung k[iy]|nam truoc|thuc hien nam|so sanh|so voi|t[iy] le|tien do|ghi chu"
    r"|dvt|don vi tinh|don vi|cach tinh)\b|%"
)
_RESULT = re.compile(
    r"\b(?:thuc hien|ket qua|so lieu|dat duoc|bao cao|trong k[iy]|thang|qu[iy]|so luong|vu)\b"
)
_PERIOD = re.compile(r"\b(thang|qu[iy]) (\d{1,2}|[ivx]+)\b")
_FILLING = frozenset({"so", "ti", "ty", "le", "cua", "va", "tren", "cac", "trong", "dia", "ban", "tong"})


class ColumnRole(StrEnum):
    """What a column of a report holds, as its heading says."""

    RESULT = "result"
    RUNNING = "running"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TargetTable:
    """What was found: rows that may be targets, known or not, and the columns right of their names."""

    name_column: int
    rows: tuple[NamedRow, ...]
    sums: tuple[NamedRow, ...]
    columns: tuple[Heading, ...]


def find_target_table(
    rows: Rows, spans: Iterable[Span], is_target: Callable[[str], bool]
) -> TargetTable | None:
    """Find the table by the column that names most targets; None where no cell names one."""
    found = _name_column(rows, is_target)
    if found is None:
        return None
    column, first = found
    first = _first_row(rows, column, first)
    named, sums = _sorted_rows(rows, column, first, is_target)
    return TargetTable(column, named, sums, tuple(_columns(rows, tuple(spans), column, first)))


def bare_name(text: str) -> str:
    """Return the name of a row without its number or dash: "1.2. Cây xanh" -> "Cây xanh"."""
    return _LEAD.sub("", " ".join(text.split())).strip()


def role_of(words: str, period: str) -> ColumnRole:
    """Say what a heading means in a report for a period ("Tháng 4/2024"); another month is another thing."""
    key, wanted = heading_key(words), heading_key(period)
    if wanted and wanted in key and not re.search(rf"\bden (?:het )?{wanted}", key):
        return ColumnRole.OTHER if _is_other(key) else ColumnRole.RESULT
    if _RUNNING.search(key):
        return ColumnRole.OTHER if _is_other(key) else ColumnRole.RUNNING
    if _is_other(key) or _names_another(key, wanted):
        return ColumnRole.OTHER
    return ColumnRole.RESULT if _RESULT.search(key) else ColumnRole.OTHER


def nearest(name: str, known: Sequence[str]) -> int | None:
    """Return the place of the one known name that comes near, None where none does or two do alike.

    Words are compared as sets without those that say nothing: "Tổng số vụ vi phạm" is "Số vụ vi phạm".
    """
    wanted = _telling(name)
    scored = sorted(((_alike(wanted, _telling(one)), place) for place, one in enumerate(known)), reverse=True)
    if not scored or scored[0][0] < _ALIKE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
        return None
    return scored[0][1]


def _telling(name: str) -> frozenset[str]:
    words = frozenset(heading_key(name).split())
    return words - _FILLING or words


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _is_other(key: str) -> bool:
    return _OTHER.search(key) is not None


def _names_another(key: str, wanted: str) -> bool:
    """Whether the heading is about one month or quarter, and not about the one that is reported."""
    here, there = _PERIOD.search(key), _PERIOD.search(wanted)
    return here is not None and (there is None or here.groups() != there.groups())


def _name_column(rows: Rows, is_target: Callable[[str], bool]) -> tuple[int, int] | None:
    places: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for column, value in enumerate(row[:_NAMES_AMONG]):
            if isinstance(value, str) and value.strip() and is_target(bare_name(value)):
                places.setdefault(column, []).append(number)
    if not places:
        return None
    column = max(places, key=lambda place: (len(places[place]), -place))
    return column, places[column][0]


def _first_row(rows: Rows, column: int, first: int) -> int:
    """Go up to the first row of figures: its target may not be known yet. Names of groups are passed over."""
    top = first
    for number in range(first - 1, -1, -1):
        row = rows[number]
        cells = [value for value in row[column + 1 :] if value not in {"", None}]
        if text_at(row, column) and any(map(is_figure, cells)) and not _is_numbering(cells):
            top = number
        elif cells:
            break
    return top


def _is_numbering(cells: Sequence[object]) -> bool:
    """Whether cells only number the columns: (1), 2, 3=2+1."""
    words = [text_at([cell], 0) for cell in cells]
    return all(NUMBERING.fullmatch(fold(word)) for word in words)


def _sorted_rows(
    rows: Rows, column: int, first: int, is_target: Callable[[str], bool]
) -> tuple[tuple[NamedRow, ...], tuple[NamedRow, ...]]:
    """Part the rows: targets, known or with figures, and sums; groups and signatures are neither."""
    named: list[NamedRow] = []
    sums: list[NamedRow] = []
    for number in range(first, len(rows)):
        row = rows[number]
        name = bare_name(text_at(row, column))
        has_figures = any(map(is_figure, row[column + 1 :]))
        if name and is_target(name):
            named.append(NamedRow(number, name))
        elif has_figures and (label := sum_label(row, column)):
            sums.append(NamedRow(number, label))
        elif has_figures:
            named.append(NamedRow(number, name))
    return tuple(named), tuple(sums)


def _columns(rows: Rows, spans: Sequence[Span], name_column: int, first: int) -> Iterator[Heading]:
    levels = header_rows(rows, spans, first, name_column + 1)
    width = max((len(row) for row in rows), default=0)
    for column in range(name_column + 1, width):
        words = column_words(rows, spans, levels, column)
        has_cells = any(has_cell(rows[number], column) for number in range(first, len(rows)))
        if (words or has_cells) and not is_order(words):
            yield Heading(column, " – ".join(words))
