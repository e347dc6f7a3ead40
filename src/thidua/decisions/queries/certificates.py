"""What is printed on certificates, and which awards still wait for theirs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from thidua.core.check_codes import LENGTH
from thidua.core.dates import written_date
from thidua.core.law.kinds import Certificate as Heading
from thidua.decisions.enums import AwardState
from thidua.decisions.models import Award, Certificate, CertificateStock, Decision
from thidua.decisions.queries.certificate_lines import lines_of, name_of, with_lines, wording_of
from thidua.decisions.queries.erasures import unnamed_on
from thidua.law.shipped import national_law
from thidua.papers.certificates.faces import PLAIN, Face, Stock
from thidua.papers.certificates.printing import certificate_png


def waiting_of(decision: Decision) -> QuerySet[Award]:
    """Return the granted awards of a decision that still lack the certificate the law gives, in order.

    Whose name was erased on request gets none: it would bring the name back.
    """
    return with_lines(lacking_of(decision)).exclude(unnamed_on(decision)).order_by("position")


def lacking_of(decision: Decision) -> QuerySet[Award]:
    """Return the same with those whose name was erased."""
    found: QuerySet[Award] = granted_on(decision).filter(
        kind_code__in=given_on(decision.decided_on), certificates__isnull=True
    )
    return found


def granted_on(decision: Decision) -> QuerySet[Award]:
    found: QuerySet[Award] = decision.awards.filter(state=AwardState.GRANTED)
    return found


@lru_cache(maxsize=256)
def given_on(on: date) -> frozenset[str]:
    """Return the kinds that come with a certificate on a day."""
    kinds = national_law().pack_on(on).kinds
    return frozenset(code for code, kind in kinds.items() if kind.certificate)


@dataclass(frozen=True, slots=True)
class WithoutPaper:
    """A kind for which the law gives no certificate: who received it, by sort, and what is paid, in đồng."""

    name: str
    who: str
    paid: int


def without_paper(awards: Iterable[Award], on: date) -> list[WithoutPaper]:
    """Return the kinds among granted awards that come without a certificate, by name."""
    groups: dict[str, list[Award]] = {}
    for award in awards:
        if award.state == AwardState.GRANTED and award.kind_code not in given_on(on):
            groups.setdefault(award.kind_name, []).append(award)
    return [
        WithoutPaper(name, _sorts(found), sum(one.paid for one in found))
        for name, found in sorted(groups.items())
    ]


def _sorts(awards: Iterable[Award]) -> str:
    """Count persons, collectives and households, naming only those there are."""
    found = Counter(_sort(one) for one in awards)
    return ", ".join(f"{found[sort]} {sort}" for sort in ("cá nhân", "tập thể", "hộ") if found[sort])


def _sort(award: Award) -> str:
    if award.household_id:
        return "hộ"
    return "tập thể" if award.unit_id else "cá nhân"


def any_paper(awards: Iterable[Award], on: date) -> bool:
    """Say whether the law gives a certificate for any of these."""
    return any(award.kind_code in given_on(on) for award in awards)


def faces_of(decision: Decision, awards: Iterable[Award], codes: Iterable[str]) -> list[Face]:
    """Return what each award's certificate says; the same for all are decider, decision, place and signer."""
    shared = _shared(decision)
    headings = ((award, heading_of(award.kind_code, decision.decided_on)) for award in awards)
    return [
        Face(
            **shared,
            verb=heading.verb if heading else "TẶNG",
            title=heading.title if heading else award.kind_name.upper(),
            **_lines(award, decision),
            number=award.shown_number,
            code=code,
        )
        for (award, heading), code in zip(headings, codes, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A certificate that is lacking, and what it will say; `is_worded` where a clerk wrote it."""

    award: Award
    title: str
    name: str
    detail: str
    achievement: str
    is_worded: bool


def rows_to_print(decision: Decision, awards: Iterable[Award]) -> list[ToPrint]:
    """Return what each certificate will say, in the order of the list."""
    return [
        ToPrint(
            award=award,
            title=award.kind_name,
            **_lines(award, decision),
            is_worded=wording_of(award) is not None,
        )
        for award in awards
    ]


def picture_of(award: Award, *, at: datetime, is_small: bool) -> bytes:
    """Return a picture of the certificate of an award, on plain paper; its code is none that is given.

    :raises PaperError: a text is too long for its place, or a letter no font has
    """
    (face,) = faces_of(award.decision, [award], ["0" * LENGTH])
    return certificate_png(face, made_at=at, is_small=is_small)


def _lines(award: Award, decision: Decision) -> dict[str, str]:
    lines = lines_of(award, decision.authority.name, decision.decided_on)
    return {
        "name": name_of(award, lines.honorific),
        "detail": lines.detail,
        "achievement": lines.achievement,
    }


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


def words_of(award: Award, face: Face) -> Mapping[str, Any]:
    """Return what a certificate says of its recipient: kept apart, so that it can be erased alone.

    The name stands as in the decision, so that one search finds both, and as it was printed.
    """
    return {
        "name": award.recipient,
        "printed": face.name,
        "detail": face.detail,
        "achievement": face.achievement,
    }


def printed_words(certificate: Certificate) -> Mapping[str, Any]:
    """Return what a certificate says of its recipient, as the register keeps it; nothing once erased."""
    leaf = certificate.leaf
    part = leaf.parts.first()
    found: Mapping[str, Any] = (part.text if part else leaf.record) or {}
    return found


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
