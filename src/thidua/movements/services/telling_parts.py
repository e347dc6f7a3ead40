"""Tell units what they were given of an open season, and what became of it: one notice a save."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Movement
from thidua.movements.queries.allocations import part_text
from thidua.movements.queries.following import tracking_of
from thidua.organisation.services.units import page_of

GIVEN = ("amount", "base", "is_owner")
Step = tuple[Allocation, Mapping[str, tuple[object, object]]]
_LONGEST = 560
"""Room for the lines of a notice; what does not fit is counted."""
_MOST_OF_A_NAME = 120


def tell_of_parts(movement: Movement, steps: Iterable[Step], batch: UUID, *, at: datetime) -> None:
    """Name the targets and the numbers to each unit whose part is another now; one statement.

    Before the season opens nobody is told: the notice of the opening counts what was given.
    """
    if movement.state != MovementState.OPEN:
        return
    by_unit: dict[UUID, list[Step]] = {}
    for row, changes in steps:
        if any(name in changes for name in GIVEN):
            by_unit.setdefault(row.unit_id, []).append((row, changes))
    notices.tell([_news(movement, found, batch) for found in by_unit.values()], at=at)


def _news(movement: Movement, steps: Sequence[Step], batch: UUID) -> News:
    unit = steps[0][0].unit
    is_new = all(not _before(row, changes).is_given for row, changes in steps)
    deed = "vừa được giao" if is_new else "vừa đổi phần giao"
    return News(
        dedup_key=f"parts:{batch}:{unit.pk}",
        authority_id=movement.authority_id,
        unit_id=unit.pk,
        title=f"{unit} {deed} {len(steps)} chỉ tiêu của “{movement.title}”.",
        detail=_fitting([_line(row, changes) for row, changes in steps]),
        url=page_of(unit),
    )


def _line(row: Allocation, changes: Mapping[str, tuple[object, object]]) -> str:
    """Say one part: "Trồng cây: 300 cây", or what it was before as well."""
    tracking, before = tracking_of(row.target), _before(row, changes)
    name = row.target.name
    name = name if len(name) <= _MOST_OF_A_NAME else f"{name[:_MOST_OF_A_NAME]}…"
    now = part_text(tracking, row)
    if not before.is_given:
        return f"{name}: {now}"
    was = part_text(tracking, before)
    return f"{name}: từ {was} thành {now}" if row.is_given else f"{name}: thôi giao (trước là {was})"


def _before(row: Allocation, changes: Mapping[str, tuple[object, object]]) -> Allocation:
    """Return the part as it stood before, not to be saved."""
    was = {name: changes[name][0] if name in changes else getattr(row, name) for name in GIVEN}
    return Allocation(target=row.target, unit=row.unit, **was)


def _fitting(lines: Sequence[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if len("; ".join([*kept, line])) > _LONGEST:
            break
        kept.append(line)
    rest = len(lines) - len(kept)
    told = "; ".join(kept)
    return f"{told}; và {rest} chỉ tiêu khác." if rest else f"{told}."
