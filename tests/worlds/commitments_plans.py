"""Plans: one of the village being written, one of another unit sent, one of the village accepted."""

from datetime import datetime
from typing import Any

from thidua.commitments.services import plan_drafting, plan_tasks, plans
from thidua.commitments.services.plan_tasks import TaskFacts
from thidua.organisation.enums import Role


def add(place: Any, now: datetime) -> None:
    """Give the place them; it needs the movement whose figures are inspected."""
    head, office = place.actor(Role.UNIT_HEAD), place.actor(Role.OFFICE)
    villages = (place.commune.units[name] for name in ("Thôn 1", "Thôn 2"))
    another = next(unit for unit in villages if unit != place.unit)
    plan = plan_drafting.draft(place.movement, place.unit, by=head, at=now)
    first, _ = (plan_tasks.add(plan, TaskFacts(text), by=head, at=now) for text in ("Họp thôn", "Sắm lưới"))
    sent = plan_drafting.draft(place.movement, another, by=office, at=now)
    plan_tasks.add(sent, TaskFacts("Họp thôn"), by=office, at=now)
    other = plan_drafting.draft(place.inspected, place.unit, by=head, at=now)
    given = plan_tasks.add(other, TaskFacts("Trồng cây ven đường"), by=head, at=now)
    other = plans.send(other, expected=other.version, by=head, at=now)
    place.things |= {
        "plan": plan,
        "plan_task": first,
        "sent_plan": plans.send(sent, expected=sent.version, by=office, at=now),
        "given_task": given,
        "accepted_plan": plans.accept(other, number="", expected=other.version, by=office, at=now),
    }
