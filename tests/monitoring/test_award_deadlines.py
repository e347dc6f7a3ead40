"""Deadlines of the law stand on the work list of those who must act, the late ones marked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import Commune
from tests.decisions.deciding import Deciding, make_deciding

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.praise_items import praise_items
from thidua.organisation.enums import Role


@pytest.fixture
def deciding(commune: Commune) -> Deciding:
    return make_deciding(commune)


def lines(actor: Actor, on: date) -> list[WorkItem]:
    return [one for one in praise_items(actor, on=on) if "chậm nhất" in f"{one.rest}{one.detail}"]


def test_the_office_considers_before_the_day_of_the_year(deciding: Deciding):
    year = deciding.year
    year.sent("GDVH", household=year.household)
    (due,) = lines(year.office, date(2024, 11, 1))
    assert f"{due.lead}{due.rest}" == (
        "Khen thưởng năm 2024: bình xét xong, còn 23 ngày: chậm nhất 24/11/2024."
    )
    assert due.detail.endswith("(theo nguồn thuật lại, chưa kiểm chứng).")
    found = {on: [one.urgency for one in lines(year.office, on)] for on in _DAYS}
    assert list(found.values()) == [[], [Urgency.NEXT], [Urgency.SOON], [Urgency.LATE]]
    assert lines(year.chairman, date(2024, 12, 1)) == []
    assert lines(year.head, date(2024, 12, 1)) == []


_DAYS = (date(2024, 9, 17), date(2024, 11, 1), date(2024, 11, 18), date(2024, 11, 25))


def test_the_chairman_decides_within_ten_days_of_a_full_dossier(deciding: Deciding):
    year = deciding.year
    year.passed("GDVH", household=year.household)
    for actor in (year.office, year.chairman):
        (due,) = lines(actor, date(2024, 12, 10))
        assert due.rest == " ra quyết định, còn 4 ngày: chậm nhất 14/12/2024."
        assert due.urgency == Urgency.SOON
    assert lines(year.commune.actor(Role.COUNCIL), date(2024, 12, 10)) == []


def test_an_issued_list_is_published_in_time(deciding: Deciding):
    year = deciding.year
    deciding.issued(year.passed("GDVH", household=year.household))
    (due,) = lines(year.office, date(2025, 1, 5))
    assert "Công bố danh sách, quá hạn 1 ngày: chậm nhất 04/01/2025" in due.detail
    assert due.urgency == Urgency.LATE


def test_another_decision_has_no_last_day(deciding: Deciding):
    deciding.issued()
    assert lines(deciding.year.office, date(2025, 2, 1)) == []


def test_it_stays_one_query(deciding: Deciding):
    year = deciding.year
    deciding.issued(year.passed("GDVH", household=year.household))
    list(praise_items(year.office, on=date(2024, 12, 10)))
    with CaptureQueriesContext(connection) as asked:
        list(praise_items(year.office, on=date(2024, 12, 10)))
    assert len(asked) == 1
