"""The grid of a period: what it shows to whom, saving, clashes, pasting and handing in."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import MONTH, client_of, figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.reporting.enums import ReportState, Route
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, verification


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def url_of(season: SmallSeason, name: str = "period-grid") -> str:
    return reverse(f"reporting:{name}", args=[season.period(MONTH).pk])


def look(client: Client, season: SmallSeason) -> Any:
    answer = client.get(url_of(season))
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def fields_of(page: Any) -> dict[str, str]:
    return {
        field.get("name"): field.get("value", "")
        for field in page.xpath("//form[@id='luoi']//input[@name]")
        if field.get("readonly") is None
    }


def save(client: Client, season: SmallSeason, page: Any, **typed: str) -> Any:
    data = fields_of(page) | {f"o{place.replace('_', '-')[1:]}": text for place, text in typed.items()}
    return client.post(url_of(season), {**data, "viec": "luu"})


def test_units_stand_down_and_targets_across_both_numbers_of_a_rate_beside_each_other(
    season: SmallSeason, office: Client
):
    page = look(office, season)
    heads = [" ".join(head.text_content().split()) for head in page.xpath("//table//thead//th")]
    assert heads == [
        "Đơn vị",
        "Sản lượng đánh bắt(tấn)",
        "Người có thẻ BHYT(người có thẻ)",
        "Người có thẻ BHYT(số khẩu)",
        "Số vụ vi phạm(vụ)",
    ]
    units = page.xpath("//tbody//th[@id]/text()")
    assert units == ["Thôn 1", "Thôn 2", "Thôn 3"]


def test_cells_tell_their_state_in_words(season: SmallSeason, office: Client):
    fill(season, "Thôn 1", fish=Entry("ba mươi"))
    send(season, "Thôn 2")
    figure = figure_of(season, "Thôn 2", "poor")
    verification.send_back(figure, reason="Xem lại", expected=figure.version, by=season.office, at=NOW)
    page = look(office, season)
    notes = {note.get("id"): note.text_content() for note in page.xpath("//span[@class='cs']")}
    assert notes["so0-0"] == "Cần sửa"
    assert "so0-1" not in notes
    assert notes["so1-0"] == "Đã gửi"
    assert notes["so1-3"] == "Trả lại"
    assert notes["so2-0"] == "Chưa có"
    assert page.xpath("//input[@name='o1-0']/@readonly")
    summary = page.xpath("//div[@class='errors']//a")
    assert [link.get("href") for link in summary] == ["#o0-0"]
    assert "“ba mươi” không phải là số" in summary[0].text_content()


def test_the_sum_names_who_is_missing(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    fill(season, "Thôn 2", fish=Entry("1.000,4"))
    row = [cell.text_content() for cell in look(office, season).xpath("//tr[@class='tot']/*")]
    assert row == ["Cộng các số đã ghi, cả số chưa gửi (thiếu Thôn 3)", "1.034", "380", "400", "0"]


def test_one_post_saves_all_that_changed_and_nothing_else(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    before = AuditEntry.objects.filter(action="reporting.figure.write").count()
    page = look(office, season)
    answer = save(office, season, page, _0_0="34", _1_0="40,5", _1_1="180", _1_2="190", _2_3="không có")
    assert answer.status_code == 302
    assert figure_of(season, "Thôn 1", "fish").value == Decimal(34)
    rate = figure_of(season, "Thôn 2", "health")
    assert (rate.value, rate.base, rate.route) == (Decimal(180), Decimal(190), Route.GRID)
    assert figure_of(season, "Thôn 3", "poor").said == "none"
    assert AuditEntry.objects.filter(action="reporting.figure.write").count() == before + 4
    entry = AuditEntry.objects.filter(action="reporting.figure.write").latest("id")
    assert entry.on_behalf_of in {"Thôn 1", "Thôn 2", "Thôn 3"}


def test_the_note_of_a_figure_outlives_the_grid(season: SmallSeason, office: Client):
    fill(season, "Thôn 1", fish=Entry("33", note="Trúng mùa"))
    save(office, season, look(office, season), _0_0="35")
    assert figure_of(season, "Thôn 1", "fish").note == "Trúng mùa"


def test_saving_the_same_again_changes_nothing(season: SmallSeason, office: Client):
    page = look(office, season)
    save(office, season, page, _0_0="34")
    count = AuditEntry.objects.count()
    assert save(office, season, page, _0_0="34").status_code == 302
    assert AuditEntry.objects.count() == count
    assert Figure.objects.count() == 1


def test_what_somebody_else_wrote_is_told_at_the_cell_and_nothing_is_lost(
    season: SmallSeason, office: Client
):
    fill(season, "Thôn 1")
    page = look(office, season)
    report = season.report("Thôn 1")
    figures.write(report, season.targets["fish"], Entry("50"), expected=1, by=season.heads["Thôn 1"], at=NOW)
    answer = save(office, season, page, _0_0="34", _1_0="40")
    assert answer.status_code == 409
    again = html.fromstring(answer.content.decode())
    assert again.xpath("//input[@name='o0-0']/@value") == ["34"]
    assert again.xpath("//input[@name='o1-0']/@value") == ["40"]
    assert "vừa ghi: 50." in again.xpath("//span[@id='so0-0']")[0].text_content()
    assert figure_of(season, "Thôn 1", "fish").value == Decimal(50)
    assert not Figure.objects.filter(report=season.report("Thôn 2")).exists()
    assert office.post(url_of(season), fields_of(again)).status_code == 302
    assert figure_of(season, "Thôn 1", "fish").value == Decimal(34)
    assert figure_of(season, "Thôn 2", "fish").value == Decimal(40)


def test_a_closed_period_is_only_shown(season: SmallSeason, office: Client):
    page = look(office, season)
    period = season.period(MONTH)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    answer = save(office, season, page, _0_0="34")
    assert answer.status_code == 403
    assert "đã khóa" in answer.content.decode()
    shown = look(office, season)
    assert not shown.xpath("//table//input")
    assert "đã khóa nên chỉ xem được" in shown.text_content()


def test_a_head_writes_own_rows_only(season: SmallSeason, office: Client):
    head = client_of(season, "Thôn 1")
    page = look(head, season)
    assert page.xpath("//tbody//th[@id]/text()") == ["Thôn 1"]
    assert save(head, season, page, _0_0="12").status_code == 302
    whole = fields_of(look(office, season)) | {"o1-0": "99"}
    refused = head.post(url_of(season), whole)
    assert refused.status_code == 403
    assert not Figure.objects.filter(report=season.report("Thôn 2")).exists()


def test_a_board_sees_the_column_it_is_in_charge_of(season: SmallSeason):
    season.targets["fish"].owner = season.commune.units["Thôn 2"]
    season.targets["fish"].save(update_fields=["owner"])
    page = look(client_of(season, "Thôn 2"), season)
    assert page.xpath("//tbody//th[@id]/text()") == ["Thôn 1", "Thôn 2", "Thôn 3"]
    fields = {name for name in fields_of(page) if name.startswith("o")}
    assert fields == {"o1-0", "o1-1", "o1-2", "o1-3"}


def test_a_cell_that_is_not_owed_takes_nothing(season: SmallSeason, office: Client):
    page = look(office, season)
    season.targets["fish"].allocations.filter(unit=season.commune.units["Thôn 1"]).delete()
    answer = save(office, season, page, _0_0="34")
    assert answer.status_code == 409
    assert "không giao cho Thôn 1" in answer.content.decode()


def test_a_pasted_block_is_looked_at_before_it_is_saved(season: SmallSeason, office: Client):
    data = fields_of(look(office, season))
    block = "Tên thôn\tSản lượng\nThôn 3\t33,5\nThôn 1\t12\nCộng\t45,5"
    answer = office.post(url_of(season), {**data, "dan": block, "viec": "xem-truoc"})
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    assert "Xem trước: 2 ô sẽ đổi" in page.text_content()
    assert "Thôn 3, Sản lượng đánh bắt (tấn): để trống thành 33,5" in page.text_content()
    assert Figure.objects.count() == 0
    assert office.post(url_of(season), fields_of(page)).status_code == 302
    assert figure_of(season, "Thôn 3", "fish").value == Decimal("33.5")


def test_a_broken_form_is_refused(season: SmallSeason, office: Client):
    assert office.post(url_of(season), {"hang": "x", "cot": "y"}).status_code == 400
    assert office.post(url_of(season), {}).status_code == 400
    name = url_of(season, "grid-cells")
    assert office.post(name, {}).status_code == 400


def test_cells_save_themselves_and_tell_how_they_stand(season: SmallSeason, office: Client):
    data = fields_of(look(office, season)) | {"o0-0": "34", "o1-0": "mười"}
    told = office.post(url_of(season, "grid-cells"), data).json()
    assert told["cells"] == [
        {"name": "o0-0", "is_faulty": False, "version": 1},
        {"name": "o1-0", "is_faulty": True, "version": 1},
    ]
    assert told["totals"][0] == "34"
    assert told["sum"] == "Cộng các số đã ghi, cả số chưa gửi (thiếu Thôn 1, Thôn 2, Thôn 3)"


def test_a_cell_saved_elsewhere_meanwhile_is_told_and_kept(season: SmallSeason, office: Client):
    data = fields_of(look(office, season))
    fill(season, "Thôn 1")
    answer = office.post(url_of(season, "grid-cells"), data | {"o0-0": "34"})
    assert answer.status_code == 409
    cell = answer.json()["cells"][0]
    assert (cell["name"], cell["version"]) == ("o0-0", 1)
    assert "vừa ghi: 33,6" in cell["words"]
    assert figure_of(season, "Thôn 1", "fish").value == Decimal("33.6")


def test_whole_reports_are_handed_in_and_the_others_told(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    fill(season, "Thôn 2", poor=Entry("3"))
    page = look(office, season)
    keys = page.xpath("//form[@id='nop']//input[@name='bao-cao']/@value")
    assert len(keys) == 2
    answer = office.post(
        url_of(season, "grid-hand-in"), {"_once": str(uuid4()), "bao-cao": keys}, follow=True
    )
    assert season.report("Thôn 1").state == ReportState.SENT
    assert season.report("Thôn 1").entered_for_by
    assert season.report("Thôn 2").state == ReportState.DRAFT
    text = answer.content.decode()
    assert "Đã nộp báo cáo của 1 đơn vị." in text
    assert "Thôn 2 chưa nộp được." in text


def test_typed_text_cannot_break_out_of_its_field(season: SmallSeason, office: Client):
    fill(season, "Thôn 1", fish=Entry('"><script>x</script>'))
    page = look(office, season)
    assert page.xpath("//input[@name='o0-0']/@value") == ['"><script>x</script>']
    assert not page.xpath("//table//script")


def test_a_form_that_names_a_row_twice_is_none(season: SmallSeason, office: Client):
    row, key = season.report("Thôn 1").pk.hex, season.targets["fish"].pk.hex
    data = {"hang": f"{row},{row}", "cot": key, "b0": "0", "b1": "0", "c0": "", "c1": ""}
    answer = office.post(url_of(season), data | {"o0-0": "5", "o1-0": "6"})
    assert answer.status_code == 400
    assert not Figure.objects.exists()


def test_the_grid_asks_and_saves_as_much_for_forty_units_as_for_three(season: SmallSeason, office: Client):
    few = queries_of(office, url_of(season)), _queries_to_save(office, season)
    period, fish = season.period(MONTH), season.targets["fish"]
    units = [Unit(authority=period.authority, name=f"Tổ {number}", kind="village") for number in range(40)]
    for unit in units:
        unit.fill_keys()
    Unit.objects.bulk_create(units)
    Report.objects.bulk_create(
        [Report(authority=period.authority, period=period, unit=unit) for unit in units]
    )
    Allocation.objects.bulk_create([Allocation(target=fish, unit=unit, amount=1) for unit in units])
    many = queries_of(office, url_of(season)), _queries_to_save(office, season)
    assert many == few
    assert few[0] <= MOST_QUERIES
    assert few[1] <= _TO_SAVE


_TO_SAVE = 15
"""Statements of a saved form, with the two of its transaction and one for who answers for a whole."""


def _queries_to_save(office: Client, season: SmallSeason) -> int:
    """Count what saving the first column anew asks, from a grid in which it was saved before."""
    for text in ("1", "2"):
        data = fields_of(look(office, season))
        data |= {name: text for name in data if name.endswith("-0")}
        with CaptureQueriesContext(connection) as captured:
            assert office.post(url_of(season), data).status_code == 302
    return len(captured)
