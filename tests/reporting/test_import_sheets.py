"""A workbook with a sheet for each unit: read, taken in and taken back as one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html
from tests.pages import MOST_QUERIES, queries_of
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.enums import ImportState
from thidua.reporting.models import Figure, FigureImport
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.queries.import_turned import EVERY_SHEET
from thidua.reporting.services import import_undoing, imports, periods

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"
Rows = Sequence[Any]
HEAD = ["Chỉ tiêu", "Thực hiện"]


def report(fish: object, poor: object = 0) -> Rows:
    return [HEAD, ["Sản lượng đánh bắt", fish], ["Số vụ vi phạm", poor]]


THREE = {"Thôn 1": report(33.6), "Thôn 2": report(5), "Thôn 3": report("nhiều", 1)}


def book(sheets: Mapping[str, Rows], hidden: str = "") -> bytes:
    (name, rows), *others = sheets.items()

    def more(made: Any, _sheet: Any) -> None:
        for title, cells in others:
            sheet = made.add_worksheet(title)
            for place, row in enumerate(cells):
                sheet.write_row(place, 0, row)
            if title == hidden:
                sheet.hide()

    return make_xlsx(rows, name=name, change=more)


def received(season: SmallSeason, sheets: Mapping[str, Rows], by: Any = None, **more: str) -> FigureImport:
    data, by = book(sheets, **more), by or season.office
    batch = imports.receive(data, "bao-cao.xlsx", period=season.period(APRIL), by=by, at=NOW)
    return imports.choose(batch, {}, sheet=EVERY_SHEET, by=by, at=NOW)


def planned(season: SmallSeason, batch: FigureImport, by: Any = None) -> Plan:
    return imports.look_at(FigureImport.objects.get(pk=batch.pk), by=by or season.office)


def shown(plan: Plan) -> list[tuple[str, str, str]]:
    return [(cell.where.place, cell.where.unit, cell.after) for cell in plan.written]


def test_all_sheets_are_taken_at_once_and_taken_back_at_once(season: SmallSeason) -> None:
    batch = received(season, THREE)
    plan = planned(season, batch)
    assert shown(plan) == [
        ("B2 trang “Thôn 1”", "Thôn 1", "33,6 tấn"),
        ("B3 trang “Thôn 1”", "Thôn 1", "0 vụ"),
        ("B2 trang “Thôn 2”", "Thôn 2", "5 tấn"),
        ("B3 trang “Thôn 2”", "Thôn 2", "0 vụ"),
        ("B3 trang “Thôn 3”", "Thôn 3", "1 vụ"),
    ]
    assert [str(cell.where) for cell in plan.faults] == ["Ô B2 trang “Thôn 3”, Thôn 3 – Sản lượng đánh bắt"]
    seen = imports.Seen(plan.digest, has_seen_faults=True)
    taken = imports.take(batch, seen, by=season.office, at=NOW)
    assert (taken.state, taken.count, taken.left_out) == (ImportState.TAKEN, 5, 1)
    stored = {
        (str(one.report.unit), one.target.name): one.value
        for one in Figure.objects.exclude(said="empty").select_related("report__unit", "target")
    }
    assert len(stored) == 5
    assert stored["Thôn 2", "Sản lượng đánh bắt"] == 5
    import_undoing.undo(taken, by=season.office, at=NOW)
    assert not Figure.objects.exclude(said="empty").exists()


def test_one_sheet_is_read_until_all_are_asked_for(season: SmallSeason) -> None:
    batch = imports.receive(
        book(THREE), "bao-cao.xlsx", period=season.period(APRIL), by=season.office, at=NOW
    )
    plan = planned(season, batch)
    assert {cell.where.unit for cell in plan.written} == {"Thôn 1"}
    (note,) = plan.notes
    assert note.startswith("Tệp có 3 trang tính có số, máy đang đọc trang “Thôn 1”.")
    imports.choose(batch, {}, sheet=EVERY_SHEET, by=season.office, at=NOW)
    told = AuditEntry.objects.filter(action="reporting.import.map").latest("id")
    assert told.changes == {"sheet": [None, "tất cả trang tính"]}
    imports.choose(batch, {}, sheet="Thôn 2", by=season.office, at=NOW)
    assert {cell.where.place for cell in planned(season, batch).written} == {"B2", "B3"}


def test_sheets_that_are_not_read_are_told(season: SmallSeason) -> None:
    sheets = {
        **THREE,
        "Bìa": [["BÁO CÁO CỦA XÃ"]],
        "Nháp": report(7),
        "Thôn 2 cũ": report(9),
    }
    plan = planned(season, received(season, sheets, hidden="Thôn 2 cũ"))
    assert len(plan.written) == 5
    assert plan.notes == [
        "Trang tính “Bìa” không có số của kỳ này nên không đọc.",
        "Trang tính “Nháp” chưa rõ của đơn vị nào nên không đọc.",
        "Trang tính “Thôn 2 cũ” đang ẩn trong tệp nên không đọc.",
    ]


@pytest.mark.parametrize(
    ("name", "title", "is_read"),
    [
        ("Thôn 2 tháng 5", "", False),
        ("Thôn 2", "BÁO CÁO THÔN 2 THÁNG 5 NĂM 2024", False),
        ("Thôn 2 (T5)", "Báo cáo tháng 04", True),
        ("Thôn 2 tháng 4", "So với tháng 3", True),
        ("Thôn 2", "Hằng tháng", True),
    ],
)
def test_a_sheet_of_another_month_is_left_out(
    season: SmallSeason, name: str, title: str, *, is_read: bool
) -> None:
    sheets = {"Thôn 1": report(1), name: [[title], *report(2)]}
    plan = planned(season, received(season, sheets))
    assert {unit for _, unit, _ in shown(plan)} == {"Thôn 1", *(["Thôn 2"] if is_read else [])}
    told = f"Trang tính “{name}” ghi là số của kỳ khác nên không đọc."
    assert (told in plan.notes) is not is_read


def test_a_workbook_whose_sheets_name_nobody_is_refused(season: SmallSeason) -> None:
    sheets = {"Biểu 1": report(1), "Biểu 2": report(2)}
    batch = imports.receive(
        book(sheets), "thon-1.xlsx", period=season.period(APRIL), by=season.office, at=NOW
    )
    with pytest.raises(DomainError, match="Đặt tên đơn vị làm tên trang"):
        imports.choose(batch, {}, sheet=EVERY_SHEET, by=season.office, at=NOW)
    assert planned(season, batch).source.turn is not None


def test_a_summary_beside_the_sheets_has_to_say_the_same(season: SmallSeason) -> None:
    summary = [["Đơn vị", "Sản lượng đánh bắt"], ["Thôn 1", 33.6], ["Thôn 2", 6], ["Thôn 3", 4]]
    sheets = {"Thôn 1": report(33.6), "Thôn 2": report(5), "Tổng hợp": summary}
    plan = planned(season, received(season, sheets))
    assert [place for place, _, _ in shown(plan)] == [
        "B2 trang “Thôn 1”",
        "B3 trang “Thôn 1”",
        "B3 trang “Thôn 2”",
        "B4 trang “Tổng hợp”",
    ]
    assert [(cell.where.place, cell.told) for cell in plan.faults] == [
        (
            "B2 trang “Thôn 2”",
            "Ô này ghi 5 tấn, ô B3 trang “Tổng hợp” ghi 6 tấn. Sửa cho khớp rồi đưa lại.",
        ),
        (
            "B3 trang “Tổng hợp”",
            "Ô này ghi 6 tấn, ô B2 trang “Thôn 2” ghi 5 tấn. Sửa cho khớp rồi đưa lại.",
        ),
    ]


def test_what_a_row_means_is_asked_once_for_all_sheets(season: SmallSeason) -> None:
    sheets = {name: [*report(1), ["Lúa mùa", 2]] for name in ("Thôn 1", "Thôn 2", "Thôn 3")}
    batch = received(season, sheets)
    (rice,) = planned(season, batch).open_columns
    health = f"so:{season.targets['health'].pk.hex}"
    imports.choose(batch, {rice.key: health}, sheet=EVERY_SHEET, by=season.office, at=NOW)
    plan = planned(season, batch)
    assert plan.open_columns == []
    assert (
        sum("tổng số" in cell.told or cell.where.target == "Người có thẻ BHYT" for cell in plan.faults) == 3
    )


def test_one_column_is_chosen_for_all_sheets(season: SmallSeason) -> None:
    rows = [["Chỉ tiêu", "Luỹ kế"], ["Sản lượng đánh bắt", 90]]
    batch = received(season, {"Thôn 1": rows, "Thôn 2": rows})
    plan = planned(season, batch)
    assert plan.question == "Chọn cột ghi số của kỳ trước."
    assert plan.notes == [
        f"Trang tính “{name}” chưa rõ cột ghi số của kỳ nên không đọc. Chọn cột rồi đọc lại."
        for name in ("Thôn 1", "Thôn 2")
    ]
    imports.lay(batch, subject_id=None, value_column="B", by=season.office, at=NOW)
    plan = planned(season, batch)
    assert [unit for _, unit, _ in shown(plan)] == ["Thôn 1", "Thôn 2"]
    assert plan.notes[0].startswith("Trang tính “Thôn 1”: Cột B là số luỹ kế")
    unit = season.commune.units["Thôn 1"].pk
    with pytest.raises(DomainError, match="mỗi trang tự ghi đơn vị"):
        imports.lay(batch, subject_id=unit, value_column="B", by=season.office, at=NOW)


def test_a_unit_takes_in_only_its_own_sheet(season: SmallSeason) -> None:
    head = season.heads["Thôn 1"]
    batch = received(season, {**THREE, "Nháp": report(33.6)}, by=head)
    plan = planned(season, batch, by=head)
    assert {unit for _, unit, _ in shown(plan)} == {"Thôn 1"}
    assert {cell.where.unit for cell in plan.faults} == {"Thôn 2", "Thôn 3"}


def test_the_page_says_each_fault_under_its_sheet(season: SmallSeason) -> None:
    office = season.commune.client(Role.OFFICE)
    batch = imports.receive(
        book({**THREE, "Thôn 2": report("ít")}),
        "bao-cao.xlsx",
        period=season.period(APRIL),
        by=season.office,
        at=NOW,
    )
    address = reverse("reporting:import-columns", args=[batch.pk])
    sent = office.post(address, {"_once": str(uuid4()), "trang-tinh": EVERY_SHEET})
    assert sent.status_code == 302
    page: Any = html.fromstring(office.get(sent["Location"]).content.decode())
    chosen = page.xpath("//select[@name='trang-tinh']/option[@selected]")
    assert [one.text_content() for one in chosen] == ["Tất cả trang tính"]
    assert not page.xpath("//select[@name='don-vi']")
    faults = page.xpath("//div[@aria-labelledby='h-loi-o']")[0]
    assert [one.text_content() for one in faults.xpath("h3")] == [
        "Trang tính “Thôn 2”",
        "Trang tính “Thôn 3”",
    ]
    assert [one.text_content() for one in faults.xpath("ul/li/b")] == [
        "Ô B2, Thôn 2 – Sản lượng đánh bắt:",
        "Ô B2, Thôn 3 – Sản lượng đánh bắt:",
    ]


def test_the_page_asks_the_same_number_for_any_number_of_sheets(season: SmallSeason) -> None:
    office = season.commune.client(Role.OFFICE)
    villages = [
        Unit.objects.create(authority=season.commune.authority, name=f"Thôn {number}", kind=UnitKind.VILLAGE)
        for number in range(4, 31)
    ]
    give(season, villages)
    few = received(season, THREE)
    many = received(season, {f"Thôn {number}": report(number) for number in range(1, 31)})
    counts = [queries_of(office, reverse("reporting:import-detail", args=[one.pk])) for one in (few, many)]
    assert len(planned(season, many).written) == 60
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES


def give(season: SmallSeason, villages: Sequence[Unit]) -> None:
    for target in ("fish", "poor"):
        Allocation.objects.bulk_create(
            [Allocation(target=season.targets[target], unit=unit, amount=1) for unit in villages]
        )
    periods.call([season.period(APRIL)], by=season.office, at=NOW)
