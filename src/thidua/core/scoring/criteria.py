"""A set of criteria ("bộ tiêu chí chấm điểm") as data: groups, criteria, gates, rating bands, ties.

Nothing here knows a unit or a year. The law of a movement's points is whatever its commune adopted; the
program only insists that the set is consistent and says in words what it does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import Rule


class GroupKind(StrEnum):
    """What the points of a group do to the total."""

    BASE = "base"
    BONUS = "bonus"
    DEDUCTION = "deduction"


_MOST = {GroupKind.BASE: "", GroupKind.BONUS: "thưởng đến ", GroupKind.DEDUCTION: "trừ đến "}


class Reading(StrEnum):
    """Where the facts of a criterion come from."""

    TARGET = "target"
    EVENTS = "events"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the table. `key` stays the same over versions of the set.

    `base_condition` is what must hold before any point is given ("có kế hoạch và tuyên truyền trực tiếp"),
    empty where there is none. `self_scored` says whether the unit gives itself points first. `targets` are
    the names of what it reads, `reads` the keys of these where they are known, and `counts` the kind of
    events it counts, as the caller knows them; rules ask for none of it.
    """

    key: str
    name: str
    rule: Rule
    reading: Reading = Reading.PERSON
    guidance: str = ""
    base_condition: str = ""
    needs_evidence: bool = False
    self_scored: bool = True
    targets: tuple[str, ...] = ()
    counts: str = ""
    reads: tuple[str, ...] = ()

    @property
    def maximum(self) -> Decimal:
        return self.rule.maximum


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of the table with the most it may give.

    `floor` is the share of it that must be reached ("điểm liệt"), 0 for none. In a group of deductions
    `maximum` is the most that may be lost.
    """

    key: str
    name: str
    maximum: Decimal
    criteria: tuple[Criterion, ...]
    kind: GroupKind = GroupKind.BASE
    floor: Decimal = Decimal(0)

    @property
    def most(self) -> str:
        """Say the most it may give or take: "45", "thưởng đến 4", "trừ đến 5"."""
        return f"{_MOST[self.kind]}{points_text(self.maximum)}"

    @property
    def range_words(self) -> str:
        """Say it beside the name of the group: "tối đa 45 điểm", "thưởng đến 4 điểm"."""
        return f"{self.most} điểm" if _MOST[self.kind] else f"tối đa {self.most} điểm"


@dataclass(frozen=True, slots=True)
class RatingBand:
    """A rating ("xếp loại") from `low` points on, up to the next band, with conditions of its own."""

    name: str
    low: Decimal
    nothing_at_zero: bool = False
    groups_above_floor: bool = False


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best rating that is still possible after something happened ("bị khiển trách: cao nhất là tốt").

    `band` empty means the lowest one. `fact` is a key the caller knows: a kind of discipline, no self-score.
    """

    fact: str
    name: str
    band: str = ""


class TieKind(StrEnum):
    """What decides between units with equal points."""

    CRITERION = "criterion"
    GROUP = "group"
    VALUE = "value"
    FEWER_DEDUCTIONS = "fewer_deductions"
    PROGRESS = "progress"
    PRIORITY = "priority"
    BALLOT = "ballot"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One step of the chain; `key` names the criterion, group or priority it looks at."""

    kind: TieKind
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The whole table. `total` is what the base groups add up to; `places` how many decimals points keep."""

    name: str
    total: Decimal
    groups: tuple[Group, ...]
    bands: tuple[RatingBand, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    ties: tuple[TieBreak, ...] = ()
    places: int = 2
    rescales: bool = True
    is_scored: bool = True
    source: str = ""

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @property
    def most(self) -> str:
        return most_of(self.total, self.groups)

    @property
    def base_groups(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.kind == GroupKind.BASE)


def most_of(total: Decimal, groups: Iterable[Group]) -> str:
    """Say the most a unit may have, what is given beyond the total apart: "100 + 4 điểm thưởng"."""
    bonus = sum((group.maximum for group in groups if group.kind == GroupKind.BONUS), Decimal(0))
    extra = f" + {points_text(bonus)} điểm thưởng" if bonus else " điểm"
    return f"{points_text(total)}{extra}"
