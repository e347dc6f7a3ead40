from thidua.commitments.models.plan import Plan, PlanGoal, PlanTask
from thidua.commitments.models.pledge import (
    Pledge,
    PledgeLine,
    PledgeRemedy,
    PledgeSignature,
    PledgeTurn,
)
from thidua.commitments.models.registration import RegisteredTitle, Registration

__all__ = [
    "Plan",
    "PlanGoal",
    "PlanTask",
    "Pledge",
    "PledgeLine",
    "PledgeRemedy",
    "PledgeSignature",
    "PledgeTurn",
    "RegisteredTitle",
    "Registration",
]
