from thidua.monitoring.models.doubt import DoubtAnswer
from thidua.monitoring.models.hold import Hold
from thidua.monitoring.models.round import InspectionRound
from thidua.monitoring.models.visit import Finding, SigningCode, Visit, VisitItem, VisitSignature

__all__ = [
    "DoubtAnswer",
    "Finding",
    "Hold",
    "InspectionRound",
    "SigningCode",
    "Visit",
    "VisitItem",
    "VisitSignature",
]
