"""Next year's draft out of a movement: what a person ticked, a year moved on, all of it to be checked."""

from dataclasses import dataclass

from thidua.core.next_year import words_moved_on
from thidua.movements.enums import ItemOrigin
from thidua.movements.models import DraftRecipient, DraftTarget, DraftTask, LaunchDraft
from thidua.movements.queries.copy_plan import CopyPlan

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """The groups a copy takes; the name and the year it always takes."""

    theme: bool = True
    period: bool = True
    targets: bool = True
    tasks: bool = True
    recipients: bool = True


def copy_head(plan: CopyPlan, choice: Choice, draft: LaunchDraft) -> None:
    movement = plan.movement
    draft.copied_from = movement
    draft.title, draft.year = plan.title, plan.year
    draft.kind, draft.level = movement.kind, movement.level
    if choice.theme:
        draft.theme = plan.theme
    if choice.period:
        draft.starts_on, draft.ends_on = plan.starts_on, plan.ends_on


def copy_items(plan: CopyPlan, choice: Choice, draft: LaunchDraft) -> None:
    """Write the groups that were ticked, each item waiting for a person."""
    if choice.targets:
        _copy_targets(plan, draft)
    if choice.tasks:
        _copy_tasks(plan, draft)
    if choice.recipients:
        _copy_recipients(plan, draft)


def _copy_targets(plan: CopyPlan, draft: LaunchDraft) -> None:
    """Copy targets without their sentences: next year's letter will have its own.

    A unit that has closed since, or belongs to another authority, owns nothing in the new year.
    """
    rows: dict[object, DraftTarget] = {}
    for target in plan.targets:
        rows[target.pk] = DraftTarget(
            draft=draft,
            position=target.position,
            origin=ItemOrigin.COPIED,
            field=target.field,
            heading=target.heading,
            name=words_moved_on(target.name, plan.movement.year),
            comparator=target.comparator,
            low=target.low,
            high=target.high,
            unit=target.unit,
            per=target.per,
            lower_is_better=target.lower_is_better,
            owner_id=target.owner_id if target.owner_id in plan.owners else None,
        )
    for target in plan.targets:  # a whole may stand behind its parts
        rows[target.pk].parent = rows.get(target.parent_id)
    DraftTarget.objects.bulk_create(rows.values())


def _copy_tasks(plan: CopyPlan, draft: LaunchDraft) -> None:
    for position, task in enumerate(plan.tasks, 1):
        row = DraftTask.objects.create(
            draft=draft,
            position=position,
            origin=ItemOrigin.COPIED,
            printed_unit=", ".join(unit.name for unit in task.units)[:_LONGEST],
            title=task.title,
            detail=task.detail,
            due_on=task.due_on,
            due_text=task.due_text,
        )
        row.units.set(task.units)


def _copy_recipients(plan: CopyPlan, draft: LaunchDraft) -> None:
    for position, recipient in enumerate(plan.recipients, 1):
        row = DraftRecipient.objects.create(
            draft=draft, position=position, origin=ItemOrigin.COPIED, text=recipient.text
        )
        row.units.set(recipient.units)
