"""Doubts about one figure, held against its own past or its own natural end."""

import statistics
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from thidua.core.plausibility.doubts import DoubtCode, PlausibilityDoubt, Subject
from thidua.core.rounding import rounded

MIN_HISTORY = 4
MOST_DEVIATIONS = Decimal("3.5")
"""How many robust deviations from the median are still usual (Iglewicz and Hoaglin, 1993)."""
DEVIATION_OF_MAD = Decimal("1.4826")
"""Turns a median absolute deviation into the standard deviation of figures that scatter normally."""
LEAST_SPREAD = Decimal("0.05")
"""Figures that hardly moved so far may move by this share of their median before they stand out."""
SMALL_COUNT = 10
"""Counts below this come back year after year by chance."""


def same_as_last_year(
    subject: Subject, value: Decimal, last_year: Decimal | None
) -> PlausibilityDoubt | None:
    """Doubt a figure that repeats last year's to the last digit. Not for goals to maintain a level."""
    if last_year is None or value != last_year or abs(value) < SMALL_COUNT:
        return None
    line = f"{subject}: {subject.amount(value)}, giống hệt năm trước. Nên đi xem số năm nay đã đếm lại chưa."
    return PlausibilityDoubt(DoubtCode.SAME_AS_LAST_YEAR, line, (subject.unit,))


def jump(subject: Subject, value: Decimal, earlier: Sequence[Decimal]) -> PlausibilityDoubt | None:
    """Doubt a figure far from its own past; `earlier` are figures of periods that can be compared.

    Median and median deviation, since one wrong figure in the past must not hide the next.
    """
    if len(earlier) < MIN_HISTORY:
        return None
    middle = statistics.median(earlier)
    deviation = statistics.median([abs(number - middle) for number in earlier]) * DEVIATION_OF_MAD
    spread = max(deviation, abs(middle) * LEAST_SPREAD)
    if not spread or abs(value - middle) <= MOST_DEVIATIONS * spread:
        return None
    if _is_chance(value, earlier, middle):
        return None
    usual = subject.amount(rounded(Fraction(middle)))
    low, high = (subject.amount(end) for end in (min(earlier), max(earlier)))
    line = (
        f"{subject}: {subject.amount(value)}, trong khi {len(earlier)} kỳ trước thường quanh {usual} "
        f"(từ {low} đến {high}). Nên đi xem."
    )
    return PlausibilityDoubt(DoubtCode.JUMP, line, (subject.unit,))


def _is_chance(value: Decimal, earlier: Sequence[Decimal], middle: Decimal) -> bool:
    """Whether a small count moved no further than chance moves counts (Poisson: the root of their mean)."""
    counts = (value, *earlier)
    if any(count % 1 or not 0 <= count < SMALL_COUNT for count in counts):
        return False
    distance = abs(value - middle)
    return distance * distance <= MOST_DEVIATIONS * MOST_DEVIATIONS * max(middle, Decimal(1))


def fell_without_correction(
    subject: Subject, before: Decimal | None, value: Decimal, *, is_corrected: bool
) -> PlausibilityDoubt | None:
    """Doubt a total of the year that is lower than it was, and nobody said why."""
    if before is None or value >= before or is_corrected:
        return None
    line = (
        f"{subject}: số cộng dồn giảm từ {subject.amount(before)} xuống {subject.amount(value)} "
        "mà chưa có lần đính chính nào. Nên hỏi lại kỳ trước."
    )
    return PlausibilityDoubt(DoubtCode.FELL, line, (subject.unit,))


def above_ceiling(subject: Subject, value: Decimal, ceiling: Decimal) -> PlausibilityDoubt | None:
    """Doubt a rate above its natural end, such as 104% of households."""
    if value <= ceiling:
        return None
    most = subject.amount(ceiling)
    line = f"{subject}: {subject.amount(value)}, cao hơn mức lớn nhất có thể là {most}. Nên xem lại."
    return PlausibilityDoubt(DoubtCode.ABOVE_CEILING, line, (subject.unit,))


def more_than_all(subject: Subject, numerator: Decimal, denominator: Decimal) -> PlausibilityDoubt | None:
    """Doubt a count of some that is more than the count of all."""
    if numerator <= denominator:
        return None
    some, everything = (subject.amount(number) for number in (numerator, denominator))
    line = f"{subject}: báo {some} trong tổng số {everything}. Nên xem lại hai số này."
    return PlausibilityDoubt(DoubtCode.MORE_THAN_ALL, line, (subject.unit,))
