"""Where the season stands: nine steps of the year, worked out from the movement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from thidua.awards.enums import AwardRoundState
from thidua.awards.models import AwardRound
from thidua.commitments.enums import PlanState, PledgeState, RegistrationState
from thidua.commitments.models import Plan, Pledge, Registration
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision
from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement, Target
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period
from thidua.scoring.enums import LIVE_ROUNDS, RoundState
from thidua.scoring.models import ScoringRound

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

_OPEN, _PLEDGE, _REPORT, _CHECK, _SCORE, _CONSIDER, _PRAISE = range(1, 8)
_TOLD_FIRST = (_PRAISE, _CONSIDER, _SCORE, _REPORT)
"""Of steps under way beside each other the one that is named on a narrow screen."""
_PENDING_PLEDGES = (PledgeState.DRAFT, PledgeState.OFFERED, PledgeState.COUNTERED, PledgeState.AGREED)
_GOING_ROUNDS = (*LIVE_ROUNDS, RoundState.FROZEN)
_LIVE_AWARDS = (AwardRoundState.OPEN, AwardRoundState.SHOWN, AwardRoundState.REVIEW)
_GOING_DECISIONS = (DecisionState.DRAFT, DecisionState.SUBMITTED, DecisionState.ISSUED, DecisionState.SIGNED)


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


def season_movement(actor: Actor, beside: Mapping[str, Any] | None = None) -> Movement | None:
    """Return the own movement the season is about: the newest open one, else the newest closed one.

    One query, which can carry what is to be known `beside`; it also counts the targets and those given to
    nobody, and sees how far its periods are.
    """
    if actor.authority_id is None:
        return None
    periods = Period.objects.filter(authority_id=OuterRef("authority_id"), year=OuterRef("year"))
    found: Movement | None = (
        Movement.objects.visible_to(actor)
        .select_related("authority")
        .filter(is_own=True, authority_id=actor.authority_id)
        .exclude(state=MovementState.DRAFT)
        .annotate(**(beside or {}))
        .annotate(
            target_count=Count("targets"),
            ownerless_count=Count(
                "targets", filter=Q(targets__in=Target.objects.given_to_nobody()), distinct=True
            ),
            is_over=Q(state=MovementState.CLOSED),
            reports=Exists(periods.begun()),
            has_closed_a_period=Exists(periods.filter(state=PeriodState.CLOSED)),
            **_promises(),
            **_scorings(),
            **_praises(),
        )
        .order_by("is_over", "-year", "-opened_at")
        .first()
    )
    return found


def stepper_of(movement: Any) -> Stepper:
    """Work the steps out for a movement of `season_movement`.

    Before opening the first is under way. Promises are, until reporting begins and while one is still talked
    over; reporting from the first period, checking beside it once one is closed; scoring while a round goes
    on, then awards while they are considered and decided. After closing the season all are done.
    """
    states = {number: _state(number, movement) for number in range(1, len(STEPS) + 1)}
    steps = tuple(Step(number, name, states[number]) for number, name in enumerate(STEPS, start=1))
    now = [step for step in steps if step.state == StepState.NOW]
    told = (step for number in _TOLD_FIRST for step in now if step.number == number)
    current = next(told, now[0] if now else None)
    return Stepper(steps, current, _detail(movement))


def _promises() -> dict[str, Any]:
    """Whether registrations, plans or pledges of a movement still wait for somebody.

    While a new edition of a pledge is made the one before holds: that unit has signed.
    """
    of = {"movement": OuterRef("pk")}
    pending = (
        Exists(Registration.objects.filter(state=RegistrationState.SENT, **of))
        | Exists(Plan.objects.filter(state=PlanState.SENT, **of))
        | Exists(Pledge.objects.filter(state__in=_PENDING_PLEDGES, replaces=None, **of))
    )
    return {"has_pending_promises": pending}


def _scorings() -> dict[str, Any]:
    """Whether a round of the movement goes on, and whether one was published."""
    rounds = ScoringRound.objects.filter(movement=OuterRef("pk"))
    return {
        "is_scored_now": Exists(rounds.filter(state__in=_GOING_ROUNDS)),
        "was_scored": Exists(rounds.filter(state=RoundState.PUBLISHED)),
    }


def _praises() -> dict[str, Any]:
    """Whether awards of the movement are considered, whether some passed, whether a decision grants some."""
    rounds = AwardRound.objects.filter(movement=OuterRef("pk"))
    decisions = Decision.objects.filter(round__movement=OuterRef("pk"))
    return {
        "is_considered_now": Exists(rounds.filter(state__in=_LIVE_AWARDS)),
        "was_considered": Exists(rounds.filter(state=AwardRoundState.DONE)),
        "is_decided_now": Exists(decisions.filter(state__in=_GOING_DECISIONS)),
        "was_praised": Exists(decisions.filter(state=DecisionState.PUBLISHED)),
    }


def _state(number: int, movement: Any) -> StepState:
    if movement is None:
        return StepState.NOW if number == _OPEN else StepState.NEXT
    if movement.state == MovementState.CLOSED or number == _OPEN:
        return StepState.DONE
    return _STEPS_OPEN.get(number, _not_yet)(movement)


def _pledging(movement: Any) -> StepState:
    return StepState.NOW if movement.has_pending_promises or not movement.reports else StepState.DONE


def _reporting(movement: Any) -> StepState:
    return StepState.NOW if movement.reports else StepState.NEXT


def _checking(movement: Any) -> StepState:
    return StepState.NOW if movement.has_closed_a_period else StepState.NEXT


def _scoring(movement: Any) -> StepState:
    if movement.is_scored_now:
        return StepState.NOW
    return StepState.DONE if movement.was_scored else StepState.NEXT


def _considering(movement: Any) -> StepState:
    if movement.is_considered_now:
        return StepState.NOW
    return StepState.DONE if movement.was_considered else StepState.NEXT


def _praising(movement: Any) -> StepState:
    if movement.is_decided_now:
        return StepState.NOW
    return StepState.DONE if movement.was_praised else StepState.NEXT


def _not_yet(_: Any) -> StepState:
    return StepState.NEXT


_STEPS_OPEN = {
    _PLEDGE: _pledging,
    _REPORT: _reporting,
    _CHECK: _checking,
    _SCORE: _scoring,
    _CONSIDER: _considering,
    _PRAISE: _praising,
}


def _detail(movement: Any) -> str:
    if movement is None:
        return "Chưa mở phong trào nào."
    if movement.state == MovementState.CLOSED:
        return "Phong trào đã kết thúc."
    return next(sentence for name, sentence in _DETAILS if not name or getattr(movement, name))


_DETAILS = (
    ("is_decided_now", "Đang ra quyết định khen thưởng."),
    ("is_considered_now", "Đang xét khen thưởng."),
    ("is_scored_now", "Đang chấm điểm và xếp hạng các đơn vị."),
    ("has_closed_a_period", "Đã khóa ít nhất một kỳ báo cáo; đang đôn đốc, kiểm tra các kỳ sau."),
    ("reports", "Các đơn vị đang gửi số liệu theo kỳ."),
    ("has_pending_promises", "Các đơn vị đang đăng ký, gửi kế hoạch và ký giao ước."),
    ("", "Phong trào đã mở, các đơn vị xem được chỉ tiêu."),
)
"""What is said of an open movement, by the first fact that holds."""
