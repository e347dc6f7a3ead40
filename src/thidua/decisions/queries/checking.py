"""What the public page of a certificate says: what is printed on it, what it is worth, and its proof."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thidua.core.check_codes import read_code
from thidua.core.register.checkpoints import printed_root
from thidua.decisions.enums import CertificateStatus
from thidua.decisions.models import Certificate
from thidua.decisions.queries.certificates import hash_of, printed_words
from thidua.decisions.queries.corrections import told_of, unprinted
from thidua.decisions.queries.erasures import erasures_of
from thidua.register.queries.erasures import Erased
from thidua.register.queries.proofs import newest_of


@dataclass(frozen=True, slots=True)
class Printed:
    """The words on the paper; none of it once they were erased on request."""

    name: str
    detail: str
    kind: str
    achievement: str
    decision: str
    decided_on: date
    number: str


@dataclass(frozen=True, slots=True)
class Ended:
    """By which decision an award was taken back, on what ground."""

    paper: str
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate as strangers see it."""

    code: str
    code_sha256: str
    status: CertificateStatus
    committee: str
    is_demo: bool
    copy: int
    issued_on: date
    printed: Printed | None
    corrected: tuple[str, ...]
    ended: Ended | None
    replaced_on: date | None
    erased: Erased | None
    register: str
    number: int
    root: str
    signed_at: datetime | None


def check(typed: str) -> Checked | None:
    """Return what a code stands for, None where no certificate carries it; eight queries at most."""
    code = read_code(typed)
    found = Certificate.objects.public().filter(code=code).first() if code else None
    return None if found is None else _checked(found)


def _checked(certificate: Certificate) -> Checked:
    leaf, status = certificate.leaf, certificate.status
    signed = newest_of(leaf.register)
    is_signed = signed is not None and signed.size > leaf.number
    replacing = getattr(certificate, "replaced_by", None)
    erased = erasures_of([certificate.award]).get(certificate.award_id)
    return Checked(
        code=certificate.spoken_code,
        code_sha256=hash_of(certificate.code),
        status=status,
        committee=certificate.authority.committee,
        is_demo=certificate.authority.is_demo,
        copy=certificate.copy,
        issued_on=timezone.localdate(certificate.issued_at),
        printed=None if erased else _printed(certificate),
        corrected=() if erased else _corrected(certificate),
        ended=_ended(certificate) if status == CertificateStatus.REVOKED else None,
        replaced_on=timezone.localdate(replacing.issued_at) if replacing else None,
        erased=erased,
        register=leaf.register.name,
        number=leaf.shown_number,
        root=printed_root(bytes(signed.root)) if signed and is_signed else "",
        signed_at=signed.made_at if signed and is_signed else None,
    )


def _printed(certificate: Certificate) -> Printed:
    award, paper = certificate.award, certificate.award.decision.paper
    words = printed_words(certificate)
    return Printed(
        name=words.get("printed", award.recipient),
        detail=words.get("detail", award.detail),
        kind=award.kind_name,
        achievement=words.get("achievement", award.achievement),
        decision=paper.number if paper else "",
        decided_on=award.decision.decided_on,
        number=certificate.printed_number,
    )


def _corrected(certificate: Certificate) -> tuple[str, ...]:
    """Return what became right after it was printed: "Tên: Lê Văn Bình, theo Công văn số …"."""
    return tuple(
        f"{line.get_field_display()}: {line.after or 'bỏ'}, {told_of(line)}"
        for line in unprinted(certificate)
    )


def _ended(certificate: Certificate) -> Ended:
    revocation = certificate.award.revocation
    return Ended(revocation.paper.number, revocation.paper.issued_on, revocation.basis)
