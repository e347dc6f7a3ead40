"""What waits in commendation stands on the work list of those whose turn it is."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.awards.commending import AT, Year, make_year
from tests.commune import Commune

from thidua.awards.services import nominations, rounds
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency
from thidua.monitoring.queries.praise_items import praise_items
from thidua.organisation.enums import Role

ON = date(2024, 12, 10)


@pytest.fixture
def year(commune: Commune) -> Year:
    return make_year(commune)


def told(actor: Actor, on: date = ON) -> list[str]:
    return [f"{one.lead}{one.rest}" for one in praise_items(actor, on=on)]


def test_the_office_sees_what_came_in_the_unit_what_it_has_to_send(year: Year):
    year.sent("LDTT_CBCC")
    year.put_forward("GK")
    assert told(year.office) == ["1 đề nghị khen thưởng chờ xét hồ sơ."]
    assert told(year.head) == ["1 đề nghị khen thưởng soạn rồi mà chưa gửi."]
    assert told(year.commune.actor(Role.UNIT_HEAD, year.commune.units["Thôn 2"])) == []


def test_what_was_returned_waits_for_the_unit(year: Year):
    made = year.sent("LDTT_CBCC")
    nominations.send_back(made, reason="Thiếu", expected=made.version, by=year.office, at=AT)
    assert told(year.head) == ["1 đề nghị khen thưởng được trả lại để sửa."]
    assert told(year.office) == []


def test_a_draft_grows_urgent_with_the_last_day_and_waits_for_the_unit_no_longer(year: Year):
    late = year.another_round(due_on=date(2024, 12, 12))
    year.put_forward("GK", round=late)
    days = (date(2024, 12, 1), date(2024, 12, 10), date(2024, 12, 12))
    found = [next(praise_items(year.head, on=on)) for on in days]
    assert [one.urgency for one in found] == [Urgency.NEXT, Urgency.SOON, Urgency.SOON]
    assert "Nhận đến hết ngày 12/12/2024." in found[0].detail
    assert told(year.head, date(2024, 12, 13)) == []


def test_a_round_with_a_last_day_asks_each_unit_until_it_answers_or_the_day_is_over(year: Year):
    asked = year.another_round(name="Khen thưởng quý IV", due_on=date(2024, 12, 20))
    line = ["Khen thưởng quý IV đang nhận đề nghị khen thưởng."]
    other = year.commune.actor(Role.UNIT_HEAD, year.commune.units["Thôn 2"])
    assert [told(actor) for actor in (year.head, other, year.office)] == [line, line, []]
    made = year.sent("GK", round=asked)
    assert [told(actor) for actor in (year.head, other)] == [[], line]
    nominations.withdraw(made, reason="Nhầm", expected=made.version, by=year.office, at=AT)
    assert told(year.head) == line
    assert told(year.head, date(2024, 12, 21)) == []


def test_a_round_that_was_given_up_asks_for_nothing(year: Year):
    year.sent("LDTT_CBCC")
    rounds.cancel(year.round, reason="Nhầm", expected=year.round.version, by=year.office, at=AT)
    assert told(year.office) == []


def test_one_query_and_none_for_others(year: Year):
    year.sent("LDTT_CBCC")
    told(year.office)
    for actor, wanted in ((year.office, 1), (year.commune.actor(Role.INSPECTOR), 0)):
        with CaptureQueriesContext(connection) as asked:
            told(actor)
        assert len(asked) == wanted


def test_the_line_leads_to_the_narrowed_list(year: Year):
    year.sent("LDTT_CBCC")
    page = year.commune.client(Role.OFFICE).get(reverse("monitoring:work-list")).text
    assert f"{reverse('awards:round-detail', args=[year.round.pk])}?trang-thai=sent" in page
