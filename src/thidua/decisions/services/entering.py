"""Write decisions into the register: number and paper when issued, the list when published, corrections."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from thidua.core.register.leaves import LeafKind
from thidua.decisions.enums import CorrectedField, DecisionState
from thidua.decisions.models import Award, CorrectionLine, Decision, IssuedPaper
from thidua.decisions.queries.erasures import award_key, decision_key
from thidua.register.models import RegisterLeaf
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


def enter_correction(
    paper: IssuedPaper, decision: Decision, lines: Sequence[CorrectionLine], *, at: datetime
) -> RegisterLeaf:
    """Write that a signed paper corrects a decision, and what it mends; each line apart, as names are.

    Before the decision is published nobody is named: its list goes in corrected.
    """
    told = {
        "correction": paper.number,
        "on": paper.issued_on.isoformat(),
        "decision": decision.paper.number if decision.paper else "",
        "sha256": paper.pdf_id,
    }
    day = timezone.localdate(at)
    parts = [_mended(line) for line in lines] if decision.state == DecisionState.PUBLISHED else []
    entry = Written(LeafKind.CORRECTION, day, told, decision_key(decision.pk), parts)
    (made,) = leaves.append_each(paper.authority_id, [entry], at=at)
    checkpoint(paper.authority_id, at=at)
    return made


def _mended(line: CorrectionLine) -> Told:
    """Tell of a line: a name, old or new, is found by whoever looks for names."""
    key = "name" if line.field == CorrectedField.RECIPIENT else line.field
    text = {"no": line.award.position, key: line.after, "was": {key: line.before}}
    return Told(text, award_key(line.award_id))
