"""Real files of bad days: old Excel, old fonts, OpenDocument, joined cells, odd numbers, empty rows.

The .xls files were written by a program in the format of Excel 97, one of them in the font .VnTime.
"""

from pathlib import Path
from typing import Any

import pytest
from tests.papers.sheet_maker import bare_ods, bare_xlsx, make_xlsx, sheet_xml
from tests.season import NOW, SmallSeason

from thidua.papers.errors import PaperError
from thidua.papers.workbooks import read_sheets
from thidua.reporting.models import Figure, FigureImport
from thidua.reporting.queries.import_plan import Plan
from thidua.reporting.services import imports

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"
BOOKS = Path(__file__).parents[1] / "papers" / "books"
HEAD = ["Đơn vị", "Sản lượng đánh bắt", "Số vụ vi phạm"]
JOINED = "Các ô B2:B3 gộp làm một nên không rõ số của từng ô; hãy tách ô rồi ghi từng số."


def looked_at(season: SmallSeason, data: bytes, name: str) -> Plan:
    batch = imports.receive(data, name, period=season.period(APRIL), by=season.office, at=NOW)
    return imports.look_at(batch, by=season.office)


def shown(made: Plan) -> list[tuple[str, str]]:
    return [(cell.where.place, cell.after) for cell in made.written]


def told(made: Plan) -> dict[str, str]:
    return {cell.where.place: cell.told for cell in made.faults}


def test_a_workbook_of_excel_97_in_an_old_font_is_read(season: SmallSeason) -> None:
    made = looked_at(season, (BOOKS / "chi-tieu-tcvn3.xls").read_bytes(), "chi-tieu.xls")
    assert shown(made) == [("E5", "33,6 tấn"), ("E7", "0 vụ")]
    assert made.source.turn is not None
    assert made.source.turn.unit_id == season.commune.units["Thôn 1"].pk
    assert "Đã chuyển phông .VnTime (TCVN3) sang Unicode." in made.source.notes
    assert "Không nhập các dòng cộng: dòng 8 “Cộng”." in made.source.notes
    batch = FigureImport.objects.get()
    seen = imports.Seen(made.digest)
    assert imports.take(batch, seen, by=season.office, at=NOW).count == 2


def test_a_workbook_of_excel_97_with_units_in_rows_is_read(season: SmallSeason) -> None:
    made = looked_at(season, (BOOKS / "don-vi.xls").read_bytes(), "don-vi.xls")
    assert shown(made) == [
        ("B2", "33,6 tấn"),
        ("C2", "0 vụ"),
        ("B3", "1.234,5 tấn"),
        ("C3", "không có"),
    ]
    assert told(made)["B4"].startswith("Excel đã đổi số trong ô này thành ngày 03/12/2024")
    assert told(made)["C4"] == "0,473 vụ? Số vụ phải là số nguyên."
    assert any("không cho biết dòng, cột nào đang ẩn" in note for note in made.source.notes)


def test_a_broken_old_workbook_is_refused(season: SmallSeason) -> None:
    data = (BOOKS / "don-vi.xls").read_bytes()
    with pytest.raises(PaperError, match="Tệp bị hỏng"):
        looked_at(season, data[:700], "don-vi.xls")
    assert not FigureImport.objects.exists()


def test_opendocument_is_read(season: SmallSeason) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def text(words: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    number = '<table:table-cell office:value-type="float" office:value="33.6"/>'
    data = bare_ods(row(*map(text, HEAD)) + row(text("Thôn 1"), number, text("không có")))
    assert shown(looked_at(season, data, "so-lieu.ods")) == [("B2", "33,6 tấn"), ("C2", "không có")]


def test_numbers_of_two_habits_stand_side_by_side(season: SmallSeason) -> None:
    rows = [HEAD, ["Thôn 1", "1.234.567,8", 1], ["Thôn 2", "1,234.5", 1], ["Thôn 3", "12.5", 1]]
    made = looked_at(season, make_xlsx(rows), "a.xlsx")
    assert [one for one in shown(made) if one[0][0] == "B"] == [
        ("B2", "1.234.567,8 tấn"),
        ("B3", "1.234,5 tấn"),
        ("B4", "12,5 tấn"),
    ]


def test_a_share_above_its_whole_is_refused(season: SmallSeason) -> None:
    tracking = season.targets["poor"].tracking
    season.targets["poor"].unit, tracking.ceiling = "%", 100
    season.targets["poor"].save(update_fields=["unit"])
    tracking.save(update_fields=["ceiling"])
    made = looked_at(season, make_xlsx([HEAD, ["Thôn 1", 5, 120], ["Thôn 2", 5, "120%"]]), "a.xlsx")
    assert told(made).keys() == {"C2", "C3"}
    assert "lớn hơn mức lớn nhất có thể có (100 %)" in told(made)["C2"]


@pytest.mark.parametrize("text", ["+cmd|' /C calc'!A0", "-cmd", "@SUM(A1)", "=1+1", "=HYPERLINK(1)"])
def test_what_begins_as_a_formula_is_told_and_never_kept(season: SmallSeason, text: str) -> None:
    made = looked_at(season, make_xlsx([HEAD, ["Thôn 1", text, 1]]), "a.xlsx")
    assert told(made).keys() == {"B2"}
    assert shown(made) == [("C2", "1 vụ")]
    assert not Figure.objects.exists()


def test_one_number_joined_over_two_units_is_told_at_both(season: SmallSeason) -> None:
    def join(_book: Any, sheet: Any) -> None:
        sheet.merge_range("B2:B3", 30)

    rows = [HEAD, ["Thôn 1", 30, 1], ["Thôn 2", None, 1]]
    made = looked_at(season, make_xlsx(rows, change=join), "a.xlsx")
    assert shown(made) == [("C2", "1 vụ"), ("C3", "1 vụ")]
    assert told(made) == {"B2": JOINED, "B3": JOINED}


def test_a_number_joined_with_cells_that_hold_nothing_else_is_read(season: SmallSeason) -> None:
    def join(_book: Any, sheet: Any) -> None:
        sheet.merge_range("C2:D2", 3)

    rows = [[*HEAD, "Ghi chú"], ["Thôn 1", 30, 3]]
    made = looked_at(season, make_xlsx(rows, change=join), "a.xlsx")
    assert shown(made) == [("B2", "30 tấn"), ("C2", "3 vụ")]


def test_a_million_empty_rows_are_passed_over(season: SmallSeason) -> None:
    def cells(number: int, values: list[str]) -> str:
        letters = zip("ABC", values, strict=True)
        made = "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>' for letter, value in letters
        )
        return f'<row r="{number}">{made}</row>'

    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_048_577))
    data = bare_xlsx(sheet_xml(cells(1, HEAD) + cells(2, ["Thôn 1", "33,6", "0"]) + empty))
    assert shown(looked_at(season, data, "a.xlsx")) == [("B2", "33,6 tấn"), ("C2", "0 vụ")]


def test_the_old_workbooks_are_what_they_say() -> None:
    for book in BOOKS.glob("*.xls"):
        data = book.read_bytes()
        assert data.startswith(b"\xd0\xcf\x11\xe0")
        assert read_sheets(data, book.name)
