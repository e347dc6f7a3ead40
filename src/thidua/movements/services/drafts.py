"""Begin a draft from a letter, by hand or from last year's movement; change its head; drop it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.documents.models import ReadText
from thidua.documents.services.reading import reading_of
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.enums import DRAFT_WORKFLOW, DraftState
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.queries.copy_plan import copy_plan
from thidua.movements.services import copying, filling


class NothingReadError(DomainError):
    """A text without anything a movement is made of; nothing was kept."""

    def __init__(self) -> None:
        super().__init__(
            "Văn bản này không có chỉ tiêu, việc giao hay phong trào nào đọc được. "
            "Xem lại có đúng là văn bản phát động; "
            "nếu đúng, lập phong trào không có văn bản rồi dán từng chỉ tiêu."
        )


def from_letter(read_text: ReadText, *, by: Actor, at: datetime) -> LaunchDraft:
    """Return the draft of a letter, made now or before: a letter has one."""
    policies.can_draft(by).enforce()
    with transaction.atomic():
        ReadText.objects.select_for_update(of=("self",)).get(pk=read_text.pk)
        kept = LaunchDraft.objects.filter(read_text=read_text).exclude(state=DraftState.DROPPED).first()
        if kept is not None:
            return kept
        reading = reading_of(read_text)
        if not (reading.targets or reading.assignments or reading.movements):
            raise NothingReadError
        draft = _new(by, at)
        draft.read_text = read_text
        filling.fill_head(draft, reading)
        draft.save()
        filling.fill_items(draft, reading)
        record("movements.draft.read", draft, by=by, at=at)
    return draft


@transaction.atomic
def by_hand(values: Mapping[str, object], *, by: Actor, at: datetime) -> LaunchDraft:
    """Begin an empty draft whose head was typed."""
    policies.can_draft(by).enforce()
    draft = _new(by, at)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save()
    record("movements.draft.begin", draft, by=by, at=at)
    return draft


@transaction.atomic
def from_movement(
    movement: Movement, *, by: Actor, at: datetime, choice: copying.Choice | None = None
) -> LaunchDraft:
    """Begin next year's draft as a copy of a movement, a year moved on; `choice` leaves groups out."""
    policies.can_draft(by).enforce()
    draft = _new(by, at)
    plan = copy_plan(movement, draft.authority_id, timezone.localdate(at))
    chosen = choice or copying.Choice()
    copying.copy_head(plan, chosen, draft)
    draft.full_clean()
    draft.save()
    copying.copy_items(plan, chosen, draft)
    record("movements.draft.copy", draft, by=by, at=at)
    return draft


@transaction.atomic
def edit_head(
    draft: LaunchDraft, values: Mapping[str, object], *, expected: int, by: Actor, at: datetime
) -> LaunchDraft:
    """Change title, theme, kind, period and the particulars of the letter; doubts about these are settled."""
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_edit(by, draft).enforce()
    changes = versions.apply(draft, values, expected=expected)
    if changes:
        touch(draft, at)
        record("movements.draft.edit", draft, by=by, at=at, deed=Deed(changes=changes))
    keep_doubts(draft, [doubt for doubt in draft.doubts if doubt.get("span")])
    return draft


def drop(draft: LaunchDraft, *, by: Actor, at: datetime) -> LaunchDraft:
    """Give the draft up; the letter and all that was decided stay, so that it can be taken back."""
    return _step("drop", draft, by=by, at=at)


def restore(draft: LaunchDraft, *, by: Actor, at: datetime) -> LaunchDraft:
    """Take a dropped draft back, unless the letter has another by now."""
    return _step("restore", draft, by=by, at=at)


def keep_doubts(draft: LaunchDraft, doubts: list[dict[str, Any]]) -> None:
    """Keep these doubts about the whole letter; a person has looked at the others."""
    LaunchDraft.objects.filter(pk=draft.pk).update(doubts=doubts)
    draft.doubts = doubts


def touch(draft: LaunchDraft, at: datetime) -> None:
    """Remember when anything in the draft was last saved."""
    LaunchDraft.objects.filter(pk=draft.pk).update(saved_at=at)
    draft.saved_at = at


@transaction.atomic
def _step(verb: str, draft: LaunchDraft, *, by: Actor, at: datetime) -> LaunchDraft:
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_drop(by, draft).enforce()
    if verb == "restore":
        _refuse_second(draft)
    draft.state = DRAFT_WORKFLOW.target_of(verb, state=DraftState(draft.state))
    draft.version += 1
    draft.saved_at = at
    draft.full_clean()
    draft.save(update_fields=["state", "version", "saved_at"])
    record(f"movements.draft.{verb}", draft, by=by, at=at)
    return draft


def _refuse_second(draft: LaunchDraft) -> None:
    """A letter has one draft at a time."""
    others = LaunchDraft.objects.filter(read_text=draft.read_text_id).exclude(state=DraftState.DROPPED)
    if draft.read_text_id is not None and others.exclude(pk=draft.pk).exists():
        raise DomainError("Văn bản này đã có một dự thảo khác. Mở dự thảo đó, hoặc bỏ nó trước.")


def _new(by: Actor, at: datetime) -> LaunchDraft:
    if by.authority_id is None:
        raise DomainError("Tài khoản này chưa thuộc cơ quan nào nên chưa lập được dự thảo.")
    return LaunchDraft(authority_id=by.authority_id, created_at=at, created_by=by.name, saved_at=at)
