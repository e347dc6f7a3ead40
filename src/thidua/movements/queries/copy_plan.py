"""What a copy of last year's movement takes along, what it moves on by a year, and what it leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thidua.core.next_year import a_year_later, words_moved_on
from thidua.movements.models import Movement, Target
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class CopiedTask:
    """One task for all its units, its deadline a year later."""

    title: str
    detail: str
    due_on: date | None
    due_text: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class CopiedRecipient:
    text: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """All that the check page of a copy lists; the copy writes just this."""

    movement: Movement
    title: str
    theme: str
    year: int | None
    starts_on: date | None
    ends_on: date | None
    targets: tuple[Target, ...]
    tasks: tuple[CopiedTask, ...]
    recipients: tuple[CopiedRecipient, ...]
    gone: tuple[str, ...]
    owners: frozenset[UUID]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Say what stays with the old year."""
        lines = [
            "Kết quả thực hiện, việc đã xong và ghi chú của năm trước.",
            "Văn bản phát động, căn cứ và câu trích của từng chỉ tiêu: năm nay có văn bản riêng.",
            "Phong trào cấp trên mà phong trào này hưởng ứng: chọn lại ở phần thông tin chung.",
        ]
        if self.gone:
            lines.append(f"Đơn vị không còn hoạt động: {', '.join(self.gone)}.")
        return tuple(lines)


def copy_plan(movement: Movement, authority_id: UUID, on: date) -> CopyPlan:
    """Work out the copy for an authority on a day, in five queries at any length."""
    here = Unit.objects.filter(authority_id=authority_id).in_force(on)
    units: dict[UUID, Unit] = {unit.pk: unit for unit in here}
    targets = tuple(movement.targets.select_related("owner").order_by("position", "id"))
    given = Obligation.objects.filter(origin_kind="movement", origin_id=str(movement.pk))
    work = list(given.exclude(state=ObligationState.CANCELLED).for_list())
    recipients = list(movement.recipients.prefetch_related("units"))
    named = [
        *(target.owner for target in targets if target.owner is not None),
        *(item.unit for item in work),
        *(unit for row in recipients for unit in row.units.all()),
    ]
    year = movement.year
    return CopyPlan(
        movement=movement,
        title=words_moved_on(movement.title, year),
        theme=words_moved_on(movement.theme, year),
        year=year + 1 if year else None,
        starts_on=a_year_later(movement.starts_on),
        ends_on=a_year_later(movement.ends_on),
        targets=targets,
        tasks=tuple(_tasks(work, units, year)),
        recipients=tuple(_recipients(recipients, units)),
        gone=tuple(dict.fromkeys(unit.name for unit in named if unit.pk not in units)),
        owners=frozenset(units),
    )


def _tasks(work: Sequence[Obligation], units: dict[UUID, Unit], year: int | None) -> Iterable[CopiedTask]:
    """Put the same task of several units together; one whose units are all gone is left."""
    groups: dict[tuple[object, ...], list[Obligation]] = {}
    for item in work:
        groups.setdefault((item.title, item.detail, item.due_on, item.due_text), []).append(item)
    for items in groups.values():
        owing = tuple(units[item.unit_id] for item in items if item.unit_id in units)
        if owing:
            first = items[0]
            yield CopiedTask(
                title=words_moved_on(first.title, year),
                detail=words_moved_on(first.detail, year),
                due_on=a_year_later(first.due_on),
                due_text=words_moved_on(first.due_text, year),
                units=owing,
            )


def _recipients(rows: Iterable[Any], units: dict[UUID, Unit]) -> Iterable[CopiedRecipient]:
    """Keep names that never meant a unit, and those of which a unit still exists."""
    for row in rows:
        meant = tuple(row.units.all())
        here = tuple(units[unit.pk] for unit in meant if unit.pk in units)
        if here or not meant:
            yield CopiedRecipient(row.text, here)
