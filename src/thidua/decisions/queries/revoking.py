"""Which paper takes which award back, and what it says of its grounds."""

from thidua.core.text import tells_name
from thidua.decisions.enums import PaperKind, PaperState
from thidua.decisions.models import Award, IssuedPaper, PaperDraft
from thidua.decisions.queries.draft_letter import lines_of

_LONGEST_BASIS = 300


def papers_revoking(award: Award) -> list[IssuedPaper]:
    """Return the signed decisions that may take an award back, those begun for it first, then the newest."""
    found = IssuedPaper.objects.filter(
        authority_id=award.authority_id,
        kind=PaperKind.DECISION,
        signed_file__isnull=False,
        issued_on__gte=award.decision.decided_on,
        decision__isnull=True,
    )
    told = found.select_related("draft").order_by("-issued_on", "-ordinal")
    return sorted((one for one in told if is_about(one, award)), key=lambda one: award_ended_by(one) is None)


def is_about(paper: IssuedPaper, award: Award) -> bool:
    """Say whether a paper was begun to take this award back; an older one has to name who got it."""
    ended = award_ended_by(paper)
    return tells_name(paper.title, award.recipient) if ended is None else ended == award.pk


def award_ended_by(paper: IssuedPaper) -> object:
    """Return the key of the award a paper was begun to take back, None where its draft keeps none."""
    draft: PaperDraft | None = getattr(paper, "draft", None)
    return draft.revokes_id if draft else None


def award_of(paper: IssuedPaper) -> Award | None:
    """Return the award a paper was begun to take back."""
    found: Award | None = Award.objects.filter(revoking_drafts__paper=paper).first()
    return found


def draft_revoking(award: Award) -> PaperDraft | None:
    """Return the decision begun last to take an award back, written or issued."""
    found = PaperDraft.objects.filter(revokes=award).exclude(state=PaperState.DROPPED)
    newest: PaperDraft | None = found.select_related("paper").order_by("-made_at").first()
    return newest


def basis_in(paper: IssuedPaper) -> str:
    """Return the grounds of a paper that name an article of law: "Điều 93 Luật …"; else nothing."""
    draft: PaperDraft | None = getattr(paper, "draft", None)
    named = (line.removeprefix("Căn cứ ").rstrip(";.") for line in lines_of(draft.bases if draft else ""))
    told = "; ".join(line for line in named if "điều " in line.casefold())
    return f"{told[:1].upper()}{told[1:]}" if len(told) <= _LONGEST_BASIS else ""
