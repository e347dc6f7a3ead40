"""What is printed on certificates, and which awards still wait for theirs."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from thidua.core.dates import written_date
from thidua.core.law.kinds import Certificate as Heading
from thidua.decisions.enums import AwardState
from thidua.decisions.models import Award, Certificate, CertificateStock, Decision
from thidua.law.shipped import national_law
from thidua.papers.certificates.faces import PLAIN, Face, Stock


def waiting_of(decision: Decision) -> QuerySet[Award]:
    """Return the granted awards of a decision that still lack the certificate the law gives, in order."""
    codes = decision.awards.order_by().values_list("kind_code", flat=True).distinct()
    given = [code for code in codes if heading_of(code, decision.decided_on)]
    found: QuerySet[Award] = decision.awards.filter(
        state=AwardState.GRANTED, kind_code__in=given, certificates__isnull=True
    )
    return found.order_by("position")


def faces_of(decision: Decision, awards: Iterable[Award], codes: Iterable[str]) -> list[Face]:
    """Return what each award's certificate says; the same for all are decider, decision, place and signer."""
    shared = _shared(decision)
    headings = ((award, heading_of(award.kind_code, decision.decided_on)) for award in awards)
    return [
        Face(
            **shared,
            verb=heading.verb if heading else "TẶNG",
            title=heading.title if heading else award.kind_name.upper(),
            name=award.recipient,
            detail=award.detail,
            achievement=award.achievement,
            number=str(award.position),
            code=code,
        )
        for (award, heading), code in zip(headings, codes, strict=True)
    ]


def record_of(certificate: Certificate, face: Face) -> Mapping[str, Any]:
    """Return what the register keeps of a certificate beside the words about the recipient.

    Its code stands there as a hash only.
    """
    told: dict[str, Any] = {
        "code_sha256": hash_of(certificate.code),
        "title": face.title,
        "decision": face.decision,
        "number": face.number,
        "copy": certificate.copy,
    }
    if certificate.replaces is not None:
        told["replaces_sha256"] = hash_of(certificate.replaces.code)
    return told


def words_of(face: Face) -> Mapping[str, Any]:
    """Return what a certificate says of its recipient: kept apart, so that it can be erased alone."""
    return {"name": face.name, "detail": face.detail, "achievement": face.achievement}


def hash_of(code: str) -> str:
    """Return what stands for a code in public: who holds the paper can compute it, nobody reads it off."""
    return sha256(code.encode()).hexdigest()


def stock_of(stock: CertificateStock | None) -> Stock:
    """Return the paper as it is printed on; without one the whole certificate is drawn."""
    if stock is None:
        return PLAIN
    return Stock(
        right=float(stock.right),
        down=float(stock.down),
        has_frame=stock.has_frame,
        has_heading=stock.has_heading,
    )


def _shared(decision: Decision) -> dict[str, str]:
    authority, day = decision.authority, written_date(decision.decided_on)
    number = decision.paper.number if decision.paper else ""
    return {
        "decider": f"Chủ tịch {authority.committee}".upper(),
        "decision": f"Quyết định số {number}, {day}",
        "place_and_day": f"{authority.place}, {day}",
        "post": decision.signer_title.upper(),
        "signer": decision.signer,
    }


@lru_cache(maxsize=256)
def heading_of(code: str, on: date) -> Heading | None:
    """Return what a certificate of this kind says above the name; None where the law gives none."""
    return national_law().pack_on(on).kind(code).certificate
