"""Write decisions into the register: number and paper when issued, the list when published, corrections."""

from datetime import datetime

from django.utils import timezone

from thidua.core.register.leaves import LeafKind
from thidua.decisions.models import Award, Decision, IssuedPaper
from thidua.decisions.queries.erasures import award_key, decision_key
from thidua.register.services import leaves
from thidua.register.services.checkpoints import checkpoint
from thidua.register.services.leaves import Told, Written


def enter_issued(decision: Decision, paper: IssuedPaper, *, at: datetime) -> None:
    """Fix number, day and bytes; nobody is named before the decision is signed and published."""
    told = {"decision": paper.number, "on": paper.issued_on.isoformat(), "sha256": paper.pdf_id}
    leaves.append(
        decision.authority_id,
        LeafKind.DECISION,
        paper.issued_on,
        told,
        about=decision_key(decision.pk),
        at=at,
    )
    checkpoint(decision.authority_id, at=at)


def enter_published(decision: Decision, paper: IssuedPaper, *, at: datetime) -> None:
    """Write what everybody may read from now on, and the hash of the signed copy; each person apart."""
    told = {
        "decision": paper.number,
        "on": paper.issued_on.isoformat(),
        "by": f"{decision.signer_title} {decision.authority.committee}",
        "sha256": paper.signed_file_id,
    }
    title = Told({"title": decision.title}, "")
    people = [_told(award) for award in decision.awards.order_by("position")]
    day = timezone.localdate(at)
    entry = Written(LeafKind.DECISION, day, told, decision_key(decision.pk), [title, *people])
    leaves.append_each(decision.authority_id, [entry], at=at)
    checkpoint(decision.authority_id, at=at)


def _told(award: Award) -> Told:
    text = {"no": award.position, "name": award.recipient, "from": award.detail, "award": award.kind_name}
    return Told(text, award_key(award.pk))


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
    leaves.append(paper.authority_id, LeafKind.CORRECTION, day, told, about=decision_key(decision.pk), at=at)
    checkpoint(paper.authority_id, at=at)
