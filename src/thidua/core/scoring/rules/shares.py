"""Rules that read how far a unit came: proportional, bands, all or nothing, mean, base and steps."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from thidua.core.rounding import percent_text
from thidua.core.scoring.observed import Case, Observed
from thidua.core.scoring.points import Award, not_reported, number_text, points_text, result_text
from thidua.core.scoring.rules.base import Fault, Measure, Rule, RuleKind
from thidua.core.targets import Verdict

_HUNDRED = 100
_ONE = Decimal(1)
_REACHED = frozenset({Verdict.MET, Verdict.EXCEEDED})


def measured(seen: Observed, measure: Measure) -> Fraction | None:
    """Return what is read: the share of the goal in percent, or the figure itself; None when unknown."""
    if measure == Measure.VALUE:
        return None if seen.value is None else Fraction(seen.value)
    return None if seen.share is None else seen.share * _HUNDRED


@dataclass(frozen=True, slots=True)
class Proportional(Rule):
    """Points in proportion: rate × maximum, at most `cap` times the maximum.

    By share the rate is result ÷ goal; by value it is the percentage itself, whatever the goal asks
    (85% of 40 points is 34, though the goal was 85%).
    """

    measure: Measure = Measure.SHARE
    cap: Decimal = _ONE
    kind: ClassVar[RuleKind] = RuleKind.PROPORTIONAL

    @property
    def sentence(self) -> str:
        what = "Kết quả chia cho chỉ tiêu" if self.measure == Measure.SHARE else "Tỷ lệ đạt được"
        end = "điểm tối đa" if self.cap == 1 else f"{number_text(self.cap)} lần điểm tối đa"
        return f"{what}, nhân với {points_text(self.maximum)} điểm, không quá {end}."

    def award(self, case: Case) -> Award:
        rate = measured(case.seen, self.measure)
        if rate is None:
            return not_reported()
        share = max(Fraction(0), rate / _HUNDRED)
        counted = min(share, Fraction(self.cap))
        points = counted * Fraction(self.maximum)
        line = f"{percent_text(counted)} × {points_text(self.maximum)} điểm = {points_text(points)} điểm."
        if counted == share:
            return Award(points, (line,))
        return Award(points, (f"Đạt {percent_text(share)}, tính {percent_text(counted)}.", line))

    @property
    def best(self) -> Decimal:
        return self.maximum * self.cap

    @property
    def faults(self) -> tuple[Fault, ...]:
        return () if self.cap > 0 else (Fault("Mức trần phải lớn hơn 0."),)


@dataclass(frozen=True, slots=True)
class Band:
    """Points for results from `low` on; it ends where the next band begins."""

    low: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Bands(Rule):
    """Fixed points for each band of results; below the lowest band there are none.

    Bands are half-open, so that a result on an edge belongs to the upper one and to no other.
    """

    bands: tuple[Band, ...]
    measure: Measure = Measure.SHARE
    kind: ClassVar[RuleKind] = RuleKind.BANDS

    @property
    def sentence(self) -> str:
        ordered = sorted(self.bands, key=lambda band: band.low, reverse=True)
        unit = "%" if self.measure == Measure.SHARE else ""
        parts = [f"từ {number_text(band.low)}{unit}: {points_text(band.points)} điểm" for band in ordered]
        return f"Theo bậc: {'; '.join(parts)}; thấp hơn: 0 điểm."

    def award(self, case: Case) -> Award:
        result = measured(case.seen, self.measure)
        if result is None:
            return not_reported()
        reached = [band for band in self.bands if Fraction(band.low) <= result]
        unit = "%" if self.measure == Measure.SHARE else ""
        shown = f"{result_text(result, [band.low for band in self.bands])}{unit}"
        if not reached:
            return Award(Fraction(0), (f"Đạt {shown}, thấp hơn mọi bậc: 0 điểm.",))
        band = max(reached, key=lambda one: one.low)
        words = f"Đạt {shown}, thuộc bậc từ {number_text(band.low)}{unit}: {points_text(band.points)} điểm."
        return Award(Fraction(band.points), (words,))

    @property
    def best(self) -> Decimal:
        return max((band.points for band in self.bands), default=Decimal(0))

    @property
    def faults(self) -> tuple[Fault, ...]:
        found = [] if self.bands else [Fault("Chưa có bậc nào.")]
        lows = [band.low for band in self.bands]
        twice = sorted({low for low in lows if lows.count(low) > 1})
        found += [Fault(f"Hai bậc cùng bắt đầu từ {number_text(low)}.") for low in twice]
        ordered = [band.points for band in sorted(self.bands, key=lambda band: band.low)]
        if any(later < earlier for earlier, later in pairwise(ordered)):
            found.append(Fault("Có bậc cao hơn mà ít điểm hơn bậc dưới."))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AllOrNothing(Rule):
    """All points when reached, else none; without `at_least` the goal of the target decides."""

    at_least: Decimal | None = None
    measure: Measure = Measure.VALUE
    kind: ClassVar[RuleKind] = RuleKind.ALL_OR_NOTHING

    @property
    def sentence(self) -> str:
        return f"{self._wanted}: {points_text(self.maximum)} điểm; chưa đạt: 0 điểm."

    @property
    def _wanted(self) -> str:
        if self.at_least is None:
            return "Đạt chỉ tiêu"
        least = number_text(self.at_least)
        return f"Đạt từ {least}% chỉ tiêu" if self._unit else f"Kết quả từ {least} trở lên"

    @property
    def _unit(self) -> str:
        return "%" if self.measure == Measure.SHARE else ""

    def award(self, case: Case) -> Award:
        if self.at_least is None:
            if case.seen.verdict == Verdict.NOT_REPORTED:
                return not_reported()
            return self._award("Chỉ tiêu", reached=case.seen.verdict in _REACHED)
        result = measured(case.seen, self.measure)
        if result is None:
            return not_reported()
        shown = result_text(result, [self.at_least])
        shown = f"{shown}{self._unit} so với {number_text(self.at_least)}{self._unit}"
        return self._award(shown, reached=result >= Fraction(self.at_least))

    def _award(self, what: str, *, reached: bool) -> Award:
        points = Fraction(self.maximum) if reached else Fraction(0)
        word = "đạt" if reached else "chưa đạt"
        return Award(points, (f"{what}: {word}, {points_text(points)} điểm.",))


@dataclass(frozen=True, slots=True)
class MeanOfShares(Rule):
    """The mean of several targets, none above its whole, times the maximum.

    A target that was not assigned is left out; one without a figure makes the whole wait.
    """

    kind: ClassVar[RuleKind] = RuleKind.MEAN_OF_SHARES

    @property
    def sentence(self) -> str:
        return (
            "Trung bình mức hoàn thành của các chỉ tiêu, mỗi chỉ tiêu không quá 100%, "
            f"nhân với {points_text(self.maximum)} điểm."
        )

    def award(self, case: Case) -> Award:
        known = [part for part in case.seen.parts if part is not None]
        if not case.seen.parts or len(known) < len(case.seen.parts):
            return not_reported()
        capped = [min(Fraction(1), max(Fraction(0), part)) for part in known]
        mean = sum(capped, Fraction(0)) / len(capped)
        points = mean * Fraction(self.maximum)
        listed = " + ".join(percent_text(part) for part in capped)
        return Award(
            points,
            (
                f"({listed}) : {len(capped)} = {percent_text(mean)}.",
                f"{percent_text(mean)} × {points_text(self.maximum)} điểm = {points_text(points)} điểm.",
            ),
        )


@dataclass(frozen=True, slots=True)
class BaseAndSteps(Rule):
    """`base` points up to `start`, then `gain` for each full `step` above it, at most the maximum.

    "70% trở xuống 3 điểm; cứ thêm 5% được thêm 0,5 điểm, tối đa 5 điểm".
    """

    start: Decimal
    base: Decimal
    step: Decimal
    gain: Decimal
    measure: Measure = Measure.SHARE
    kind: ClassVar[RuleKind] = RuleKind.BASE_AND_STEPS

    @property
    def sentence(self) -> str:
        unit = "%" if self.measure == Measure.SHARE else ""
        return (
            f"Đến {number_text(self.start)}{unit}: {points_text(self.base)} điểm; cứ thêm "
            f"{number_text(self.step)}{unit} được thêm {points_text(self.gain)} điểm, "
            f"không quá {points_text(self.maximum)} điểm."
        )

    def award(self, case: Case) -> Award:
        result = measured(case.seen, self.measure)
        if result is None:
            return not_reported()
        above = max(Fraction(0), result - Fraction(self.start))
        steps = above // Fraction(self.step) if self.step > 0 else 0
        points = min(Fraction(self.maximum), Fraction(self.base) + steps * Fraction(self.gain))
        line = (
            f"{points_text(self.base)} + {number_text(Fraction(steps))} × {points_text(self.gain)} = "
            f"{points_text(points)} điểm."
        )
        return Award(
            points, (f"Hơn mốc {number_text(above)}, được {number_text(Fraction(steps))} bước.", line)
        )

    @property
    def best(self) -> Decimal:
        return self.maximum if self.gain > 0 else self.base

    @property
    def faults(self) -> tuple[Fault, ...]:
        found = []
        if self.step <= 0:
            found.append(Fault("Mỗi bước phải lớn hơn 0."))
        if self.base > self.maximum:
            found.append(Fault("Điểm cơ sở lớn hơn điểm tối đa."))
        return tuple(found)
