"""Rules that hold a unit against the others of its block."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from thidua.core.rounding import percent_text
from thidua.core.scoring.observed import Case, Observed
from thidua.core.scoring.points import Award, not_reported, number_text, points_text
from thidua.core.scoring.rules.base import Measure, Rule, RuleKind
from thidua.core.scoring.rules.shares import measured

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class AgainstAverage(Rule):
    """All points from the average of the block on, else none. A block of one equals its average."""

    measure: Measure = Measure.VALUE
    kind: ClassVar[RuleKind] = RuleKind.AGAINST_AVERAGE

    @property
    def sentence(self) -> str:
        return f"Từ mức trung bình của cụm, khối trở lên: {points_text(self.maximum)} điểm; thấp hơn: 0 điểm."

    def award(self, case: Case) -> Award:
        own = measured(case.seen, self.measure)
        if own is None:
            return not_reported()
        known = [one for one in (measured(peer, self.measure) for peer in case.peers) if one is not None] or [
            own
        ]
        average = sum(known, Fraction(0)) / len(known)
        points = Fraction(self.maximum) if own >= average else Fraction(0)
        return Award(
            points,
            (
                f"Trung bình của {len(known)} đơn vị có số liệu: {number_text(average)}.",
                (
                    f"{number_text(own)} {'không thấp hơn' if points else 'thấp hơn'} trung bình: "
                    f"{points_text(points)} điểm."
                ),
            ),
        )


@dataclass(frozen=True, slots=True)
class AgainstLeader(Rule):
    """Half the points for the goal; what is above it, measured by the unit farthest above, the other half.

    Below the goal: 0,5 × maximum × share. On it: 0,5 × maximum. Above: 0,5 × maximum + 0,5 × maximum ×
    (share − 1) ÷ (share of the leader − 1); the leader has all. Without a goal: value ÷ largest value.
    """

    kind: ClassVar[RuleKind] = RuleKind.AGAINST_LEADER

    @property
    def sentence(self) -> str:
        half = points_text(Fraction(self.maximum) * _HALF)
        return (
            f"Đạt đúng chỉ tiêu: {half} điểm; chưa đạt: theo tỷ lệ của {half} điểm; vượt: thêm đến "
            f"{half} điểm, tính theo đơn vị vượt nhiều nhất. Không có chỉ tiêu: so với đơn vị cao nhất."
        )

    def award(self, case: Case) -> Award:
        if case.seen.share is not None:
            return self._by_goal(max(Fraction(0), case.seen.share), case.peers)
        if case.seen.value is None:
            return not_reported()
        largest = max(
            (Fraction(peer.value) for peer in case.peers if peer.value is not None), default=Fraction(0)
        )
        largest = max(largest, Fraction(case.seen.value))
        if largest <= 0:
            return Award(Fraction(0), ("Chưa đơn vị nào có kết quả: 0 điểm.",))
        points = Fraction(self.maximum) * Fraction(case.seen.value) / largest
        line = f"{number_text(case.seen.value)} : {number_text(largest)} × {points_text(self.maximum)}"
        return Award(points, (f"{line} = {points_text(points)} điểm.",))

    def _by_goal(self, share: Fraction, peers: Sequence[Observed]) -> Award:
        half = Fraction(self.maximum) * _HALF
        if share <= 1:
            points = half * share
            return Award(
                points, (f"{percent_text(share)} × {points_text(half)} điểm = {points_text(points)} điểm.",)
            )
        leader = max([share, *(peer.share for peer in peers if peer.share is not None)])
        part = (share - 1) / (leader - 1)
        points = half + half * part
        return Award(
            points,
            (
                f"Vượt {percent_text(share - 1)}; đơn vị vượt nhiều nhất {percent_text(leader - 1)}.",
                f"{points_text(half)} + {points_text(half)} × {percent_text(part)} = {points_text(points)}.",
            ),
        )
