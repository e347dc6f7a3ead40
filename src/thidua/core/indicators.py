"""How a target is followed through the year, proposed from its words; a person confirms or changes it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.achievement import Nature
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency
from thidua.core.targets import CHANGES, Goal
from thidua.core.text import fold

HUNDRED = Decimal(100)
_HARVEST = r"luong thuc|san luong lua|thoc|\bngo\b|khoai|rau mau|\blac\b|vu (?:dong|xuan|he|mua)|gieo trong"
_FREQUENCIES: tuple[tuple[Frequency, re.Pattern[str]], ...] = (
    (Frequency.SEASON, re.compile(_HARVEST)),
    (Frequency.SCHOOL_YEAR, re.compile(r"hoc sinh|nam hoc|tot nghiep|len lop")),
    (
        Frequency.MONTH,
        re.compile(r"ngan sach|bao hiem|bhyt|bhxh|ho so|truc tuyen|giai ngan|tin bai|tuyen truyen"),
    ),
    (
        Frequency.QUARTER,
        re.compile(
            r"cay phan tan|trong cay|danh bat|nuoi trong|thuy san|lao dong|viec lam|xuat khau|doanh nghiep"
            r"|hop tac xa|rac|chat thai|thu tuc hanh chinh|dich vu cong|sinh con|toi pham|tai nan"
            r"|nong thon moi"
        ),
    ),
    (
        Frequency.HALF_YEAR,
        re.compile(r"tang truong|toc do|gia tri san xuat|chan nuoi|tong dan|suy dinh duong"),
    ),
)
_LESS_IS_BETTER = re.compile(
    r"ho (?:can )?ngheo|can ngheo|suy dinh duong|thap coi|sinh con thu|con thu (?:3|ba)|toi pham|pham phap"
    r"|tai nan|tao hon|ton dong|qua han|don thu|khieu kien|that nghiep|bo hoc|tu vong|mac benh|o nhiem|nghien"
    r"|vi pham"
)
_STEPS = re.compile(r"nong thon moi|ntm|do thi van minh|chuan quoc gia|kieu mau")
_PER_HEAD = re.compile(r"nguoi|ho\b|ha\b|khau")
_OPEN_SHARE = re.compile(r"tang|toc do|so voi|ke hoach|du toan|gap")
_SHARES = frozenset({"%", "‰"})
_PER_TIME = frozenset({"thang", "quy", "tuan"})
"""A goal of each month ("2 tin/tháng") is held against each figure, not against their sum."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How an indicator behaves: `ceiling` is the most its figures can be, None where there is no end."""

    nature: Nature
    frequency: Frequency
    lower_is_better: bool = False
    ceiling: Decimal | None = None


def propose(name: str, goal: Goal) -> Profile:
    """Propose how to follow a target; counts add up, shares and levels do not."""
    words = fold(name)
    nature = _nature(words, goal)
    return Profile(
        nature=nature,
        frequency=_frequency(words, nature),
        lower_is_better=nature in {Nature.LEVEL, Nature.RATE, Nature.CUMULATIVE} and _is_limit(words, goal),
        ceiling=HUNDRED if _is_closed_share(words, goal) else None,
    )


def _nature(words: str, goal: Goal) -> Nature:
    if not goal.has_numbers:
        return Nature.MILESTONE if _is_to_come(words, goal) else Nature.STATE
    if goal.comparator in CHANGES or goal.unit in _SHARES:
        return Nature.RATE
    if fold(goal.per) in _PER_TIME:
        return Nature.LEVEL
    if goal.comparator == Comparator.MAINTAIN or _PER_HEAD.search(fold(goal.per)) or "/" in goal.unit:
        return Nature.LEVEL
    return Nature.CUMULATIVE


def _is_to_come(words: str, goal: Goal) -> bool:
    return goal.comparator != Comparator.MAINTAIN and "giu vung" not in words and bool(_STEPS.search(words))


def _frequency(words: str, nature: Nature) -> Frequency:
    if nature == Nature.STATE:
        return Frequency.YEAR
    return next((found for found, pattern in _FREQUENCIES if pattern.search(words)), Frequency.YEAR)


def _is_limit(words: str, goal: Goal) -> bool:
    """Whether less is better and the comparator does not say so by itself."""
    is_open = goal.comparator in {Comparator.EQ, Comparator.RANGE, Comparator.MAINTAIN}
    return goal.is_limit or (is_open and bool(_LESS_IS_BETTER.search(words)))


def _is_closed_share(words: str, goal: Goal) -> bool:
    is_level = goal.unit == "%" and goal.comparator not in CHANGES
    most = max((end for end in (goal.low, goal.high) if end is not None), default=HUNDRED)
    return is_level and most <= HUNDRED and not _OPEN_SHARE.search(words)
