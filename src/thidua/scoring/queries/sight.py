"""What of a sheet a reader sees; who sees what is decided by `scoring.policies.sight_of` alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine

_WORDS: Mapping[Column, tuple[str, str]] = {
    Column.SELF: ("self_points", "self_note"),
    Column.SECOND: ("second_points", "second_reason"),
    Column.COUNCIL: ("council_points", "council_reason"),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """The columns of people that are seen, and whether what counts is, with sum, place and rating.

    What the program computes from verified figures is no secret of a sheet.
    """

    columns: frozenset[Column]
    counts: bool

    @property
    def sees_self(self) -> bool:
        return Column.SELF in self.columns


WHOLE = Sight(frozenset(Column), counts=True)
NOTHING = Sight(frozenset(), counts=False)


def as_seen(line: ScoreLine, sight: Sight) -> ScoreLine:
    """Take what is not seen from a line that is only shown, so that no page can print it."""
    for column, (points, words) in _WORDS.items():
        if column not in sight.columns:
            setattr(line, points, None)
            setattr(line, words, "")
    if not sight.counts:
        line.points, line.state = line.auto_points or 0, line.auto_state
    return line
