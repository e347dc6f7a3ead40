"""Read the cells of a pasted line and gather what is wrong with them, each at its line and column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from thidua.core.pasted.table import Line, Table
from thidua.core.text import search_key

FactsT = TypeVar("FactsT")

_SUMS = {"tong", "tong cong", "tong so", "cong"}
_LEAST_LIKENESS = 0.6
_LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a cell may have, with the words that mean it."""

    value: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which column."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Row(Generic[FactsT]):
    """One line as it will be: its facts, or what is wrong; `is_known` when the like is there already."""

    number: int
    shown: tuple[str, ...]
    facts: FactsT | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    is_known: bool = False
    update: object = None
    """What of a known one would be another; None where nothing would."""

    @property
    def told(self) -> list[str]:
        """Say each fault with its place: "Dòng 4, cột Loại: …"."""
        return [f"Dòng {self.number}, cột {fault.label}: {fault.sentence}" for fault in self.faults]


@dataclass(frozen=True, slots=True)
class Checked(Generic[FactsT]):
    """A whole list, ready to be taken when nothing is wrong and something is new or another."""

    table: Table
    rows: tuple[Row[FactsT], ...] = ()

    @property
    def new(self) -> list[FactsT]:
        return [row.facts for row in self.rows if row.facts is not None and not row.is_known]

    @property
    def known(self) -> int:
        """Count those that are there already and stay as they are."""
        return sum(row.is_known and row.update is None for row in self.rows)

    @property
    def updates(self) -> list[Any]:
        return [row.update for row in self.rows if row.update is not None]

    @property
    def count(self) -> int:
        """How many lines would be written."""
        return len(self.new) + len(self.updates)

    @property
    def faults(self) -> list[str]:
        return [*self.table.faults, *(told for row in self.rows for told in row.told)]

    @property
    def is_ready(self) -> bool:
        return not self.faults and self.count > 0


@dataclass(slots=True)
class Reader:
    """Reads the cells of one line and gathers what is wrong with them."""

    table: Table
    line: Line
    faults: list[Fault] = field(default_factory=list)

    def words(self, key: str, most: int) -> str:
        """Return a cell as one line of words, which must not be longer than its column keeps."""
        text = self.line.words(key)
        if len(text) > most:
            self.refuse(key, f"dài {len(text)} chữ, nhiều nhất {most}.")
        return text

    def name(self, key: str, most: int) -> str:
        """Return a name, which must be there and must not be that of a line of sums."""
        text = self.words(key, most)
        if not text:
            self.refuse(key, "chưa ghi.")
        elif search_key(text) in _SUMS:
            self.refuse(key, f"“{text}” là dòng cộng. Bỏ dòng này.")
        elif not search_key(text):
            self.refuse(key, f"“{text}” không phải tên.")
        return text

    def choice(self, key: str, choices: Sequence[Choice], what: str) -> Choice | None:
        """Return the choice a cell means, none when it is empty."""
        text = self.line.words(key)
        found = choice_of(text, choices)
        if text and found is None:
            self.refuse(key, f"{quoted(text)} không phải {what} nào{_nearest(text, choices)}")
        return found

    def refuse(self, key: str, sentence: str) -> None:
        label = next((column.label for column in self.table.columns if column.key == key), key)
        self.faults.append(Fault(label, sentence))


def choice_of(text: str, choices: Sequence[Choice]) -> Choice | None:
    wanted = search_key(text)
    return next((choice for choice in choices if wanted and wanted in _words_of(choice)), None)


def check(table: Table, read: Callable[[Line], Row[FactsT]]) -> Checked[FactsT]:
    """Read every line; a list without lines says so."""
    if not table.faults and not table.lines:
        return Checked(Table(table.columns, (), table.unused, ("Dưới dòng tiêu đề chưa có dòng nào.",)))
    return Checked(table, tuple(read(line) for line in table.lines))


def quoted(text: str) -> str:
    """Return a text as a sentence can bear it: “…”."""
    return f"“{text}”" if len(text) <= _LONGEST_QUOTED else f"“{text[: _LONGEST_QUOTED - 1]}…”"


def _nearest(text: str, choices: Sequence[Choice]) -> str:
    spelled = {name: choice for choice in choices for name in _words_of(choice)}
    near = get_close_matches(search_key(text), spelled, n=1, cutoff=_LEAST_LIKENESS)
    if near:
        return f"; có phải “{spelled[near[0]].label}”?"
    return f". Ghi một trong: {'; '.join(choice.label for choice in choices)}."


def _words_of(choice: Choice) -> list[str]:
    return [search_key(name) for name in (choice.label, *choice.names)]
