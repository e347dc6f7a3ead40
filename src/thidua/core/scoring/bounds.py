"""What a person may write as the points of a criterion, and the sentence for what may not be written."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.quantities import read_number
from thidua.core.scoring.criteria import Criterion, Group, GroupKind
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules.counts import Deducted, Judged

ZERO = Decimal(0)
_NO_END = Decimal(99_999)
_MINUS = "-−–"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that may be written, the step, and how many decimals the set keeps.

    Where a criterion takes points away, `low` is negative and `high` is zero.
    """

    low: Decimal
    high: Decimal
    places: int
    step: Decimal | None = None

    @property
    def takes_away(self) -> bool:
        return self.low < 0

    @property
    def has_end(self) -> bool:
        return self.high < _NO_END

    @property
    def sentence(self) -> str:
        """Say what may be written."""
        if self.takes_away:
            return f"Ghi số điểm bị trừ, từ 0 đến {points_text(-self.low)}."
        if not self.has_end:
            return "Ghi số từ 0 trở lên."
        step = f", cách nhau {points_text(self.step)}" if self.step else ""
        return f"Ghi số từ 0 đến {points_text(self.high)}{step}."

    def is_full(self, points: Decimal) -> bool:
        """Whether nothing more can be had."""
        return 0 < self.high == points

    def read(self, text: str) -> Decimal | None:
        """Read what was typed; where points are taken away, the sign may be left out. None is no number."""
        typed = text.strip()
        number = read_number(typed.lstrip(_MINUS).strip())
        if number is None:
            return None
        is_negative = typed[0] in _MINUS or self.takes_away
        return -number if is_negative and number else number

    def write(self, points: Decimal) -> Decimal:
        """Return the number as it is typed: what is taken away without its sign."""
        return abs(points) if self.takes_away else points

    def fault_of(self, points: Decimal) -> str:
        """Say what is wrong with these points; empty when nothing is."""
        if points < self.low:
            return f"Tiêu chí này trừ nhiều nhất {points_text(-self.low)} điểm." if self.low else _NEGATIVE
        if points > self.high:
            return f"Tối đa {points_text(self.high)} điểm. {self.sentence}"
        if self.step and Fraction(points) % Fraction(self.step):
            return f"Điểm cách nhau {points_text(self.step)}. {self.near(points)}"
        if points != round(points, self.places):
            return _decimals(self.places)
        return ""

    def near(self, points: Decimal) -> str:
        """Name what may be written beside these points: "Ghi 7,25 hoặc 7,5."."""
        step = self.step or Decimal(1)
        below = Fraction(points) // Fraction(step) * Fraction(step)
        above = min(below + Fraction(step), Fraction(self.high))
        return f"Ghi {points_text(below)} hoặc {points_text(above)}."


_NEGATIVE = "Điểm không âm. Ghi số từ 0 trở lên."


def _decimals(places: int) -> str:
    if not places:
        return "Ghi số tròn, không có phần lẻ."
    return f"Ghi nhiều nhất {places} chữ số sau dấu phẩy."


def bounds_of(criterion: Criterion, group: Group, places: int) -> Bounds:
    """Return what may be written for a criterion of a group."""
    rule = criterion.rule
    if isinstance(rule, Deducted) and not rule.from_full:
        most = rule.limit if rule.limit is not None else group.maximum
        return Bounds(-most, ZERO, places)
    step = rule.step if isinstance(rule, Judged) and rule.step > 0 else None
    if group.kind == GroupKind.DEDUCTION:
        return Bounds(-(criterion.maximum or group.maximum), ZERO, places, step)
    return Bounds(ZERO, _NO_END if rule.best is None else criterion.maximum, places, step)
