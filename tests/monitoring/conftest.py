from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.commune import Commune

from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def give(commune: Commune, office: Actor, unit: str, title: str, due_on: date | None = None) -> Obligation:
    work = obligations.Work(title, due_on=due_on, origin_id="test")
    return obligations.create(commune.units[unit], work, by=office, at=AT)


def open_movement(commune: Commune, title: str = "Phong trào năm 2024", **values: object) -> Movement:
    facts = {"year": 2024, "state": MovementState.OPEN, "opened_at": AT, **values}
    return Movement.objects.create(authority=commune.authority, title=title, **facts)


def days(number: int) -> timedelta:
    return timedelta(days=number)
