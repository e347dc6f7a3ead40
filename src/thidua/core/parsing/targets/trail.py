"""What clauses leave behind for those after them: a name, a total that "trong đó" splits, a time base."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.core.parsing.layout import Paragraph
from thidua.core.parsing.reading import Comparator, TargetRead
from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import HEAD_START, HORIZON_START
from thidua.core.parsing.targets.units import Measure

_CHANGES = frozenset({Comparator.INCREASE_BY, Comparator.DECREASE_BY})
_INNER = frozenset({Link.AMONG, Link.BRACKET, Link.DETAIL})
_MOST_HEADS = 4
_AVERAGE = re.compile(
    r"\s*(?:bình\s+quân|trung\s+bình)?\s*(?:(?:mỗi|hằng|hàng)\s+(?:năm|quý|tháng)|bình\s+quân|trung\s+bình)\s*"
)
_TOTAL = re.compile(r"(?<!\w)tổng(?!\w)", re.IGNORECASE)
_OPENERS = ("trong đó:", "trong đó", "bao gồm:", "gồm:", "cụ thể trong đó:")


@dataclass(slots=True)
class Trail:
    """The state of one reading; `found` are the targets so far."""

    found: list[TargetRead] = field(default_factory=list)
    name: str = ""
    per: str | None = None
    measure: Measure = Measure.NONE
    total: TargetRead | None = None
    total_measure: Measure = Measure.NONE
    total_place: tuple[int, int] = (-1, -1)
    awaited_level: int | None = None
    opened: Link = Link.NEW
    is_listing: bool = False
    heads: list[tuple[TargetRead, Measure, tuple[int, int]]] = field(default_factory=list)
    first_part: str = ""
    parts_sum: Decimal = Decimal(0)

    def enter(self, paragraph: Paragraph) -> None:
        """Pass a paragraph; below one that ended in "trong đó:" only the deeper ones hold its parts."""
        if self.awaited_level is not None and paragraph.level <= self.awaited_level:
            self.awaited_level = None

    def leave(self, paragraph: Paragraph, number: int, low: str) -> None:
        """End a paragraph."""
        if self.total_place[0] == number and low.rstrip().endswith(_OPENERS):
            self.awaited_level = paragraph.level

    def parent_of(self, low: str, clause: Clause, place: tuple[int, int]) -> TargetRead | None:
        """Return the total a clause at (paragraph, sentence) is part of.

        The scope of "trong đó" ends when the indicator changes, with the unit as its sign.
        """
        value = clause.value
        if self.total is None or value is None:
            return None
        if self.awaited_level is not None and place[0] != self.total_place[0]:
            return self.total
        if clause.link in _INNER:
            return self._opened_by(clause, place)
        if place[0] != self.total_place[0] or place[1] - self.total_place[1] > 1:
            return None
        is_part = self._goes_on(low, clause) if clause.link is Link.SEMICOLON else self._lists(clause)
        return self.total if is_part else None

    def _opened_by(self, clause: Clause, place: tuple[int, int]) -> TargetRead | None:
        """Begin the parts of a total with "trong đó", a bracket or "cụ thể"."""
        is_opening = clause.link is Link.AMONG and clause.opens
        unit = clause.value.unit if clause.value else ""
        if is_opening:
            self._go_back_to(unit, place)
        if self.total is None:
            return None
        is_near = place[0] == self.total_place[0] and place[1] - self.total_place[1] <= 1
        is_below = is_opening and place[0] == self.total_place[0] + 1
        self.opened, self.is_listing = clause.link, clause.is_listing
        is_other = clause.link is Link.DETAIL and unit != self.total.unit
        return self.total if (is_near or is_below) and not is_other else None

    def _lists(self, clause: Clause) -> bool:
        """Say whether a clause behind a comma is one more part, or the weight of the part before it."""
        value, total = clause.value, self.total
        if clause.link not in {Link.COMMA, Link.AND} or self.opened not in _INNER:
            return False
        if value is None or total is None:
            return False
        is_weight = "chiếm" in value.fillers and self.found[-1].parent == total.name
        return is_weight or value.measure is self.total_measure

    def _go_back_to(self, unit: str, place: tuple[int, int]) -> None:
        """Take the latest total of the sentences before "Trong đó" that is counted in the same unit."""
        for target, measure, at in reversed(self.heads):
            if place[0] == at[0] and place[1] - at[1] <= 1 and target.unit == unit:
                self.total, self.total_measure, self.total_place = target, measure, at
                return

    def _goes_on(self, low: str, clause: Clause) -> bool:
        """Say whether the list of parts goes on behind a semicolon: "trong đó lúa 5 ha; ngô 2 ha"."""
        total, value = self.total, clause.value
        if total is None or value is None or value.unit != total.unit:
            return False
        if self.is_listing:
            return True
        whole = total.high if total.high is not None else total.low
        if (
            self.opened not in _INNER
            or value.measure is Measure.SHARE
            or whole is None
            or self.parts_sum + value.number > whole
        ):
            return False
        if kind := _kind_of(low, clause):
            return kind == self.first_part
        return not self.first_part and _TOTAL.search(total.name) is not None

    def shares_unit_with(self, clause: Clause, paragraph: int) -> bool:
        """Say whether a clause can only be a part of the total beside it, for it counts the same things."""
        value = clause.value
        if self.total is None or value is None or paragraph != self.total_place[0]:
            return False
        is_part = clause.link in {Link.AMONG, Link.DETAIL} or (
            clause.link is Link.SEMICOLON and self.is_listing
        )
        return is_part and value.measure is Measure.COUNTED and value.unit == self.total.unit

    def per_for(self, low: str, clause: Clause) -> str | None:
        """Return the time base that a clause shares; one with a horizon of its own shares only its unit's."""
        if not clause.is_shared or clause.link is Link.GROWTH or clause.value is None:
            return None
        is_other = not self.found or self.found[-1].unit != clause.value.unit
        return None if is_other and HORIZON_START.match(low, clause.start) else self.per

    def lends_change_to(self, low: str, clause: Clause) -> bool:
        """Say whether a bare value shares the change before it: "giảm 15 hộ nghèo, 20 hộ cận nghèo"."""
        value = clause.value
        if value is None or not self.found or clause.link not in {Link.COMMA, Link.AND}:
            return False
        before = self.found[-1]
        is_bare = not low[clause.start : value.start].strip() and value.measure is not Measure.SHARE
        return is_bare and before.comparator in _CHANGES and before.unit == value.unit

    def add(
        self,
        low: str,
        target: TargetRead,
        clause: Clause,
        parent: TargetRead | None,
        place: tuple[int, int],
    ) -> None:
        """Remember a target and what it leaves behind."""
        self.found.append(target)
        self.name, self.per = target.name, target.per
        self.measure = clause.value.measure if clause.value else Measure.NONE
        is_average = clause.value is not None and _AVERAGE.fullmatch(low, clause.start, clause.value.start)
        if is_average and self.total is not None and place == self.total_place:
            return  # "bình quân mỗi năm 100 người" says the total once more
        if parent is None and clause.link is not Link.GROWTH:
            self.total, self.total_measure, self.total_place = target, self.measure, place
            self.heads = [*self.heads[1 - _MOST_HEADS :], (target, self.measure, place)]
            self.opened, self.is_listing = Link.NEW, False
            self.parts_sum = Decimal(0)
        elif parent is not None and clause.value and clause.value.unit == parent.unit:
            self.first_part = self.first_part if self.parts_sum else _kind_of(low, clause)
            self.parts_sum += clause.value.number


def _kind_of(low: str, clause: Clause) -> str:
    """Return what parts of one list share: the word of their indicator, or that each names a time."""
    if HORIZON_START.match(low, clause.start):
        return "horizon"
    if HEAD_START.match(low, clause.start):
        return low[clause.start : clause.end].split(maxsplit=1)[0]
    return ""
