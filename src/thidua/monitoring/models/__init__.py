from thidua.monitoring.models.doubt import DoubtAnswer
from thidua.monitoring.models.round import InspectionRound
from thidua.monitoring.models.visit import Finding, Visit, VisitItem, VisitSignature

__all__ = [
    "DoubtAnswer",
    "Finding",
    "InspectionRound",
    "Visit",
    "VisitItem",
    "VisitSignature",
]
