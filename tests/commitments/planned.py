"""The plan of Thôn 1 in the small season: drafted, filled, sent, accepted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.season import SmallSeason, make_season

from thidua.commitments.models import Plan, PlanTask
from thidua.commitments.services import plan_drafting, plan_tasks, plans
from thidua.commitments.services.plan_tasks import TaskFacts
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.obligations.services.obligations import Work

AT = datetime(2024, 5, 3, 8, 0, tzinfo=UTC)
DUE = date(2024, 6, 30)


@dataclass
class Planned:
    """The season and the plan, taken anew by `now`."""

    season: SmallSeason
    plan: Plan

    def now(self) -> Plan:
        self.plan = Plan.objects.select_related("movement__authority", "unit").get(pk=self.plan.pk)
        return self.plan

    @property
    def head(self) -> Any:
        return self.season.heads["Thôn 1"]

    @property
    def office(self) -> Any:
        return self.season.office

    def add(self, text: str = "Họp thôn", **more: Any) -> PlanTask:
        facts = TaskFacts(text, **{"owner": "Bà Ổn", "due_on": DUE, **more})
        return plan_tasks.add(self.plan, facts, by=self.head, at=AT)

    def send(self) -> Plan:
        plan = self.now()
        return plans.send(plan, expected=plan.version, by=self.head, at=AT)

    def accept(self, number: str = "") -> Plan:
        plan = self.now()
        return plans.accept(plan, number=number, expected=plan.version, by=self.office, at=AT)

    def reopen(self, reason: str = "Đổi chỉ tiêu") -> Plan:
        plan = self.now()
        return plans.reopen(plan, reason=reason, expected=plan.version, by=self.office, at=AT)

    def work(self, task: PlanTask) -> Obligation:
        return Obligation.objects.get(origin_kind="plan", origin_id=task.pk.hex)


def make_plan(season: SmallSeason) -> Planned:
    """Draft the plan of Thôn 1 over a letter that gave it one thing to do."""
    village = season.commune.units["Thôn 1"]
    letter = Work(
        "Lập sổ theo dõi",
        due_on=DUE,
        origin_kind="movement",
        origin_id=str(season.movement.pk),
        origin_url="/",
    )
    obligations.create(village, letter, by=season.office, at=AT)
    return Planned(season, plan_drafting.draft(season.movement, village, by=season.heads["Thôn 1"], at=AT))


__all__ = ["AT", "DUE", "Planned", "make_plan", "make_season"]
