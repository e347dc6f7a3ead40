"""Begin a round of scoring and open it: a sheet a unit, a line a criterion, points as far as facts reach."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Movement
from thidua.organisation.models import Block, Unit
from thidua.scoring import policies
from thidua.scoring.enums import ROUND_WORKFLOW, RoundState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.obstacles import obstacles_to_open
from thidua.scoring.queries.rounds import units_of
from thidua.scoring.services import duties, finding, lines

MOST_REPLY_DAYS = 60


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What is scored by which set, among whom (a block, else every unit that takes part), for which days."""

    name: str
    movement: Movement
    criteria_set: CriteriaSet
    starts_on: date
    ends_on: date
    block: Block | None = None
    self_due_on: date | None = None
    reply_days: int = 5
    last: ScoringRound | None = None

    @property
    def values(self) -> dict[str, Any]:
        names = [name for name in self.__dataclass_fields__ if name != "name"]
        return {"name": self.name.strip(), **{name: getattr(self, name) for name in names}}


@transaction.atomic
def create(plan: RoundPlan, *, by: Actor, at: datetime) -> ScoringRound:
    """Write a round down; nothing is scored before it is opened."""
    made = ScoringRound(authority_id=plan.movement.authority_id, **plan.values)
    policies.can_run(by, made).enforce()
    _refuse_odd(plan)
    made.full_clean(exclude=["state"])
    made.save(force_insert=True)
    record("scoring.round.create", made, by=by, at=at)
    finding.index_round(made)
    return made


@transaction.atomic
def change(scoring: ScoringRound, plan: RoundPlan, *, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Change a round that was not opened yet."""
    scoring = lock(scoring)
    policies.can_change_round(by, scoring).enforce()
    _refuse_odd(plan)
    if plan.last is not None and plan.last.pk == scoring.pk:
        raise DomainError("Chọn một đợt khác để so sánh.")
    changes = versions.apply(scoring, plan.values, expected=expected)
    if changes:
        record("scoring.round.change", scoring, by=by, at=at, deed=Deed(changes=changes))
        finding.index_round(scoring)
    return scoring


@transaction.atomic
def open_round(scoring: ScoringRound, *, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Make the sheets of all units with their lines, and fill them from verified figures."""
    scoring = lock(scoring)
    policies.can_run(by, scoring).enforce()
    state = ROUND_WORKFLOW.target_of("open", state=RoundState(scoring.state))
    units = units_of(scoring)
    lines.hold_units(unit.pk for unit in units)
    if obstacles := obstacles_to_open(scoring, len(units)):
        raise DomainError(" ".join(obstacles))
    changes = versions.apply(scoring, {"state": state, "opened_at": at}, expected=expected)
    sheets = make_sheets(scoring, units)
    changes["units"] = ("", ", ".join(unit.name for unit in units))
    record("scoring.round.open", scoring, by=by, at=at, deed=Deed(changes=changes))
    lines.refresh(scoring, by=by, at=at)
    if scores_itself(scoring):
        duties.ask(sheets, at=at)
    return scoring


def scores_itself(scoring: ScoringRound) -> bool:
    """Whether units have anything to score themselves."""
    criteria = Criterion.objects.filter(group__criteria_set=scoring.criteria_set_id)
    return criteria.filter(self_scored=True).exists()


def make_sheets(scoring: ScoringRound, units: list[Unit]) -> list[ScoreSheet]:
    """Write a sheet for each unit and a line for each criterion, in two statements for any number."""
    sheets = ScoreSheet.objects.bulk_create(
        [ScoreSheet(authority_id=scoring.authority_id, round=scoring, unit=unit) for unit in units]
    )
    criteria = list(Criterion.objects.filter(group__criteria_set=scoring.criteria_set_id))
    ScoreLine.objects.bulk_create(
        [ScoreLine(sheet=sheet, criterion=criterion) for sheet in sheets for criterion in criteria]
    )
    return list(sheets)


def lock(scoring: ScoringRound) -> ScoringRound:
    """Take a round for changing; who comes second waits and sees what the first did.

    A round that another edition took over in this very moment is found in a second look.
    """
    locked = ScoringRound.objects.select_for_update(of=("self",)).filter(pk=scoring.pk).order_by()
    wanted = locked.select_related("criteria_set", "movement", "block", "authority", "last")
    found: ScoringRound = next(iter(wanted), None) or wanted.get()
    return found


def hold(scoring: ScoringRound) -> ScoringRound:
    """Take a round with all its sheets: who still writes a score is awaited, and what was written is seen."""
    found = lock(scoring)
    lines.hold_sheets(ScoreSheet.objects.filter(round=found))
    return found


def _refuse_odd(plan: RoundPlan) -> None:
    if not plan.name.strip():
        raise DomainError("Ghi tên đợt chấm, ví dụ “Quý III/2024”.")
    if not 1 <= plan.reply_days <= MOST_REPLY_DAYS:
        raise DomainError(f"Số ngày để có ý kiến từ 1 đến {MOST_REPLY_DAYS} ngày làm việc.")
    if plan.starts_on > plan.ends_on:
        raise DomainError("Ngày kết thúc phải sau ngày bắt đầu.")
    if plan.self_due_on is not None and plan.self_due_on < plan.starts_on:
        raise DomainError("Hạn tự chấm phải sau ngày bắt đầu.")
    if plan.criteria_set.movement_id not in {None, plan.movement.pk}:
        raise DomainError("Bộ tiêu chí này của phong trào khác.")
