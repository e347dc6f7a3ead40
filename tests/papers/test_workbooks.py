"""Workbooks read as people see them, whatever made them."""

from datetime import date, datetime

import pytest
from tests.papers.sheet_maker import MAIN, bare_ods, bare_xlsx, make_xlsx, sheet_xml, zipped

from thidua.core.figures import Mistake, read_value
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import Merged, cell_name, column_name, read_sheets


def read_one(data: bytes, name: str = "bao-cao.xlsx"):
    sheets = read_sheets(data, name)
    assert len(sheets) == 1
    return sheets[0]


def test_cells_keep_their_place_and_kind() -> None:
    sheet = read_one(
        make_xlsx([["Đơn vị", "Cây"], [None, None], ["Thôn 3", 2350], ["Thôn 4", date(2026, 3, 12)]])
    )
    assert sheet.name == "Số liệu"
    assert sheet.rows == (("Đơn vị", "Cây"), ("", ""), ("Thôn 3", 2350.0), ("Thôn 4", date(2026, 3, 12)))


def test_a_number_that_excel_made_a_date_is_told_as_one() -> None:
    sheet = read_one(make_xlsx([["Thôn 1", date(2026, 12, 3)]]))
    mistake = read_value(sheet.rows[0][1])
    assert isinstance(mistake, Mistake)
    assert "12/03" in mistake.sentence or "03/12/2026" in mistake.sentence


def test_formulas_give_the_result_that_was_saved() -> None:
    def formulas(book, sheet) -> None:
        sheet.write_formula("B1", "=SUM(A1:A9)", None, 47.3)
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")

    sheet = read_one(make_xlsx([["a"], ["b"]], change=formulas))
    assert [row[1] for row in sheet.rows] == [47.3, "#DIV/0!"]
    assert sheet.uncounted == frozenset()


def test_a_formula_whose_result_is_no_text_has_a_result() -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(A1,"","a")</f><v></v></c></row>'
    assert read_one(bare_xlsx(sheet_xml(body))).uncounted == frozenset()


@pytest.mark.parametrize("result", ["", "<v></v>", "<v/>"])
def test_a_formula_without_result_is_told(result: str) -> None:
    body = f'<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f>A1+1</f>{result}</c></row>'
    sheet = read_one(bare_xlsx(sheet_xml(body)))
    assert sheet.uncounted == {(0, 2)}


def test_percentages_are_read_as_people_see_them() -> None:
    def shares(book, sheet) -> None:
        for row, (value, form) in enumerate([(0.85, "0%"), (0.473, "0.00%"), (0.07, '0.0"%"'), (85, "0")]):
            sheet.write_number(row, 0, value, book.add_format({"num_format": form}))

    rows = read_one(make_xlsx([], change=shares)).rows
    assert [row[0] for row in rows] == ["85%", "47,3%", "7%", 85.0]


def test_hidden_rows_columns_and_sheets_are_told() -> None:
    def hide(book, sheet) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:C", None, None, {"hidden": True})
        other = book.add_worksheet("Ẩn")
        other.write(0, 0, "x")
        other.hide()

    shown, hidden = read_sheets(make_xlsx([["a", "b", "c", "d"], [1, 2, 3, 4]], change=hide))
    assert shown.hidden_rows == {1}
    assert shown.hidden_columns == {1, 2}
    assert not shown.is_hidden
    assert (hidden.name, hidden.is_hidden) == ("Ẩn", True)


def test_merged_cells_are_told() -> None:
    sheet = read_one(make_xlsx([["a"]], change=lambda _, sheet: sheet.merge_range("B1:D2", "Cây xanh")))
    assert sheet.merged == (Merged(0, 1, 1, 3),)
    assert sheet.rows[0] == ("a", "Cây xanh")


def test_sheets_of_charts_are_left_out() -> None:
    sheet = read_one(make_xlsx([["a"]], change=lambda book, _: book.add_chartsheet("Biểu đồ")))
    assert sheet.rows == (("a",),)


def test_text_of_an_old_font_becomes_unicode() -> None:
    sheet = read_one(make_xlsx([["Th«n 3", "Trång c©y ph©n t¸n", "§¬n vÞ"], ["Thêi gian", 5, ""]]))
    assert sheet.rows[0][:2] == ("Thôn 3", "Trồng cây phân tán")
    assert sheet.rows[1][1] == 5
    assert any("TCVN3" in note for note in sheet.notes)


def test_text_of_a_mac_and_hidden_marks_are_cleaned() -> None:
    sheet = read_one(make_xlsx([["Tho\u0302n\u00a03\u200b"]]))
    assert sheet.rows == (("Thôn 3",),)
    assert sheet.notes == ()


def test_times_of_day_become_words() -> None:
    def clock(book, sheet) -> None:
        sheet.write_number(0, 0, 0.5, book.add_format({"num_format": "h:mm"}))

    assert read_one(make_xlsx([], change=clock)).rows == (("12:00:00",),)


def test_a_million_empty_rows_cost_nothing() -> None:
    empty = "".join(f'<row r="{row}" spans="1:1"><c r="A{row}" s="1"/></row>' for row in range(2, 1_000_001))
    sheet = read_one(bare_xlsx(sheet_xml(f'<row r="1"><c r="A1"><v>5</v></c></row>{empty}')))
    assert sheet.rows == ((5.0,),)


def test_odd_but_true_spelling_is_read_in_the_child() -> None:
    prefixed = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>Thôn</x:t></x:is></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    assert read_one(bare_xlsx(prefixed)).rows == ((5.0, "Thôn"),)
    unaddressed = sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row>")
    assert read_one(bare_xlsx(unaddressed)).rows == ((1.0, 2.0),)


def test_opendocument_is_read_and_says_what_it_cannot_tell() -> None:
    table = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Thôn 3</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="2350"/>'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-12"/></table:table-row>'
    )
    sheet = read_one(bare_ods(table), "bao-cao.ods")
    assert sheet.rows[0][:2] == ("Thôn 3", 2350.0)
    assert isinstance(sheet.rows[0][2], datetime)
    assert "đang ẩn" in sheet.notes[0]


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_DAY = '<row r="1"><c r="A1" s="0"><v>-1e12</v></c></row>'
DAYS = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]><workbook/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def repeated_ods() -> bytes:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
    )
    return bare_ods(f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>')


@pytest.mark.parametrize(
    ("code", "data", "name"),
    [
        ("empty", b"", "a.xlsx"),
        ("too_large", b"PK\x03\x04" + bytes(26 * 1024 * 1024), "a.xlsx"),
        ("broken", make_xlsx([["a"]])[:-30], "a.xlsx"),
        ("broken", bare_xlsx("<worksheet"), "a.xlsx"),
        ("broken", OLE + "Workbook".encode("utf-16-le"), "a.xls"),
        ("broken", bare_xlsx(sheet_xml(FAR_DAY), extra={"xl/styles.xml": DAYS}), "a.xlsx"),
        ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx"),
        ("word", OLE + "WordDocument".encode("utf-16-le"), "a.xls"),
        ("unknown", zipped({"a.txt": b"x"}), "a.xlsx"),
        ("macro", bare_xlsx(sheet_xml(""), extra={"xl/vbaProject.bin": b"x"}), "a.xlsm"),
        ("binary", zipped({"xl/workbook.bin": b"x"}), "a.xlsb"),
        ("web_page", b"<html><table><tr><td>1</table>", "a.xls"),
        ("text", b"Th\xc3\xb4n 3;2350", "a.csv"),
        ("unknown", b"\x89PNG\r\n\x1a\n\0\0", "a.xlsx"),
        ("no_cells", bare_xlsx(sheet_xml("")), "a.xlsx"),
        ("no_cells", bare_xlsx(sheet_xml('<row r="5"/>')), "a.xlsx"),
        ("bomb", bare_xlsx(sheet_xml(" " * 30_000_000)), "a.xlsx"),
        ("bomb", bare_xlsx(*[sheet_xml("")] * 61), "a.xlsx"),
        ("dangerous", bare_xlsx(extra={"xl/workbook.xml": DOCTYPE}), "a.xlsx"),
        ("too_many_cells", bare_xlsx(sheet_xml(FAR)), "a.xlsx"),
        ("too_many_cells", bare_xlsx(sheet_xml("<row r='1'/>"), sheet_xml(FAR)), "a.xlsx"),
        ("too_heavy", bare_xlsx(sheet_xml(FAR.replace("XFD", "xfd"))), "a.xlsx"),
        ("too_heavy", bare_xlsx(sheet_xml(FAR.replace('r="', "r='").replace('">', "'>"))), "a.xlsx"),
        ("too_heavy", bare_xlsx(sheet_xml(FAR.replace("<c r", "<c\tr"))), "a.xlsx"),
        ("broken", repeated_ods(), "a.ods"),
        ("same_titles", bare_xlsx(sheet_xml(ONE), sheet_xml(ONE), names=("1", "1")), "a.xlsx"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(code: str, data: bytes, name: str) -> None:
    with pytest.raises(PaperError) as refusal:
        read_sheets(data, name)
    assert refusal.value.code == code
    assert "Word" not in refusal.value.sentence or code == "word"
    assert len(refusal.value.sentence.split()) <= 30


def test_two_sheets_of_one_name_are_both_measured() -> None:
    small, large = sheet_xml(ONE), sheet_xml(FAR)
    with pytest.raises(PaperError, match="hai triệu ô"):
        read_sheets(bare_xlsx(large, small, names=("1", "1")))


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_names_of_excel(column: int, name: str) -> None:
    assert column_name(column) == name
    assert cell_name(6, column) == f"{name}7"
