"""The three promises that units are asked for, and who kept them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.commitments.enums import PlanState, PledgeSide, PledgeState, RegistrationState
from thidua.commitments.models import Plan, Pledge, Registration
from thidua.commitments.signals import PLAN, PLEDGE, REGISTRATION


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the three promises: its origin, its words, and the states in which it is kept."""

    kind: str
    origin: str
    title: str
    model: Any
    kept: frozenset[str]


DUTIES: Mapping[str, Duty] = {
    duty.kind: duty
    for duty in (
        Duty(
            REGISTRATION,
            "registration",
            "Gửi đăng ký thi đua",
            Registration,
            frozenset({RegistrationState.SENT, RegistrationState.ACCEPTED}),
        ),
        Duty(
            PLAN,
            "plan_due",
            "Gửi kế hoạch hưởng ứng",
            Plan,
            frozenset({PlanState.SENT, PlanState.ACCEPTED}),
        ),
        Duty(
            PLEDGE,
            "pledge_due",
            "Ký giao ước thi đua",
            Pledge,
            frozenset({PledgeState.SIGNED, PledgeState.REPLACED}),
        ),
    )
}


def page_of(kind: str, movement_id: UUID, unit_id: UUID) -> str:
    """Return where the promise of a unit is begun; held against the URL table by a test."""
    if kind == REGISTRATION:
        return f"/phong-trao/{movement_id}/dang-ky/{unit_id}/"
    return f"/phong-trao/{movement_id}/{'ke-hoach' if kind == PLAN else 'giao-uoc'}/"


def key_of(movement_id: UUID, unit_id: UUID) -> str:
    """Return the key under which the work of one unit for one movement is found."""
    return f"{movement_id.hex}{unit_id.hex}"


def kept_by(duty: Duty, unit_ids: Iterable[UUID], movement_id: UUID | None = None) -> dict[UUID, set[UUID]]:
    """Return by movement the units that kept the promise.

    A unit that signed its pledge did its part, whenever the chairman signs.
    """
    is_kept = Q(state__in=sorted(duty.kept))
    if duty.kind == PLEDGE:
        is_kept |= Q(state=PledgeState.AGREED, signatures__side=PledgeSide.UNIT)
    rows = duty.model.objects.filter(is_kept, unit_id__in=list(unit_ids))
    if movement_id is not None:
        rows = rows.filter(movement_id=movement_id)
    kept: dict[UUID, set[UUID]] = {}
    for of_movement, unit_id in rows.values_list("movement_id", "unit_id"):
        kept.setdefault(of_movement, set()).add(unit_id)
    return kept
