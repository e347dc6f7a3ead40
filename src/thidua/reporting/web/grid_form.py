"""Read the form of the grid: which cells were touched, against what they held when the page was made.

The form carries its own list of rows and columns, so that a target added meanwhile moves nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from thidua.foundation.web.sent import whole_number
from thidua.reporting.queries.grid import Grid
from thidua.reporting.services.grid import Cell

ROWS, COLUMNS, VERSIONS, TEXTS = "hang", "cot", "b", "c"
_WHOLE = ":b"
Place = tuple[int, int]


def cell_name(row: int, column: int) -> str:
    return f"o{row}-{column}"


@dataclass(frozen=True, slots=True)
class SentGrid:
    """The form as it was sent: keys of rows and columns, versions and texts as they were, texts as typed.

    `targets` are those of the columns, of which a rate has two.
    """

    reports: tuple[UUID, ...]
    columns: tuple[str, ...]
    targets: tuple[UUID, ...]
    data: QueryDict

    @property
    def cells(self) -> list[Cell]:
        """The figures that were touched, both numbers of a rate together."""
        return [cell for row in range(len(self.reports)) for cell in self._of_row(row)]

    def typed(self, row: int, column: int, before: str = "") -> str:
        """Return what stands in a field now; a field that was not sent holds what it held."""
        return " ".join(self.data.get(cell_name(row, column), before).split())

    def _of_row(self, row: int) -> Iterator[Cell]:
        texts = self.data.get(f"{TEXTS}{row}", "").split("\t")
        versions = self.data.get(f"{VERSIONS}{row}", "").split(",")
        if len(texts) != len(self.columns) or len(versions) != len(self.columns):
            return
        now = {key: self.typed(row, place, texts[place]) for place, key in enumerate(self.columns)}
        for place, key in enumerate(self.columns):
            whole = now.get(key + _WHOLE, "")
            before = (texts[place], self._before(texts, key + _WHOLE))
            if not key.endswith(_WHOLE) and (now[key], whole) != before:
                expected = whole_number(versions[place]) or 0
                yield Cell(self.reports[row], self.targets[place], now[key], whole, expected)

    def _before(self, texts: Sequence[str], key: str) -> str:
        return texts[self.columns.index(key)] if key in self.columns else ""

    @property
    def changed(self) -> Iterator[tuple[UUID, str, str]]:
        """Each field in which something else stands than it held: its report, its column, its text."""
        for row, report in enumerate(self.reports):
            for place, key in enumerate(self.columns):
                if (text := _text_of(self, row, place)) is not None:
                    yield report, key, text


def sent_grid(data: QueryDict) -> SentGrid | None:
    """Read the form; None when its lists of rows and columns are none of a grid, or name one twice."""
    try:
        reports = tuple(UUID(key) for key in data.get(ROWS, "").split(",") if key)
        columns = tuple(data.get(COLUMNS, "").split(","))
        targets = tuple(UUID(key.removesuffix(_WHOLE)) for key in columns)
    except ValueError:
        return None
    is_each_once = len(set(reports)) == len(reports) and len(set(columns)) == len(columns)
    return SentGrid(reports, columns, targets, data) if targets and is_each_once else None


def typed_now(grid: Grid, sent: SentGrid) -> Mapping[Place, str]:
    """Return, by cell of a grid made anew, what was typed and is not saved."""
    columns = {key: place for place, key in enumerate(sent.columns)}
    rows = {key: place for place, key in enumerate(sent.reports)}
    return {
        (row, place): text
        for row, line in enumerate(grid.lines)
        for place, column in enumerate(grid.columns)
        if line.report in rows and column.key in columns
        if (text := _text_of(sent, rows[line.report], columns[column.key])) is not None
    }


def _text_of(sent: SentGrid, row: int, column: int) -> str | None:
    texts = sent.data.get(f"{TEXTS}{row}", "").split("\t")
    before = texts[column] if column < len(texts) else ""
    now = sent.typed(row, column, before)
    return now if now != before else None
