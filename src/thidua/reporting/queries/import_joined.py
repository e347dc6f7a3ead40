"""Cells of figures that Excel joins: one number over several units or targets says nothing of each."""

from collections.abc import Iterable, Mapping, Sequence

from thidua.papers.workbooks import Merged, cell_name
from thidua.papers.xlsx import Place


def joined_cells(spans: Iterable[Merged], rows: Sequence[int], columns: Sequence[int]) -> Mapping[Place, str]:
    """Return the cells that share one number, of those that are read, with the name of what joins them."""
    joined: dict[Place, str] = {}
    for span in spans:
        within = [
            Place(row, column)
            for row in rows
            if span.top <= row <= span.bottom
            for column in columns
            if span.left <= column <= span.right
        ]
        if len(within) > 1:
            name = f"{cell_name(span.top, span.left)}:{cell_name(span.bottom, span.right)}"
            joined |= dict.fromkeys(within, name)
    return joined
