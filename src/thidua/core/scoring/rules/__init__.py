"""The thirteen rules that turn a result into points."""

from thidua.core.scoring.rules.base import Fault, Measure, Rule, RuleKind
from thidua.core.scoring.rules.counts import (
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    Milestones,
    Sampled,
    Step,
)
from thidua.core.scoring.rules.peers import AgainstAverage, AgainstLeader
from thidua.core.scoring.rules.shares import (
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    MeanOfShares,
    Proportional,
)

READS_PEERS = frozenset({RuleKind.AGAINST_AVERAGE, RuleKind.AGAINST_LEADER})
"""Rules whose points change when another unit's figure does."""

__all__ = [
    "READS_PEERS",
    "AgainstAverage",
    "AgainstLeader",
    "AllOrNothing",
    "Band",
    "Bands",
    "BaseAndSteps",
    "BaseLessFaults",
    "Counted",
    "Deducted",
    "Fault",
    "Judged",
    "MeanOfShares",
    "Measure",
    "Milestones",
    "Proportional",
    "Rule",
    "RuleKind",
    "Sampled",
    "Step",
]
