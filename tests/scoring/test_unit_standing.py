"""The places of a unit over the rounds that were frozen."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, queries_of
from tests.scoring.reading import page_of, words_of
from tests.season import VILLAGES

from thidua.organisation.enums import Role
from thidua.scoring.enums import RoundState
from thidua.scoring.models import FrozenPlace, ScoringRound


@pytest.fixture
def client(contest: Contest) -> Client:
    return contest.season.commune.client(Role.CHAIRMAN)


def frozen(contest: Contest, year: int, points: str, place: int) -> ScoringRound:
    made = ScoringRound.objects.create(
        authority=contest.season.commune.authority,
        movement=contest.season.movement,
        criteria_set=contest.criteria_set,
        name=f"Năm {year}",
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        state=RoundState.FROZEN,
        frozen_at=SCORED,
    )
    for village in VILLAGES:
        FrozenPlace.objects.create(
            round=made,
            unit=contest.season.commune.units[village],
            place=place if village == "Thôn 1" else 3,
            points=Decimal(points),
            rating="Khá",
            content={},
        )
    return made


def test_a_unit_without_frozen_rounds_is_told_so(contest: Contest, client: Client):
    page = page_of(client, "unit-standing", contest.season.commune.units["Thôn 1"].pk)
    assert "Đơn vị chưa có đợt chấm nào đã chốt." in words_of(page)


def test_places_stand_in_a_table_beside_their_line(contest: Contest, client: Client):
    village = contest.season.commune.units["Thôn 1"].pk
    frozen(contest, 2022, "80", 2)
    assert not page_of(client, "unit-standing", village).xpath("//svg[@class='chart']")
    frozen(contest, 2023, "91.46", 1)
    page = page_of(client, "unit-standing", village)
    assert [words_of(row) for row in page.xpath("//tbody/tr")] == [
        "Năm 2023 toàn xã 1/3 91,46/100 91,46% – Khá",
        "Năm 2022 toàn xã 2/3 80/100 80% – Khá",
    ]
    chart = page.xpath("//svg[@class='chart']")[0]
    assert chart.get("aria-label") == "Phần điểm đạt được qua các đợt: Năm 2022 80%, Năm 2023 91,46%"


def test_ten_rounds_ask_no_more_than_two(contest: Contest, client: Client):
    url = f"/cham-diem/don-vi/{contest.season.commune.units['Thôn 1'].pk}/"
    frozen(contest, 2021, "80", 2)
    client.get(url)
    few = queries_of(client, url)
    for year in range(2001, 2011):
        frozen(contest, year, "70", 1)
    assert queries_of(client, url) == few <= MOST_QUERIES
