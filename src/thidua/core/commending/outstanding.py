"""Which verified results stand out: the whole of a part reached before its day, or more than anybody else."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from thidua.core.dates import show_date

KeyT = TypeVar("KeyT", bound=Hashable)
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Reach(Generic[KeyT]):
    """What one unit reached of its part of a target: a share of it, and when the whole was there.

    `full_on` is the last day of the first period whose verified figures made the whole; None where it is not.
    """

    key: KeyT
    share: Fraction | None
    full_on: date | None = None


@dataclass(frozen=True, slots=True)
class StandsOut(Generic[KeyT]):
    """One that stands out, and why, in a sentence."""

    key: KeyT
    why: str


def standing_out(reaches: Sequence[Reach[KeyT]], due_on: date) -> tuple[StandsOut[KeyT], ...]:
    """Return those who reached the whole of their part early or have the highest share, the highest first.

    A share below the whole never stands out, nor does the highest where two have it. `due_on` is the day by
    which everything is due.
    """
    shares = sorted((one.share for one in reaches if one.share is not None), reverse=True)
    is_alone = len(shares) > 1 and shares[0] > shares[1]
    found = []
    for one in sorted(reaches, key=lambda one: one.share or Fraction(0), reverse=True):
        if one.share is None or one.share < _WHOLE:
            continue
        whys = [*_early(one, due_on), *_highest(one, shares) * is_alone]
        if whys:
            found.append(StandsOut(one.key, f"{'. '.join(whys)}."))
    return tuple(found)


def _early(one: Reach[KeyT], due_on: date) -> list[str]:
    if one.full_on is None or one.full_on >= due_on:
        return []
    days = (due_on - one.full_on).days
    return [f"Đủ mức được giao ngày {show_date(one.full_on)}, trước hạn {days} ngày"]


def _highest(one: Reach[KeyT], shares: Sequence[Fraction]) -> list[str]:
    return [f"Tỷ lệ cao nhất trong {len(shares)} đơn vị đã báo cáo"] if one.share == shares[0] else []
