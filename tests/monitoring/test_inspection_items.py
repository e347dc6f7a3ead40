"""The work list leads inspectors to their visits, units to what they sign, the office to what nobody does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import make_season

from thidua.foundation.actors import Actor
from thidua.monitoring.enums import VisitState
from thidua.monitoring.models import Visit
from thidua.monitoring.queries.inspection_items import inspection_items
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting import waiting_items
from thidua.monitoring.services import rounds
from thidua.monitoring.services.rounds import RoundPlan
from thidua.organisation.enums import Role
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of

DAY = date(2024, 5, 6)


@pytest.fixture
def inspector(commune: Commune) -> User:
    return commune.user(Role.INSPECTOR)


@pytest.fixture
def visit(commune: Commune, office: Actor) -> Visit:
    season = make_season(commune)
    plan = RoundPlan("Đợt 1", season.movement, None, 1, "Xổ số", [commune.units["Thôn 1"]])
    made = rounds.create(plan, by=office, at=AT)
    made = rounds.fix(made, expected=made.version, by=office, at=AT)
    return rounds.draw(made, "1", expected=made.version, by=office, at=AT).visits.get()


def lines(actor: Actor, on: date = DAY) -> list[str]:
    return [item.lead + item.rest for item in inspection_items(actor, on=on)]


def visits_told(actor: Actor) -> list[WorkItem]:
    told = waiting_items(actor, None, at=timezone.now())
    return [item for item in told if item.page == "monitoring:round-list"]


def test_the_office_is_told_of_visits_without_anybody(visit: Visit, office: Actor, inspector: User):
    (line,) = visits_told(office)
    assert line.lead + line.rest == "1 lượt kiểm tra chưa phân công ai đi."
    Visit.objects.update(inspector=inspector)
    assert visits_told(office) == []


@pytest.mark.parametrize(
    ("days", "urgency", "detail"),
    [
        (-2, Urgency.LATE, "Đợt “Đợt 1”. Quá hạn 2 ngày (hạn 04/05/2024)."),
        (0, Urgency.SOON, "Đợt “Đợt 1”. Hạn 06/05/2024, là hôm nay."),
        (3, Urgency.NEXT, "Đợt “Đợt 1”. Hạn 09/05/2024, còn 3 ngày."),
    ],
)
def test_the_inspector_is_led_to_the_visit(
    visit: Visit, inspector: User, days: int, urgency: Urgency, detail: str
):
    Visit.objects.update(inspector=inspector, planned_on=DAY + timedelta(days=days))
    (line,) = inspection_items(actor_of(inspector, DAY), on=DAY)
    assert (line.urgency, line.detail, line.arg) == (urgency, detail, str(visit.pk))


def test_nobody_else_is(visit: Visit, inspector: User, commune: Commune):
    Visit.objects.update(inspector=inspector, planned_on=DAY)
    for role in (Role.INSPECTOR, Role.CHAIRMAN, Role.EDITOR, Role.COUNCIL):
        assert lines(commune.actor(role)) == []
    assert lines(commune.actor(Role.UNIT_HEAD, commune.units["Thôn 2"])) == []


def test_the_unit_hears_of_the_day_and_then_of_the_record(visit: Visit, inspector: User, commune: Commune):
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    Visit.objects.update(inspector=inspector, planned_on=DAY)
    assert lines(head)[0].startswith("Tổ kiểm tra đến Thôn 1 ngày 06/05/2024.")
    Visit.objects.update(state=VisitState.WAITING)
    assert lines(head) == ["Biên bản kiểm tra Thôn 1 chờ Thôn 1 đọc lại và ký."]
    assert lines(actor_of(inspector, DAY)) == ["Biên bản kiểm tra Thôn 1 chờ tổ kiểm tra đọc lại và ký."]
    visit.signatures.create(
        side="unit", manner="account", signer_name="A", user_id=head.user_id, at=AT, fingerprint="f" * 64
    )
    assert lines(head) == []
    assert len(lines(actor_of(inspector, DAY))) == 1
