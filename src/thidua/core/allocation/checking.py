"""What keeps one part from being given, and how finely a whole is split."""

from decimal import Decimal

from thidua.core.allocation.parts import PER_WHOLE, AllocationKind, Part
from thidua.core.quantities import format_number
from thidua.core.room import TOO_LONG, fits
from thidua.core.targets import Goal
from thidua.core.text import fold

_MEASURED = frozenset({"ha", "tan", "ta", "kg", "ty dong", "trieu dong", "km", "m2", "m3", "ty", "lit"})
_A_TENTH = Decimal("0.1")
_ONE = Decimal(1)


def fault_of(kind: AllocationKind, goal: Goal, ceiling: Decimal | None, part: Part) -> str:
    """Return the sentence that says why a part cannot be given, empty when it can.

    A part that does not fit the whole is no fault: that is told by the reconciliation.
    """
    for number in (part.amount, part.base):
        if number is not None and not fits(number):
            return f"{part.unit}: {TOO_LONG[:1].lower()}{TOO_LONG[1:]}"
    if part.amount is not None and part.amount < 0:
        return f"{part.unit}: số giao không được âm."
    if part.base is not None and part.base <= 0:
        return f"{part.unit}: tổng số phải lớn hơn 0."
    if kind == AllocationKind.WEIGHTED_MEAN:
        return _fault_of_count(goal, ceiling, part)
    if kind == AllocationKind.EACH and ceiling is not None and (part.amount or 0) > ceiling:
        return f"{part.unit}: mức giao lớn hơn {format_number(ceiling)}, là mức lớn nhất có thể có."
    return ""


def step_of(goal: Goal) -> Decimal:
    """Return the least piece a whole is split into: one household, but 0,1 ha."""
    low, high = goal.ends
    places = max(0, -_exponent(low), -_exponent(high))
    own = _ONE.scaleb(-places)
    return min(own, _A_TENTH) if fold(goal.unit) in _MEASURED else own


def _fault_of_count(goal: Goal, ceiling: Decimal | None, part: Part) -> str:
    if part.base is None or part.amount is None:
        if part.base is None and part.amount is None:
            return ""
        missing = "tổng số" if part.base is None else "số phải đạt"
        return f"{part.unit}: chưa ghi {missing}. Ghi cả hai số, hoặc để trống cả hai."
    if ceiling is not None and goal.unit in PER_WHOLE and part.amount > part.base:
        return (
            f"{part.unit}: {format_number(part.amount)} nhiều hơn tổng số {format_number(part.base)}. "
            "Nhờ xem lại hai số này."
        )
    return ""


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
