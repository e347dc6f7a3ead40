"""A list in a workbook becomes the text that Excel would have copied."""

from datetime import date

import pytest
from tests.papers.sheet_maker import bare_xlsx, make_xlsx, sheet_xml

from thidua.core.pasted.table import Column, read_table
from thidua.papers.errors import PaperError
from thidua.papers.sheet_text import text_of_list

COLUMNS = (Column("name", "Tên", is_needed=True), Column("born", "Sinh"))


def test_numbers_days_and_marks_are_kept_as_people_write_them() -> None:
    rows = [["Tên", "Sinh"], ['Lê "Tư"\tA', 1980], ["Hai\ndòng", date(1980, 4, 2)], ["Số", 47.5]]
    table = read_table(text_of_list(make_xlsx(rows)), COLUMNS)
    assert [dict(line.cells) for line in table.lines] == [
        {"name": 'Lê "Tư"\tA', "born": "1980"},
        {"name": "Hai\ndòng", "born": "02/04/1980"},
        {"name": "Số", "born": "47,5"},
    ]


def test_lines_have_the_numbers_of_the_rows_of_the_sheet() -> None:
    text = text_of_list(make_xlsx([["Danh sách"], [None], ["Tên"], ["A"], [None], ["B"]]))
    assert [line.number for line in read_table(text, COLUMNS).lines] == [4, 6]


def test_the_first_sheet_that_people_see_is_read() -> None:
    def more(book, sheet):
        sheet.hide()
        seen = book.add_worksheet("Thấy")
        seen.activate()
        seen.write_row(0, 0, ["Tên"])
        seen.write_row(1, 0, ["B"])

    assert text_of_list(make_xlsx([["Tên"], ["A"]], change=more)) == "Tên\nB\n"


@pytest.mark.parametrize("data", [bare_xlsx(sheet_xml("")), b"PK\x03\x04 zip", b""])
def test_what_holds_no_list_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PaperError):
        text_of_list(data, "a.xlsx")
