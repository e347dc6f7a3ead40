"""Keep the signed copy of an issued paper, and show a signed decision to everybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import DecisionState, SigningManner
from thidua.decisions.models import Award, CorrectionLine, Decision, IssuedPaper
from thidua.decisions.queries.signatures import digital_signature, is_of_signer
from thidua.decisions.services import corrections, decisions, entering
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files, notices
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.papers.sealing import KeyFile, seal
from thidua.papers.signatures import DigitalSignature


@dataclass(frozen=True, slots=True)
class Copy:
    """A signed copy, and why its certificate has another name."""

    file: StoredFile
    reason: str


class OtherNameError(DomainError):
    """A certificate names neither who signs the paper nor the office, and nobody said why."""


def sealed(paper: IssuedPaper, key: KeyFile, *, by: Actor, at: datetime) -> bytes:
    """Return the issued PDF signed with a key file, which is kept nowhere; `at` is the signature's own time.

    It takes a second and writes nothing; `attach` then checks and keeps it as it does a PDF signed elsewhere.

    :raises PaperError: the password, the key file or its certificate does not serve
    """
    policies.can_seal_paper(by, paper, Decision.objects.filter(paper=paper.pk).first()).enforce()
    return seal(files.read(paper.pdf), key, name=paper.signer, at=at)


@transaction.atomic
def attach(
    paper: IssuedPaper, scan: StoredFile | None, *, reason: str = "", by: Actor, at: datetime
) -> IssuedPaper:
    """Keep the signed copy: the scan of the paper, or the issued PDF with a digital signature in it.

    A wrong copy gives way to a right one until the decision is published. `reason` tells why a certificate
    has another name than the signer's.

    :raises DomainError: no file, the unsigned paper itself, a digital signature that does not fit
    """
    if scan is None:
        raise DomainError("Chọn bản quét đã ký, đóng dấu, hoặc bản PDF đã ký số.")
    held, decision = _locked(paper)
    policies.can_sign_paper(by, held, decision).enforce()
    return _keep(held, decision, Copy(scan, reason), by=by, at=at)


def _keep(
    paper: IssuedPaper, decision: Decision | None, copy: Copy, *, by: Actor, at: datetime
) -> IssuedPaper:
    """Put the signed copy beside a locked paper; its decision is signed with it."""
    if copy.file.pk in {paper.pdf_id, paper.docx_id}:
        raise DomainError("Tệp này là bản chưa ký. Chọn bản quét có chữ ký và dấu.")
    signature = digital_signature(paper, copy.file)
    _refuse_other_name(paper, signature, copy.reason)
    manner = SigningManner.CERTIFICATE if signature else SigningManner.PAPER
    before = paper.signed_file_id
    paper.signed_file, paper.signed_manner = copy.file, manner
    paper.signed_at, paper.signed_by = at, by.name
    paper.save(update_fields=["signed_file", "signed_manner", "signed_at", "signed_by"])
    told: dict[str, tuple[object, object]] = {
        "signed_file": (before, copy.file.sha256),
        "signed_manner": (None, f"{manner.label} của {signature.signer}" if signature else manner.label),
    }
    record("decisions.paper.sign", paper, by=by, at=at, deed=Deed(changes=told, reason=copy.reason))
    if decision is not None and decision.state == DecisionState.ISSUED:
        decisions.step("sign", decision, {}, expected=decision.version, by=by, at=at)
    if before is None and paper.corrects is not None:
        corrections.apply(paper, paper.corrects, by=by, at=at)
        notices.tell(_correction_news(paper), at=at)
    return paper


def _refuse_other_name(paper: IssuedPaper, signature: DigitalSignature | None, reason: str) -> None:
    if signature is None or reason or is_of_signer(signature, paper):
        return
    raise OtherNameError(
        f"Chứng thư mang tên {signature.signer}, còn văn bản do {paper.signer} ký. Ghi lý do rồi gửi lại."
    )


@transaction.atomic
def publish(decision: Decision, *, expected: int, by: Actor, at: datetime) -> Decision:
    """Show a signed decision to everybody, and tell the units whose people it praises.

    :raises DomainError: nobody signed it yet
    """
    decision = decisions.lock(decision)
    policies.can_publish_decision(by, decision).enforce()
    decisions.step("publish", decision, {"published_at": at}, expected=expected, by=by, at=at)
    if decision.paper is not None:
        entering.enter_published(decision, decision.paper, at=at)
    notices.tell(_news(decision), at=at)
    return decision


def lock_paper(paper: IssuedPaper) -> IssuedPaper:
    found = IssuedPaper.objects.select_for_update(of=("self",)).select_related("book", "pdf", "authority")
    held: IssuedPaper = found.get(pk=paper.pk)
    return held


def _locked(paper: IssuedPaper) -> tuple[IssuedPaper, Decision | None]:
    """Lock the decision before its paper, as issuing does."""
    decision = Decision.objects.filter(paper=paper.pk).first()
    if decision is not None:
        decision = decisions.lock(decision)
    return lock_paper(paper), decision


def address_of(decision: Decision) -> str:
    """Return where everybody reads a published decision, for news of it."""
    return f"/quyet-dinh-khen-thuong/{decision.pk}/"


def _news(decision: Decision) -> list[News]:
    counts = Counter(unit for award in decision.awards.for_list() if (unit := _unit_of(award)) is not None)
    number = decision.paper.number if decision.paper else ""
    return [
        News(
            dedup_key=f"decision-published:{decision.pk}:{unit_id}",
            authority_id=decision.authority_id,
            unit_id=unit_id,
            title=f"Đã công bố Quyết định {number}",
            detail=f"{count} người, tập thể của đơn vị được khen. {decision.title}"[:300],
            url=address_of(decision),
        )
        for unit_id, count in counts.items()
    ]


def _correction_news(paper: IssuedPaper) -> list[News]:
    """Tell the unit of each award that now says what a correction mends; of what nobody knew yet, nothing."""
    lines = CorrectionLine.objects.filter(draft__paper=paper, award__decision__state=DecisionState.PUBLISHED)
    beside = ("award__decision", "award__person", "award__household__head")
    mended = {
        line.award_id: line.award
        for line in lines.select_related(*beside)
        if getattr(line.award, line.field) == line.after
    }
    return [
        News(
            dedup_key=f"correction:{paper.pk}:{award.pk}",
            authority_id=award.authority_id,
            unit_id=unit_id,
            title=f"Đã đính chính: {award.recipient}"[:200],
            detail=f"{award.kind_name}. Theo {paper}. Đã nhận giấy thì mang giấy cũ đến Văn phòng đổi."[:300],
            url=address_of(award.decision),
        )
        for award in mended.values()
        if (unit_id := _unit_of(award)) is not None
    ]


def _unit_of(award: Award) -> UUID | None:
    """Return the unit an award concerns: the one praised, or that of the person or household."""
    if award.unit_id is not None:
        return award.unit_id
    person = award.person or (award.household.head if award.household else None)
    return person.unit_id if person else None
