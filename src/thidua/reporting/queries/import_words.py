"""What the words at the head of a column or a row mean: a target, by what was said before or by its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from thidua.core.target_tables import ColumnRole, nearest, role_of
from thidua.core.unit_tables import heading_key
from thidua.movements.models import Target
from thidua.reporting.enums import ColumnPart
from thidua.reporting.models import ColumnMapping, Period
from thidua.reporting.queries.period_workbook import FigureColumn, choices_of, read_key

LONGEST_KEY = 300
_BREAK = " – "


class Known(StrEnum):
    """How the meaning is known; a guess is shown, and read only once a person agrees."""

    CODE = "code"
    SAID = "said"
    WORDS = "words"
    GUESS = "guess"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words mean; None for what is not read or not known."""

    means: FigureColumn | None
    known: Known


class Vocabulary:
    """The targets of a period by all that may name them, and what was said of headings before."""

    def __init__(self, targets: Sequence[Target], said: Mapping[str, ColumnMapping], period: Period) -> None:
        self._said = said
        self._period = period.name
        self.targets = tuple(targets)
        self.choices = choices_of(targets)
        self._cache: dict[str, Meaning] = {}

    def by_code(self, code: str) -> Meaning:
        wanted = read_key(code)
        found = next((one for one in self.choices if (one.target.pk, one.part) == wanted), None)
        return Meaning(found, Known.CODE)

    def by_words(self, words: str, key: str) -> Meaning:
        """Say what a heading means; `key` is what it is remembered by."""
        if key not in self._cache:
            self._cache[key] = self._meaning(words, key)
        return self._cache[key]

    def is_target(self, name: str) -> bool:
        """Whether a name at the head of a row is that of a target, or near it."""
        key = heading_key(name)[:LONGEST_KEY]
        return bool(key) and self.by_words(name, key).means is not None

    def _meaning(self, words: str, key: str) -> Meaning:
        remembered = self._said.get(key)
        if remembered is not None:
            means = self._by_memory(remembered)
            if means is not None or remembered.target is None:
                return Meaning(means, Known.SAID)
        means = self._by_name(words)
        if means is not None:
            return Meaning(means, Known.WORDS)
        guess = self._guess(words)
        return Meaning(guess, Known.GUESS if guess else Known.UNKNOWN)

    def _by_memory(self, remembered: ColumnMapping) -> FigureColumn | None:
        """Return the target that was said, or in another year the one of the same name."""
        if remembered.target is None:
            return None
        fitting = [one for one in self.choices if one.part == remembered.part]
        same = [one for one in fitting if one.target.pk == remembered.target_id]
        name = heading_key(remembered.target.name)
        return next(iter(same), None) or _only(one for one in fitting if heading_key(one.target.name) == name)

    def _by_name(self, words: str) -> FigureColumn | None:
        """Return the one column that the words name: its title, or its target with "Thực hiện" below."""
        if found := self._of(self._spelled, words):
            return found
        upper, _, lower = words.rpartition(_BREAK)
        role = role_of(lower, self._period) if upper else ColumnRole.OTHER
        if role == ColumnRole.RESULT:
            return self._of(self._named, upper)
        if role == ColumnRole.RUNNING:
            return self._of(self._running, upper)
        return None

    def _guess(self, words: str) -> FigureColumn | None:
        """Return the target whose name comes nearest; a column of plans or remarks is none."""
        upper, _, lower = words.rpartition(_BREAK)
        if upper and role_of(lower, self._period) != ColumnRole.RESULT:
            return None
        values = [one for one in self.choices if one.part == ColumnPart.VALUE]
        place = nearest(upper or words, [one.target.name for one in values])
        return values[place] if place is not None else None

    @staticmethod
    def _of(names: Mapping[str, list[FigureColumn]], words: str) -> FigureColumn | None:
        return _only(names.get(heading_key(words), ()))

    @cached_property
    def _spelled(self) -> Mapping[str, list[FigureColumn]]:
        return _by_key((word, one) for one in self.choices for word in one.spellings)

    @cached_property
    def _named(self) -> Mapping[str, list[FigureColumn]]:
        return self._names_of(ColumnPart.VALUE)

    @cached_property
    def _running(self) -> Mapping[str, list[FigureColumn]]:
        return self._names_of(ColumnPart.RUNNING)

    def _names_of(self, part: ColumnPart) -> Mapping[str, list[FigureColumn]]:
        fitting = [one for one in self.choices if one.part == part]
        return _by_key((word, one) for one in fitting for word in one.names)


def _by_key(named: Iterable[tuple[str, FigureColumn]]) -> Mapping[str, list[FigureColumn]]:
    """Gather what a name may mean, each once."""
    found: dict[str, list[FigureColumn]] = {}
    for words, one in named:
        meant = found.setdefault(heading_key(words), [])
        if one not in meant:
            meant.append(one)
    return found


def _only(found: Iterable[FigureColumn]) -> FigureColumn | None:
    several = list(found)
    return several[0] if len(several) == 1 else None
