"""What signed corrections mended on the list of a decision, and what certificates do not say yet."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.dates import show_date
from thidua.decisions.enums import AwardState, CorrectedField
from thidua.decisions.models import Award, Certificate, CorrectionLine, Decision, PaperDraft
from thidua.decisions.queries.erasures import unnamed_on


def corrected_decision(draft: PaperDraft) -> Decision | None:
    """Return the decision whose list a draft may correct; another paper has none."""
    if draft.corrects_id is None:
        return None
    return Decision.objects.filter(paper=draft.corrects_id).first()


def correctable(decision: Decision) -> QuerySet[Award]:
    """Return the lines that may be corrected: granted still, and named still."""
    found: QuerySet[Award] = decision.awards.filter(state=AwardState.GRANTED).exclude(unnamed_on(decision))
    return found.order_by("position")


def signed_lines(awards: Iterable[UUID]) -> Mapping[UUID, list[CorrectionLine]]:
    """Return what was corrected by signed papers, by award, in the order of signing; one query."""
    found: dict[UUID, list[CorrectionLine]] = {}
    lines = CorrectionLine.objects.filter(award__in=list(awards), draft__paper__signed_at__isnull=False)
    for line in lines.select_related("award", "draft__paper").order_by("draft__paper__signed_at", "pk"):
        found.setdefault(line.award_id, []).append(line)
    return found


def told_of(line: CorrectionLine) -> str:
    """Say by which paper a line was corrected: "theo Công văn số 12/UBND ngày 20/12/2025"."""
    paper = line.draft.paper
    return f"theo {paper} ngày {show_date(paper.issued_on)}" if paper else ""


def former_names(lines: Mapping[UUID, list[CorrectionLine]]) -> list[str]:
    """Return names that stood before: an old paper, or a title, may tell them still."""
    return [line.before for own in lines.values() for line in own if line.field == CorrectedField.RECIPIENT]


def unprinted(certificate: Certificate) -> list[CorrectionLine]:
    """Return what was corrected after a certificate was printed."""
    lines = signed_lines([certificate.award_id]).get(certificate.award_id, [])
    return [
        line
        for line in lines
        if line.draft.paper
        and line.draft.paper.signed_at
        and line.draft.paper.signed_at > certificate.issued_at
    ]
