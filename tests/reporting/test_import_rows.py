"""Workbooks with targets in rows: the report of one unit, and units across."""

from decimal import Decimal

import pytest
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.organisation.enums import Role
from thidua.reporting.enums import ImportState
from thidua.reporting.models import ColumnMapping, Figure, FigureImport
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, import_undoing, imports

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"
TITLE = ["BÁO CÁO THÔN 1 THÁNG 4 NĂM 2024"]
HEADER = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm", "Thực hiện", None, "Ghi chú"]
SECOND = [None, None, None, None, "Tháng 4", "Luỹ kế", None]
SHEET = [
    TITLE,
    HEADER,
    SECOND,
    [1, 2, 3, 4, 5, 6, 7],
    ["I", "KINH TẾ"],
    [1, "Sản lượng đánh bắt", "tấn", 120, "33,6", 90, "được mùa"],
    ["II", "XÃ HỘI"],
    [1, "Tổng số vụ vi phạm", "vụ", 2, "không có", 1],
    [2, "Người có thẻ BHYT – người có thẻ", "người", 195, 190, 190],
    [3, "Số khẩu", "khẩu", 200, 200, 200],
    [None, "Cộng", None, 300, 200, 200],
    [None, "Trưởng thôn"],
]


def joined(_book, sheet) -> None:
    sheet.merge_range("A1:G1", TITLE[0])
    sheet.merge_range("E2:F2", "Thực hiện")
    for column in "ABCDG":
        sheet.merge_range(f"{column}2:{column}3", HEADER["ABCDEFG".index(column)])


def receive(season: SmallSeason, rows=SHEET, by=None, **more) -> FigureImport:
    data = make_xlsx(rows, **more)
    return imports.receive(data, "bao-cao.xlsx", period=season.period(APRIL), by=by or season.office, at=NOW)


def plan(season: SmallSeason, batch: FigureImport, by=None) -> Plan:
    return imports.look_at(FigureImport.objects.get(pk=batch.pk), by=by or season.office)


def take(season: SmallSeason, batch: FigureImport, by=None) -> FigureImport:
    seen = imports.Seen(plan(season, batch, by).digest, has_seen_faults=True, reason="Tệp mới")
    return imports.take(batch, seen, by=by or season.office, at=NOW)


def lay(season: SmallSeason, batch: FigureImport, column="", unit="", by=None) -> FigureImport:
    subject = season.commune.units[unit].pk if unit else None
    return imports.lay(batch, subject_id=subject, value_column=column, by=by or season.office, at=NOW)


def shown(made: Plan) -> list[tuple[str, str]]:
    return [(cell.where.place, cell.after) for cell in made.written]


def write(season: SmallSeason, period: str, number: str, village="Thôn 1") -> None:
    report = season.report(village, period)
    figures.write(report, season.targets["fish"], Entry(number), expected=0, by=season.office, at=NOW)


def test_the_usual_report_of_a_village_is_read(season: SmallSeason) -> None:
    batch = receive(season, change=joined)
    made = plan(season, batch)
    assert made.source.turn is not None
    assert made.source.turn.unit_id == season.commune.units["Thôn 1"].pk
    assert made.source.turn.chosen == "E"
    assert shown(made) == [("E6", "33,6 tấn"), ("E9", "190 trong 200 (95%)")]
    assert [(one.place, one.heading.words) for one in made.open_columns] == [("Dòng 8", "Tổng số vụ vi phạm")]
    assert made.open_columns[0].chosen == f"so:{season.targets['poor'].pk.hex}"
    assert "Không nhập các dòng cộng: dòng 11 “Cộng”." in made.source.notes
    assert made.faults == []


def test_a_row_agreed_to_is_read_and_remembered(season: SmallSeason) -> None:
    batch = receive(season, change=joined)
    (guess,) = plan(season, batch).open_columns
    imports.choose(batch, {guess.key: guess.chosen}, sheet="", by=season.office, at=NOW)
    made = plan(season, batch)
    assert shown(made)[2] == ("E8", "không có")
    assert made.open_columns == []
    batch = take(season, batch)
    assert (batch.state, batch.count) == (ImportState.TAKEN, 3)
    fish = Figure.objects.get(report=season.report("Thôn 1"), target=season.targets["fish"])
    assert (fish.value, fish.typed) == (Decimal("33.6"), "33,6")
    again = plan(season, receive(season, [["Chỉ tiêu", "Thực hiện"], ["TỔNG SỐ VỤ VI PHẠM", 2]]))
    assert [column.known for column in again.columns] == ["said"]
    assert again.question == "Chọn đơn vị có số trong tệp trước."
    import_undoing.undo(batch, by=season.office, at=NOW)
    assert not Figure.objects.exclude(said="empty").exists()
    assert ColumnMapping.objects.count() == 1


def test_the_same_sheet_again_changes_nothing(season: SmallSeason) -> None:
    take(season, receive(season, change=joined))
    made = plan(season, receive(season, [*SHEET, [None, "ngày 3"]], change=joined))
    assert made.written == []
    assert len(made.same) == 2


def test_faults_stand_at_their_cells(season: SmallSeason) -> None:
    rows = [*SHEET[:5], [1, "Sản lượng đánh bắt", "tạ", 120, "nhiều"], [2, "Số vụ vi phạm", "vụ", 2, -3]]
    made = plan(season, receive(season, rows, change=joined))
    assert [str(cell.where) for cell in made.faults] == [
        "Ô E6, Thôn 1 – Sản lượng đánh bắt",
        "Ô E7, Thôn 1 – Số vụ vi phạm",
    ]
    assert "“nhiều” không phải là số" in made.faults[0].told


def test_another_unit_of_measure_is_asked_about(season: SmallSeason) -> None:
    rows = [*SHEET[:5], [1, "Sản lượng đánh bắt", "tạ", 1200, 336]]
    (cell,) = plan(season, receive(season, rows, change=joined)).written
    assert cell.told == "Tệp ghi đơn vị tính “tạ”, chỉ tiêu tính bằng “tấn”; xem lại số."


def test_unit_and_column_are_chosen_where_the_sheet_does_not_say(season: SmallSeason) -> None:
    batch = receive(season, [["Chỉ tiêu", "Số A", "Số B"], ["Sản lượng đánh bắt", 30, 40]])
    made = plan(season, batch)
    assert made.written == []
    assert made.question == "Chọn đơn vị có số trong tệp và cột ghi số của kỳ trước."
    with pytest.raises(DomainError, match="Chọn đơn vị"):
        take(season, batch)
    with pytest.raises(DomainError, match="Cột được chọn không có"):
        lay(season, batch, "Z", "Thôn 2")
    with pytest.raises(DomainError, match="không phải báo cáo kỳ này"):
        lay(season, batch, "C", "Văn phòng UBND xã")
    lay(season, batch, "C", "Thôn 2")
    made = plan(season, batch)
    assert [(str(cell.where), cell.after) for cell in made.written] == [
        ("Ô C2, Thôn 2 – Sản lượng đánh bắt", "40 tấn")
    ]


def test_a_head_reads_the_own_unit_and_is_told_of_anothers_name(season: SmallSeason) -> None:
    head = season.heads["Thôn 2"]
    batch = receive(season, by=head, change=joined)
    made = plan(season, batch, head)
    assert {cell.where.unit for cell in made.written} == {"Thôn 2"}
    assert "Tệp ghi tên Thôn 1, nhưng số sẽ nhập cho Thôn 2. Xem lại đơn vị." in made.source.notes
    lay(season, batch, "E", "Thôn 1", by=head)
    made = plan(season, batch, head)
    assert made.written == []
    assert {cell.told for cell in made.faults} == {"Chỉ Thôn 1 hoặc văn phòng được ghi báo cáo này."}


def test_sums_since_january_are_parted_only_when_that_is_chosen(season: SmallSeason) -> None:
    batch = receive(season, change=joined)
    for period, number in (("Tháng 1/2024", "20"), ("Tháng 2/2024", "không có"), ("Tháng 3/2024", "30,5")):
        write(season, period, number)
    lay(season, batch, "F:luyke", "Thôn 1")
    made = plan(season, batch)
    fish = made.written[0]
    assert (fish.where.place, fish.after) == ("F6", "39,5 tấn")
    assert fish.told == "Luỹ kế 90 trừ 50,5 của các kỳ trước."
    assert made.written[1].after == "190 trong 200 (95%)"
    lay(season, batch, "F", "Thôn 1")
    made = plan(season, batch)
    assert made.written[0].after == "90 tấn"
    assert any("Cột F là số luỹ kế mà lấy nguyên" in note for note in made.source.notes)


def test_a_sum_is_not_parted_where_a_month_is_missing_or_was_more(season: SmallSeason) -> None:
    batch = receive(season, change=joined)
    write(season, "Tháng 1/2024", "20")
    lay(season, batch, "F:luyke", "Thôn 1")
    (fault,) = plan(season, batch).faults
    assert fault.where.place == "F6"
    assert fault.told.startswith("Tháng 2/2024 chưa có số nên chưa tách được số luỹ kế")
    write(season, "Tháng 2/2024", "50")
    write(season, "Tháng 3/2024", "50")
    (fault,) = plan(season, batch).faults
    assert fault.told.startswith("Luỹ kế 90 nhỏ hơn tổng các kỳ trước (120)")


def test_a_sheet_of_sums_alone_asks_which_they_are(season: SmallSeason) -> None:
    rows = [["BÁO CÁO THÔN 1"], ["Chỉ tiêu", "ĐVT", "Luỹ kế từ đầu năm"], ["Sản lượng đánh bắt", "tấn", 90]]
    made = plan(season, receive(season, rows))
    assert made.question == "Chọn cột ghi số của kỳ trước."
    assert [one.label for one in made.source.turn.columns] == [
        "Cột B: ĐVT",
        "Cột C: Luỹ kế từ đầu năm (trừ số các kỳ trước)",
        "Cột C: Luỹ kế từ đầu năm (lấy nguyên, chỉ khi là số của riêng kỳ)",
    ]


def test_sums_in_a_column_of_a_table_of_units_are_parted_too(season: SmallSeason) -> None:
    for period in ("Tháng 1/2024", "Tháng 2/2024", "Tháng 3/2024"):
        write(season, period, "10")
    made = plan(season, receive(season, [["Đơn vị", "Sản lượng đánh bắt – Luỹ kế"], ["Thôn 1", 90]]))
    assert [(cell.after, cell.told) for cell in made.written] == [
        ("60 tấn", "Luỹ kế 90 trừ 30 của các kỳ trước.")
    ]
    beside = [["Đơn vị", "Sản lượng đánh bắt – Thực hiện", "Sản lượng đánh bắt – Luỹ kế"], ["Thôn 1", 8, 90]]
    assert shown(plan(season, receive(season, beside))) == [("B2", "8 tấn")]


def test_units_across_are_read_by_their_columns(season: SmallSeason) -> None:
    rows = [
        ["TỔNG HỢP CÁC THÔN"],
        ["TT", "Chỉ tiêu", "Thôn 1", "Thôn 2", "Thôn 3", "Cộng"],
        [1, "Sản lượng đánh bắt", 30, 20, "", 50],
        [2, "Số vụ vi phạm", 0, "không có", "nhiều", 0],
    ]
    made = plan(season, receive(season, rows))
    assert [(str(cell.where), cell.after) for cell in made.written] == [
        ("Ô C3, Thôn 1 – Sản lượng đánh bắt", "30 tấn"),
        ("Ô C4, Thôn 1 – Số vụ vi phạm", "0 vụ"),
        ("Ô D3, Thôn 2 – Sản lượng đánh bắt", "20 tấn"),
        ("Ô D4, Thôn 2 – Số vụ vi phạm", "không có"),
    ]
    assert [str(cell.where) for cell in made.faults] == ["Ô E4, Thôn 3 – Số vụ vi phạm"]
    with pytest.raises(DomainError, match="ghi sẵn tên từng đơn vị"):
        lay(season, FigureImport.objects.get(), "C", "Thôn 1")


def test_of_two_columns_of_a_unit_the_results_are_read(season: SmallSeason) -> None:
    rows = [
        ["Chỉ tiêu", "Thôn 1", None, "Thôn 2", None],
        [None, "Kế hoạch", "Thực hiện", "Giao", "Cộng dồn"],
        ["Sản lượng đánh bắt", 120, 30, 120, 20],
    ]

    def spans(_book, sheet) -> None:
        sheet.merge_range("B1:C1", "Thôn 1")
        sheet.merge_range("D1:E1", "Thôn 2")

    made = plan(season, receive(season, rows, change=spans))
    assert shown(made) == [("C3", "30 tấn")]
    assert "Chưa rõ cột nào là số của kỳ nên không đọc: Thôn 2." in made.source.notes


def test_who_may_not_take_it_may_not_choose_either(season: SmallSeason) -> None:
    batch = receive(season, change=joined)
    with pytest.raises(DomainError):
        lay(season, batch, "E", "Thôn 1", by=season.heads["Thôn 1"])
    with pytest.raises(DomainError):
        lay(season, batch, "E", "Thôn 1", by=season.commune.actor(Role.CHAIRMAN))
