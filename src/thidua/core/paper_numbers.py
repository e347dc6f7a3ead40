"""Numbers of papers in a book of a year ("số, ký hiệu").

Source: NĐ 30/2020/NĐ-CP, điều 15 (V2): numbers run from 01 on 1 January to 31 December; below 10 with a 0
before them; papers with a name of their kind carry its code, a công văn the unit that drafted it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperBook:
    """A book of a year: all papers of one kind, or all of an office."""

    year: int
    code: str

    def number(self, ordinal: int) -> str:
        """Return the whole number of a paper: "05/QĐ-UBND"."""
        if ordinal < 1:
            raise ValueError(ordinal)
        return f"{ordinal:02}/{self.code}"


def code_of(kind: str, agency: str, *, unit: str = "") -> str:
    """Return what stands behind the stroke: "QĐ-UBND"; for a công văn, which has no code, "UBND-VP"."""
    return f"{kind}-{agency}" if kind else f"{agency}-{unit}" if unit else agency


def gaps_in(ordinals: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers missing from 1 to the highest that was given."""
    given = set(ordinals)
    return tuple(number for number in range(1, max(given, default=0)) if number not in given)


def twice_in(ordinals: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers that were given more than once."""
    return tuple(sorted(number for number, times in Counter(ordinals).items() if times > 1))
