"""Correct slips on the list of a signed decision, line by line, by a paper of its own.

The bytes of the decision stay as they were issued; its list, new certificates and public pages say what is
right once the correction is signed.
"""

import re
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
from thidua.decisions.queries.corrections import correctable, corrected_decision
from thidua.decisions.queries.erasures import erasures_of
from thidua.decisions.services import entering
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.register.services import leaves

_NO_LIST = DomainError("Văn bản này không đính chính danh sách khen thưởng nào.")
_NOT_LISTED = DomainError("Dòng này không còn trong danh sách đính chính được. Mở lại trang rồi chọn lại.")
_HINT = re.compile(r"\(ghi\b")


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
    line, _ = CorrectionLine.objects.update_or_create(
        draft=held, award=found, field=field, defaults={"before": before, "after": after}
    )
    body = "\n".join(row for row in held.body.splitlines() if not _HINT.search(row))
    versions.apply(held, {"body": body}, expected=held.version)
    record("decisions.draft.correct", held, by=by, at=at, deed=Deed(changes={"lines": (None, line.sentence)}))
    return line


@transaction.atomic
def remove(draft: PaperDraft, key: int, *, by: Actor, at: datetime) -> None:
    """Take a line off a correction that is being written; one that is gone stays gone."""
    held = PaperDraft.objects.locked().get(pk=draft.pk)
    policies.can_write_paper(by, held).enforce()
    line = held.lines.select_related("award").filter(pk=key).first()
    if line is None:
        return
    told: dict[str, tuple[object, object]] = {"lines": (line.sentence, None)}
    line.delete()
    record("decisions.draft.correct", held, by=by, at=at, deed=Deed(changes=told))


def check(draft: PaperDraft) -> None:
    """Hold the lines of a locked draft against the list as it stands now.

    :raises DomainError: another paper corrected a line, or is to; or nobody may correct it any more
    """
    decision = corrected_decision(draft)
    lines = list(draft.lines.select_related("award"))
    if decision is None or not lines:
        return
    named = set(correctable(decision).values_list("pk", flat=True))
    for line in lines:
        if line.award_id not in named or getattr(line.award, line.field) != line.before:
            raise DomainError(f"{line} vừa đổi theo văn bản khác. Bỏ dòng đính chính ấy rồi ghi lại.")
        if other := _waiting(line):
            raise DomainError(f"{line} đang chờ ký theo {other}. Đưa bản đã ký của văn bản ấy vào trước.")


def apply(paper: IssuedPaper, corrected: IssuedPaper, *, by: Actor, at: datetime) -> None:
    """Let the list say what a correction mends, now that it is signed, and enter it into the register.

    Whose award was revoked, or whose words were erased meanwhile, keeps what stands.
    """
    decision = Decision.objects.select_for_update(of=("self",)).filter(paper=corrected).first()
    if decision is None:
        return
    leaves.locked(decision.authority_id)  # nobody's name is erased from here on
    lines = list(CorrectionLine.objects.filter(draft__paper=paper).select_related("award"))
    awards = Award.objects.select_for_update(of=("self",)).filter(pk__in={line.award_id for line in lines})
    held: dict[UUID, Award] = {award.pk: award for award in awards}
    gone = {*erasures_of(held.values())} | {pk for pk, one in held.items() if one.state != AwardState.GRANTED}
    told = [line for line in lines if line.award_id not in gone]
    for line in told:
        _mend(held[line.award_id], line, paper, by, at)
    entering.enter_correction(paper, decision, told, at=at)


def _mend(award: Award, line: CorrectionLine, paper: IssuedPaper, by: Actor, at: datetime) -> None:
    changes = versions.apply(award, {line.field: line.after}, expected=award.version)
    if line.field == CorrectedField.ACHIEVEMENT and award.fact is not None:
        facts.correct_prior_award(award.fact, line.after, reason=str(paper), by=by, at=at)
    if line.field != CorrectedField.RECIPIENT:
        CertificateWording.objects.filter(award=award).delete()  # the rule words it anew
    record("decisions.award.correct", award, by=by, at=at, deed=Deed(changes=changes, reason=str(paper)))


def _check_words(field: CorrectedField, before: str, after: str) -> None:
    if after == before:
        raise DomainError("Chữ mới giống hệt chữ đang có. Ghi chữ đúng.")
    if not after and field != CorrectedField.DETAIL:
        raise DomainError("Ghi chữ đúng. Muốn bỏ cả dòng thì hủy khen thưởng.")
    column: Any = Award._meta.get_field(field)  # noqa: SLF001 -- Django's documented model API
    most = column.max_length
    if len(after) > most:
        raise DomainError(f"Chữ mới dài {len(after)} ký tự, nhiều nhất {most}. Ghi ngắn lại.")


def _waiting(line: CorrectionLine) -> IssuedPaper | None:
    """Return the issued, unsigned paper that is to mend the same words."""
    same = CorrectionLine.objects.filter(award=line.award_id, field=line.field)
    other = same.filter(draft__paper__isnull=False, draft__paper__signed_at=None)
    found = other.exclude(draft=line.draft_id).select_related("draft__paper").first()
    return found.draft.paper if found else None
