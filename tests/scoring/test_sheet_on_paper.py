"""The sheet on paper and in Excel: whatever was given stands under the name of who gave it."""

import io
from decimal import Decimal

import pytest
from lxml import html
from python_calamine import CalamineWorkbook
from tests.contest import Contest
from tests.scoring.scorers import office, sheet_url

from thidua.scoring.models import ScoreLine, ScoreSheet

V = "Thôn 1"
COUNTED, JUDGED = "Người có thẻ BHYT", "Tổ chức phong trào"


@pytest.fixture
def given(contest: Contest) -> Contest:
    """One line is computed, another was given points by the unit, who checked, and the council."""
    lines = ScoreLine.objects.filter(sheet=contest.sheet(V))
    lines.filter(criterion__key="health").update(auto_points=Decimal("21.5"), points=Decimal("21.5"))
    marks = {"self_points": 9, "second_points": 8, "council_points": 7, "points": 7}
    lines.filter(criterion__key="work").update(**marks, state="scored", council_reason="Biên bản 3")
    return contest


def printed(contest: Contest) -> list[list[str]]:
    page = html.fromstring(office(contest).get(sheet_url(contest, "sheet-print")).content)
    return [[cell.text_content().strip() for cell in row] for row in page.find(".//table").iter("tr")]


def row_of(table: list[list[str]], name: str) -> dict[str, str]:
    head = next(row for row in table if "Tiêu chí" in row)
    return dict(zip(head, next(row for row in table if name in row), strict=True))


def test_computed_points_are_not_those_of_who_checked(given: Contest):
    counted = row_of(printed(given), COUNTED)
    assert (counted["Tự tính"], counted["Thẩm định"], counted["Được tính"]) == ("21,5", "", "21,5")
    judged = row_of(printed(given), JUDGED)
    assert [judged[name] for name in ("Tự tính", "Thẩm định", "Hội đồng", "Được tính")] == ["", "8", "7", "7"]


def test_the_column_of_the_unit_is_there_once_it_may_be_seen(given: Contest):
    assert "Tự chấm" not in row_of(printed(given), JUDGED)
    ScoreSheet.objects.filter(pk=given.sheet(V).pk).update(second_done_at=given.round.opened_at)
    assert row_of(printed(given), JUDGED)["Tự chấm"] == "9"


def test_every_row_is_as_wide_as_the_head(given: Contest):
    page = html.fromstring(office(given).get(sheet_url(given, "sheet-print")).content)
    rows = page.find(".//table").iter("tr")
    assert len({sum(int(cell.get("colspan", 1)) for cell in row) for row in rows}) == 1


def test_the_workbook_has_the_same_columns(given: Contest):
    data = office(given).get(sheet_url(given, "sheet-xlsx")).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    table = [[str(cell) for cell in row] for row in rows]
    counted, judged = row_of(table, COUNTED), row_of(table, JUDGED)
    assert (counted["Tự tính"], counted["Thẩm định"], counted["Tự chấm"]) == ("21.5", "", "")
    assert (judged["Thẩm định"], judged["Hội đồng"], judged["Điểm"]) == ("8.0", "7.0", "7.0")
