"""Which target each column of a workbook means: by our own code, by what was said before, or by its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from thidua.core.unit_tables import Heading, heading_key
from thidua.movements.models import Target
from thidua.papers.workbooks import column_name
from thidua.reporting.enums import ColumnPart
from thidua.reporting.models import ColumnMapping, FigureImport
from thidua.reporting.queries.import_source import Source
from thidua.reporting.queries.period_workbook import FigureColumn, columns_of, read_key

_LONGEST_KEY = 300
_RESULTS = frozenset(
    {"thuc hien", "ket qua", "so lieu", "dat duoc", "thuc hien trong ki", "thuc hien trong ky"}
)
"""What stands below the name of a target where the plan stands beside it."""


class Known(StrEnum):
    """How the meaning of a column is known."""

    CODE = "code"
    SAID = "said"
    WORDS = "words"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column with what it means; `means` is None for one that is not read."""

    heading: Heading
    means: FigureColumn | None
    known: Known

    @property
    def letter(self) -> str:
        return column_name(self.heading.column)

    @property
    def key(self) -> str:
        return self.heading_key[:_LONGEST_KEY]

    @property
    def heading_key(self) -> str:
        """What is remembered; a column without heading is known by its letter."""
        return heading_key(self.heading.words) or f"cot {self.letter.lower()}"

    @property
    def chosen(self) -> str:
        return self.means.key if self.means else ""

    @property
    def is_open(self) -> bool:
        """Nobody has said yet what it is, nor that it is to be left out."""
        return self.known == Known.UNKNOWN


def mapped_columns(batch: FigureImport, source: Source, targets: Sequence[Target]) -> list[MappedColumn]:
    """Give each column its meaning; one query. A target is meant once, by the column that knows best."""
    choices = columns_of(targets)
    said = {one.heading: one for one in ColumnMapping.objects.of_owner(batch).select_related("target")}
    found = [_mapped(heading, source, choices, said) for heading in source.table.headings]
    return _each_once(found)


def choices_of(targets: Sequence[Target]) -> list[FigureColumn]:
    """Return what a column may mean."""
    return columns_of(targets)


def _mapped(
    heading: Heading, source: Source, choices: Sequence[FigureColumn], said: Mapping[str, ColumnMapping]
) -> MappedColumn:
    if heading.column in source.keys:
        return MappedColumn(heading, _by_code(source.keys[heading.column], choices), Known.CODE)
    remembered = said.get(MappedColumn(heading, None, Known.UNKNOWN).key)
    if remembered is not None:
        means = _by_memory(remembered, choices)
        if means is not None or remembered.target is None:
            return MappedColumn(heading, means, Known.SAID)
    means = _by_words(heading.words, choices)
    return MappedColumn(heading, means, Known.WORDS if means else Known.UNKNOWN)


def _by_code(code: str, choices: Sequence[FigureColumn]) -> FigureColumn | None:
    wanted = read_key(code)
    return next((one for one in choices if (one.target.pk, one.part) == wanted), None)


def _by_memory(remembered: ColumnMapping, choices: Sequence[FigureColumn]) -> FigureColumn | None:
    """Return the target that was said, or in another year the one of the same name."""
    if remembered.target is None:
        return None
    fitting = [one for one in choices if one.part == remembered.part]
    same = [one for one in fitting if one.target.pk == remembered.target_id]
    name = heading_key(remembered.target.name)
    return next(iter(same), None) or _only(one for one in fitting if heading_key(one.target.name) == name)


def _by_words(words: str, choices: Sequence[FigureColumn]) -> FigureColumn | None:
    """Return the one column that the heading names: its title, or its target with "Thực hiện" below."""
    key = heading_key(words)
    if found := _only(one for one in choices if heading_key(one.title) == key):
        return found
    upper, _, lower = words.rpartition(" – ")
    name = heading_key(upper) if heading_key(lower) in _RESULTS else key
    values = [one for one in choices if one.part == ColumnPart.VALUE]
    return _only(one for one in values if name in {heading_key(one.target.name), heading_key(one.title)})


def _only(found: Iterable[FigureColumn]) -> FigureColumn | None:
    several = list(found)
    return several[0] if len(several) == 1 else None


def _each_once(found: Sequence[MappedColumn]) -> list[MappedColumn]:
    """Ask again where two columns would fill the same cell; what a person said last is left as it is."""
    order = {Known.CODE: 0, Known.SAID: 1, Known.WORDS: 2, Known.UNKNOWN: 3}
    taken: set[tuple[UUID, ColumnPart]] = set()
    kept: dict[int, MappedColumn] = {}
    for one in sorted(found, key=lambda column: order[column.known]):
        place = (one.means.target.pk, one.means.part) if one.means else None
        is_double = place is not None and place in taken
        kept[one.heading.column] = MappedColumn(one.heading, None, Known.UNKNOWN) if is_double else one
        if place is not None:
            taken.add(place)
    return [kept[one.heading.column] for one in found]
