"""Plan a round of inspection, fix who may be drawn, draw with a public number, end or cancel it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core import sampling
from thidua.core.errors import DomainError
from thidua.core.text import normalise
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.monitoring import policies
from thidua.monitoring.enums import ROUND_WORKFLOW, ChosenBy, RoundState
from thidua.monitoring.models import InspectionRound, Visit
from thidua.monitoring.queries.draws import candidates_of, history_of
from thidua.monitoring.services import choosing
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.reporting.models import Period

_LONGEST_NUMBER = 60
_TRIAL = "0"


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round is about, how many units of which are drawn, and where the number will come from."""

    name: str
    movement: Movement
    period: Period | None
    count: int
    seed_source: str
    units: Sequence[Unit]

    @property
    def values(self) -> dict[str, Any]:
        return {
            "name": normalise(self.name).strip(),
            "movement": self.movement,
            "period": self.period,
            "count": self.count,
            "seed_source": self.seed_source.strip(),
            "candidates": [{"unit": str(unit.pk), "name": unit.name} for unit in self.units],
        }


@transaction.atomic
def create(plan: RoundPlan, *, by: Actor, at: datetime) -> InspectionRound:
    """Begin a round; nothing is fixed yet."""
    policies.can_plan(by).enforce()
    _check(plan, by)
    made = InspectionRound(authority_id=plan.movement.authority_id, created_at=at, **plan.values)
    _refuse_same_name(made)
    made.save(force_insert=True)
    record("monitoring.round.create", made, by=by, at=at)
    return made


@transaction.atomic
def change(
    plan: InspectionRound, wanted: RoundPlan, *, expected: int, by: Actor, at: datetime
) -> InspectionRound:
    """Change a round whose list is not fixed yet."""
    plan = _lock(plan)
    policies.can_change_round(by, plan).enforce()
    _check(wanted, by)
    changes = dict(versions.apply(plan, wanted.values, expected=expected))
    _refuse_same_name(plan)
    if changes:
        changes |= _names_changed(changes)
        record("monitoring.round.change", plan, by=by, at=at, deed=Deed(changes=changes))
    return plan


@transaction.atomic
def fix(plan: InspectionRound, *, expected: int, by: Actor, at: datetime) -> InspectionRound:
    """Fix who may be drawn, how many, and where the number will come from, before anybody can know it."""
    plan = _lock(plan)
    policies.can_run(by, plan).enforce()
    state = ROUND_WORKFLOW.target_of("fix", state=RoundState(plan.state))
    history = history_of(plan)
    candidates = [
        {
            **one,
            "visits": history.visits.get(one["unit"], 0),
            "was_last": one["unit"] in history.last,
        }
        for one in plan.candidates
    ]
    values = {"state": state, "candidates": candidates, "fixed_at": at, "fixed_by": by.name}
    sampling.draw(candidates_of(candidates), plan.count, seed=_TRIAL, round_name=plan.name)
    changes = versions.apply(plan, values, expected=expected)
    told = {"state": changes["state"], "version": changes["version"], "units": ("", _names(candidates))}
    record("monitoring.round.fix", plan, by=by, at=at, deed=Deed(changes=told))
    return plan


@transaction.atomic
def draw(plan: InspectionRound, seed: str, *, expected: int, by: Actor, at: datetime) -> InspectionRound:
    """Draw with the public number, put the units drawn on the list, and tell them."""
    plan = _lock(plan)
    policies.can_run(by, plan).enforce()
    state = ROUND_WORKFLOW.target_of("draw", state=RoundState(plan.state))
    number = read_number(seed)
    drawn = sampling.draw(candidates_of(plan.candidates), plan.count, seed=number, round_name=plan.name)
    values = {"state": state, "seed": drawn.seed, "drawn_at": at, "drawn_by": by.name}
    changes = versions.apply(plan, values, expected=expected)
    units = {one["name"]: one["unit"] for one in plan.candidates}
    known = Unit.objects.in_bulk([units[ticket.key] for ticket in drawn.chosen])
    by_key = {str(key): unit for key, unit in known.items()}
    chosen = [(ticket, by_key[units[ticket.key]]) for ticket in drawn.chosen]
    _make_visits(plan, chosen)
    told = {name: changes[name] for name in ("state", "seed", "version")}
    told["units"] = ("", ", ".join(ticket.key for ticket in drawn.chosen))
    record("monitoring.round.draw", plan, by=by, at=at, deed=Deed(changes=told))
    _tell(plan, [unit for _, unit in chosen], at)
    return plan


def read_number(text: str) -> str:
    """Return the public number in digits alone; whoever may choose words may choose who is drawn."""
    number = "".join(text.split())
    if not (number.isascii() and number.isdecimal()):
        raise DomainError("Số công khai chỉ gồm chữ số, ví dụ 27431.")
    if len(number) > _LONGEST_NUMBER:
        raise DomainError(f"Số công khai dài nhất {_LONGEST_NUMBER} chữ số.")
    return number


@transaction.atomic
def close(plan: InspectionRound, *, expected: int, by: Actor, at: datetime) -> InspectionRound:
    """End a round; visits that are not signed must be signed or given up before."""
    plan = _lock(plan)
    policies.can_run(by, plan).enforce()
    left = plan.visits.going_on().count()
    if left:
        raise DomainError(f"Còn {left} lượt chưa ký xong. Ký xong, hoặc bỏ lượt có ghi lý do, rồi kết thúc.")
    return _step("close", plan, {}, expected=expected, by=by, at=at)


def reopen(plan: InspectionRound, *, expected: int, by: Actor, at: datetime) -> InspectionRound:
    """Undo `close`."""
    return _step("reopen", plan, {}, expected=expected, by=by, at=at)


def cancel(plan: InspectionRound, *, reason: str, expected: int, by: Actor, at: datetime) -> InspectionRound:
    """Give a round up before it is drawn, with a reason that everybody may read."""
    if not reason.strip():
        raise DomainError("Ghi lý do hủy đợt; lý do hiện trên trang công khai nếu danh sách đã chốt.")
    return _step("cancel", plan, {"cancelled_because": reason.strip()}, expected=expected, by=by, at=at)


@transaction.atomic
def _step(
    verb: str, plan: InspectionRound, values: dict[str, object], *, expected: int, by: Actor, at: datetime
) -> InspectionRound:
    plan = _lock(plan)
    policies.can_run(by, plan).enforce()
    state = ROUND_WORKFLOW.target_of(verb, state=RoundState(plan.state))
    changes = versions.apply(plan, {"state": state, **values}, expected=expected)
    reason = str(values.get("cancelled_because", ""))
    told = {name: change for name, change in changes.items() if name != "cancelled_because"}
    record(f"monitoring.round.{verb}", plan, by=by, at=at, deed=Deed(changes=told, reason=reason))
    return plan


def _make_visits(plan: InspectionRound, chosen: Sequence[tuple[sampling.Ticket, Unit]]) -> None:
    """Put the units drawn on the list, with the figures to look at; one listed for doubts keeps its visit."""
    listed = {visit.unit_id: visit for visit in plan.visits.going_on()}
    made = []
    for place, (ticket, unit) in enumerate(chosen, start=1):
        visit = listed.get(unit.pk) or Visit(round=plan, authority_id=plan.authority_id, unit=unit)
        visit.chosen_by, visit.place = ChosenBy.DRAW, place
        visit.ticket_line, visit.ticket_digest = ticket.line, ticket.digest
        visit.save()
        made.append(visit)
    choosing.propose(plan, [visit for visit in made if visit.unit_id not in listed])


def _tell(plan: InspectionRound, units: Sequence[Unit], at: datetime) -> None:
    notices.tell(
        (
            News(
                dedup_key=f"round-draw:{plan.pk}:{unit.pk}",
                authority_id=plan.authority_id,
                unit_id=unit.pk,
                title=f"{unit.name} được rút thăm kiểm tra, đợt “{plan.name}”.",
                detail=f"Rút theo số công khai {plan.seed}. Ai cũng tính lại được.",
                url=f"/cong-khai/rut-tham/{plan.pk}/",
            )
            for unit in units
        ),
        at=at,
    )


def _check(plan: RoundPlan, by: Actor) -> None:
    """Refuse what belongs to another commune, and more units to draw than there are."""
    owned = (plan.movement, *plan.units, *((plan.period,) if plan.period else ()))
    if any(one.authority_id != by.authority_id for one in owned):
        raise DomainError("Phong trào, kỳ và đơn vị phải của cùng một xã.")
    if not 1 <= plan.count <= len(plan.units):
        raise DomainError(f"Rút từ 1 đến {len(plan.units)} đơn vị, vì danh sách có {len(plan.units)} đơn vị.")


def _refuse_same_name(plan: InspectionRound) -> None:
    """Two rounds of one name would draw the same with the same number."""
    same = InspectionRound.objects.filter(authority_id=plan.authority_id, name=plan.name)
    if same.exclude(pk=plan.pk).exists():
        raise DomainError(f"Đã có đợt tên “{plan.name}”. Đặt tên khác, ví dụ thêm tháng.")


def _names_changed(changes: dict[str, Any]) -> dict[str, tuple[object, object]]:
    """Tell units by name; the list itself is for machines."""
    before, after = changes.pop("candidates", ([], []))
    return {"units": (_names(before), _names(after))} if before != after else {}


def _names(candidates: Sequence[dict[str, Any]]) -> str:
    return ", ".join(one["name"] for one in candidates)


def _lock(plan: InspectionRound) -> InspectionRound:
    found = InspectionRound.objects.select_for_update(of=("self",)).select_related("movement", "period")
    locked: InspectionRound = found.get(pk=plan.pk)
    return locked
