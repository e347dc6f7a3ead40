from thidua.decisions.models.decision import Award, Decision, PreSigningNote
from thidua.decisions.models.money import FundEntry, Payment
from thidua.decisions.models.paper import IssuedPaper, NumberBook, PaperDraft

__all__ = [
    "Award",
    "Decision",
    "FundEntry",
    "IssuedPaper",
    "NumberBook",
    "PaperDraft",
    "Payment",
    "PreSigningNote",
]
