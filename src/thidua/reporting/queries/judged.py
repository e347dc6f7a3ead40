"""A standing as pages show it: the words of a row, whatever was judged."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.core.achievement import share_text
from thidua.core.standing import (
    Followed,
    PeriodSum,
    Standing,
    rule_sentence,
    shown_standing,
    verification_sentence,
)
from thidua.reporting.enums import ResultStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A goal, what was reported of it by period, and where that stands."""

    followed: Followed
    sums: tuple[PeriodSum, ...]
    standing: Standing

    @property
    def status(self) -> ResultStatus:
        return ResultStatus(self.standing.status.value)

    @property
    def shown(self) -> str:
        """The level in words, or "chưa có số"."""
        return shown_standing(self.followed, self.standing)

    @property
    def is_known(self) -> bool:
        return self.standing.level is not None

    @property
    def share(self) -> Fraction | None:
        return self.standing.achievement.share

    @property
    def share_text(self) -> str:
        return "" if self.share is None else share_text(self.share)

    @property
    def expected_text(self) -> str:
        """What share of the goal should be there by now; nothing where that cannot be said."""
        expected = self.standing.expected_share
        return "" if expected is None or not self.is_known else share_text(expected)

    @property
    def rule(self) -> str:
        """When the goal is reached, and how figures of units and periods become one result."""
        return rule_sentence(self.followed)

    @property
    def verification(self) -> str:
        return verification_sentence(self.followed, self.sums, self.standing)

    @property
    def is_verified(self) -> bool:
        return all(one.verified >= one.sent for one in self.sums)
