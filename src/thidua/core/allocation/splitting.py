"""A proposed split by weights, exact to the last step of the unit: one household, 0,1 ha."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thidua.core.allocation.parts import PER_WHOLE, Part, names_text
from thidua.core.errors import DomainError
from thidua.core.goal_text import amount_text
from thidua.core.targets import STRICT, Goal

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a unit weighs in a split: its result last year, its people, its households; None is not known."""

    unit: str
    size: Decimal | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Parts in the order of the weights; units of unknown weight get none and are named in the sentence."""

    parts: tuple[Part, ...]
    sentence: str


def propose(
    whole: Decimal, weights: Sequence[Weight], *, by: str, unit: str = "", step: Decimal = ONE
) -> Proposal:
    """Split `whole` in proportion to the weights, so that the parts add up to it exactly.

    Each gets the whole steps of its share, the steps left go to the largest remainders, the earlier unit
    first among equals. What is less than a step joins the largest part. `by` names the weights for people.
    """
    known = [(weight.unit, Fraction(weight.size)) for weight in weights if weight.size is not None]
    if step <= 0 or whole < 0 or any(size < 0 for _, size in known):
        raise DomainError("Số để chia và số làm căn cứ không được âm. Nhờ xem lại các số này.")
    if not any(size for _, size in known):
        raise DomainError(
            f"Chưa có số làm căn cứ để chia theo {by}. Nhờ nhập số này hoặc chọn cách chia khác."
        )
    crumb = whole % step
    steps = _largest_remainders(int((whole - crumb) / step), [size for _, size in known])
    amounts = {name: count * step for (name, _), count in zip(known, steps, strict=True)}
    if crumb:
        amounts[max(amounts, key=lambda name: amounts[name])] += crumb
    parts = tuple(Part(weight.unit, amounts.get(weight.unit)) for weight in weights)
    return Proposal(parts, _sentence(whole, parts, by, unit))


def count_needed(goal: Goal, base: Decimal) -> Decimal:
    """Return the least whole count out of `base` that reaches a rate: 95% of 203 households is 193.

    For a rate that must not be passed it is the largest count allowed.
    """
    scale = PER_WHOLE.get(goal.unit, 1)
    end = goal.ends[1] if goal.is_limit else goal.ends[0]
    exact = Fraction(end) / scale * Fraction(base)
    strict = goal.comparator in STRICT
    if goal.is_limit:
        return Decimal(ceil(exact) - 1 if strict else exact.numerator // exact.denominator)
    return Decimal(exact.numerator // exact.denominator + 1 if strict else ceil(exact))


def _largest_remainders(count: int, sizes: Sequence[Fraction]) -> list[int]:
    total = sum(sizes)
    quotas = [size * count / total for size in sizes]
    shares = [quota.numerator // quota.denominator for quota in quotas]
    by_remainder = sorted(range(len(sizes)), key=lambda place: shares[place] - quotas[place])
    for place in by_remainder[: count - sum(shares)]:
        shares[place] += 1
    return shares


def _sentence(whole: Decimal, parts: Sequence[Part], by: str, unit: str) -> str:
    given = [part for part in parts if part.amount is not None]
    line = f"Chia {amount_text(whole, unit)} cho {len(given)} đơn vị theo {by}; cộng lại vừa đủ."
    left_out = [part.unit for part in parts if part.amount is None]
    return f"{line} Chưa có số của {names_text(left_out)} nên chưa chia." if left_out else line
