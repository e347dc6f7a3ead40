"""Where the season stands: nine steps of the year, worked out from the movement."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement, Target
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period

STEPS = (
    "Mở phong trào",
    "Đăng ký, giao ước",
    "Báo cáo",
    "Đôn đốc, kiểm tra",
    "Chấm điểm, xếp hạng",
    "Bình xét, suy tôn",
    "Khen thưởng",
    "Điển hình, nhân rộng",
    "Sơ kết, tổng kết",
)

_PLEDGE, _REPORT = 2, 3


class StepState(StrEnum):
    """How far a step is; the value is the class that draws it."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"

    @property
    def words(self) -> str:
        return {"done": "xong", "now": "đang làm", "next": "chưa tới"}[self.value]


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    name: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Stepper:
    """The nine steps, and the same told in one sentence for a narrow screen."""

    steps: tuple[Step, ...]
    current: Step | None
    detail: str


def season_movement(actor: Actor) -> Movement | None:
    """Return the own movement the season is about: the newest open one, else the newest closed one.

    One query; it also counts the targets and those given to nobody, and sees how far its periods are.
    """
    if actor.authority_id is None:
        return None
    periods = Period.objects.filter(authority_id=OuterRef("authority_id"), year=OuterRef("year"))
    found: Movement | None = (
        Movement.objects.visible_to(actor)
        .select_related("authority")
        .filter(is_own=True, authority_id=actor.authority_id)
        .exclude(state=MovementState.DRAFT)
        .annotate(
            target_count=Count("targets"),
            ownerless_count=Count(
                "targets", filter=Q(targets__in=Target.objects.given_to_nobody()), distinct=True
            ),
            is_over=Q(state=MovementState.CLOSED),
            reports=Exists(periods.begun()),
            has_closed_a_period=Exists(periods.filter(state=PeriodState.CLOSED)),
        )
        .order_by("is_over", "-year", "-opened_at")
        .first()
    )
    return found


def stepper_of(movement: Any) -> Stepper:
    """Work the steps out for a movement of `season_movement`.

    Before opening the first is under way, reporting begins with the first period, checking beside it once
    one is closed; after closing the season all are done.
    """
    under_way = _under_way(movement)
    steps = tuple(Step(number, name, _state(number, under_way)) for number, name in enumerate(STEPS, start=1))
    current = next((step for step in steps if step.state == StepState.NOW), None)
    return Stepper(steps, current, _detail(movement))


def _under_way(movement: Any) -> range:
    """Return the numbers of the steps under way; those before them are done."""
    if movement is None:
        return range(1, 2)
    if movement.state == MovementState.CLOSED:
        return range(len(STEPS) + 1, len(STEPS) + 1)
    if not movement.reports:
        return range(_PLEDGE, _PLEDGE + 1)
    return range(_REPORT, _REPORT + 1 + int(movement.has_closed_a_period))


def _state(number: int, under_way: range) -> StepState:
    if number in under_way:
        return StepState.NOW
    return StepState.DONE if number < under_way.start else StepState.NEXT


def _detail(movement: Any) -> str:
    if movement is None:
        return "Chưa mở phong trào nào."
    if movement.state == MovementState.CLOSED:
        return "Phong trào đã kết thúc."
    if movement.has_closed_a_period:
        return "Đã khóa ít nhất một kỳ báo cáo; đang đôn đốc, kiểm tra các kỳ sau."
    if movement.reports:
        return "Các đơn vị đang gửi số liệu theo kỳ."
    return "Phong trào đã mở, các đơn vị xem được chỉ tiêu."
