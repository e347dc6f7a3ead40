"""What clauses leave behind for those after them: a name, a total that "trong đó" splits, a time base."""

from dataclasses import dataclass, field

from thidua.core.parsing.layout import Paragraph
from thidua.core.parsing.reading import Comparator, TargetRead
from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.units import Measure

_CHANGES = frozenset({Comparator.INCREASE_BY, Comparator.DECREASE_BY})
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

    def enter(self, paragraph: Paragraph) -> None:
        """Begin a paragraph; below one that ended in "trong đó:" the deeper ones hold its parts."""
        self.per = None
        if self.awaited_level is not None and paragraph.level <= self.awaited_level:
            self.awaited_level = None

    def leave(self, paragraph: Paragraph, low: str) -> None:
        """End a paragraph."""
        if self.total is not None and low.rstrip().endswith(_OPENERS):
            self.awaited_level = paragraph.level

    def parent_of(self, clause: Clause, place: tuple[int, int]) -> TargetRead | None:
        """Return the total a clause at (paragraph, sentence) is part of.

        The scope of "trong đó" ends when the indicator changes, with the unit as its sign.
        """
        value = clause.value
        if self.total is None or value is None:
            return None
        if self.awaited_level is not None and place[0] != self.total_place[0]:
            return self.total
        is_near = place[0] == self.total_place[0] and place[1] - self.total_place[1] <= 1
        if clause.link in {Link.AMONG, Link.BRACKET, Link.DETAIL}:
            if clause.link is Link.AMONG and clause.opens and place[0] == self.total_place[0] + 1:
                is_near = True
            self.opened, self.is_listing = clause.link, clause.is_listing
            is_other = clause.link is Link.DETAIL and value.unit != self.total.unit
            return self.total if is_near and not is_other else None
        if not is_near:
            return None
        if clause.link is Link.SEMICOLON and self.is_listing and value.unit == self.total.unit:
            return self.total
        is_open = clause.link in {Link.COMMA, Link.AND} and self.opened in {
            Link.AMONG,
            Link.BRACKET,
            Link.DETAIL,
        }
        return self.total if is_open and value.measure is self.total_measure else None

    def shares_unit_with(self, clause: Clause, paragraph: int) -> bool:
        """Say whether a clause can only be a part of the total beside it, for it counts the same things."""
        value = clause.value
        if self.total is None or value is None or paragraph != self.total_place[0]:
            return False
        is_part = clause.link in {Link.AMONG, Link.DETAIL} or (
            clause.link is Link.SEMICOLON and self.is_listing
        )
        return is_part and value.measure is Measure.COUNTED and value.unit == self.total.unit

    def lends_change_to(self, low: str, clause: Clause) -> bool:
        """Say whether a bare value shares the change before it: "giảm 15 hộ nghèo, 20 hộ cận nghèo"."""
        value = clause.value
        if value is None or not self.found or clause.link not in {Link.COMMA, Link.AND}:
            return False
        before = self.found[-1]
        is_bare = not low[clause.start : value.start].strip() and value.measure is not Measure.SHARE
        return is_bare and before.comparator in _CHANGES and before.unit == value.unit

    def add(
        self, target: TargetRead, clause: Clause, parent: TargetRead | None, place: tuple[int, int]
    ) -> None:
        """Remember a target and what it leaves behind."""
        self.found.append(target)
        self.name, self.per = target.name, target.per
        self.measure = clause.value.measure if clause.value else Measure.NONE
        if parent is None and clause.link is not Link.GROWTH:
            self.total, self.total_measure, self.total_place = target, self.measure, place
            self.opened, self.is_listing = Link.NEW, False
