"""Words that tests of reminders share: work that is due, and the digests made of it."""

from datetime import UTC, date, datetime, timedelta

from tests.commune import Commune

from thidua.foundation.actors import Actor
from thidua.obligations.models import Obligation, Reminder
from thidua.obligations.services import drafting, obligations
from thidua.obligations.services.obligations import Work

GIVEN = datetime(2024, 5, 1, 1, 0, tzinfo=UTC)
DUE = date(2024, 6, 5)
ORIGIN = "https://thidua.xa.example"


def morning(day: date) -> datetime:
    """Six o'clock in Vietnam, when the drafts are made."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def owe(
    commune: Commune, office: Actor, title: str = "Báo cáo tháng 5", *, unit: str = "Thôn 1", due: date = DUE
) -> Obligation:
    return obligations.create(commune.units[unit], Work(title, due_on=due), by=office, at=GIVEN)


def drafted(commune: Commune, day: date) -> list[Reminder]:
    """Draft as the plan does, and return what waits."""
    drafting.draft_all(at=morning(day))
    return list(Reminder.objects.filter(authority=commune.authority).waiting().for_list())
