"""Measure two things in turn, A B A B …: a noisy machine is noisy for both; compare by medians of pairs."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ours, what it is held against, and what the ratio should be.

    `best` is the ratio of the quickest rounds, which tells most on a machine that others use too.
    """

    what: str
    ours: float
    rival: float
    ratio: float
    best: float | None = None
    unit: str = "ms"
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of each round, ours and the rival's side by side."""

    ours: tuple[float, ...]
    rival: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Return how many times as long ours took, by the median of the rounds' own ratios."""
        return statistics.median(ours / rival for ours, rival in zip(self.ours, self.rival, strict=True))

    def as_row(self, what: str, *, wanted: str = "") -> Row:
        ours, rival = (1000 * statistics.median(series) for series in (self.ours, self.rival))
        best = min(self.ours) / min(self.rival)
        return Row(what, ours, rival, self.ratio, best, wanted=wanted)


def in_turn(ours: Work, rival: Work, *, rounds: int = 15) -> Pair:
    """Run both once to warm them, then `rounds` times in turn."""
    ours()
    rival()
    times = [(seconds_of(ours), seconds_of(rival)) for _ in range(rounds)]
    return Pair(tuple(pair[0] for pair in times), tuple(pair[1] for pair in times))


def seconds_of(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
