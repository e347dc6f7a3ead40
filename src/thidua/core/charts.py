"""The geometry of small charts, in numbers that stand in an SVG; what they mean stands in a table beside.

Widths are percent and heights are pixels, so that a picture is as wide as its place while its words keep
their size. Nothing here knows of colours or of templates.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise

LEAST_OF_SPARK = 3
"""Fewer periods are told in numbers; a line of two points looks like a trend and is none."""
SPARK_WIDTH, SPARK_HEIGHT = 92, 28
_SPARK_EDGE = 2
HISTORY_HEIGHT = 240
_TOP, _BOTTOM = 22, 206
_LEFT, _RIGHT = 2, 98
_MOST_TICKS = 5
_APART = Fraction(6, 25)
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))

_FIFTH = Fraction(1, 5)

Amount = Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Bar:
    """A share and where it should be by now, both in percent of the width; what is more than all is cut."""

    width: str
    tick: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without axes, and its last point."""

    points: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A number of the scale and how far down it stands."""

    value: Decimal
    y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place along the days with its words; `anchor` keeps the words inside the picture."""

    words: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class History:
    """Lines over the days of a year: what was reached, what should be, the goal, and the scale."""

    line: tuple[Segment, ...]
    dots: tuple[Dot, ...]
    expected: tuple[Segment, ...]
    goal: str
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class At:
    """A level on a day; `words` name the day below the picture."""

    day: date
    value: Amount
    words: str = ""


def bar(share: Fraction, expected: Fraction | None = None) -> Bar:
    """Draw a share of the goal, with a tick where it should be by now."""
    tick = "" if expected is None else _percent(expected)
    return Bar(_percent(share), tick)


def spark(values: Sequence[Amount | None]) -> Spark | None:
    """Draw a line through what was reported; None for fewer than three. A gap is bridged."""
    known = [(place, Fraction(value)) for place, value in enumerate(values) if value is not None]
    if len(known) < LEAST_OF_SPARK:
        return None
    low, high = min(value for _, value in known), max(value for _, value in known)
    step = Fraction(SPARK_WIDTH - 2 * _SPARK_EDGE, len(values) - 1)
    bottom = SPARK_HEIGHT - _SPARK_EDGE
    dots = [
        (_text(_SPARK_EDGE + place * step), _text(_down(value, low, high, _SPARK_EDGE, bottom)))
        for place, value in known
    ]
    return Spark(" ".join(f"{x},{y}" for x, y in dots), *dots[-1])


def history(reached: Sequence[At], expected: Sequence[At], goal: Amount | None) -> History | None:
    """Draw what was reported beside what should be; None without a level or without days between.

    Both are in order of days.
    """
    days = [at.day for at in (*reached, *expected)]
    if not reached or min(days) == max(days):
        return None
    levels = [Fraction(at.value) for at in (*reached, *expected)]
    levels += [] if goal is None else [Fraction(goal)]
    frame = _Frame(min(days), max(days), _scale(min(levels), max(levels)))
    return History(
        line=frame.line(reached),
        dots=tuple(frame.dot(at) for at in reached),
        expected=frame.line(expected),
        goal="" if goal is None else frame.y(goal),
        ticks=tuple(Tick(value, frame.y(value)) for value in frame.ticks),
        marks=_said_once([frame.mark(at) for at in frame.apart([at for at in reached if at.words])]),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The first and the last day, and the round numbers from the bottom to the top."""

    first: date
    last: date
    ticks: tuple[Decimal, ...]

    def gone(self, day: date) -> Fraction:
        return Fraction((day - self.first).days, (self.last - self.first).days)

    def x(self, day: date) -> str:
        return f"{_text(_LEFT + self.gone(day) * (_RIGHT - _LEFT))}%"

    def y(self, value: Amount) -> str:
        low, high = Fraction(self.ticks[0]), Fraction(self.ticks[-1])
        return _text(_down(Fraction(value), low, high, _TOP, _BOTTOM))

    def dot(self, at: At) -> Dot:
        return Dot(self.x(at.day), self.y(at.value))

    def line(self, levels: Sequence[At]) -> tuple[Segment, ...]:
        dots = [self.dot(at) for at in levels]
        return tuple(Segment(one.x, one.y, other.x, other.y) for one, other in pairwise(dots))

    def apart(self, levels: Sequence[At]) -> list[At]:
        """Keep the last and those before it whose words would not stand on each other, also on a phone."""
        kept: list[At] = []
        for at in reversed(levels):
            if not kept or self.gone(kept[-1].day) - self.gone(at.day) >= _APART:
                kept.append(at)
        return kept[::-1]

    def mark(self, at: At) -> Mark:
        gone = self.gone(at.day)
        anchor = "start" if gone < _FIFTH else "end" if gone > 1 - _FIFTH else "middle"
        return Mark(at.words, self.x(at.day), anchor)


def _said_once(marks: list[Mark]) -> tuple[Mark, ...]:
    """Leave the kind of period to the first: "Tháng 3", "6", "9"; two whole names touch on a phone."""
    kinds = {mark.words.partition(" ")[0] for mark in marks}
    if len(kinds) != 1 or not all(" " in mark.words for mark in marks):
        return tuple(marks)
    short = (replace(mark, words=mark.words.partition(" ")[2]) for mark in marks[1:])
    return (marks[0], *short)


def _scale(low: Fraction, high: Fraction) -> tuple[Decimal, ...]:
    """Return round numbers that hold all levels, from nothing unless the levels lie close together."""
    if low > 0 and high - low > low / 4:
        low = Fraction(0)
    if low == high:
        low, high = low - 1, high + 1
    raw = (high - low) / (_MOST_TICKS - 1)
    power = Decimal(1).scaleb(_decimal(raw).adjusted())
    step = next(factor * power for factor in _STEPS if Fraction(factor * power) >= raw)
    first = (_decimal(low) / step).to_integral_value(ROUND_FLOOR)
    last = (_decimal(high) / step).to_integral_value(ROUND_CEILING)
    return tuple((first + place) * step for place in range(int(last - first) + 1))


def _down(value: Fraction, low: Fraction, high: Fraction, top: int, bottom: int) -> Fraction:
    """Return how far below the edge a value stands; levels that never moved stand half way."""
    if low == high:
        return Fraction(top + bottom, 2)
    return top + (high - value) / (high - low) * (bottom - top)


def _percent(share: Fraction) -> str:
    return f"{_text(min(max(share, Fraction(0)), Fraction(1)) * 100)}%"


def _text(number: Fraction) -> str:
    """Write whole tenths with a dot, as SVG wants them."""
    whole, tenth = divmod(round(number * 10), 10)
    return f"{whole}.{tenth}" if tenth else f"{whole}"


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
