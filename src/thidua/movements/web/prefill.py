"""Fill the form of a target from what the reader makes of one sentence."""

from collections.abc import Sequence

from thidua.core.indicators import propose
from thidua.core.parsing.reading import TargetRead
from thidua.core.targets import TWO_NUMBERS, Goal, Manner, entry_of

_LONGEST_NAME = 500


def initial_of_reading(found: Sequence[TargetRead], sentence: str) -> dict[str, object]:
    """Return the form's first values; the sentence itself is the name when nothing was read."""
    if not found:
        return {"name": " ".join(sentence.split())[:_LONGEST_NAME], "manner": Manner.EQ.value}
    target = found[0]
    goal = Goal(target.comparator, target.low, target.high, target.unit, target.per or "")
    entry = entry_of(goal)
    return {
        "name": target.name[:1].upper() + target.name[1:],
        "manner": entry.manner.value,
        "first": entry.first,
        "second": entry.second if entry.manner in TWO_NUMBERS else None,
        "unit": entry.unit,
        "per": entry.per,
        "lower_is_better": propose(target.name, goal).lower_is_better,
        "field": target.field.value,
    }
