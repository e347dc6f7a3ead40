"""One cell of the grid, looked at closely."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import MONTH, figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import evidence, verification


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def address(season: SmallSeason, village: str = "", target: str = "") -> str:
    url = reverse("reporting:grid-cell", args=[season.period(MONTH).pk])
    if not village:
        return url
    return f"{url}?bao-cao={season.report(village).pk.hex}&chi-tieu={season.targets[target].pk}"


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_cell_tells_what_stands_around_it(season: SmallSeason, office: Client):
    send(season, "Thôn 1", period="Tháng 3/2024", fish=Entry("30"))
    report = send(season, "Thôn 1", fish=Entry("33,6", note="Trúng mùa"))
    at = (report, season.targets["fish"])
    evidence.add_link(*at, "https://camlinh.gov.vn/so", by=season.heads["Thôn 1"], at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason="Sổ ghi khác", expected=figure.version, by=season.office, at=NOW)
    text = words(office.get(address(season, "Thôn 1", "fish"), headers={"HX-Request": "true"}))
    assert "<html" not in text
    wanted = ("Ô đang chọn: Thôn 1, Sản lượng đánh bắt", "33,6 tấn", "120 tấn", "Tháng 3/2024", "30 tấn")
    for told in (*wanted, "63,6 tấn", "Trúng mùa", "1 minh chứng", "Sổ ghi khác"):
        assert told in text, told


def test_without_script_the_cell_is_chosen_on_a_page(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    assert 'name="bao-cao"' in words(office.get(address(season)))
    page = words(office.get(address(season, "Thôn 1", "health")))
    assert "190 trong 200" in page
    assert ">Thôn 1</option>" in page
    assert "chưa có" in words(office.get(address(season, "Thôn 2", "fish")))


def test_a_cell_of_another_period_or_commune_is_not_there(season: SmallSeason, office: Client):
    assert office.get(address(season, "Thôn 1", "income")).status_code == 404
    assert office.get(f"{address(season)}?bao-cao=x").status_code == 404


def test_a_cell_costs_few_queries(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    assert queries_of(office, address(season, "Thôn 1", "fish")) <= MOST_QUERIES
