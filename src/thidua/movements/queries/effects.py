"""What opening a season will do, in sentences, before anything is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from thidua.core.goal_text import PartsState, check_parts
from thidua.core.text import fold
from thidua.movements.enums import ItemState
from thidua.movements.models import (
    DraftBasis,
    DraftItem,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
    LaunchDraft,
    Movement,
)

ItemT = TypeVar("ItemT", bound=DraftItem)


@dataclass(frozen=True, slots=True)
class Effects:
    """All that one press of "Mở phong trào" creates, what it leaves out, and what still stands in its way."""

    does: tuple[str, ...]
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]
    obstacles: tuple[str, ...]

    @property
    def may_open(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class _Items:
    targets: list[DraftTarget]
    tasks: list[DraftTask]
    bases: list[DraftBasis]
    recipients: list[DraftRecipient]
    movements: list[DraftMovement]

    def in_state(self, state: ItemState) -> int:
        groups = (self.targets, self.tasks, self.bases, self.recipients, self.movements)
        return sum(item.state == state for group in groups for item in group)


def effects_of(draft: LaunchDraft) -> Effects:
    """Work out the effects in seven queries at any number of items."""
    items = _Items(
        targets=list(draft.drafttarget_set.all()),
        tasks=list(draft.drafttask_set.prefetch_related("units")),
        bases=list(draft.draftbasis_set.all()),
        recipients=list(draft.draftrecipient_set.prefetch_related("units")),
        movements=list(draft.draftmovement_set.all()),
    )
    return Effects(
        does=tuple(_does(draft, items)),
        left_out=tuple(_left_out(items)),
        warnings=tuple(_warnings(draft, items)),
        obstacles=tuple(_obstacles(draft, items)),
    )


def _accepted(group: list[ItemT]) -> list[ItemT]:
    return [item for item in group if item.state == ItemState.ACCEPTED]


def _does(draft: LaunchDraft, items: _Items) -> list[str]:
    targets, tasks = _accepted(items.targets), _accepted(items.tasks)
    given = [(task, unit) for task in tasks for unit in task.units.all()]
    units = {unit.pk for _, unit in given}
    named = {unit.pk for row in _accepted(items.recipients) for unit in row.units.all()}
    told = named | units | {target.owner_id for target in targets if target.owner_id is not None}
    taken = {target.pk for target in targets}
    parts = sum(target.parent_id in taken for target in targets)
    lines = [f"Mở phong trào “{draft.title}”, mọi đơn vị và người dân xem được."]
    if draft.read_text_id:
        lines.append("Ghi văn bản phát động vào sổ văn bản, giữ nguyên tệp gốc.")
    if bases := len(_accepted(items.bases)):
        lines.append(f"Liên kết {bases} văn bản làm căn cứ; văn bản chưa có trong sổ được ghi thêm theo số.")
    inner = f", trong đó {parts} chỉ tiêu thành phần" if parts else ""
    lines.append(f"Lập {len(targets)} chỉ tiêu{inner}.")
    if given:
        lines.append(f"Giao {len(given)} việc cho {len(units)} đơn vị.")
    if told:
        lines.append(
            f"Báo cho {len(told)} đơn vị ở nơi nhận, phụ trách chỉ tiêu hoặc được giao việc; "
            "thông báo hiện trong việc cần làm của đơn vị."
        )
    if joined := len(_accepted(items.movements)):
        lines.append(f"Ghi {joined} phong trào được nêu tên mà phong trào này hưởng ứng.")
    lines.append("Từ lúc mở, đổi chỉ tiêu phải ghi lý do và mức cũ được giữ lại.")
    return lines


def _left_out(items: _Items) -> list[str]:
    lines = []
    if dropped := items.in_state(ItemState.DROPPED):
        lines.append(f"{dropped} mục đã bỏ không vào phong trào, vẫn xem lại được trong dự thảo.")
    lines.extend(
        f"Việc của “{task.printed_unit}” chưa khớp đơn vị nào nên chưa giao: {task.title}"
        for task in _accepted(items.tasks)
        if not task.units.all()
    )
    unmatched = [row.text for row in _accepted(items.recipients) if not row.units.all()]
    if unmatched:
        lines.append("Nơi nhận chưa khớp đơn vị, chỉ ghi tên: " + "; ".join(unmatched) + ".")
    return lines


def _warnings(draft: LaunchDraft, items: _Items) -> list[str]:
    accepted = _accepted(items.targets)
    lines = []
    if not accepted:
        lines.append("Chưa có chỉ tiêu nào. Nên thêm chỉ tiêu trước khi mở.")
    same = Movement.objects.filter(authority_id=draft.authority_id, year=draft.year, title=draft.title)
    if same.exists():
        lines.append(f"Xã đã có một phong trào tên “{draft.title}” của năm này. Xem lại kẻo mở hai lần.")
    for whole in accepted:
        parts = [part.goal for part in accepted if part.parent_id == whole.pk]
        check = check_parts(whole.goal, parts)
        if check.state == PartsState.OVER:
            lines.append(f"{whole.name}: {check.sentence}")
    lines.extend(_other_units(accepted))
    lines.extend(_left_alone(items.targets))
    ownerless = sum(target.owner_id is None for target in accepted)
    if ownerless:
        lines.append(f"{ownerless} chỉ tiêu chưa có đơn vị phụ trách; giao sau được ở trang chỉ tiêu.")
    return lines


def _other_units(accepted: list[DraftTarget]) -> Iterator[str]:
    """Tell of parts that count in another unit than their whole: a sign that they hang in the wrong place."""
    wholes: dict[UUID | None, DraftTarget] = {target.pk: target for target in accepted}
    for part in accepted:
        whole = wholes.get(part.parent_id)
        if whole is not None and whole.unit and part.unit and fold(whole.unit) != fold(part.unit):
            yield (
                f"“{part.name}” ({part.unit}) là phần của “{whole.name}” ({whole.unit}): khác đơn vị. "
                "Nhờ xem lại."
            )


def _left_alone(targets: list[DraftTarget]) -> Iterator[str]:
    """Tell of accepted parts whose whole was dropped: they lose it at the opening."""
    dropped = {target.pk: target for target in targets if target.state == ItemState.DROPPED}
    for part in _accepted(targets):
        if part.parent_id in dropped:
            whole = dropped[part.parent_id]
            yield f"“{part.name}” là phần của “{whole.name}” đã bỏ; sẽ đứng riêng."


def _obstacles(draft: LaunchDraft, items: _Items) -> list[str]:
    lines = []
    if not draft.title.strip():
        lines.append("Phong trào chưa có tên. Ghi tên ở phần thông tin chung.")
    if draft.year is None:
        lines.append("Chưa rõ phong trào của năm nào. Ghi năm ở phần thông tin chung.")
    if waiting := items.in_state(ItemState.WAITING):
        lines.append(f"Còn {waiting} mục chưa xem. Nhận hoặc bỏ từng mục rồi mới mở được.")
    return lines
