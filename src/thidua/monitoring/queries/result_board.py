"""The board of results: the targets of a movement in the order of the letter, with where each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.charts import Bar, Spark
from thidua.monitoring.queries.pictures import bar_of, bar_words, points_of, spark_of, spark_words
from thidua.movements.models import Movement
from thidua.movements.queries.board import lay_out
from thidua.reporting.enums import ResultStatus
from thidua.reporting.queries.results import Results, TargetResult, results_of

QUIET = frozenset({ResultStatus.NOT_REPORTED, ResultStatus.NOT_DUE})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader asked for: a status, a field of work, a unit, the last day to count."""

    status: str = ""
    field: str = ""
    unit: UUID | None = None
    day: date | None = None

    def takes(self, row: TargetResult) -> bool:
        return (
            self.status in {"", row.status.value}
            and self.field in {"", row.target.field}
            and (self.unit is None or any(one.unit_id == self.unit for one in row.given))
        )


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A target, whether it is a part, and its pictures."""

    result: TargetResult
    depth: int

    @property
    def bar(self) -> Bar | None:
        return bar_of(self.result)

    @property
    def bar_words(self) -> str:
        return bar_words(self.result)

    @property
    def spark(self) -> Spark | None:
        return spark_of(self.result)

    @property
    def points(self) -> tuple[tuple[str, str], ...]:
        return points_of(self.result)

    @property
    def spark_words(self) -> str:
        return spark_words(self.result)


@dataclass(frozen=True, slots=True)
class BoardField:
    name: str
    heading: str
    lines: tuple[BoardLine, ...]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    pk: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets stand so; the last holds those nobody can judge yet."""

    words: str
    number: int
    look: str


@dataclass(frozen=True, slots=True)
class ResultBoard:
    """What the filters leave; `all_days` are the ends of periods to choose the last day among."""

    results: Results
    fields: tuple[BoardField, ...]
    shown: int
    all_days: tuple[date, ...]

    @property
    def total(self) -> int:
        return len(self.results.rows)

    @property
    def part_count(self) -> int:
        return sum(row.target.parent_id is not None for row in self.results.rows)

    @property
    def counts(self) -> tuple[Count, ...]:
        return counts_of(self.results)

    @property
    def units(self) -> tuple[UnitChoice, ...]:
        """Every unit that owes a figure of these targets, each once."""
        named = {one.unit_id: one.name for row in self.results.rows for one in row.given}
        return tuple(UnitChoice(pk, name) for pk, name in named.items())

    @property
    def unverified(self) -> int:
        return sum(not row.is_verified for row in self.results.rows)


def result_board(movement: Movement, chosen: Chosen, *, on: date) -> ResultBoard:
    """Lay the results out as chosen; counts and sums are of all targets, also of those left out."""
    results = results_of(movement, on, until=chosen.day)
    shown = [row for row in results.rows if chosen.takes(row)]
    by_target = results.by_target
    groups = lay_out([row.target for row in shown], [row.target for row in results.rows])
    fields = tuple(
        BoardField(
            group.name,
            group.heading,
            tuple(BoardLine(by_target[row.target.pk], row.depth) for row in group.rows),
        )
        for group in groups
    )
    return ResultBoard(results, fields, len(shown), results.days)


def counts_of(results: Results) -> tuple[Count, ...]:
    counts = results.counts
    judged = [
        Count(status.label, counts[status], status.look) for status in ResultStatus if status not in QUIET
    ]
    quiet = sum(counts[status] for status in QUIET)
    return (*judged, Count("Chưa báo cáo, chưa đến kỳ", quiet, ""))


def lines_of(board: ResultBoard) -> Iterable[tuple[BoardField, BoardLine]]:
    return ((field, line) for field in board.fields for line in field.lines)
