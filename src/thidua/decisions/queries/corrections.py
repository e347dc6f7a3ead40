"""What signed corrections mended on the list of a decision, and what certificates do not say yet."""

from collections.abc import Iterable, Mapping
from copy import copy
from itertools import chain
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
    """Return what took effect, by award, in the order of the register; one query."""
    found: dict[UUID, list[CorrectionLine]] = {}
    lines = CorrectionLine.objects.filter(award__in=list(awards), leaf__isnull=False)
    for line in lines.select_related("award", "draft__paper").order_by("leaf__number", "pk"):
        found.setdefault(line.award_id, []).append(line)
    return found


def told_of(line: CorrectionLine) -> str:
    """Say by which paper a line was corrected: "theo Công văn số 12/UBND ngày 20/12/2025"."""
    paper = line.draft.paper
    return f"theo {paper} ngày {show_date(paper.issued_on)}" if paper else ""


def names_written(awards: Iterable[UUID]) -> list[str]:
    """Return names that corrections of these awards tell, old and new: titles may tell them; one query."""
    lines = CorrectionLine.objects.filter(award__in=list(awards), field=CorrectedField.RECIPIENT)
    return [*chain.from_iterable(lines.values_list("before", "after"))]


def unprinted(certificate: Certificate) -> list[CorrectionLine]:
    """Return what of a certificate is no longer right: for each part of it the last correction since."""
    later = CorrectionLine.objects.filter(
        award=certificate.award_id, leaf__number__gt=certificate.leaf.number
    ).select_related("award", "draft__paper")
    first: dict[str, CorrectionLine] = {}
    last: dict[str, CorrectionLine] = {}
    for line in later.order_by("leaf__number", "pk"):
        first.setdefault(line.field, line)
        last[line.field] = line
    return [line for field, line in last.items() if line.after != first[field].before]


def as_issued(awards: Iterable[Award], lines: Mapping[UUID, list[CorrectionLine]]) -> list[Award]:
    """Return awards with the words that stood when the decision was issued."""
    found = []
    for award in awards:
        old = copy(award)
        for line in reversed(lines.get(award.pk, ())):
            setattr(old, line.field, line.before)
        found.append(old)
    return found
