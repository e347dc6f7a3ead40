"""Correct slips on the list of a signed decision, line by line, by a paper of its own.

The bytes of the decision stay as they were issued; its list, new certificates and public pages say what is
right once the correction is signed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.awards.services import facts
from thidua.core.errors import DomainError
from thidua.core.text import normalise
from thidua.decisions import policies
from thidua.decisions.enums import AwardState, CorrectedField
from thidua.decisions.models import (
    Award,
    CertificateWording,
    CorrectionLine,
    Decision,
    IssuedPaper,
    PaperDraft,
)
from thidua.decisions.queries.certificate_lines import ruled_lines
from thidua.decisions.queries.corrections import correctable, corrected_decision
from thidua.decisions.queries.erasures import erasures_of
from thidua.decisions.queries.paper_templates import CORRECTION_HINTS
from thidua.decisions.services import entering
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.register.services import leaves

_NO_LIST = DomainError("Văn bản này không đính chính danh sách khen thưởng nào.")
_NOT_LISTED = DomainError("Dòng này không còn trong danh sách đính chính được. Mở lại trang rồi chọn lại.")


@transaction.atomic
def add(
    draft: PaperDraft, award: Award, field: CorrectedField, after: str, *, by: Actor, at: datetime
) -> CorrectionLine:
    """Put a line on a correction, in the place of one about the same words; hints of the template go.

    :raises DomainError: nothing changes, the words are missing or too long, the line is not to be corrected
    """
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_write_paper(by, held).enforce()
    decision = corrected_decision(held)
    if decision is None:
        raise _NO_LIST
    found = correctable(decision).filter(pk=award.pk).first()
    if found is None:
        raise _NOT_LISTED
    before, after = getattr(found, field), " ".join(normalise(after).split())
    _check_words(field, before, after)
    old = held.lines.select_related("award").filter(award=found, field=field).first()
    line, _ = CorrectionLine.objects.update_or_create(
        draft=held, award=found, field=field, defaults={"before": before, "after": after}
    )
    _step(held, (old.sentence if old else None, line.sentence), by=by, at=at)
    return line


@transaction.atomic
def remove(draft: PaperDraft, key: int, *, by: Actor, at: datetime) -> None:
    """Take a line off a correction that is being written; one that is gone stays gone."""
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_write_paper(by, held).enforce()
    line = held.lines.select_related("award").filter(pk=key).first()
    if line is None:
        return
    line.delete()
    _step(held, (line.sentence, None), by=by, at=at)


def check(draft: PaperDraft) -> None:
    """Hold the lines of a locked draft against the list as it stands now; the decision is locked.

    :raises DomainError: another paper corrected a line, or nobody may correct it any more
    """
    decision = corrected_decision(draft)
    lines = list(draft.lines.select_related("award"))
    if decision is None or not lines:
        return
    Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    standing = {award.pk: award for award in correctable(decision)}
    for line in lines:
        award = standing.get(line.award_id)
        if award is None or getattr(award, line.field) != line.before:
            raise DomainError(f"{line} vừa đổi theo văn bản khác. Bỏ dòng đính chính ấy rồi ghi lại.")


def apply(paper: IssuedPaper, corrected: IssuedPaper, *, by: Actor, at: datetime) -> None:
    """Let the list say what a correction mends, now that it is signed, and enter it into the register.

    Whose award was revoked, erased or corrected by another paper meanwhile keeps what stands. Locks the
    decision, its awards, the register, in this order.
    """
    decision = Decision.objects.select_for_update(of=("self",)).filter(paper=corrected).first()
    if decision is None:
        return
    lines = list(CorrectionLine.objects.filter(draft__paper=paper).select_related("award"))
    awards = Award.objects.select_for_update(of=("self",)).filter(pk__in={line.award_id for line in lines})
    held: dict[UUID, Award] = {award.pk: award for award in awards}
    leaves.locked(decision.authority_id)  # nobody's name is erased from here on
    erased = erasures_of(held.values())
    told = [line for line in lines if line.award_id not in erased and _holds(held[line.award_id], line)]
    for line in told:
        _mend(held[line.award_id], line, decision, paper, by=by, at=at)
    leaf = entering.enter_correction(paper, decision, told, at=at)
    CorrectionLine.objects.filter(pk__in=[line.pk for line in told]).update(leaf=leaf)


def _step(draft: PaperDraft, told: tuple[str | None, str | None], *, by: Actor, at: datetime) -> None:
    """Raise the version of a draft: who issues it has seen its lines. Hints of the template go."""
    rows = [row for row in draft.body.splitlines() if row.strip() not in CORRECTION_HINTS]
    body = "\n".join(rows) if any(row.strip() for row in rows) else draft.body
    changes = versions.apply(draft, {"body": body}, expected=draft.version)
    if not changes:
        draft.version += 1
        draft.save(update_fields=["version"])
        changes = {"version": (draft.version - 1, draft.version)}
    record("decisions.draft.correct", draft, by=by, at=at, deed=Deed(changes={**changes, "lines": told}))


def _holds(award: Award, line: CorrectionLine) -> bool:
    return award.state == AwardState.GRANTED and getattr(award, line.field) == line.before


def _mend(
    award: Award, line: CorrectionLine, decision: Decision, paper: IssuedPaper, *, by: Actor, at: datetime
) -> None:
    deed = Deed(
        changes=versions.apply(award, {line.field: line.after}, expected=award.version), reason=str(paper)
    )
    record("decisions.award.correct", award, by=by, at=at, deed=deed)
    if line.field == CorrectedField.ACHIEVEMENT and award.fact is not None:
        facts.correct_prior_award(award.fact, line.after, reason=str(paper), by=by, at=at)
    kept = CertificateWording.objects.select_for_update(of=("self",)).filter(award=award).first()
    if kept is None or line.field == CorrectedField.RECIPIENT:
        return
    ruled = ruled_lines(award, decision.authority.name, decision.decided_on)
    changes = versions.apply(kept, {line.field: getattr(ruled, line.field)}, expected=kept.version)
    record("decisions.certificate.word", kept, by=by, at=at, deed=Deed(changes=changes, reason=str(paper)))


def _check_words(field: CorrectedField, before: str, after: str) -> None:
    if after == before:
        raise DomainError("Chữ mới giống hệt chữ đang có. Ghi chữ đúng.")
    if not after and field != CorrectedField.DETAIL:
        raise DomainError("Ghi chữ đúng. Muốn bỏ cả dòng thì hủy khen thưởng.")
    column: Any = Award._meta.get_field(field)  # noqa: SLF001 -- Django's documented model API
    most = column.max_length
    if len(after) > most:
        raise DomainError(f"Chữ mới dài {len(after)} ký tự, nhiều nhất {most}. Ghi ngắn lại.")
