"""Whom a list of awards praises: direct workers, women, leaders, villages, those praised before.

Source of the concern: Luật 06/2022/QH15, điều 5(2)(d), 5(3) (V1). These are figures to look at, never bars.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.core.rounding import percent_text


@dataclass(frozen=True, slots=True)
class Praised:
    """One person of a list; what is not known is None and is counted as not known, never as no."""

    unit: Hashable | None
    is_direct_worker: bool | None
    is_female: bool | None
    is_leader: bool | None
    was_praised_last_year: bool | None = None
    was_praised_three_years: bool | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those known are of a kind, and the same a year before where it is known."""

    name: str
    count: int
    known: int
    unknown: int
    before: Fraction | None = None

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.count, self.known) if self.known else None

    @property
    def words(self) -> str:
        if self.share is None:
            return "Chưa có thông tin."
        told = f"{self.count}/{self.known} người ({percent_text(self.share)})"
        unknown = f", {self.unknown} người chưa rõ" if self.unknown else ""
        before = f"; năm trước {percent_text(self.before)}" if self.before is not None else ""
        return f"{told}{unknown}{before}."


KINDS: tuple[tuple[str, Callable[[Praised], bool | None]], ...] = (
    ("Lao động trực tiếp", lambda one: one.is_direct_worker),
    ("Nữ", lambda one: one.is_female),
    ("Giữ chức vụ lãnh đạo", lambda one: one.is_leader),
    ("Được khen cả năm trước", lambda one: one.was_praised_last_year),
    ("Được khen ba năm liền", lambda one: one.was_praised_three_years),
)
"""What a list is looked at by: the name, and whether somebody is of that kind."""


def balance_of(now: Sequence[Praised], before: Sequence[Praised] = ()) -> tuple[Share, ...]:
    """Return the shares of a list, beside those of the list of the year before."""
    return tuple(_share(name, is_of, now, before) for name, is_of in KINDS)


def _share(
    name: str, is_of: Callable[[Praised], bool | None], now: Sequence[Praised], before: Sequence[Praised]
) -> Share:
    answers = [is_of(one) for one in now]
    known = [one for one in answers if one is not None]
    earlier = [one for one in map(is_of, before) if one is not None]
    share = Fraction(sum(earlier), len(earlier)) if earlier else None
    return Share(name, sum(known), len(known), len(answers) - len(known), share)
