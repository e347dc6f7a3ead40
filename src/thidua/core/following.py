"""What fits together in the way a target is followed: how its figures behave, how it is given, its ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.targets import CHANGES, Goal, Problem

WITHOUT_NUMBERS = frozenset({Nature.STATE, Nature.MILESTONE})
EARLIEST_DUE, LATEST_DUE = -31, 90
_COUNTED_IN_TWO = frozenset({Nature.RATE, Nature.LEVEL})


@dataclass(frozen=True, slots=True)
class Following:
    """How a target is followed; `due_days` are counted from the end of a period, below zero before it."""

    nature: Nature
    kind: AllocationKind
    ceiling: Decimal | None = None
    steps_total: int | None = None
    due_days: int = 0


def problems_of(goal: Goal, chosen: Following) -> tuple[Problem, ...]:
    """Say what does not fit the goal, at which field; empty when all of it does."""
    return tuple(_problems(goal, chosen))


def _problems(goal: Goal, chosen: Following) -> Iterator[Problem]:
    yield from _of_nature(goal, chosen)
    yield from _of_kind(goal, chosen)
    if chosen.ceiling is not None and (sentence := _of_ceiling(goal, chosen.ceiling)):
        yield Problem("ceiling", sentence)
    if chosen.steps_total is not None and chosen.nature != Nature.MILESTONE:
        yield Problem("steps_total", "Chỉ ghi số tiêu chí khi chọn “đạt dần từng tiêu chí”.")
    if not EARLIEST_DUE <= chosen.due_days <= LATEST_DUE:
        yield Problem("due_days", f"Ghi từ {EARLIEST_DUE} đến {LATEST_DUE} ngày; số âm là trước khi hết kỳ.")


def _of_nature(goal: Goal, chosen: Following) -> Iterator[Problem]:
    if goal.has_numbers and chosen.nature in WITHOUT_NUMBERS:
        yield Problem("nature", "Chỉ tiêu này đo bằng số. Chọn “cộng dồn”, “mức tại cuối kỳ” hoặc “tỷ lệ”.")
    elif not goal.has_numbers and chosen.nature not in WITHOUT_NUMBERS:
        yield Problem(
            "nature",
            "Chỉ tiêu này không đo bằng số. Chọn “đạt hay chưa” hoặc “đạt dần từng tiêu chí”.",
        )


def _of_kind(goal: Goal, chosen: Following) -> Iterator[Problem]:
    if chosen.kind == AllocationKind.ONE:
        return
    if not goal.has_numbers:
        yield Problem(
            "allocation_kind", "Chỉ tiêu không đo bằng số thì chọn “một đơn vị chủ trì, không chia”."
        )
    elif chosen.kind == AllocationKind.SUM and goal.unit in PER_WHOLE:
        yield Problem(
            "allocation_kind",
            "Tỷ lệ không cộng được. Chọn “mỗi đơn vị đếm, tính tỷ lệ chung” hoặc “đơn vị nào cũng phải đạt”.",
        )
    elif chosen.kind == AllocationKind.WEIGHTED_MEAN and (
        chosen.nature not in _COUNTED_IN_TWO or goal.comparator in CHANGES
    ):
        yield Problem("allocation_kind", "Cách giao này chỉ dùng cho mức hoặc tỷ lệ, ví dụ 95% số hộ.")


def _of_ceiling(goal: Goal, ceiling: Decimal) -> str:
    if ceiling <= 0:
        return "Mức lớn nhất phải lớn hơn 0."
    if goal.has_numbers and goal.comparator not in CHANGES and ceiling < goal.ends[1]:
        return "Mức lớn nhất không thể nhỏ hơn mức của chỉ tiêu."
    return ""
