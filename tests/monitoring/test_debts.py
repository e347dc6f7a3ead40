"""What units owe: one count, on the first page, on the chairman's page and in the list it leads to."""

import re
from datetime import date

import pytest
from django.utils import timezone
from lxml import html
from tests.commune import Commune
from tests.monitoring.conftest import days, give
from tests.reported import months, report, settle
from tests.season import OPENED, SmallSeason, make_season

from thidua.monitoring.queries.debts import debts_of
from thidua.monitoring.queries.due import works_of
from thidua.monitoring.queries.overview import overview
from thidua.monitoring.queries.work_list import debts, facts_of
from thidua.movements.models import Target
from thidua.organisation.enums import Role
from thidua.reporting.models import Period
from thidua.reporting.services import periods

AUTUMN = OPENED.replace(month=9, day=30)


@pytest.fixture
def season(commune: Commune) -> SmallSeason:
    """Thôn 1 sent its fish but for September; nobody else sent a thing; Thôn 2 owes other work, too."""
    season = make_season(commune, at=AUTUMN)
    report(season, "fish", months(*[10] * 8))
    settle(season)
    give(commune, season.office, "Thôn 2", "Gửi kế hoạch", date(2024, 3, 1))
    return season


def test_both_pages_count_the_same(season, today):
    chairman = season.commune.actor(Role.CHAIRMAN)
    works = works_of(chairman, on=today, finished_on=today)
    first = debts(chairman, works, on=today)
    board = [debt for line in overview(season.movement, on=today).debts for debt in line.units]
    assert {debt.unit: debt.count for debt in first.first} == {debt.unit: debt.count for debt in board}
    assert first.units == len(board) > 3
    assert sum(debt.count for debt in board) == facts_of(chairman, on=today).late
    assert {debt.unit: debt.since for debt in board}["Thôn 2"] == date(2024, 2, 5)


def test_the_list_shows_as_many_as_the_first_page_says(season):
    client = season.commune.client(Role.CHAIRMAN)
    page = html.fromstring(client.get("/").text)
    (link,) = [one for one in page.iter("a") if one.text == "Thôn 2" and "trang-thai=tre" in one.get("href")]
    (debt,) = [
        one for one in debts_of(season.commune.authority.pk, timezone.localdate()) if one.unit == "Thôn 2"
    ]
    assert f"{debt.count} việc" in link.getparent().getnext().text_content()
    listed = re.findall(r'href="/viec/([0-9a-f-]{36})/"', client.get(link.get("href")).text)
    assert len(set(listed)) == debt.count


def test_what_a_closed_period_lacks_is_owed_no_more(season, today):
    (month,) = Period.objects.filter(name="Tháng 1/2024")
    before = {debt.unit: debt for debt in debts_of(season.commune.authority.pk, today)}
    periods.close(month, expected=month.version, by=season.commune.actor(Role.CHAIRMAN), at=AUTUMN)
    after = {debt.unit: debt for debt in debts_of(season.commune.authority.pk, today)}
    assert after["Thôn 3"].count == before["Thôn 3"].count - 1
    board = {
        debt.unit: line.what for line in overview(season.movement, on=today).debts for debt in line.units
    }
    assert "tháng 1/2024" not in board["Thôn 3"]


def test_of_a_field_only_its_figures_are_told(season, today):
    Target.objects.update(field="economy")
    Target.objects.filter(pk=season.targets["health"].pk).update(field="culture_society")
    board = overview(season.movement, on=today, field="economy").debts
    (line,) = [line for line in board if any(debt.unit == "Thôn 2" for debt in line.units)]
    assert "việc được giao" not in line.what
    assert {debt.others for one in board for debt in one.units} == {()}
    assert overview(season.movement, on=today, field="environment").debts == ()


def test_debts_are_one_question_for_any_number_of_rows(season, today, django_assert_num_queries):
    for number in range(30):
        give(season.commune, season.office, "Thôn 3", f"Việc {number}", today - days(number + 1))
    with django_assert_num_queries(1):
        assert debts_of(season.commune.authority.pk, today)
