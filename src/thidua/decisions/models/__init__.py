from thidua.decisions.models.certificate import (
    Certificate,
    CertificateBatch,
    CertificateStock,
    CertificateWording,
)
from thidua.decisions.models.correction import CorrectionLine
from thidua.decisions.models.decision import Award, Decision, PreSigningNote
from thidua.decisions.models.money import FundEntry, Payment
from thidua.decisions.models.paper import IssuedPaper, NumberBook, PaperDraft
from thidua.decisions.models.revocation import Revocation

__all__ = [
    "Award",
    "Certificate",
    "CertificateBatch",
    "CertificateStock",
    "CertificateWording",
    "CorrectionLine",
    "Decision",
    "FundEntry",
    "IssuedPaper",
    "NumberBook",
    "PaperDraft",
    "Payment",
    "PreSigningNote",
    "Revocation",
]
