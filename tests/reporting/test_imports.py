"""A unit's own workbook: seen first, taken in as a whole, taken back as a whole."""

from datetime import date
from decimal import Decimal

import pytest
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.core.room import TOO_LONG
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.papers.errors import PaperError
from thidua.papers.sheets import to_xlsx
from thidua.papers.workbooks import read_sheets
from thidua.reporting.enums import ChangeKind, FigureState, ImportState, Route
from thidua.reporting.models import Figure, FigureChange, FigureImport
from thidua.reporting.queries.import_cells import Effect
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.queries.period_workbook import workbook_of
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, import_undoing, imports, periods, reports, verification

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"
DATED = "Excel đã đổi số trong ô này thành ngày 03/12/2024; hãy đặt ô về kiểu Số rồi ghi lại."
UNKNOWN = "Xã chưa có đơn vị tên “Thôn Mười” nên dòng này không được nhập; sửa tên rồi đưa lại."
HEAD = ["Đơn vị", "Sản lượng đánh bắt (tấn)", "Số vụ vi phạm (vụ)"]


def receive(season: SmallSeason, rows, by=None, name="bao-cao.xlsx", **more) -> FigureImport:
    data = rows if isinstance(rows, bytes) else make_xlsx(rows, **more)
    return imports.receive(data, name, period=season.period(APRIL), by=by or season.office, at=NOW)


def plan(season: SmallSeason, batch: FigureImport, by=None) -> Plan:
    return imports.look_at(batch, by=by or season.office)


def take(season: SmallSeason, batch: FigureImport, by=None, *, reason="") -> FigureImport:
    actor = by or season.office
    seen = imports.Seen(plan(season, batch, actor).digest, has_seen_faults=True, reason=reason)
    return imports.take(batch, seen, by=actor, at=NOW)


def told(made: Plan) -> list[str]:
    return [f"{cell.where}: {cell.told}" for cell in made.faults]


def values(season: SmallSeason) -> dict[tuple[str, str], Decimal | None]:
    found = Figure.objects.select_related("report__unit", "target").exclude(said="empty")
    return {(str(figure.report.unit), figure.target.name): figure.value for figure in found}


def test_a_workbook_is_taken_in_whole(season: SmallSeason) -> None:
    batch = receive(
        season, [HEAD, ["Thôn 1", 33.6, 0], ["Thon 2", "1.234,5", "không có"], ["Thôn 3", None, None]]
    )
    made = plan(season, batch)
    assert [(str(cell.where), cell.effect, cell.before, cell.after) for cell in made.cells] == [
        ("Ô B2, Thôn 1 – Sản lượng đánh bắt", Effect.NEW, "chưa có", "33,6 tấn"),
        ("Ô C2, Thôn 1 – Số vụ vi phạm", Effect.NEW, "chưa có", "0 vụ"),
        ("Ô B3, Thôn 2 – Sản lượng đánh bắt", Effect.NEW, "chưa có", "1.234,5 tấn"),
        ("Ô C3, Thôn 2 – Số vụ vi phạm", Effect.NEW, "chưa có", "không có"),
    ]
    assert Figure.objects.count() == 0
    batch = take(season, batch)
    assert (batch.state, batch.count, batch.left_out) == (ImportState.TAKEN, 4, 0)
    assert values(season)["Thôn 2", "Sản lượng đánh bắt"] == Decimal("1234.5")
    figure = Figure.objects.get(report=season.report("Thôn 1"), target=season.targets["fish"])
    assert (figure.typed, figure.state, figure.route) == ("33,6", FigureState.DRAFT, Route.WORKBOOK)
    assert AuditEntry.objects.filter(batch=batch.pk, action="reporting.figure.write").count() == 4
    assert AuditEntry.objects.filter(batch=batch.pk, action="reporting.import.take").count() == 1


def test_faults_are_told_at_their_cell_in_plain_words(season: SmallSeason) -> None:
    rows = [
        HEAD,
        ["Thôn 1", "nhiều", date(2024, 12, 3)],
        ["Thôn 2", -5, 10**20],
        ["Thôn 3", "1e309", "=cmd|'/c calc'!A1"],
        ["Trạm Y tế", 5, 1],
        ["Thôn Mười", 5, 1],
        ["", 5, 1],
        ["Thôn 1", 7, 1],
    ]
    made = plan(season, receive(season, rows))
    assert made.written == []
    assert told(made) == [
        "Ô B2, Thôn 1 – Sản lượng đánh bắt: “nhiều” không phải là số; hãy ghi số, ví dụ 2.350 hoặc 47,3.",
        f"Ô C2, Thôn 1 – Số vụ vi phạm: {DATED}",
        "Ô B3, Thôn 2 – Sản lượng đánh bắt: -5 nhỏ hơn 0; số này không thể âm.",
        f"Ô C3, Thôn 2 – Số vụ vi phạm: {TOO_LONG}",
        "Ô B4, Thôn 3 – Sản lượng đánh bắt: “1e309” viết theo lối rút gọn của máy; hãy ghi đủ các chữ số.",
        "Ô C4, Thôn 3 – Số vụ vi phạm: Ô này bắt đầu như một công thức; hãy ghi kết quả của nó.",
        "Ô A5, Trạm Y tế: Đơn vị này không phải báo cáo kỳ này nên cả dòng không được nhập.",
        "Ô A8, Thôn 1: Đơn vị này đã có ở dòng 2; hãy bỏ bớt một dòng.",
        f"Ô A6, Thôn Mười: {UNKNOWN}",
        "Ô A7, dòng 7: Dòng này có số nhưng không ghi tên đơn vị; ghi tên vào rồi đưa lại.",
    ]


def test_cells_at_fault_stay_out_only_when_that_was_seen(season: SmallSeason) -> None:
    batch = receive(season, [HEAD, ["Thôn 1", "nhiều", 1], ["Thôn 2", 5, 1]])
    digest = plan(season, batch).digest
    with pytest.raises(DomainError, match="Có 1 ô chưa nhập được"):
        imports.take(batch, imports.Seen(digest), by=season.office, at=NOW)
    assert Figure.objects.count() == 0
    taken = take(season, batch)
    assert (taken.count, taken.left_out) == (3, 1)


def test_sums_headers_of_two_rows_and_hidden_columns_are_understood(season: SmallSeason) -> None:
    rows = [
        ["BÁO CÁO THÁNG 4", None, None],
        ["Đơn vị", "Sản lượng đánh bắt", None],
        [None, "Kế hoạch", "Thực hiện"],
        ["Thôn 1", 120, 30],
        ["Thôn 2", 120, 20],
        ["Cộng", 240, 50],
    ]

    def shape(_book, sheet) -> None:
        sheet.merge_range("A1:C1", rows[0][0])
        sheet.merge_range("A2:A3", "Đơn vị")
        sheet.merge_range("B2:C2", rows[1][1])
        sheet.set_column("B:B", None, None, {"hidden": True})

    made = plan(season, receive(season, rows, change=shape))
    assert [(cell.where.place, cell.after) for cell in made.written] == [("C4", "30 tấn"), ("C5", "20 tấn")]
    assert "Cột đang ẩn trong tệp nhưng vẫn được đọc: B." in made.source.notes
    assert "Không nhập các dòng cộng: dòng 6 “Cộng”." in made.source.notes
    assert [column.heading.words for column in made.open_columns] == ["Sản lượng đánh bắt – Kế hoạch"]


def test_a_workbook_of_an_old_font_is_read(season: SmallSeason) -> None:
    made = plan(season, receive(season, [["§¬n vÞ", "S¶n l­îng ®¸nh b¾t"], ["Th«n 1", 30], ["Th«n 2", 20]]))
    assert [cell.after for cell in made.written] == ["30 tấn", "20 tấn"]
    assert any("TCVN3" in note for note in made.source.notes)


def test_a_column_is_mapped_once_and_remembered(season: SmallSeason) -> None:
    rows = [["Đơn vị", "Cá về bến", "Ghi chú"], ["Thôn 1", 30, "đủ"], ["Thôn 2", 20, ""]]
    batch = receive(season, rows)
    made = plan(season, batch)
    assert made.written == []
    assert [column.letter for column in made.open_columns] == ["B", "C"]
    key = f"so:{season.targets['fish'].pk.hex}"
    says = {made.columns[0].key: key, made.columns[1].key: ""}
    imports.choose(batch, says, sheet="", by=season.office, at=NOW)
    made = plan(season, batch)
    assert [cell.after for cell in made.written] == ["30 tấn", "20 tấn"]
    assert made.open_columns == []
    take(season, batch)
    again = receive(season, [["Đơn vị", "CÁ VỀ BẾN"], ["Thôn 3", 7]])
    assert [cell.after for cell in plan(season, again).written] == ["7 tấn"]
    other = receive(season, [["Đơn vị", "Cá về bến"], ["Thôn 3", 8]], by=season.heads["Thôn 3"])
    assert plan(season, other, season.heads["Thôn 3"]).written == []


def test_a_column_cannot_mean_a_target_of_another_period(season: SmallSeason) -> None:
    batch = receive(season, [["Đơn vị", "Cá"], ["Thôn 1", 30]])
    with pytest.raises(DomainError, match="không thuộc kỳ này"):
        imports.choose(
            batch, {"ca": f"so:{season.targets['income'].pk.hex}"}, sheet="", by=season.office, at=NOW
        )


def test_two_numbers_of_a_rate_come_from_two_columns(season: SmallSeason) -> None:
    rows = [
        ["Đơn vị", "Người có thẻ BHYT – người có thẻ", "Người có thẻ BHYT – số khẩu"],
        ["Thôn 1", 190, 200],
        ["Thôn 2", 210, 200],
        ["Thôn 3", 190, "nhiều"],
        ["Thôn 1", 190, 200],
    ]
    made = plan(season, receive(season, rows))
    assert [cell.after for cell in made.written] == ["190 trong 200 (95%)"]
    assert [cell.where.place for cell in made.faults] == ["B3", "C4", "A5"]
    assert "210 nhiều hơn tổng 200" in made.faults[0].told


def test_the_period_goes_out_and_comes_back_without_change(season: SmallSeason) -> None:
    head, report = season.heads["Thôn 1"], season.report("Thôn 1")
    for target, entry in (
        ("fish", Entry("33,6", note="mùa cá")),
        ("health", Entry("190", "200")),
        ("poor", Entry("không có")),
    ):
        figures.write(report, season.targets[target], entry, expected=0, by=head, at=NOW)
    figures.write(
        season.report("Thôn 2"),
        season.targets["fish"],
        Entry("ba mươi"),
        expected=0,
        by=season.office,
        at=NOW,
    )
    reports.send(season.report("Thôn 1"), expected=season.report("Thôn 1").version, by=head, at=NOW)
    data = to_xlsx(workbook_of(season.period(APRIL)), made_at=NOW)
    made = plan(season, receive(season, data))
    assert made.written == []
    assert {cell.effect for cell in made.cells} == {Effect.SAME, Effect.FAULT}
    assert [cell.where.place for cell in made.faults] == ["B5"]
    assert len(made.same) == 3


def test_an_edited_export_changes_only_what_was_edited(season: SmallSeason) -> None:
    take(season, receive(season, [HEAD, ["Thôn 1", 33.6, 0], ["Thôn 2", 20, 1]]))
    (sheet,) = read_sheets(to_xlsx(workbook_of(season.period(APRIL)), made_at=NOW))
    rows = [list(row) for row in sheet.rows]
    rows[2][1] = "đã đổi tên cột"
    place = next(number for number, row in enumerate(rows) if row[0] == "Thôn 2")
    rows[place][1] = 25
    made = plan(season, receive(season, rows))
    assert [(cell.where.place, cell.before, cell.after) for cell in made.written] == [
        (f"B{place + 1}", "20 tấn", "25 tấn")
    ]
    assert len(made.same) == 3


def test_the_same_file_counts_once(season: SmallSeason) -> None:
    rows = [HEAD, ["Thôn 1", 33.6, 0]]
    data = make_xlsx(rows)
    batch = receive(season, data)
    assert receive(season, data).pk == batch.pk
    take(season, batch)
    assert receive(season, data).pk == batch.pk
    with pytest.raises(DomainError, match="đã nhập"):
        take(season, FigureImport.objects.get())
    assert FigureImport.objects.count() == 1


def test_nothing_is_taken_that_was_not_seen(season: SmallSeason) -> None:
    batch = receive(season, [HEAD, ["Thôn 1", 33.6, 0]])
    seen = imports.Seen(plan(season, batch).digest)
    figures.write(
        season.report("Thôn 1"), season.targets["fish"], Entry("9"), expected=0, by=season.office, at=NOW
    )
    with pytest.raises(DomainError, match="Từ lúc xem đến lúc bấm"):
        imports.take(batch, seen, by=season.office, at=NOW)
    assert values(season) == {("Thôn 1", "Sản lượng đánh bắt"): Decimal(9)}


def test_a_fault_in_the_middle_leaves_nothing(season: SmallSeason, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = receive(season, [HEAD, ["Thôn 1", 33.6, 0]])

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(imports, "record", dies)
    with pytest.raises(KeyboardInterrupt):
        take(season, batch)
    assert Figure.objects.count() == 0
    assert FigureImport.objects.get().state == ImportState.READY


def test_a_head_takes_only_the_own_rows(season: SmallSeason) -> None:
    head = season.heads["Thôn 1"]
    batch = receive(season, [HEAD, ["Thôn 1", 33.6, 0], ["Thôn 2", 5, 5]], by=head)
    made = plan(season, batch, head)
    assert [cell.where.place for cell in made.written] == ["B2", "C2"]
    assert {cell.told for cell in made.faults} == {"Chỉ Thôn 2 hoặc văn phòng được ghi báo cáo này."}
    assert take(season, batch, head).count == 2


def test_what_was_sent_changes_only_with_a_reason_and_a_trace(season: SmallSeason) -> None:
    take(season, receive(season, [HEAD, ["Thôn 1", 30, 0]]))
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    batch = receive(season, [HEAD, ["Thôn 1", 35, 0]])
    assert [cell.effect for cell in plan(season, batch).cells] == [Effect.CORRECT, Effect.SAME]
    with pytest.raises(DomainError, match="Ghi lý do"):
        take(season, batch)
    take(season, batch, reason="Thôn gửi lại tệp.")
    change = FigureChange.objects.get()
    assert (change.kind, change.value_before, change.value_after) == (ChangeKind.IMPORTED, 30, 35)
    import_undoing.undo(batch, by=season.office, at=NOW)
    figure = Figure.objects.get(report=report, target=season.targets["fish"])
    assert (figure.value, figure.state) == (30, FigureState.SENT)
    assert FigureChange.objects.filter(kind=ChangeKind.UNDONE).count() == 1


def test_an_import_is_taken_back_whole(season: SmallSeason) -> None:
    figures.write(
        season.report("Thôn 1"), season.targets["fish"], Entry("9"), expected=0, by=season.office, at=NOW
    )
    batch = take(season, receive(season, [HEAD, ["Thôn 1", 33.6, 0], ["Thôn 2", 5, 1]]))
    undone = import_undoing.undo(batch, by=season.office, at=NOW)
    assert undone.state == ImportState.UNDONE
    assert values(season) == {("Thôn 1", "Sản lượng đánh bắt"): Decimal(9)}
    assert AuditEntry.objects.filter(batch=batch.pk, action="reporting.figure.undo_import").count() == 4
    again = receive(season, [HEAD, ["Thôn 1", 33.6, 0], ["Thôn 2", 5, 1]])
    assert again.pk != batch.pk
    assert take(season, again).count == 4


def test_who_wrote_a_figure_stands_again_when_the_import_is_taken_back(season: SmallSeason) -> None:
    fish = season.targets["fish"]
    for village, is_sent in (("Thôn 1", True), ("Thôn 2", False)):
        report = season.report(village)
        figures.write(report, fish, Entry("40"), expected=0, by=season.office, at=NOW)
        if is_sent:
            reports.send(report, expected=report.version, by=season.office, at=NOW)
    other = season.other_office
    batch = receive(season, [HEAD, ["Thôn 1", 41, None], ["Thôn 2", 42, None]], by=other)
    take(season, batch, other, reason="Tệp mới")
    assert set(Figure.objects.values_list("entered_by_user_id", flat=True)) == {other.user_id}
    import_undoing.undo(batch, by=other, at=NOW)
    assert set(Figure.objects.values_list("entered_by_user_id", flat=True)) == {season.office.user_id}
    own = figures.locked(Figure.objects.get(report=season.report("Thôn 1")))
    with pytest.raises(RefusedError, match="không tự thẩm định"):
        verification.verify(own, expected=own.version, by=season.office, at=NOW)


def test_figures_changed_since_stay_and_are_told(season: SmallSeason) -> None:
    batch = take(season, receive(season, [HEAD, ["Thôn 1", 33.6, 0]]))
    report, fish = season.report("Thôn 1"), season.targets["fish"]
    figures.write(report, fish, Entry("40"), expected=1, by=season.office, at=NOW)
    import_undoing.undo(batch, by=season.office, at=NOW)
    assert values(season) == {("Thôn 1", "Sản lượng đánh bắt"): Decimal(40)}
    kept = batch.figures.exclude(kept_because="").get()
    assert kept.figure.target == fish
    with pytest.raises(DomainError):
        import_undoing.undo(batch, by=season.office, at=NOW)


def test_nothing_to_take_back_is_refused(season: SmallSeason) -> None:
    batch = take(season, receive(season, [HEAD, ["Thôn 1", 33.6, None]]))
    figures.write(
        season.report("Thôn 1"), season.targets["fish"], Entry("40"), expected=1, by=season.office, at=NOW
    )
    with pytest.raises(DomainError, match="không hoàn tác được"):
        import_undoing.undo(batch, by=season.office, at=NOW)


def test_a_closed_period_takes_nothing(season: SmallSeason) -> None:
    batch = receive(season, [HEAD, ["Thôn 1", 33.6, 0]])
    taken = take(season, receive(season, [HEAD, ["Thôn 2", 3, 0]]))
    period = season.period(APRIL)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert "đã khóa" in plan(season, FigureImport.objects.get(pk=batch.pk)).refusal
    for refused in (
        lambda: take(season, batch),
        lambda: receive(season, [HEAD, ["Thôn 3", 33.6, 0]]),
        lambda: import_undoing.undo(taken, by=season.office, at=NOW),
    ):
        with pytest.raises(RefusedError, match="đã khóa"):
            refused()


def test_who_may_not_is_refused(season: SmallSeason) -> None:
    for actor in (season.commune.actor(Role.CHAIRMAN), season.commune.actor(Role.INSPECTOR)):
        with pytest.raises(RefusedError, match="Chỉ văn phòng hoặc đơn vị báo cáo"):
            receive(season, [HEAD, ["Thôn 1", 1, 0]], by=actor)
    batch = receive(season, [HEAD, ["Thôn 1", 1, 0]])
    with pytest.raises(RefusedError, match="đơn vị khác đưa lên"):
        take(season, batch, season.heads["Thôn 1"])


def test_a_file_without_units_is_refused(season: SmallSeason) -> None:
    with pytest.raises(PaperError, match="Không thấy tên đơn vị nào"):
        receive(season, [["a", 1], ["b", 2]])


def test_a_share_written_as_a_part_of_one_is_asked_about(season: SmallSeason) -> None:
    season.targets["poor"].unit = "%"
    season.targets["poor"].save(update_fields=["unit"])
    made = plan(season, receive(season, [["Đơn vị", "Số vụ vi phạm"], ["Thôn 1", 0.85]]))
    assert [cell.told for cell in made.written] == ["0,85% rất nhỏ; có phải 85% không?"]
