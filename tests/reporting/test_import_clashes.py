"""A workbook that was handed out, edited and handed in, while figures changed meanwhile."""

import pytest
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.foundation.models import Notice
from thidua.papers.sheets import to_xlsx
from thidua.papers.workbooks import read_sheets
from thidua.reporting.models import Figure, FigureImport
from thidua.reporting.queries.import_cells import Effect
from thidua.reporting.queries.import_counts import taken_of
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.queries.period_workbook import workbook_of
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, import_undoing, imports, reports, verification

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"


def write(season: SmallSeason, number: str, target="fish", village="Thôn 1", by=None) -> None:
    report = season.report(village)
    found = Figure.objects.filter(report=report, target=season.targets[target]).first()
    figures.write(
        report,
        season.targets[target],
        Entry(number),
        expected=found.version if found else 0,
        by=by or season.heads[village],
        at=NOW,
    )


def exported(season: SmallSeason, period=APRIL) -> list[list[object]]:
    (sheet,) = read_sheets(to_xlsx(workbook_of(season.period(period)), made_at=NOW))
    return [list(row) for row in sheet.rows]


def receive(season: SmallSeason, rows, period=APRIL) -> FigureImport:
    return imports.receive(make_xlsx(rows), "a.xlsx", period=season.period(period), by=season.office, at=NOW)


def plan(season: SmallSeason, batch: FigureImport) -> Plan:
    return imports.look_at(batch, by=season.office)


def take(season: SmallSeason, batch: FigureImport, *places: str, reason="") -> FigureImport:
    seen = imports.Seen(plan(season, batch).digest, has_seen_faults=True, reason=reason, overwrites=places)
    return imports.take(batch, seen, by=season.office, at=NOW)


def value_of(season: SmallSeason, village="Thôn 1", target="fish") -> str:
    found = Figure.objects.get(report=season.report(village), target=season.targets[target])
    return found.typed


def test_what_changed_since_the_export_is_a_clash_and_stays(season: SmallSeason) -> None:
    write(season, "30")
    rows = exported(season)
    rows[3][1] = 35
    write(season, "31")
    rows[4][1] = 7
    batch = receive(season, rows)
    made = plan(season, batch)
    (clash,) = made.clashes
    assert (clash.where.place, clash.before, clash.after) == ("B4", "31 tấn", "35 tấn")
    who = season.heads["Thôn 1"].name
    assert clash.told == f"{who} đã đổi số này lúc 14:00 03/05/2024, sau khi tệp được tải ra."
    assert [cell.where.place for cell in made.written] == ["B5"]
    batch = take(season, batch)
    assert (batch.count, batch.left_out) == (1, 1)
    assert value_of(season) == "31"


def test_a_clash_is_written_only_when_it_is_ticked(season: SmallSeason) -> None:
    write(season, "30")
    rows = exported(season)
    rows[3][1] = 35
    write(season, "31")
    batch = receive(season, rows)
    with pytest.raises(DomainError, match="Chưa tích số nào"):
        take(season, batch)
    with pytest.raises(DomainError, match="Chưa tích số nào"):
        take(season, batch, "B9")
    assert take(season, batch, "B4").count == 1
    assert value_of(season) == "35"


def test_an_old_number_that_nobody_edited_is_told_as_old(season: SmallSeason) -> None:
    write(season, "30")
    write(season, "không có", "poor")
    rows = exported(season)
    write(season, "31")
    made = plan(season, receive(season, rows))
    assert [(cell.where.place, cell.told) for cell in made.clashes] == [
        ("B4", "Tệp còn giữ số cũ; số đang có mới hơn.")
    ]
    assert [cell.effect for cell in made.same] == [Effect.SAME]


def test_a_correction_made_since_is_not_written_over(season: SmallSeason) -> None:
    write(season, "30")
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    rows = exported(season)
    figure = figures.locked(Figure.objects.get())
    figures.correct(
        figure,
        Entry("33"),
        reason="Đếm lại",
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=NOW,
    )
    batch = receive(season, rows)
    assert [cell.where.place for cell in plan(season, batch).clashes] == ["B4"]
    with pytest.raises(DomainError, match="Ghi lý do"):
        take(season, batch, "B4")
    take(season, batch, "B4", reason="Đơn vị gửi tệp này")
    assert value_of(season) == "30"


def test_sending_and_verifying_are_no_clash(season: SmallSeason) -> None:
    write(season, "30")
    rows = exported(season)
    rows[3][1] = 35
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    figure = Figure.objects.get()
    verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    made = plan(season, receive(season, rows))
    assert made.clashes == []
    assert [cell.effect for cell in made.written] == [Effect.CORRECT]


def test_a_figure_written_where_the_export_was_blank_is_a_clash_too(season: SmallSeason) -> None:
    rows = exported(season)
    rows[3][1] = 35
    write(season, "31")
    assert [cell.where.place for cell in plan(season, receive(season, rows)).clashes] == ["B4"]


def test_rows_in_another_order_keep_their_marks(season: SmallSeason) -> None:
    write(season, "30")
    write(season, "20", village="Thôn 2")
    rows = exported(season)
    write(season, "21", village="Thôn 2")
    rows[3], rows[4] = rows[4], rows[3]
    rows[4][1] = 36
    made = plan(season, receive(season, rows))
    assert [(cell.where.place, cell.where.unit) for cell in made.clashes] == [("B4", "Thôn 2")]
    assert [(cell.where.place, cell.after) for cell in made.written] == [("B5", "36 tấn")]


def test_a_workbook_of_another_period_is_told(season: SmallSeason) -> None:
    write(season, "30")
    made = plan(season, receive(season, exported(season), "Tháng 3/2024"))
    told = "Tệp này tải ra cho kỳ khác, đang nhập vào tháng 3/2024. Xem lại đúng kỳ chưa."
    assert told in made.source.notes
    assert made.clashes == []


def test_units_are_told_when_the_office_changes_their_figures(season: SmallSeason) -> None:
    write(season, "30")
    rows = [["Đơn vị", "Sản lượng đánh bắt", "Số vụ vi phạm"], ["Thôn 1", 35, 1], ["Thôn 2", 5, 1]]
    batch = take(season, receive(season, rows))
    (notice,) = Notice.objects.filter(dedup_key__startswith="import-changed")
    office = season.office.name
    assert notice.unit_id == season.commune.units["Thôn 1"].pk
    assert notice.title == f"{office} đã đổi 1 số của Thôn 1 từ tệp, tháng 4/2024."
    assert notice.url == f"/bao-cao/{season.report('Thôn 1').pk}/"
    import_undoing.undo(batch, by=season.office, at=NOW)
    (notice,) = Notice.objects.filter(dedup_key__startswith="import-undone")
    assert notice.title == f"{office} đã đưa 1 số của Thôn 1 về như trước khi nhập tệp, tháng 4/2024."


def test_a_head_who_changes_the_own_figures_is_not_told(season: SmallSeason) -> None:
    write(season, "30")
    head = season.heads["Thôn 1"]
    data = make_xlsx([["Đơn vị", "Sản lượng đánh bắt"], ["Thôn 1", 35]])
    batch = imports.receive(data, "a.xlsx", period=season.period(APRIL), by=head, at=NOW)
    seen = imports.Seen(imports.look_at(batch, by=head).digest)
    imports.take(batch, seen, by=head, at=NOW)
    assert not Notice.objects.filter(dedup_key__startswith="import-").exists()


def test_every_figure_is_counted_once(season: SmallSeason) -> None:
    write(season, "30")
    write(season, "1", "poor")
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    write(season, "20", village="Thôn 2")
    write(season, "2", "poor", village="Thôn 2")
    rows = [
        ["Đơn vị", "Sản lượng đánh bắt", "Số vụ vi phạm"],
        ["Thôn 1", 35, 1],  # one corrected, one the same
        ["Thôn 2", 25, 2],  # one changed, one the same
        ["Thôn 3", 15, "nhiều"],  # one new, one at fault
        ["Thôn Mười", 1, 1],  # a row at fault
    ]
    batch = receive(season, rows)
    made = plan(season, batch)
    assert made.written_text == "1 ghi mới, 1 đổi số chưa gửi, 1 đính chính số đã gửi"
    assert (len(made.written), len(made.same), made.faults_text) == (3, 2, "1 ô và 1 dòng")
    batch = take(season, batch, reason="Tệp mới")
    taken = taken_of(batch)
    assert taken.text == made.written_text
    assert (batch.count, taken.total, batch.left_out) == (3, 3, 2)
    assert (taken.untouched, taken.touched) == (3, 0)


def test_what_cannot_be_taken_back_is_named_with_its_reason(season: SmallSeason) -> None:
    rows = [["Đơn vị", "Sản lượng đánh bắt"], ["Thôn 1", 35], ["Thôn 2", 25], ["Thôn 3", 15]]
    batch = take(season, receive(season, rows))
    report = season.report("Thôn 2")
    reports.send(report, expected=report.version, by=season.heads["Thôn 2"], at=NOW)
    later = NOW.replace(hour=9)
    figures.write(
        season.report("Thôn 3"),
        season.targets["fish"],
        Entry("16"),
        expected=1,
        by=season.heads["Thôn 3"],
        at=later,
    )
    assert (taken_of(batch).untouched, taken_of(batch).touched) == (1, 2)
    import_undoing.undo(batch, by=season.office, at=later)
    kept = batch.figures.exclude(kept_because="").order_by("pk").values_list("kept_because", flat=True)
    who = season.heads["Thôn 3"].name
    assert list(kept) == [
        "Đã gửi sau khi nhập nên giữ nguyên.",
        f"{who} đã sửa lúc 16:00 03/05/2024 nên giữ nguyên.",
    ]
    taken = taken_of(batch)
    assert (taken.given_back, taken.kept) == (1, 2)
