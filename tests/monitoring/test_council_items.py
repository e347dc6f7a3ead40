"""What waits in the council: the session of the day, ballots that somebody has to count."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import Commune, make_commune
from tests.council.sitting import AT, Sitting, make_sitting

from thidua.core.voting.counting import Tally
from thidua.council.services import polls
from thidua.monitoring.queries.contest_items import contest_items
from thidua.monitoring.queries.items import Urgency
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def sitting(commune: Commune) -> Sitting:
    return make_sitting(commune)


def _told(sitting: Sitting, by: str, on: date) -> list[str]:
    return [f"{one.lead}{one.rest}" for one in contest_items(getattr(sitting, by), on=on)]


def test_a_session_is_told_of_a_week_ahead_on_its_day_and_after(sitting):
    assert _told(sitting, "counter", date(2024, 12, 8)) == []
    ahead = _told(sitting, "counter", date(2024, 12, 9))
    assert ahead == ["Phiên 1, ngày 16/12/2024 của Hội đồng sắp họp."]
    assert _told(sitting, "chairman", date(2024, 12, 16)) == [
        "Phiên 1, ngày 16/12/2024 của Hội đồng họp hôm nay."
    ]
    (late,) = contest_items(sitting.office, on=date(2024, 12, 17))
    assert late.urgency == Urgency.LATE


def test_who_may_still_count_is_asked_and_nobody_twice(sitting):
    sitting.begin(sitting.nominate("A"))
    poll, on = sitting.poll(), date(2024, 12, 16)
    assert _told(sitting, "office", on) == ["Phiên 1, ngày 16/12/2024 của Hội đồng chờ nhập số phiếu."]
    polls.enter(poll, sitting.entered(poll, Tally(9, 0)), by=sitting.office, at=AT)
    assert _told(sitting, "office", on) == ["Phiên 1, ngày 16/12/2024 của Hội đồng đang họp."]
    assert _told(sitting, "counter", on) == ["Phiên 1, ngày 16/12/2024 của Hội đồng chờ nhập số phiếu."]
    assert _told(sitting, "chairman", on) == ["Phiên 1, ngày 16/12/2024 của Hội đồng đang họp."]
    sitting.counter = sitting.commune.actor(Role.COUNCIL)
    assert _told(sitting, "counter", on) == ["Phiên 1, ngày 16/12/2024 của Hội đồng đang họp."]


def test_a_closed_session_waits_for_nobody(sitting):
    sitting.begin(sitting.nominate("A"))
    sitting.count(sitting.poll(), Tally(8, 1))
    sitting.close()
    assert _told(sitting, "office", date(2024, 12, 16)) == []


def test_it_is_one_query_for_those_who_judge_and_none_for_others(sitting):
    make_sitting(sitting.commune)
    for role, most in ((Role.OFFICE, 1), (Role.EDITOR, 0)):
        actor = sitting.commune.actor(role)
        with CaptureQueriesContext(connection) as captured:
            list(contest_items(actor, on=date(2024, 12, 16)))
        assert len(captured) == most
