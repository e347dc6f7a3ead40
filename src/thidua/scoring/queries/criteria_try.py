"""The page on which a set is tried out: who moves under other weights, and how firm each place is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring.firmness import Firmness, firmness_of
from thidua.core.scoring.points import points_text
from thidua.core.scoring.trying import Move, moves_between, places_of, reweighed
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.criteria_marks import Source, Subject, Trial, running_lines, trials_of

LONGEST_SEED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to try: on which results, with which other weights, drawn from which seed."""

    source: Source
    weights: Mapping[str, Decimal]
    seed: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One unit: before and after, and how firm its place is."""

    name: str
    move: Move
    firm: str

    @property
    def before(self) -> str:
        return points_text(self.move.points_before)

    @property
    def after(self) -> str:
        return points_text(self.move.points_after)

    @property
    def words(self) -> str:
        """Say which way a unit moves."""
        if not self.move.steps:
            return "giữ hạng"
        return f"lên {self.move.steps} hạng" if self.move.steps > 0 else f"xuống {-self.move.steps} hạng"


@dataclass(frozen=True, slots=True)
class TryPage:
    """All units in the order of the new places."""

    asked: Asked
    rows: tuple[Tried, ...]
    trial: Trial

    @property
    def moved(self) -> int:
        return sum(bool(row.move.steps) for row in self.rows)


def try_page(subject: Subject, table: Table, asked: Asked, on: date) -> TryPage:
    """Try a set out; nothing is written."""
    lines = running_lines([subject.criteria_set.pk])
    (trial,) = trials_of([subject], asked.source, on, lines, asked.seed)
    if trial.is_empty:
        return TryPage(asked, (), trial)
    after = reweighed(table, trial.marks, asked.weights)
    firm = {one.key: one for one in firmness_of(table, trial.marks, asked.seed)}
    rows = tuple(
        Tried(trial.names[move.key], move, firm_words(firm[move.key], trial.names))
        for move in moves_between(places_of(table, trial.marks), after)
    )
    return TryPage(asked, rows, trial)


def firm_words(firm: Firmness, names: Mapping[str, str]) -> str:
    """Say how firm a place is: "giữ hạng trong 62 trên 100 lần thử; đổi chỗ với Thôn 1 trong 38 lần"."""
    words = f"giữ hạng trong {firm.kept} trên {firm.trials} lần thử"
    if not firm.rival:
        return words
    return f"{words}; đổi chỗ với {names[firm.rival]} trong {firm.swaps} lần"


@dataclass(frozen=True, slots=True)
class Effect:
    """Whom a new edition moves by the results so far; `trial` is that of the new one."""

    moves: tuple[tuple[str, Move], ...]
    trial: Trial

    @property
    def moved(self) -> tuple[tuple[str, Move], ...]:
        return tuple(one for one in self.moves if one[1].steps or one[1].points_before != one[1].points_after)


def effect_of(subjects: Sequence[Subject], on: date, lines: Sequence[ScoreLine]) -> Effect | None:
    """Hold a new edition against the one it replaces (old, new); None for a first edition.

    `lines` are the running ones of both.
    """
    if len(subjects) == 1:
        return None
    before, after = trials_of(subjects, Source.REAL, on, lines)
    old, new = (one.table for one in subjects)
    moves = moves_between(places_of(old, before.marks), places_of(new, after.marks))
    return Effect(tuple((after.names[move.key], move) for move in moves), after)
