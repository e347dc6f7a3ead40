"""A heading asks for what is to be typed: counts, not a percentage, where a rate is counted in two."""

import pytest
from django.urls import reverse
from lxml import html
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.reporting.queries.period_workbook import workbook_of
from thidua.reporting.services import imports

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"


@pytest.fixture
def rates(season: SmallSeason) -> SmallSeason:
    """A rate in two numbers and one in percent, both with "(%)" in their names as letters write them."""
    health, poor = season.targets["health"], season.targets["poor"]
    health.name, poor.name, poor.unit = "Tỷ lệ người có thẻ BHYT (%)", "Tỷ lệ hộ nghèo (%)", "%"
    for target in (health, poor):
        target.save(update_fields=["name", "unit"])
    return season


def test_the_export_says_what_is_counted(rates: SmallSeason) -> None:
    assert list(workbook_of(rates.period(APRIL)).header[1:-1]) == [
        "Sản lượng đánh bắt (tấn)",
        "Tỷ lệ người có thẻ BHYT – người có thẻ (số đếm)",
        "Tỷ lệ người có thẻ BHYT – số khẩu (số đếm)",
        "Tỷ lệ hộ nghèo (%)",
    ]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Tỷ lệ người có thẻ BHYT – người có thẻ (số đếm)", "Tỷ lệ người có thẻ BHYT – số khẩu (số đếm)"),
        ("Tỷ lệ người có thẻ BHYT – người có thẻ", "Tỷ lệ người có thẻ BHYT – số khẩu"),
        ("Người có thẻ", "Số khẩu"),
    ],
)
def test_the_import_knows_the_same_headings(rates: SmallSeason, part: str, whole: str) -> None:
    rows = [["Đơn vị", part, whole, "Tỷ lệ hộ nghèo"], ["Thôn 1", 190, 200, "4,5%"]]
    batch = imports.receive(make_xlsx(rows), "a.xlsx", period=rates.period(APRIL), by=rates.office, at=NOW)
    assert [cell.after for cell in imports.look_at(batch, by=rates.office).written] == [
        "190 trong 200 (95%)",
        "4,5%",
    ]


def test_a_percentage_where_counts_are_asked_is_told_at_its_cell(rates: SmallSeason) -> None:
    rows = [["Đơn vị", "Tỷ lệ người có thẻ BHYT (%)"], ["Thôn 1", "95%"], ["Thôn 2", 95]]
    batch = imports.receive(make_xlsx(rows), "a.xlsx", period=rates.period(APRIL), by=rates.office, at=NOW)
    made = imports.look_at(batch, by=rates.office)
    assert made.written == []
    assert [cell.where.place for cell in made.faults] == ["B2", "B3"]
    assert made.faults[1].told == "Còn thiếu số khẩu để tính tỷ lệ."


def test_the_form_on_paper_asks_for_the_same_counts(rates: SmallSeason) -> None:
    rates.targets["health"].tracking.numerator_name = ""
    rates.targets["health"].tracking.save(update_fields=["numerator_name"])
    address = reverse("reporting:report-blank", args=[rates.report("Thôn 1").pk])
    page = html.fromstring(rates.commune.client(Role.OFFICE).get(address).content.decode())
    cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//td[@class='nb']")]
    assert "………… số đạttrong ………… số khẩu" in cells


def test_the_grid_heads_counts_with_what_is_counted(rates: SmallSeason) -> None:
    address = reverse("reporting:period-grid", args=[rates.period(APRIL).pk])
    page = html.fromstring(rates.commune.client(Role.OFFICE).get(address).content.decode())
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//thead//th")]
    rate = [head for head in heads if "BHYT" in head]
    assert len(rate) == 2
    assert "người có thẻ" in rate[0]
    assert "số khẩu" in rate[1]
    assert not any("(%)" in head for head in rate)
