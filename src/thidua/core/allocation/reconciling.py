"""Parts held against the whole: what is assigned, what is left, what is over, who has none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.allocation.parts import PER_WHOLE, AllocationKind, Part, names_text
from thidua.core.goal_text import amount_text, numbers_text, strict_word
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.core.targets import STRICT, Goal, Verdict

_ZERO = Fraction(0)
_MOST_PLACES = 12
_SMALLEST = Decimal("0.01")


class Fit(StrEnum):
    """How the parts stand to the whole."""

    NONE = "none"
    SHORT = "short"
    WHOLE = "whole"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The parts against the whole.

    `assigned` is the sum (SUM), the common rate in the unit of the goal (WEIGHTED_MEAN), or None. `rest`
    is what is still to be assigned, `over` what was assigned beyond the whole. `without` names the units
    that have no part, `below` those whose level is too low (EACH).
    """

    fit: Fit
    assigned: Fraction | None
    rest: Fraction
    over: Fraction
    without: tuple[str, ...]
    below: tuple[str, ...]
    sentence: str


def reconcile(kind: AllocationKind, goal: Goal, parts: Sequence[Part]) -> Reconciliation:
    """Hold `parts` against `goal`; every unit that takes part is listed, with or without an amount."""
    return _KINDS[kind](goal, parts)


def _sum(goal: Goal, parts: Sequence[Part]) -> Reconciliation:
    without = _without(parts)
    amounts = [Fraction(part.amount) for part in parts if part.amount is not None]
    if not amounts:
        low, high = goal.ends
        whole = high if goal.is_limit else low
        line = f"Chưa giao cho đơn vị nào. Còn {amount_text(whole, goal.unit)} chưa giao."
        return Reconciliation(Fit.NONE, None, Fraction(whole), _ZERO, without, (), line)
    assigned = sum(amounts, _ZERO)
    fit, rest, over = _against(goal, assigned)
    line = _sum_sentence(goal, fit, assigned, rest or over)
    return Reconciliation(fit, assigned, rest, over, without, (), _with_names(line, without))


def _sum_sentence(goal: Goal, fit: Fit, assigned: Fraction, difference: Fraction) -> str:
    given, size = (_amount(goal, number) for number in (assigned, difference))
    if fit == Fit.OVER and difference:
        return f"Giao vượt {size} so với chỉ tiêu {_end_text(goal)}."
    if fit == Fit.SHORT and difference:
        return f"Đã giao {given}. Còn {size} chưa giao."
    if fit != Fit.WHOLE:  # a strict end, and just that number assigned
        return f"Đã giao đúng {given}, chỉ tiêu là {_end_text(goal)}."
    if goal.is_limit:
        return f"Đã giao {given}, không vượt mức {numbers_text(goal)}."
    return f"Đã giao đủ {given}."


def _mean(goal: Goal, parts: Sequence[Part]) -> Reconciliation:
    """Add up numerators and denominators; the mean of the percentages would let small units weigh most."""
    counted = [
        (Fraction(part.amount), Fraction(part.base))
        for part in parts
        if part.amount is not None and part.base is not None
    ]
    bases = sum((base for _, base in counted), _ZERO)
    without = tuple(part.unit for part in parts if part.amount is None or part.base is None)
    if not bases:
        line = "Chưa giao cho đơn vị nào đủ tử số và mẫu số nên chưa tính được tỷ lệ chung."
        return Reconciliation(Fit.NONE, None, _ZERO, _ZERO, without, (), line)
    count = sum((count for count, _ in counted), _ZERO)
    rate = count / bases * PER_WHOLE.get(goal.unit, 1)
    fit, rest, over = _against(goal, rate)
    line = _mean_sentence(goal, (count, bases), rate, rest - over)
    return Reconciliation(fit, rate, rest, over, without, (), _with_names(line, without))


def _mean_sentence(
    goal: Goal, counts: tuple[Fraction, Fraction], rate: Fraction, difference: Fraction
) -> str:
    count, base = (format_number(_exact(number)) for number in counts)
    line = f"Cộng các đơn vị: {count} : {base} = {_rate_text(goal, rate)}"
    if difference:
        size = _difference_text(goal, abs(difference))
        return f"{line}, {'thấp' if difference > 0 else 'cao'} hơn chỉ tiêu {_end_text(goal)} là {size}."
    verdict = goal.judge_exact(rate)
    met = "đủ" if verdict != Verdict.MISSED else "chưa đủ"
    return f"{line}, {met} chỉ tiêu {_end_text(goal)}."


def _each(goal: Goal, parts: Sequence[Part]) -> Reconciliation:
    without = _without(parts)
    given = [part for part in parts if part.amount is not None]
    if not given:
        line = f"Chưa giao cho đơn vị nào; mỗi đơn vị phải đạt {_end_text(goal)}."
        return Reconciliation(Fit.NONE, None, _ZERO, _ZERO, without, (), line)
    low = [part for part in given if goal.judge(part.amount) == Verdict.MISSED]
    below = tuple(part.unit for part in low)
    if below:
        said = [
            f"{part.unit} ({amount_text(part.amount, goal.unit)})" for part in low if part.amount is not None
        ]
        side = "quá" if goal.is_limit else "chưa tới"
        line = f"Giao {side} mức {_end_text(goal)}: {names_text(said)}."
    else:
        side = "không quá" if goal.is_limit else "tới"
        line = f"Đã giao cho {len(given)} đơn vị, đều {side} mức {_end_text(goal)}."
    fit = Fit.SHORT if below or without else Fit.WHOLE
    return Reconciliation(fit, None, _ZERO, _ZERO, without, below, _with_names(line, without))


def _one(_goal: Goal, parts: Sequence[Part]) -> Reconciliation:
    owners = tuple(part.unit for part in parts if part.is_owner)
    if not owners:
        return Reconciliation(Fit.NONE, None, _ZERO, _ZERO, (), (), "Chưa giao đơn vị nào chủ trì.")
    if len(owners) == 1:
        return Reconciliation(Fit.WHOLE, None, _ZERO, _ZERO, (), (), f"{owners[0]} chủ trì.")
    line = f"Có {len(owners)} đơn vị cùng chủ trì: {names_text(owners)}. Chỉ để một đơn vị chủ trì."
    return Reconciliation(Fit.OVER, None, _ZERO, _ZERO, (), (), line)


_KINDS: Mapping[AllocationKind, Callable[[Goal, Sequence[Part]], Reconciliation]] = {
    AllocationKind.SUM: _sum,
    AllocationKind.WEIGHTED_MEAN: _mean,
    AllocationKind.EACH: _each,
    AllocationKind.ONE: _one,
}


def _against(goal: Goal, assigned: Fraction) -> tuple[Fit, Fraction, Fraction]:
    """Return the fit, what is left to assign and what is over; a limit leaves nothing to assign."""
    low, high = (Fraction(end) for end in goal.ends)
    over = max(assigned - high, _ZERO)
    rest = _ZERO if goal.is_limit else max(low - assigned, _ZERO)
    at_strict_end = goal.comparator in STRICT and assigned == low
    if over or (at_strict_end and goal.is_limit):
        return Fit.OVER, rest, over
    return (Fit.SHORT if rest or at_strict_end else Fit.WHOLE), rest, over


def _without(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(part.unit for part in parts if part.amount is None)


def _with_names(line: str, without: Sequence[str]) -> str:
    return f"{line} Chưa giao cho {names_text(without)}." if without else line


def _end_text(goal: Goal) -> str:
    return f"{strict_word(goal)} {numbers_text(goal)}".strip()


def _rate_text(goal: Goal, rate: Fraction) -> str:
    """Print a rate; one that two decimals would show as the goal itself gets more."""
    ends = {Fraction(end) for end in goal.ends}
    places = 2
    shown = rounded(rate)
    while rate not in ends and Fraction(shown) in ends and places < _MOST_PLACES:
        places += 1
        shown = Decimal(rate.numerator * 10**places // rate.denominator) / 10**places
    return amount_text(shown, goal.unit)


def _amount(goal: Goal, number: Fraction) -> str:
    return amount_text(_exact(number), goal.unit)


def _exact(number: Fraction) -> Decimal:
    """Return a sum of decimals as a decimal again."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def _difference_text(goal: Goal, difference: Fraction) -> str:
    """Print how far a rate is off; a difference too small to print is not shown as none."""
    shown = rounded(difference)
    point = f"điểm {goal.unit}" if goal.unit in PER_WHOLE else goal.unit
    return amount_text(shown, point) if shown else f"chưa tới {amount_text(_SMALLEST, point)}"
