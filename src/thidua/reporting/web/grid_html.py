"""Draw the grid as text: a template for each of sixteen hundred cells would take longer than all the rest.

Everything people typed or named is escaped here; what is joined is made of pieces of this module alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from thidua.core.quantities import format_number
from thidua.reporting.enums import FigureState
from thidua.reporting.queries.grid import Column, Grid, Held, Line
from thidua.reporting.web.grid_form import COLUMNS, ROWS, TEXTS, VERSIONS, Place, cell_name

_NAMES_SHOWN = 3
_LAYOUTS, _KEPT = 3, 120
_LOCKED = {
    FigureState.SENT: ("lock", "Đã gửi"),
    FigureState.VERIFIED: ("lock", "Đã thẩm định"),
}
_NOT_OWED = '<td class="c-lock"><span class="cs">không giao</span></td>'


@dataclass(frozen=True, slots=True)
class Marks:
    """What is told at single cells of a form that came back: text not saved, and faults."""

    typed: Mapping[Place, str] = field(default_factory=dict)
    faults: Mapping[Place, str] = field(default_factory=dict)
    versions: Mapping[Place, int] = field(default_factory=dict)

    @property
    def places(self) -> list[Place]:
        return [*self.typed, *self.faults, *self.versions]


def table_of(grid: Grid, marks: Marks) -> SafeString:
    """Return the table with its fields, hidden ones included."""
    drawn, marked = _rows_under(grid.columns), {row for row, _ in marks.places}
    rows = "".join(
        _row(grid.columns, row, line, marks) if row in marked else drawn(row, line)
        for row, line in enumerate(grid.lines)
    )
    head = "".join(
        f'<th scope="col" class="n" id="k{place}">{escape(column.name)}'
        f"{f'<br>({escape(column.measure)})' if column.measure else ''}</th>"
        for place, column in enumerate(grid.columns)
    )
    keys = _hidden(ROWS, ",".join(line.report.hex for line in grid.lines))
    keys += _hidden(COLUMNS, ",".join(column.key for column in grid.columns))
    text = (
        f'{keys}<table class="table grid-e"><thead><tr><th scope="col">Đơn vị</th>{head}</tr></thead>'
        f"<tbody>{rows}{_sum_row(grid)}</tbody></table>"
    )
    return mark_safe(text)  # noqa: S308 -- names and typed text are escaped where they are put in


@lru_cache(maxsize=_LAYOUTS)
def _rows_under(columns: tuple[Column, ...]) -> Callable[[int, Line], str]:
    """Return what draws rows without marks under these columns.

    A row is drawn once for as long as nothing in it changes: it is found again by all that it shows, as it
    was just read, so that it cannot be out of date.
    """

    @lru_cache(maxsize=_KEPT)
    def drawn(row: int, line: Line) -> str:
        return _row(columns, row, line, Marks())

    return drawn


def _row(columns: Sequence[Column], row: int, line: Line, marks: Marks) -> str:
    name = f'<th scope="row" id="u{row}">{escape(line.unit)}'
    if not line.may_write:
        shown = (_shown(line, column, marks.typed.get((row, at))) for at, column in enumerate(columns))
        return f"<tr>{name}</th>{''.join(shown)}</tr>"
    is_plain = not (marks.typed or marks.faults)
    cells, versions, texts = [], [], []
    for place, column in enumerate(columns):
        held = line.held.get(column.target)
        text = "" if held is None else held.typed_base if column.is_base else held.typed
        versions.append(0 if held is None else held.version)
        texts.append(text if text.isprintable() and "  " not in text else " ".join(text.split()))
        if is_plain and held is not None and text and held.state == FigureState.DRAFT:
            cells.append(f"<td>{_input(row, place, text)}></td>")
        else:
            cells.append(_cell(line, (row, place), column, marks))
    for (_, place), version in ((at, known) for at, known in marks.versions.items() if at[0] == row):
        versions[place] = version
    carried = _hidden(f"{VERSIONS}{row}", ",".join(map(str, versions)))
    carried += _hidden(f"{TEXTS}{row}", "\t".join(texts))
    return f"<tr>{name}{carried}</th>{''.join(cells)}</tr>"


def _cell(line: Line, place: Place, column: Column, marks: Marks) -> str:
    held = line.held.get(column.target)
    if held is None and column.target not in line.owed:
        return _NOT_OWED
    text = held.text(column) if held else ""
    if held is not None and held.state in _LOCKED:
        return _field(place, text, "c-lock", *_LOCKED[FigureState(held.state)], readonly=True)
    if place in marks.faults:
        return _field(place, marks.typed.get(place, text), "c-bad", "alert-octagon", marks.faults[place])
    if place in marks.typed:
        return _field(place, marks.typed[place], "c-wait", "clock", "Chưa lưu")
    if held is not None and held.state == FigureState.RETURNED:
        return _field(place, text, "c-back", "arrow-back-up", "Trả lại")
    return (
        f"<td>{_input(*place, text)}></td>" if text else _field(place, "", "c-no", "circle-dashed", "Chưa có")
    )


def _field(place: Place, text: str, look: str, icon: str, words: str, *, readonly: bool = False) -> str:
    name, lock = cell_name(*place), " readonly" if readonly else ""
    return (
        f'<td class="{look}">{_input(*place, text)}{lock} aria-describedby="s{name}">'
        f'<span class="cs" id="s{name}">{_icon(icon)}{escape(words)}</span></td>'
    )


def _input(row: int, column: int, text: str) -> str:
    """Return the field without its end, so that what it is described by can follow."""
    value = f' value="{escape(text)}"' if text else ""
    return (
        f'<input name="o{row}-{column}" id="o{row}-{column}" inputmode="decimal"'
        f' aria-labelledby="u{row} k{column}"{value}'
    )


def _shown(line: Line, column: Column, unsaved: str | None = None) -> str:
    """Return a cell that the reader may only look at; what was typed into it and not kept is told below."""
    held = line.held.get(column.target)
    told = "" if unsaved is None else _note("clock", f"Chưa lưu: {unsaved or 'để trống'}")
    if held is None and not told:
        return '<td class="n">chưa có</td>' if column.target in line.owed else _NOT_OWED
    text = escape(held.text(column)) if held else ""
    return f'<td class="n">{text or "chưa có"}{_state_of(held) if held else ""}{told}</td>'


def _note(icon: str, words: str) -> str:
    return f'<span class="cs">{_icon(icon)}{escape(words)}</span>'


def _state_of(held: Held) -> str:
    if held.state == FigureState.RETURNED:
        return _note("arrow-back-up", "Trả lại")
    return ""


def _sum_row(grid: Grid) -> str:
    sums = "".join(f"<td>{text}</td>" for text in sum_texts(grid))
    return f'<tr class="tot"><th scope="row">{escape(sum_title(grid))}</th>{sums}</tr>'


def sum_texts(grid: Grid) -> list[str]:
    """Return what stands under each column; a blank would look like a sum that was forgotten."""
    return [
        format_number(total) if total is not None else "chưa có" if column.adds_up else "không cộng"
        for total, column in zip(grid.totals, grid.columns, strict=True)
    ]


def sum_title(grid: Grid) -> str:
    """Say what is in the sums, and name who is missing from them."""
    what = "Cộng các số đã ghi, cả số chưa gửi" if grid.has_unsent else "Cộng các số đã gửi"
    if not grid.missing:
        return what
    shown = ", ".join(grid.missing[:_NAMES_SHOWN])
    left = len(grid.missing) - _NAMES_SHOWN
    return f"{what} (thiếu {shown}{f' và {left} đơn vị' if left > 0 else ''})"


def choices_of(names: Iterable[str]) -> SafeString:
    """Return a choice for each name, whose value is its place."""
    options = (f'<option value="{place}">{escape(name)}</option>' for place, name in enumerate(names))
    return mark_safe("".join(options))  # noqa: S308 -- names are escaped


def ready_fields(lines: Iterable[Line]) -> SafeString:
    """Return what the form of handing in carries: each report with the version that was seen."""
    fields = (_hidden("bao-cao", f"{line.report}:{line.version}") for line in lines)
    return mark_safe("".join(fields))  # noqa: S308 -- values are escaped


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _icon(name: str) -> str:
    return f'<svg class="ic" aria-hidden="true"><use href="#i-{name}"/></svg>'


def unsaved_words(grid: Grid, marks: Marks) -> Iterator[str]:
    """Tell each change of a preview: "Thôn 1, Sản lượng (tấn): 33,6 thành 40"."""
    for (row, place), text in marks.typed.items():
        line, column = grid.lines[row], grid.columns[place]
        held = line.held.get(column.target)
        before = (held.text(column) if held else "") or "để trống"
        yield f"{line.unit}, {column.title}: {before} thành {text or 'để trống'}"
