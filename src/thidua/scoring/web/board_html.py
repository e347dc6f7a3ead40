"""Draw the council's board as text: templates for six thousand cells would take longer than all the rest.

Everything people typed or named is escaped here; what is joined is made of pieces of this module alone. A row
is drawn once for as long as what it was read from stays the same.
"""

from decimal import Decimal
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from thidua.core.quantities import format_number
from thidua.core.scoring.points import LineState
from thidua.scoring.queries.council_board import Board, Cell, Unit

_MOST_NUMBERS, _MOST_ROWS = 4096, 1024
_STATES = {
    LineState.NOT_ASSIGNED: "không giao",
    LineState.NOT_REPORTED: "chưa có số",
    LineState.NOT_JUDGED: "chưa chấm",
}
_NOTHING = '<td class="n muted">–</td>'


def table_of(board: Board, *, may_give: bool) -> SafeString:
    """Return the table; where `may_give`, each cell that people scored leads to its form."""
    head = "".join(
        f'<th scope="col" class="n">{escape(name)}{_small(_most(maximum))}</th>'
        for _, name, maximum in board.criteria
    )
    keys = tuple(key for key, _, _ in board.criteria)
    rows = "".join([_row(unit, keys, may_give=may_give) for unit in board.units])
    text = (
        '<table class="table board"><thead><tr><th scope="col">Đơn vị</th><th scope="col" class="n">Điểm</th>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return mark_safe(text)  # noqa: S308 -- names are escaped where they are put in


@lru_cache(maxsize=_MOST_ROWS)
def _row(unit: Unit, keys: tuple[str, ...], *, may_give: bool) -> str:
    held = unit.cells
    cells = "".join(
        _cell(cell, unit, may_give=may_give) if (cell := held.get(key)) else _NOTHING for key in keys
    )
    name = f'<a href="/cham-diem/phieu/{unit.sheet}/">{escape(unit.name)}</a>'
    return f'<tr><th scope="row">{name}</th><td class="n"><b>{_number(unit.points)}</b></td>{cells}</tr>'


def _cell(cell: Cell, unit: Unit, *, may_give: bool) -> str:
    text = _STATES.get(LineState(cell.state)) or _number(cell.points)
    if not cell.differs:
        return f'<td class="n">{text}</td>'
    if may_give and cell.state != LineState.NOT_ASSIGNED:
        label = f"{text}, {escape(unit.name)}, ghi điểm Hội đồng"
        text = f'<a href="/cham-diem/dong/{cell.line}/hoi-dong/?tu=bang" aria-label="{label}">{text}</a>'
    columns = (
        ("tự chấm", cell.own),
        ("thẩm định", cell.second),
        *(("chéo", one) for one in cell.crosses),
        ("Hội đồng", cell.council),
    )
    told = "".join(_small(f"{name} {_number(one)}") for name, one in columns if one is not None)
    reason = f'<small class="said">{escape(cell.reason)}</small>' if cell.reason else ""
    return f'<td class="n">{text}{told}{reason}</td>'


def _most(maximum: Decimal) -> str:
    return f"tối đa {_number(maximum)}" if maximum else "điểm trừ"


def _small(words: str) -> str:
    return f"<small>{words}</small>"


@lru_cache(maxsize=_MOST_NUMBERS)
def _number(value: Decimal) -> str:
    return format_number(value)
