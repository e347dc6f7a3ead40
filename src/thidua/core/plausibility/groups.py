"""Doubts about many figures seen together: of one unit, of one target, of a whole and its parts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil, comb

from thidua.core.goal_text import amount_text
from thidua.core.plausibility.doubts import DoubtCode, PlausibilityDoubt, Subject
from thidua.core.rounding import rounded

MIN_TOGETHER = 5
"""Fewer figures may well be alike."""
MIN_ROUND = 8
CHANCE = Fraction(1, 1000)
"""Round figures stand out when as many would come by chance less often than this."""
LAST_MINUTES = timedelta(minutes=30)
_ROUND_STEPS = ((100, "00"), (10, "0"))
_FULL = Decimal(100)


def all_full(name: str, percents: Sequence[Decimal], units: Sequence[str]) -> PlausibilityDoubt | None:
    """Doubt when every share is just 100%: all targets of the unit `name`, or all units of that target."""
    if len(percents) < MIN_TOGETHER or any(percent != _FULL for percent in percents):
        return None
    line = f"{name}: cả {len(percents)} số đều đúng 100%. Nên đi xem một vài nơi."
    return PlausibilityDoubt(DoubtCode.ALL_FULL, line, tuple(units))


def round_numbers(unit: str, numbers: Sequence[Decimal]) -> PlausibilityDoubt | None:
    """Doubt a unit whose figures end in 0 or 00 far more often than counted things do."""
    for step, ending in _ROUND_STEPS:
        long_enough = [number for number in numbers if number >= step]
        found = sum(number % step == 0 for number in long_enough)
        if len(long_enough) >= MIN_ROUND and _chance_of(found, len(long_enough), step) < CHANCE:
            line = (
                f"{unit}: {found} trong {len(long_enough)} số tận cùng là {ending}. "
                "Nên đi xem số có được đếm không."
            )
            return PlausibilityDoubt(DoubtCode.ROUND_NUMBERS, line, (unit,))
    return None


def all_above_last_year(
    goal_name: str,
    now: Mapping[str, Decimal],
    last_year: Sequence[Decimal],
    *,
    measure: str = "",
    lower_is_better: bool = False,
) -> PlausibilityDoubt | None:
    """Doubt when every unit does better than last year's mean of all: seldom do all improve at once."""
    if len(now) < MIN_TOGETHER or len(last_year) < MIN_TOGETHER:
        return None
    mean = sum(map(Fraction, last_year), Fraction(0)) / len(last_year)
    better = [number < mean if lower_is_better else number > mean for number in map(Fraction, now.values())]
    if not all(better):
        return None
    side = "dưới" if lower_is_better else "trên"
    shown = amount_text(rounded(mean), measure)
    line = (
        f"{goal_name}: cả {len(now)} đơn vị đều {side} mức bình quân năm trước ({shown}). "
        "Nên đi xem một vài nơi."
    )
    return PlausibilityDoubt(DoubtCode.ALL_ABOVE_LAST_YEAR, line, tuple(now))


def parts_differ(
    subject: Subject, whole: Decimal, parts: Sequence[Decimal], *, are_all: bool
) -> PlausibilityDoubt | None:
    """Doubt a whole that is not what its parts add up to; parts that are not all may be less."""
    total = sum(parts, Decimal(0))
    if not parts or total == whole or (total < whole and not are_all):
        return None
    added, said, off = (subject.amount(number) for number in (total, whole, abs(total - whole)))
    line = f"{subject}: các phần cộng lại {added}, tổng báo {said}, chênh {off}. Nên xem lại."
    return PlausibilityDoubt(DoubtCode.PARTS_DIFFER, line, (subject.unit,))


def entered_at_the_last_minute(
    unit: str, entered: Sequence[datetime], deadline: datetime
) -> PlausibilityDoubt | None:
    """Doubt a report all of which was written in the last minutes before its deadline."""
    if len(entered) < MIN_TOGETHER or not deadline - LAST_MINUTES <= min(entered) <= max(entered) <= deadline:
        return None
    minutes = max(ceil((deadline - min(entered)) / timedelta(minutes=1)), 1)
    line = (
        f"{unit}: cả {len(entered)} số được ghi trong {minutes} phút cuối trước hạn. Nên hỏi số lấy từ đâu."
    )
    return PlausibilityDoubt(DoubtCode.LAST_MINUTE, line, (unit,))


def _chance_of(found: int, count: int, step: int) -> Fraction:
    """Return how likely chance alone makes at least `found` of `count` numbers divisible by `step`."""
    ways = sum(comb(count, hits) * (step - 1) ** (count - hits) for hits in range(found, count + 1))
    return Fraction(ways, step**count)
