"""What citizens wrote stands on the work list of the office until somebody looked at it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.awards.commending import AT, JUDGED, Year, make_year
from tests.commune import Commune

from thidua.awards.services import citizens, window
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.praise_items import praise_items
from thidua.organisation.enums import Role


@pytest.fixture
def year(commune: Commune) -> Year:
    return make_year(commune)


def told(actor: Actor) -> list[str]:
    return [f"{one.lead}{one.rest}" for one in praise_items(actor, on=JUDGED)]


def test_comments_wait_for_the_office_until_looked_into(year: Year):
    year.accepted("LDTT_CBCC")
    year.round.refresh_from_db()
    shown = window.show(year.round, days=5, expected=year.round.version, by=year.office, at=AT)
    made = [window.comment(shown, window.Comment(text), at=AT) for text in ("Một", "Hai")]
    assert told(year.office) == ["2 ý kiến về danh sách khen thưởng chờ xem xét."]
    assert told(year.head) == []
    item = next(praise_items(year.office, on=JUDGED))
    assert reverse(item.page, args=[item.arg]) == reverse("awards:window-detail", args=[shown.pk])
    for one in made:
        window.look_into(one, "Đã hỏi, không đúng.", by=year.office, at=AT)
    assert told(year.office) == []


def test_deeds_told_of_wait_too(year: Year):
    told_of = citizens.ToldDeed("Trần Thị Tốt", "Cứu một em nhỏ.", "Ông Ba")
    one = citizens.tell(year.commune.authority, told_of, at=AT)
    assert told(year.office) == ["1 gương tốt người dân giới thiệu chờ xem."]
    citizens.decline(one, "Không có thật.", expected=one.version, by=year.office, at=AT)
    assert told(year.office) == []


def test_one_query_for_the_office_and_none_for_others(year: Year):
    for actor, most in ((year.office, 1), (year.commune.actor(Role.KEEPER), 0)):
        with CaptureQueriesContext(connection) as captured:
            list(praise_items(actor, on=JUDGED))
        assert len(captured) == most
