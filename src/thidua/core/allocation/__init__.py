"""A target given to units ("phân bổ"): a split proposed by weights, and parts held against the whole.

Not assigned is not zero: a unit without a part is named, and what nobody was given is stated.
"""

from thidua.core.allocation.checking import fault_of, step_of
from thidua.core.allocation.parts import AllocationKind, Part, usual_kind
from thidua.core.allocation.reconciling import Fit, Reconciliation, reconcile
from thidua.core.allocation.splitting import Proposal, Weight, count_needed, propose

__all__ = [
    "AllocationKind",
    "Fit",
    "Part",
    "Proposal",
    "Reconciliation",
    "Weight",
    "count_needed",
    "fault_of",
    "propose",
    "reconcile",
    "step_of",
    "usual_kind",
]
