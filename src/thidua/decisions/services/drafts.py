"""Write official papers from templates: draft, change, drop, issue under a number."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import PAPER_WORKFLOW, PaperKind, PaperState
from thidua.decisions.models import Award, IssuedPaper, PaperDraft
from thidua.decisions.queries.draft_gaps import gaps_of
from thidua.decisions.queries.draft_letter import draft_letter
from thidua.decisions.services import corrections, numbers
from thidua.decisions.services.numbers import PaperFacts
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """What a paper says; `to`, `bases`, `body` and `recipients` are lines of text."""

    kind: PaperKind
    title: str
    body: str
    on: date
    signer: str
    signer_title: str
    to: str = ""
    bases: str = ""
    recipients: str = ""
    corrects: IssuedPaper | None = None

    @property
    def values(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@transaction.atomic
def begin(
    authority: Authority, facts: DraftFacts, *, revokes: Award | None = None, by: Actor, at: datetime
) -> PaperDraft:
    """Keep what is being written; it has no number yet. `revokes` is the award it is to take back.

    :raises DomainError: it corrects a decision that nobody signed
    """
    policies.can_begin_paper(by, authority.pk).enforce()
    if revokes is not None:
        policies.can_prepare_revocation(by, revokes).enforce()
    _refuse_unsigned(facts.corrects)
    made = PaperDraft(authority=authority, revokes=revokes, made_by=by.name, made_at=at, **facts.values)
    made.full_clean(exclude=["authority", "state", "paper"], validate_constraints=False)
    made.save(force_insert=True)
    record("decisions.draft.begin", made, by=by, at=at)
    return made


@transaction.atomic
def rewrite(draft: PaperDraft, facts: DraftFacts, *, expected: int, by: Actor, at: datetime) -> PaperDraft:
    """Change what is being written."""
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_write_paper(by, held).enforce()
    changes = versions.apply(held, facts.values, expected=expected)
    if changes:
        record("decisions.draft.rewrite", held, by=by, at=at, deed=Deed(changes=changes))
    return held


@transaction.atomic
def drop(draft: PaperDraft, *, expected: int, by: Actor, at: datetime) -> PaperDraft:
    """Give a draft up."""
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_write_paper(by, held).enforce()
    return _step("drop", held, {}, expected=expected, by=by, at=at)


@transaction.atomic
def issue(draft: PaperDraft, *, expected: int, by: Actor, at: datetime) -> PaperDraft:
    """Take the number and keep the paper.

    :raises DomainError: something is still to be written, a line it corrects changed meanwhile, the day does
        not fit the numbers given before, or a letter has no font
    """
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_issue_paper(by, held).enforce()
    if held.revokes is not None:
        policies.can_prepare_revocation(by, held.revokes).enforce()
    if gaps := gaps_of(held):
        raise DomainError(f"Văn bản còn chỗ chưa ghi: {'; '.join(gaps)}. Ghi đủ rồi ban hành.")
    _refuse_unsigned(held.corrects)
    corrections.check(held)
    facts = PaperFacts(
        authority=held.authority,
        kind=PaperKind(held.kind),
        title=held.title,
        on=held.on,
        signer=held.signer,
        signer_title=held.signer_title,
        corrects=held.corrects,
    )
    paper = numbers.issue(facts, lambda number: draft_letter(held, number), by=by, at=at)
    _step("issue", held, {"paper": paper}, expected=expected, by=by, at=at)
    return held


def _refuse_unsigned(corrected: IssuedPaper | None) -> None:
    """Tell that a decision is signed first: until then it is in nobody's hands."""
    if corrected is None or corrected.kind != PaperKind.DECISION or corrected.signed_at is not None:
        return
    raise DomainError(f"{corrected} chưa có bản đã ký. Đưa bản đã ký vào trước, rồi mới đính chính.")


def _step(
    verb: str, draft: PaperDraft, values: dict[str, object], *, expected: int, by: Actor, at: datetime
) -> PaperDraft:
    state = PAPER_WORKFLOW.target_of(verb, state=PaperState(draft.state))
    changes = versions.apply(draft, {**values, "state": state}, expected=expected)
    record(f"decisions.draft.{verb}", draft, by=by, at=at, deed=Deed(changes=changes))
    return draft
