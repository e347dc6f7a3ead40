"""Tables for Excel, looked at from inside the file."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from thidua.papers.sheets import Sheet, to_xlsx

MADE_AT = datetime(2024, 4, 5, 8, 30, tzinfo=UTC)
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Book:
    """The parts of a workbook that the tests ask about."""

    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith(".xml")
            }
        self.page = parts["xl/worksheets/sheet1.xml"]
        self.name = parts["xl/workbook.xml"].find(f".//{S}sheet").get("name")
        strings = parts.get("xl/sharedStrings.xml")
        self.strings = [] if strings is None else ["".join(item.itertext()) for item in strings]
        styles = parts["xl/styles.xml"]
        self.formats = {item.get("numFmtId"): item.get("formatCode") for item in styles.iter(f"{S}numFmt")}
        self.styles = list(styles.find(f"{S}cellXfs"))

    def cell(self, place):
        return next(cell for cell in self.page.iter(f"{S}c") if cell.get("r") == place)

    def text(self, place):
        cell = self.cell(place)
        assert cell.get("t") == "s"
        return self.strings[int(cell.find(f"{S}v").text)]

    def style(self, place):
        return self.styles[int(self.cell(place).get("s"))]

    def form(self, place):
        number = self.style(place).get("numFmtId")
        return self.formats.get(number, number)


def book(*rows, title="Chỉ tiêu 2024", header=("Tên", "Giá trị")):
    return Book(to_xlsx(Sheet(title, header, rows), made_at=MADE_AT))


def test_title_header_and_words_are_real_text():
    made = book(("Hộ nghèo", "0012345"))
    assert made.text("A1") == "Chỉ tiêu 2024"
    assert (made.text("A3"), made.text("B3")) == ("Tên", "Giá trị")
    assert (made.text("A4"), made.text("B4")) == ("Hộ nghèo", "0012345")
    assert made.form("B4") == "@"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@a", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"])
def test_formulas_are_text_and_stay_text(text):
    made = book((text, None))
    assert made.text("A4") == text.replace("\r", "\n")
    assert made.style("A4").get("quotePrefix") == "1"
    assert not list(made.page.iter(f"{S}f"))


def test_plain_words_have_no_quote_prefix():
    assert book(("Hộ nghèo", None)).style("A4").get("quotePrefix") is None


@pytest.mark.parametrize(
    ("value", "stored", "form"),
    [
        (2350, "2350", "#,##0"),
        (Decimal("47.3"), "47.3", "#,##0.0"),
        (Decimal("47.30"), "47.3", "#,##0.0"),
        (Decimal("0.125"), "0.125", "#,##0.000"),
        (Decimal("1E+3"), "1000", "#,##0"),
        (date(2024, 4, 5), "45387", "dd/mm/yyyy"),
        (datetime(2024, 4, 5, 12, tzinfo=UTC), "45387.5", "dd/mm/yyyy hh:mm"),
    ],
)
def test_numbers_and_dates_are_values(value, stored, form):
    made = book(("a", value))
    assert made.cell("B4").find(f"{S}v").text == stored
    assert made.form("B4") == form


def test_numbers_that_excel_would_round_stay_text():
    assert book(("a", 1234567890123456789)).text("B4") == "1234567890123456789"
    assert book(("a", Decimal("NaN"))).text("B4") == "NaN"


def test_the_page_is_ready_to_read_and_print():
    page = book(("a", 1), ("b", 2)).page
    pane = page.find(f".//{S}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("3", "frozen")
    assert page.find(f"{S}autoFilter").get("ref") == "A3:B5"
    setup = page.find(f"{S}pageSetup")
    assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")


def test_wide_tables_lie_on_their_side():
    wide = book(*[("a" * 50,) * 3], header=("x", "y", "z"))
    assert wide.page.find(f"{S}pageSetup").get("orientation") == "landscape"


def test_sheet_names_suit_excel():
    assert (
        book(title="Chỉ tiêu: xã [2024] / rất dài hơn ba mươi mốt chữ").name
        == "Chỉ tiêu xã 2024 rất dài hơn ba"
    )
    assert book(title="???").name == "Bảng"


def test_long_words_are_cut_not_lost():
    text = book(("a" * 40_000, None)).text("A4")
    assert len(text) == 32_767
    assert text.endswith("…")


def test_same_table_gives_same_bytes():
    sheet = Sheet("a", ("b",), (("c",), (None,)))
    assert to_xlsx(sheet, made_at=MADE_AT) == to_xlsx(sheet, made_at=MADE_AT)


def test_several_tables_stand_on_sheets_of_their_own():
    tables = [Sheet(title, ("Tên",), (("Thôn 1",),)) for title in ("Nguy cơ", "Còn nợ", "Xu hướng")]
    with zipfile.ZipFile(io.BytesIO(to_xlsx(*tables, made_at=MADE_AT))) as archive:
        sheets = etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{S}sheet")
    assert [sheet.get("name") for sheet in sheets] == ["Nguy cơ", "Còn nợ", "Xu hướng"]


def test_empty_tables_can_be_written():
    assert book().text("B3") == "Giá trị"


def test_a_moment_has_the_width_of_its_day_and_hour():
    """A cell of a day or moment that is too narrow shows only hashes."""
    sheet = Sheet(
        "Nhắc việc", ("Ngày", "Lúc"), ((date(2024, 6, 2), datetime(2024, 6, 2, 8, 30, tzinfo=UTC)),)
    )
    columns = Book(to_xlsx(sheet, made_at=MADE_AT)).page.findall(f".//{S}col")
    widths = [float(column.get("width")) for column in columns]
    assert widths[0] > len("02/06/2024")
    assert widths[1] > len("02/06/2024 08:30")
