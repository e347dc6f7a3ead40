"""Which target each column of a workbook means, or each row where targets stand in rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.unit_tables import Heading, heading_key
from thidua.papers.workbooks import column_name
from thidua.reporting.enums import ColumnPart
from thidua.reporting.queries.import_book import Book
from thidua.reporting.queries.import_source import Source
from thidua.reporting.queries.import_words import LONGEST_KEY, Known
from thidua.reporting.queries.period_workbook import FigureColumn, choices_of

_ORDER = (Known.CODE, Known.SAID, Known.WORDS, Known.GUESS, Known.UNKNOWN)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column, or a row, with what it means; `means` is None for one that is not read."""

    heading: Heading
    meant: FigureColumn | None
    known: Known
    is_row: bool = False

    @property
    def means(self) -> FigureColumn | None:
        """What is read from it: a guess is nothing until a person agrees."""
        return None if self.known == Known.GUESS else self.meant

    @property
    def letter(self) -> str:
        return str(self.heading.column + 1) if self.is_row else column_name(self.heading.column)

    @property
    def place(self) -> str:
        return f"{'Dòng' if self.is_row else 'Cột'} {self.letter}"

    @property
    def key(self) -> str:
        """What is remembered; what has no heading is known by its place."""
        words = heading_key(self.heading.words)[:LONGEST_KEY]
        return words or heading_key(self.place)

    @property
    def chosen(self) -> str:
        return self.meant.key if self.meant else ""

    @property
    def is_guess(self) -> bool:
        return self.known == Known.GUESS

    @property
    def is_open(self) -> bool:
        """Nobody has said yet what it is, nor that it is to be left out."""
        return self.known in {Known.UNKNOWN, Known.GUESS}


def mapped_columns(source: Source) -> list[MappedColumn]:
    """Give each column its meaning. A target is meant once, by the column that knows best."""
    return _without_sums_beside(_each_once([_mapped(heading, source) for heading in source.table.headings]))


def asked_once(columns: Iterable[MappedColumn]) -> tuple[MappedColumn, ...]:
    """Return the columns of several sheets, each heading once; one that is open in any of them is asked."""
    found: dict[str, MappedColumn] = {}
    for one in columns:
        if one.key not in found or one.is_open > found[one.key].is_open:
            found[one.key] = one
    return tuple(found.values())


def meanings_of(book: Book) -> list[FigureColumn]:
    """Return what a column or a row may be said to mean; a row takes its kind from the column chosen."""
    return [one for one in choices_of(book.targets) if book.turn is None or one.part != ColumnPart.RUNNING]


def _mapped(heading: Heading, source: Source) -> MappedColumn:
    is_row = source.turn is not None
    bare = MappedColumn(heading, None, Known.UNKNOWN, is_row)
    if heading.column in source.keys:
        meaning = source.words.by_code(source.keys[heading.column])
    else:
        meaning = source.words.by_words(heading.words, bare.key)
    return MappedColumn(heading, meaning.means, meaning.known, is_row)


def _each_once(found: Sequence[MappedColumn]) -> list[MappedColumn]:
    """Ask again where two columns would fill the same cell; what a person said last is left as it is."""
    taken: set[tuple[UUID, ColumnPart]] = set()
    kept: dict[int, MappedColumn] = {}
    for one in sorted(found, key=lambda column: _ORDER.index(column.known)):
        place = (one.meant.target.pk, one.meant.part) if one.meant else None
        is_double = place is not None and place in taken
        kept[one.heading.column] = _unknown(one) if is_double else one
        if place is not None:
            taken.add(place)
    return [kept[one.heading.column] for one in found]


def _without_sums_beside(found: Sequence[MappedColumn]) -> list[MappedColumn]:
    """Leave the sums since January out where the figure of the period stands beside them."""
    own = {one.means.target.pk for one in found if one.means and one.means.part == ColumnPart.VALUE}
    return [
        MappedColumn(one.heading, None, Known.WORDS, one.is_row)
        if one.meant and one.meant.part == ColumnPart.RUNNING and one.meant.target.pk in own
        else one
        for one in found
    ]


def _unknown(one: MappedColumn) -> MappedColumn:
    return MappedColumn(one.heading, None, Known.UNKNOWN, one.is_row)
