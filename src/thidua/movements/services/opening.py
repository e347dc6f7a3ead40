"""Turn a checked draft into an open season: document, bases, movement, targets, work, recipients, at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.documents.enums import Direction
from thidua.documents.models import OfficialDocument
from thidua.documents.services import documents
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.enums import DRAFT_WORKFLOW, DraftState, MovementLevel, MovementState
from thidua.movements.models import DraftBasis, DraftMovement, LaunchDraft, Movement, Recipient, Target
from thidua.movements.queries.effects import effects_of
from thidua.movements.services import movements, targets, telling, trackings
from thidua.obligations.services import obligations


@transaction.atomic
def confirm(draft: LaunchDraft, *, seen_at: datetime | None, by: Actor, at: datetime) -> Movement:
    """Open the season as the check page showed it. All of it happens, or nothing.

    `seen_at` is when the draft was last saved before the check page was made; a later change sends
    the reader back to look again, and so does a form that does not say.
    """
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_open(by, draft).enforce()
    if draft.saved_at != seen_at:
        raise DomainError("Dự thảo vừa được sửa sau khi mở trang kiểm tra. Xem lại rồi mở phong trào.")
    effects = effects_of(draft)
    if not effects.may_open:
        raise DomainError(" ".join(effects.obstacles))
    document = _register(draft, by, at)
    movement = _make_movement(draft, document)
    _join_movements(draft, movement, by, at)
    count = _make_targets(draft, movement, document)
    movements.open_season(movement, by=by, at=at)
    trackings.prepare(movement, by=by, at=at)
    _name_recipients(draft, movement)
    _give_work(draft, movement, by, at)
    telling.tell_of_opening(movement, at=at)
    _close_draft(draft, movement, by, at, count)
    return movement


def _register(draft: LaunchDraft, by: Actor, at: datetime) -> OfficialDocument | None:
    if draft.read_text is None and not draft.number:
        return None
    facts = documents.Facts(
        type=draft.type,
        number=draft.number,
        issued=draft.issued_text,
        issuer=draft.issuer,
        place=draft.place,
        subject=draft.subject or draft.title,
        signer=draft.signer,
        signer_title=draft.signer_title,
        direction=_direction(draft),
    )
    document = documents.register(facts, by=by, at=at, read_text=draft.read_text)
    for basis in draft.draftbasis_set.accepted():
        span = (basis.start, basis.end) if basis.start is not None and basis.end is not None else None
        documents.cite(document, _basis_facts(basis), span=span, by=by, at=at)
    return document


def _direction(draft: LaunchDraft) -> Direction:
    ours = fold(draft.authority.name)
    issuer = fold(draft.issuer)
    return Direction.OUTGOING if not issuer or ours in issuer else Direction.INCOMING


def _basis_facts(basis: DraftBasis) -> documents.Facts:
    return documents.Facts(
        type=basis.type,
        number=basis.number,
        issued=basis.issued_text,
        issuer=basis.issuer,
        subject=basis.name,
        direction=Direction.REFERENCE,
    )


def _make_movement(draft: LaunchDraft, document: OfficialDocument | None) -> Movement:
    movement = Movement(
        authority_id=draft.authority_id,
        title=draft.title,
        theme=draft.theme,
        kind=draft.kind,
        level=draft.level,
        year=draft.year,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        launched_by=draft.issuer,
        launching_document=document,
    )
    movement.full_clean()
    movement.save()
    movements.index(movement)
    return movement


def _join_movements(draft: LaunchDraft, movement: Movement, by: Actor, at: datetime) -> None:
    """Link the higher movement chosen, and those named in the letter; unknown ones are entered by name."""
    if draft.answers is not None:
        movement.answers.add(draft.answers)
    known = {
        fold(row.title): row
        for row in Movement.objects.filter(authority_id=draft.authority_id).exclude(pk=movement.pk)
    }
    for item in draft.draftmovement_set.accepted():
        other = known.get(fold(item.name))
        if other is None:
            other = known[fold(item.name)] = _enter_named(item, draft.authority_id, by, at)
        movement.answers.add(other)


def _enter_named(item: DraftMovement, authority_id: UUID, by: Actor, at: datetime) -> Movement:
    other = Movement(
        authority_id=authority_id,
        title=item.name,
        level=item.level,
        is_own=False,
        launched_by="" if item.level == MovementLevel.COMMUNE else MovementLevel(item.level).label,
        state=MovementState.OPEN,
        opened_at=at,
    )
    other.full_clean()
    other.save()
    movements.index(other)
    record("movements.movement.enter", other, by=by, at=at)
    return other


def _make_targets(draft: LaunchDraft, movement: Movement, document: OfficialDocument | None) -> int:
    has_text = draft.read_text_id is not None
    made: dict[UUID, Target] = {}
    for position, item in enumerate(draft.drafttarget_set.accepted(), 1):
        target = Target(
            authority_id=draft.authority_id,
            movement=movement,
            position=position,
            document=document if has_text and item.start is not None else None,
            owner_id=item.owner_id,
            **{name: getattr(item, name) for name in _GOAL_COLUMNS},
        )
        target.clean_fields()
        made[item.pk] = target
    Target.objects.bulk_create(made.values())
    parts = [
        (made[item.pk], made[item.parent_id])
        for item in draft.drafttarget_set.accepted()
        if item.parent_id in made and item.parent_id != item.pk
    ]
    for part, whole in parts:
        part.parent = whole
    Target.objects.bulk_update([part for part, _ in parts], ["parent"])
    for target in made.values():
        targets.index(target)
    return len(made)


_GOAL_COLUMNS = (
    "field",
    "heading",
    "name",
    "comparator",
    "low",
    "high",
    "unit",
    "per",
    "lower_is_better",
    "sentence",
    "start",
    "end",
)


def _name_recipients(draft: LaunchDraft, movement: Movement) -> None:
    for position, item in enumerate(draft.draftrecipient_set.accepted().prefetch_related("units"), 1):
        row = Recipient.objects.create(movement=movement, position=position, text=item.text)
        row.units.set(item.units.all())


def _give_work(draft: LaunchDraft, movement: Movement, by: Actor, at: datetime) -> None:
    for task in draft.drafttask_set.accepted().prefetch_related("units"):
        work = obligations.Work(
            title=task.title,
            detail=task.detail,
            due_on=task.due_on,
            due_text=task.due_text,
            origin_kind="movement",
            origin_id=str(movement.pk),
            origin_url=movements.page_of(movement),
        )
        for unit in task.units.all():
            obligations.create(unit, work, by=by, at=at)


def _close_draft(draft: LaunchDraft, movement: Movement, by: Actor, at: datetime, count: int) -> None:
    draft.state = DRAFT_WORKFLOW.target_of("confirm", state=DraftState(draft.state))
    draft.movement = movement
    draft.saved_at = at
    draft.version += 1
    draft.save(update_fields=["state", "movement", "saved_at", "version"])
    deed = Deed(changes={"targets": (0, count), "version": (draft.version - 1, draft.version)})
    record("movements.draft.confirm", draft, by=by, at=at, deed=deed)
