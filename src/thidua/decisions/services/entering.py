"""Write decisions into the register: number and paper when issued, the list when published, corrections."""

from datetime import datetime

from django.utils import timezone

from thidua.core.register.leaves import LeafKind
from thidua.decisions.models import Decision, IssuedPaper
from thidua.register.services import leaves
from thidua.register.services.checkpoints import checkpoint


def enter_issued(decision: Decision, paper: IssuedPaper, *, at: datetime) -> None:
    """Fix number, day and bytes; nobody is named before the decision is signed and published."""
    told = {"decision": paper.number, "on": paper.issued_on.isoformat(), "sha256": paper.pdf_id}
    leaves.append(
        decision.authority_id, LeafKind.DECISION, paper.issued_on, told, about=_about(decision), at=at
    )
    checkpoint(decision.authority_id, at=at)


def enter_published(decision: Decision, paper: IssuedPaper, *, at: datetime) -> None:
    """Write what everybody may read from now on, and the hash of the signed copy."""
    told = {
        "decision": paper.number,
        "on": paper.issued_on.isoformat(),
        "title": decision.title,
        "by": f"{decision.signer_title} {decision.authority.committee}",
        "sha256": paper.signed_file_id,
        "awards": [
            {"no": award.position, "name": award.recipient, "from": award.detail, "award": award.kind_name}
            for award in decision.awards.order_by("position")
        ],
    }
    day = timezone.localdate(at)
    leaves.append(decision.authority_id, LeafKind.DECISION, day, told, about=_about(decision), at=at)
    checkpoint(decision.authority_id, at=at)


def enter_correction(paper: IssuedPaper, corrected: IssuedPaper, *, at: datetime) -> None:
    """Write that a signed paper corrects a decision; what corrects another paper is not entered."""
    decision = Decision.objects.filter(paper=corrected).first()
    if decision is None:
        return
    told = {
        "correction": paper.number,
        "on": paper.issued_on.isoformat(),
        "decision": corrected.number,
        "sha256": paper.pdf_id,
    }
    day = timezone.localdate(at)
    leaves.append(paper.authority_id, LeafKind.CORRECTION, day, told, about=_about(decision), at=at)
    checkpoint(paper.authority_id, at=at)


def _about(decision: Decision) -> str:
    return f"decision:{decision.pk}"
