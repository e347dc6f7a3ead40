"""Splits to propose for a target: by weights of the units, or as last year's target was given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.allocation import AllocationKind, Part, Weight, count_needed, propose, step_of
from thidua.core.errors import DomainError
from thidua.core.goal_text import goal_text
from thidua.core.next_year import words_moved_on
from thidua.core.text import search_key
from thidua.movements.models import Allocation, Target
from thidua.movements.queries.allocations import Given
from thidua.organisation.models import Unit

BY_LAST_YEAR, BY_HOUSEHOLDS, BY_PEOPLE, AS_LAST_YEAR, SAME_FOR_ALL = (
    "nam-truoc",
    "so-ho",
    "so-khau",
    "chep",
    "muc-chung",
)
_NAMES = {
    BY_LAST_YEAR: "kết quả năm trước",
    BY_HOUSEHOLDS: "số hộ",
    BY_PEOPLE: "số khẩu",
}
_COPY = (AS_LAST_YEAR, "Chép phần giao năm trước")
_HOUSES, _PEOPLE = (BY_HOUSEHOLDS, "Theo số hộ"), (BY_PEOPLE, "Theo số khẩu")
WAYS: Mapping[AllocationKind, tuple[tuple[str, str], ...]] = {
    AllocationKind.SUM: ((BY_LAST_YEAR, "Theo kết quả năm trước"), _HOUSES, _PEOPLE, _COPY),
    AllocationKind.WEIGHTED_MEAN: (_HOUSES, _PEOPLE, _COPY),
    AllocationKind.EACH: ((SAME_FOR_ALL, "Đơn vị nào cũng bằng mức chung"), _COPY),
    AllocationKind.ONE: (),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """Parts by unit, and one sentence about how they came; units that are not named are left alone."""

    parts: Mapping[UUID, Part]
    sentence: str


def proposal_of(given: Given, units: Sequence[Unit], way: str) -> Proposed:
    """Propose parts for the units; raises DomainError where the numbers for it are not known."""
    if way not in dict(WAYS[given.tracking.kind]):
        raise DomainError("Chỉ tiêu này không chia theo cách đó. Chọn cách khác.")
    if way == AS_LAST_YEAR:
        return _as_last_year(given.target, units)
    if way == SAME_FOR_ALL:
        return _same_for_all(given.target, units)
    if given.tracking.kind == AllocationKind.WEIGHTED_MEAN:
        return _counted(given.target, units, way)
    low, high = given.target.goal.ends
    whole = high if given.target.goal.is_limit else low
    weights = [Weight(str(unit.pk), _size(given, unit, way)) for unit in units]
    found = propose(whole, weights, by=_NAMES[way], unit=given.target.unit, step=step_of(given.target.goal))
    parts = {unit.pk: part for unit, part in zip(units, found.parts, strict=True) if part.amount is not None}
    without = [unit.name for unit in units if unit.pk not in parts]
    return Proposed(parts, _told(f"Chia {goal_text(given.target.goal)} theo {_NAMES[way]}", parts, without))


def _size(given: Given, unit: Unit, way: str) -> Decimal | None:
    if way == BY_LAST_YEAR:
        return next((row.last_year for row in given.rows if row.unit_id == unit.pk), None)
    count = unit.household_count if way == BY_HOUSEHOLDS else unit.population
    return None if count is None else Decimal(count)


def _counted(target: Target, units: Sequence[Unit], way: str) -> Proposed:
    """Take the weight as the total of each unit, and the least count of it that reaches the rate."""
    parts = {}
    for unit in units:
        count = unit.household_count if way == BY_HOUSEHOLDS else unit.population
        if count:
            base = Decimal(count)
            parts[unit.pk] = Part(unit.name, count_needed(target.goal, base), base)
    if not parts:
        raise DomainError(
            f"Chưa ghi {_NAMES[way]} của đơn vị nào. Nhờ ghi ở trang đơn vị, hoặc chọn cách khác."
        )
    without = [unit.name for unit in units if unit.pk not in parts]
    return Proposed(parts, _told(f"Lấy {_NAMES[way]} làm tổng số, tính số phải đạt", parts, without))


def _same_for_all(target: Target, units: Sequence[Unit]) -> Proposed:
    low, high = target.goal.ends
    level = high if target.goal.is_limit else low
    parts = {unit.pk: Part(unit.name, level) for unit in units}
    return Proposed(parts, _told(f"Mỗi đơn vị {goal_text(target.goal)}", parts, []))


def _as_last_year(target: Target, units: Sequence[Unit]) -> Proposed:
    """Take the parts of the target that had the same name in last year's movement. Two queries."""
    year = target.movement.year
    if year is None:
        raise DomainError("Phong trào chưa ghi năm nên chưa biết năm trước là năm nào.")
    before = year - 1
    found = Target.objects.filter(
        authority_id=target.authority_id, movement__year=before, movement__is_own=True
    ).exclude(pk=target.pk)
    key = search_key(target.name)
    same = next((other for other in found if search_key(words_moved_on(other.name, before)) == key), None)
    if same is None:
        raise DomainError(f"Không thấy chỉ tiêu cùng tên trong phong trào năm {before}.")
    here = {unit.pk: unit for unit in units}
    rows = Allocation.objects.filter(target=same, unit__in=here).given()
    parts = {row.unit_id: Part(here[row.unit_id].name, row.amount, row.base) for row in rows}
    if not parts:
        raise DomainError(f"Năm {before} chưa giao chỉ tiêu này cho đơn vị nào ở đây.")
    without = [unit.name for unit in units if unit.pk not in parts]
    return Proposed(parts, _told(f"Chép phần giao năm {before}", parts, without))


def _told(line: str, parts: Mapping[UUID, Part], without: Sequence[str]) -> str:
    said = f"{line}: {len(parts)} đơn vị. Chưa lưu; sửa được trước khi lưu."
    return f"{said} Chưa có số của {', '.join(without)}." if without else said
