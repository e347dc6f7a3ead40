"""What a rule may read of one unit for one criterion. Only verified figures enter."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.targets import Verdict


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything known of a unit for a criterion; what is not known is None, which is never zero.

    `share` is how far the unit came towards its goal (1 is all of it), `value` what was counted, in the unit
    of the target, `verdict` how it stands against the goal. `count` counts events, faults or confirmed
    samples; `steps` are the keys of sub-steps that were ticked; `parts` the shares of several targets read
    together; `given` the points a person gave. `base_met` says whether the criterion's precondition holds.
    """

    is_assigned: bool = True
    value: Decimal | None = None
    share: Fraction | None = None
    verdict: Verdict = Verdict.NOT_REPORTED
    count: Decimal | None = None
    steps: frozenset[str] | None = None
    parts: tuple[Fraction | None, ...] = ()
    given: Decimal | None = None
    base_met: bool | None = None


NOT_ASSIGNED = Observed(is_assigned=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A unit for a criterion among the units of its block, itself included."""

    seen: Observed
    peers: tuple[Observed, ...] = ()
