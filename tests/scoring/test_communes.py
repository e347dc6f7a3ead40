"""An upper level reads the latest round of each of its communes side by side, none set against another."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.commune import Commune
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, queries_of
from tests.scoring.reading import page_of, rows_of, words_of
from tests.scoring.test_standing import council
from tests.scoring.test_standing_pages import state

from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority
from thidua.scoring.enums import RoundState
from thidua.scoring.models import ScoreSheet, ScoringRound

LABEL = "Đợt chấm của 1 xã"


@pytest.fixture
def client(contest: Contest) -> Client:
    """Return a browser of the district above the commune."""
    district = Authority.objects.create(name="huyện Gio Linh", level=Level.DISTRICT)
    Authority.objects.filter(pk=contest.season.commune.authority.pk).update(parent=district)
    return Commune(district, {}).client(Role.UPPER)


def test_points_show_once_units_were_told_theirs(contest: Contest, client: Client):
    council(contest, "Thôn 1", fish="30")
    row = rows_of(page_of(client, "commune-list"), LABEL)[0]
    assert row.startswith("Xã Cẩm Lĩnh")
    assert "Sáu tháng đầu năm 2024 Đang chấm 3 – 3" in row
    state(contest, RoundState.PROVISIONAL)
    row = rows_of(page_of(client, "commune-list"), LABEL)[0]
    assert "Kết quả dự kiến 3 10% 3" in row


def test_the_latest_round_of_a_year_stands_for_a_commune(contest: Contest, client: Client):
    ScoringRound.objects.create(
        authority=contest.season.commune.authority,
        movement=contest.season.movement,
        criteria_set=contest.criteria_set,
        name="Năm 2023",
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 12, 31),
        state=RoundState.PROVISIONAL,
    )
    assert "Sáu tháng đầu năm 2024" in rows_of(page_of(client, "commune-list"), LABEL)[0]
    assert "Năm 2023" in rows_of(page_of(client, "commune-list", nam="2023"), LABEL)[0]
    for odd in ("2019", "1999"):
        said = words_of(page_of(client, "commune-list", nam=odd))
        assert "Chưa có xã nào mở đợt chấm trong năm này." in said
    assert rows_of(page_of(client, "commune-list", nam="x"), LABEL)


def test_only_who_stands_above_reads_it_and_only_what_lies_below(contest: Contest, client: Client):
    url = reverse("scoring:commune-list")
    assert contest.season.commune.client(Role.CHAIRMAN).get(url).status_code == 403
    Authority.objects.filter(pk=contest.season.commune.authority.pk).update(parent=None)
    assert "Chưa có xã nào" in client.get(url).content.decode()


def test_forty_communes_ask_no_more_than_one(contest: Contest, client: Client):
    url, of = reverse("scoring:commune-list"), contest.round
    few = queries_of(client, url)
    district = Authority.objects.get(name="huyện Gio Linh")
    for number in range(40):
        commune = Authority.objects.create(name=f"xã {number}", level=Level.COMMUNE, parent=district)
        made = ScoringRound.objects.create(
            authority=commune,
            movement=of.movement,
            criteria_set=of.criteria_set,
            name="Năm",
            starts_on=of.starts_on,
            ends_on=of.ends_on,
            state=RoundState.FROZEN,
            frozen_at=SCORED,
        )
        unit = contest.season.commune.units["Thôn 1"]
        ScoreSheet.objects.create(authority=commune, round=made, unit=unit, points=50)
    assert queries_of(client, url) == few <= MOST_QUERIES
    assert len(rows_of(page_of(client, "commune-list"), "Đợt chấm của 41 xã")) == 41
