"""Long lists of figures, one a row: stored at once, or not at all."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.keys import new_key, new_keys
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.papers.errors import PaperError
from thidua.reporting.enums import CellChoice, FigureState, Route
from thidua.reporting.models import Figure
from thidua.reporting.queries import long_lists as long_list_queries
from thidua.reporting.queries.long_lists import _owed, _Reader, read_list
from thidua.reporting.queries.owing import owers_of
from thidua.reporting.queries.reading import Entry, read_entry
from thidua.reporting.services import figures, long_lists, reports

pytestmark = pytest.mark.django_db
HEAD = ["Đơn vị", "Chỉ tiêu", "Kỳ", "Số liệu"]
FISH, APRIL = "Sản lượng đánh bắt", "Tháng 4/2024"


def store(season: SmallSeason, rows, by=None) -> int:
    data = rows if isinstance(rows, bytes) else make_xlsx(rows)
    commune = season.commune.authority
    return long_lists.store(data, "dai.xlsx", commune, by=by or season.office, at=NOW).count


def faults(season: SmallSeason, rows) -> tuple[str, ...]:
    with pytest.raises(long_lists.ListFaultsError) as refusal:
        store(season, [HEAD, *rows])
    assert not Figure.objects.exists()
    return refusal.value.faults


def test_a_list_is_stored_with_one_entry_in_the_history(season: SmallSeason) -> None:
    rows = [
        HEAD,
        ["Thôn 1", FISH, APRIL, 33.6],
        ["thon 2", "san luong danh bat", "THÁNG 4/2024", "1.234,5"],
        ["Thôn 3", FISH, APRIL, "không có"],
        ["Thôn 1", FISH, "Tháng 3/2024", 0],
        ["Thôn 2", FISH, "Tháng 3/2024", None],
    ]
    assert store(season, rows) == 4
    found = {
        (str(figure.report.unit), str(figure.report.period)): figure
        for figure in Figure.objects.select_related("report__unit", "report__period")
    }
    assert {key: (figure.said, figure.value) for key, figure in found.items()} == {
        ("Thôn 1", APRIL): (CellChoice.NUMBER, Decimal("33.6")),
        ("Thôn 2", APRIL): (CellChoice.NUMBER, Decimal("1234.5")),
        ("Thôn 3", APRIL): (CellChoice.NONE, None),
        ("Thôn 1", "Tháng 3/2024"): (CellChoice.NUMBER, Decimal(0)),
    }
    one = found["Thôn 1", APRIL]
    assert (one.typed, one.state, one.route, one.version) == ("33,6", FigureState.DRAFT, Route.WORKBOOK, 1)
    assert (one.entered_by, one.entered_at) == (season.office.name, NOW)
    assert one.commune_id == season.commune.authority.pk
    entry = AuditEntry.objects.get(action="reporting.figure.store_list")
    assert entry.changes == {"count": [0, 4]}
    assert not AuditEntry.objects.filter(action="reporting.figure.write").exists()


def test_what_was_stored_is_a_figure_like_any_other(season: SmallSeason) -> None:
    store(season, [HEAD, ["Thôn 1", FISH, APRIL, 33.6]])
    report, target = season.report("Thôn 1"), season.targets["fish"]
    figure = figures.write(report, target, Entry("40"), expected=1, by=season.office, at=NOW)
    assert (figure.value, figure.version) == (40, 2)
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    assert Figure.objects.get().state == FigureState.SENT


def test_blocks_and_single_rows_are_read_alike(season: SmallSeason, monkeypatch: pytest.MonkeyPatch) -> None:
    """One odd row makes its block be read row by row: the others come out as they would without it."""
    units, months = ("Thôn 1", "Thôn 2", "Thôn 3"), (APRIL, "Tháng 3/2024", "Tháng 2/2024")
    rows = [[unit, FISH, month, place * 7.125] for place, unit in enumerate(units) for month in months]
    sheet = make_xlsx([HEAD, *rows])
    together = read_list(sheet, "dai.xlsx", season.commune.authority)
    monkeypatch.setattr(_Reader, "_plain", lambda *_: None)
    alone = read_list(sheet, "dai.xlsx", season.commune.authority)
    assert together.items == alone.items
    assert len(alone.items) > 3


@pytest.mark.parametrize("targets", [("fish", "poor"), ("poor", "fish")])
def test_figures_of_any_order_belong_to_their_reports_and_targets(
    season: SmallSeason, targets: tuple[str, str]
) -> None:
    names = {season.targets[name].name: place for place, name in enumerate(targets)}
    months = (APRIL, "Tháng 3/2024")
    cells = [(unit, name, month) for month in months for name in names for unit in ("Thôn 3", "Thôn 1")]
    store(season, [HEAD, *([*cell, place + 1] for place, cell in enumerate(cells))])
    found = Figure.objects.select_related("report__unit", "report__period", "target")
    stored = {(str(one.report.unit), one.target.name, str(one.report.period)): one.value for one in found}
    assert stored == {cell: place + 1 for place, cell in enumerate(cells)}


def test_doubled_rows_are_told_wherever_they_stand(
    season: SmallSeason, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Thôn 1", FISH, APRIL, 5], ["Thôn 2", FISH, APRIL, 5], ["thôn 1", FISH, APRIL, 6]]
    assert faults(season, rows) == ("Ô D4: Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị.",)
    monkeypatch.setattr(long_list_queries, "_BLOCK", 2)
    assert faults(season, rows) == ("Ô D4: Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị.",)


def test_lists_ask_of_each_unit_what_reports_ask(season: SmallSeason) -> None:
    targets = list(season.targets.values())
    owed = {
        (unit_id.hex, target.tracking.frequency, number)
        for number, target in enumerate(targets)
        for unit_id in owers_of(targets)[target.pk]
    }
    assert {(*kind, number) for kind, given in _owed(targets).items() for number in given} == owed
    assert owed


NUMBERS = [0.0, 1.0, 2350.0, 33.6, 1.234, 0.1 + 0.2, 1e-05, 123456789.25, 1e13, 2e13, 1e15, 1e300]


@pytest.mark.parametrize("value", NUMBERS)
def test_a_plain_number_is_read_as_it_would_be_when_typed(season: SmallSeason, value: float) -> None:
    rows = [HEAD, ["Thôn 1", FISH, APRIL, value]]
    typed = f"{Decimal(repr(value)):f}".replace(".", ",")
    expected = read_entry(season.targets["fish"], Entry(typed))
    if expected.mistake and value != 0.1 + 0.2:  # what binary numbers add is dropped, not refused
        assert len(faults(season, rows[1:])) == 1
        return
    store(season, rows)
    figure = Figure.objects.get()
    assert figure.value == round(Decimal(repr(value)), 6)
    again = read_entry(season.targets["fish"], Entry(figure.typed))
    assert (again.said, again.value) == (CellChoice.NUMBER, figure.value)


def test_faults_are_named_by_their_cells_and_nothing_is_stored(season: SmallSeason) -> None:
    assert faults(
        season,
        [
            ["Thôn 1", FISH, APRIL, 5],
            ["Thôn 9", FISH, APRIL, 5],
            ["Thôn 1", "Cây", APRIL, 5],
            ["Thôn 1", FISH, "Tháng 13", 5],
            ["Trạm Y tế", FISH, APRIL, 5],
            ["Thôn 2", FISH, APRIL, -1],
            ["Thôn 3", FISH, APRIL, "nhiều"],
            ["Thôn 1", FISH, APRIL, 6],
            ["Thôn 1", "Người có thẻ BHYT", APRIL, 95],
            ["Thôn 1", "Tỷ lệ tăng trưởng", APRIL, 11],
        ],
    ) == (
        "Ô A3: Không có đơn vị tên “Thôn 9”.",
        "Ô B4: Không có chỉ tiêu tên “Cây”.",
        "Ô C5: Không có kỳ đang mở tên “Tháng 13”.",
        "Ô A6: Đơn vị này không phải báo cáo kỳ này.",
        "Ô D7: -1 nhỏ hơn 0; số này không thể âm.",
        "Ô D8: “nhiều” không phải là số; hãy ghi số, ví dụ 2.350 hoặc 47,3.",
        "Ô D9: Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị.",
        "Ô D10: Còn thiếu số khẩu để tính tỷ lệ.",
        "Ô B11: Đơn vị này không phải báo cáo chỉ tiêu này ở kỳ này.",
    )


def test_many_faults_are_counted_and_some_are_named(season: SmallSeason) -> None:
    assert len(faults(season, [["Thôn 9", FISH, APRIL, 5]] * 80)) == 50


def test_a_figure_that_is_there_is_not_overwritten(season: SmallSeason) -> None:
    figures.write(
        season.report("Thôn 1"), season.targets["fish"], Entry("9"), expected=0, by=season.office, at=NOW
    )
    with pytest.raises(long_lists.ListFaultsError, match="Số này đã có"):
        store(season, [HEAD, ["Thôn 1", FISH, APRIL, 5], ["Thôn 2", FISH, APRIL, 5]])
    assert [figure.value for figure in Figure.objects.all()] == [9]


def test_a_list_without_headings_or_figures_is_refused(season: SmallSeason) -> None:
    with pytest.raises(PaperError, match="bốn cột"):
        store(season, [["Thôn 1", FISH, APRIL, 5]])
    with pytest.raises(DomainError, match="không có số nào"):
        store(season, [HEAD, ["Thôn 1", FISH, APRIL, None]])


def test_only_the_office_of_the_commune_stores_lists(season: SmallSeason) -> None:
    for actor in (season.heads["Thôn 1"], season.commune.actor(Role.CHAIRMAN)):
        with pytest.raises(RefusedError, match="Chỉ văn phòng"):
            store(season, [HEAD, ["Thôn 1", FISH, APRIL, 5]], by=actor)


def test_the_number_of_queries_does_not_grow_with_the_rows(season: SmallSeason) -> None:
    months, units = ("Tháng 3/2024", "Tháng 2/2024"), ("Thôn 1", "Thôn 2", "Thôn 3")
    few = [["Thôn 1", FISH, APRIL, 5]]
    many = [[unit, FISH, month, 5] for unit in units for month in months]
    assert statements(season, few) == statements(season, many)


def statements(season: SmallSeason, rows) -> int:
    """Count the statements, the one that is run for each row aside."""
    with CaptureQueriesContext(connection) as captured:
        store(season, [HEAD, *rows])
    return sum(not query["sql"].startswith('INSERT INTO "reporting_figure"') for query in captured)


def test_the_console_stores_in_the_name_of_an_account(
    season: SmallSeason, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dai.xlsx"
    path.write_bytes(make_xlsx([HEAD, ["Thôn 1", FISH, APRIL, 5]]))
    clerk = season.commune.user(Role.OFFICE)
    Authority.objects.update(stands_on=localdate(NOW))
    call_command("store_figures", str(path), username=clerk.username)
    assert localdate(Figure.objects.get().entered_at) == localdate(NOW)
    assert "Đã nhập 1 số." in capsys.readouterr().out
    for bad, name in ((path, clerk.username), (path, "ai-do"), (tmp_path / "khong-co.xlsx", clerk.username)):
        with pytest.raises(CommandError):
            call_command("store_figures", str(bad), username=name)
    assert Figure.objects.count() == 1


def test_many_keys_are_different_and_in_order() -> None:
    keys = new_keys(1000)
    assert len(set(keys)) == 1000
    assert keys == sorted(keys)
    assert all(len(key) == 32 and key[12] == "7" and key[16] in "89ab" for key in keys)
    assert keys[0][:8] == new_key().hex[:8]  # the same minute
