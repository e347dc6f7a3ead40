"""A long letter cut into parts, so that a page shows only what stands beside its rows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_WHOLE = 60_000
"""Letters are a few thousand characters; beyond this a cheap phone takes seconds to lay one out."""
_LONGEST_PART = 30_000
_MOST_MARKS = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text: the characters from `start` up to `end`."""

    start: int
    end: int


def cut(text: str, starts: Sequence[int]) -> tuple[Part, ...]:
    """Cut a text at line ends or spaces into parts of bounded length, each with a bounded number of marks.

    `starts` are the beginnings of the marks in order. The parts touch and cover the text.
    """
    parts, begin = [], 0
    while begin < len(text):
        end = _end_of(text, starts, begin)
        parts.append(Part(begin, end))
        begin = end
    return tuple(parts)


def part_at(parts: Sequence[Part], position: int) -> int:
    """Return the index of the part in which a character stands; the last for one beyond the end."""
    return max(0, bisect_right([part.start for part in parts], position) - 1)


def _end_of(text: str, starts: Sequence[int], begin: int) -> int:
    beyond = bisect_right(starts, begin) + _MOST_MARKS
    if beyond < len(starts) and begin < starts[beyond] <= begin + _LONGEST_PART:
        return starts[beyond]
    limit = begin + _LONGEST_PART
    if limit >= len(text):
        return len(text)
    middle = begin + _LONGEST_PART // 2
    stop = max(text.rfind("\n", middle, limit), -1)
    if stop < 0:
        stop = text.rfind(" ", middle, limit)
    return stop + 1 if stop >= 0 else limit
