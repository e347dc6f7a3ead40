"""Official papers, looked at from inside the files: layout, faces, words, pages."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from thidua.papers.errors import PaperError
from thidua.papers.official import (
    Annex,
    Letter,
    Paragraph,
    Proof,
    Section,
    Signature,
    Table,
    check_letters,
    day_in_words,
    number_text,
    stamped,
    to_docx,
    to_pdf,
)

MADE_AT = datetime(2024, 4, 5, 8, 30, 15, 123456, tzinfo=UTC)
VOWELS = "ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲÝỶỸỴ Đđ ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳýỷỹỵ"
LETTER = Letter(
    parent="ỦY BAN NHÂN DÂN\nXÃ CẨM LĨNH",
    agency="THÔN 1",
    number=number_text("03/KH-T1", "KH-T1"),
    place_and_day=day_in_words("Cẩm Lĩnh", date(2024, 4, 5)),
    kind="KẾ HOẠCH",
    title="Hưởng ứng phong trào thi đua năm 2024",
    bases=("Căn cứ Công văn số 12/UBND;", "Căn cứ tình hình của thôn"),
    opening=(Paragraph("Thôn 1 lập kế hoạch như sau:"),),
    sections=(
        Section("I. MỤC ĐÍCH, YÊU CẦU", (Paragraph("Làm đủ việc.\n\nBáo cáo đúng hạn."),)),
        Section(
            "II. CHỈ TIÊU",
            (Table(("STT", "Chỉ tiêu", "Mức"), (("1", "Sản lượng", "120 tấn"),), (1, 6, 2), frozenset({2})),),
        ),
        Section("", (Paragraph("Trưởng thôn chịu trách nhiệm chung."),)),
    ),
    recipients=("UBND xã", "Lưu: hồ sơ thôn"),
    signatures=(Signature(("TM. BAN CÔNG TÁC", "TRƯỞNG THÔN"), "Nguyễn Thị Ổn"),),
)
DECISION = replace(
    LETTER,
    kind="QUYẾT ĐỊNH",
    issuer="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH",
    order="QUYẾT ĐỊNH:",
    opening=(Paragraph("Điều 1. Tặng Giấy khen cho 01 cá nhân, có danh sách kèm theo"),),
    sections=(),
    annex=Annex(
        "DANH SÁCH",
        "Cá nhân được khen thưởng",
        "(Kèm theo Quyết định số 05/QĐ-UBND)",
        (Paragraph("I. Giấy khen", bold=True), Table(("STT", "Họ và tên"), (("1", "Lê Thị Ổn"),))),
    ),
)


def pages(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def long(rows):
    table = Table(("STT", "Chỉ tiêu"), tuple((str(row), "Sản lượng") for row in range(rows)), (1, 6))
    return replace(LETTER, sections=(Section("I. CHỈ TIÊU", (table,)), *LETTER.sections[2:]))


def test_pdf_holds_every_part_in_the_order_of_the_decree():
    (page,) = pages(to_pdf(LETTER, made_at=MADE_AT))
    parts = (
        "ỦY BAN NHÂN DÂN",
        "XÃ CẨM LĨNH",
        "THÔN 1",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 03/KH-T1",
        "Cẩm Lĩnh, ngày 05 tháng 4 năm 2024",
        "KẾ HOẠCH",
        "Hưởng ứng phong trào",
        "Căn cứ Công văn số 12/UBND;",
        "Căn cứ tình hình của thôn.",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "Báo cáo đúng hạn.",
        "120 tấn",
        "trách nhiệm chung./.",
        "Nơi nhận:",
        "- UBND xã;",
        "- Lưu: hồ sơ thôn.",
        "TM. BAN CÔNG TÁC",
        "TRƯỞNG THÔN",
        "Nguyễn Thị Ổn",
    )
    places = [page.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert all(one < next_one for one, next_one in pairwise(places[:15]))


def box_of(data, words):
    """Return left, bottom, right and top of words on the first page, in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[0].get_textpage()
        return text.get_rect(0) if text.count_rects(*text.search(words).get_next()) else None
    finally:
        document.close()


def test_whom_it_is_sent_to_stands_clear_of_the_rule_under_the_title():
    data = to_pdf(replace(LETTER, to=("Ủy ban nhân dân tỉnh",)), made_at=MADE_AT)
    _, below_title, _, _ = box_of(data, LETTER.title)
    _, _, _, above_receiver = box_of(data, "Kính gửi")
    assert below_title - above_receiver > 15


def test_pdf_is_a4_and_is_drawn_with_the_shipped_faces_alone():
    data = to_pdf(LETTER, made_at=MADE_AT)
    document = pypdfium2.PdfDocument(data)
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    document.close()
    assert b"LiberationSerif" in data
    assert b"DejaVu" not in data


def test_the_moment_may_stand_in_any_zone():
    there = MADE_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    assert to_pdf(LETTER, made_at=there) == to_pdf(LETTER, made_at=MADE_AT)


def test_same_letter_gives_the_same_bytes():
    assert to_pdf(LETTER, made_at=MADE_AT) == to_pdf(LETTER, made_at=MADE_AT)


def test_pages_are_numbered_from_the_second_and_repeat_the_header_of_a_table():
    first, second, *_ = pages(to_pdf(long(80), made_at=MADE_AT))
    assert second.startswith("2 STT Chỉ tiêu")
    assert first.startswith("ỦY BAN")


def test_a_signature_never_stands_alone_on_a_page():
    for rows in range(14, 32):
        last = pages(to_pdf(long(rows), made_at=MADE_AT))[-1]
        assert "trách nhiệm chung./." in last, rows
        assert "Nguyễn Thị Ổn" in last, rows


def test_a_paper_beyond_two_hundred_pages_is_refused():
    with pytest.raises(PaperError, match="dài quá 200 trang"):
        to_pdf(long(8000), made_at=MADE_AT)


def test_markup_in_a_text_stays_text():
    hostile = '#panic("x") *đậm* $x$ \\ <a> @b [c] ={'
    letter = replace(LETTER, opening=(Paragraph(hostile),))
    assert hostile in pages(to_pdf(letter, made_at=MADE_AT))[0]


def test_every_vietnamese_letter_is_drawn():
    check_letters([VOWELS, "“Đoàn kết” – 47,3% ≥ 11 … “"])
    letter = replace(LETTER, opening=(Paragraph(VOWELS),))
    assert VOWELS in pages(to_pdf(letter, made_at=MADE_AT))[0]


@pytest.mark.parametrize("sign", ["😀", "中", "ก", "\x07"])
def test_a_letter_no_font_has_is_named(sign):
    letter = replace(LETTER, recipients=(f"Thôn {sign}",))
    with pytest.raises(PaperError, match="Phông chữ của văn bản không có ký tự") as refused:
        to_pdf(letter, made_at=MADE_AT)
    assert refused.value.code == "no_glyph"
    with pytest.raises(PaperError):
        to_docx(letter, made_at=MADE_AT)


def test_two_sides_sign_beside_each_other_and_a_code_leads_to_the_page():
    sides = (
        Signature(("ĐẠI DIỆN THÔN 1",), "Bà A", "Ký lúc 8:30"),
        Signature(("TM. UBND XÃ", "CHỦ TỊCH"), "Ông B"),
    )
    letter = replace(LETTER, signatures=sides, proof=Proof("Dấu vân tay 12ab", "https://xa.vn/giao-uoc/1"))
    (page,) = pages(to_pdf(letter, made_at=MADE_AT))
    for words in ("ĐẠI DIỆN THÔN 1", "Ký lúc 8:30", "CHỦ TỊCH", "Ông B", "Dấu vân tay 12ab"):
        assert words in page
    read = Document(io.BytesIO(to_docx(letter, made_at=MADE_AT)))
    assert len(read.inline_shapes) == 1


def test_docx_reads_back_as_it_was_written():
    read = Document(io.BytesIO(to_docx(LETTER, made_at=MADE_AT)))
    paragraphs = [one.text for one in read.paragraphs if one.text]
    assert paragraphs[:2] == ["KẾ HOẠCH", "Hưởng ứng phong trào thi đua năm 2024"]
    assert paragraphs[-1] == "Trưởng thôn chịu trách nhiệm chung./."
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text for text in cells)
    assert "120 tấn" in cells
    assert cells[-1].endswith("Nguyễn Thị Ổn")


def test_docx_names_times_new_roman_for_every_script_of_every_style_it_uses():
    read = Document(io.BytesIO(to_docx(LETTER, made_at=MADE_AT)))
    for name in ("Normal", "Header", "Heading 1", "Heading 2", "Heading 3"):
        faces = read.styles[name].element.rPr.rFonts
        assert {faces.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "cs", "eastAsia")} == {
            "Times New Roman"
        }
        assert [key for key in faces.attrib if "heme" in key] == []


def test_docx_is_a4_with_the_margins_of_the_decree_and_numbers_from_page_two():
    (section,) = Document(io.BytesIO(to_docx(LETTER, made_at=MADE_AT))).sections
    lengths = (
        section.page_width,
        section.page_height,
        section.left_margin,
        section.right_margin,
        section.top_margin,
    )
    assert [round(length.mm) for length in lengths] == [210, 297, 30, 20, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_letter_without_a_kind_tells_its_matter_under_the_number():
    letter = replace(LETTER, kind="", title="báo cáo kết quả", to=("UBND xã Cẩm Lĩnh",))
    (page,) = pages(to_pdf(letter, made_at=MADE_AT))
    assert "V/v báo cáo kết quả" in page
    assert "Kính gửi: UBND xã Cẩm Lĩnh" in page
    several = replace(letter, to=("UBND xã", "Đảng ủy xã"))
    (page,) = pages(to_pdf(several, made_at=MADE_AT))
    assert "- UBND xã; - Đảng ủy xã." in page


def test_a_number_stays_on_its_line_and_is_found_as_it_is_typed():
    for room in range(8, 30):
        letter = replace(LETTER, kind="", title=f"{'x ' * room}theo Quyết định số 01/QĐ-UBND")
        (page,) = pages(to_pdf(letter, made_at=MADE_AT))
        assert "01/QĐ-UBND" in page, room


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 4, 5), "Cẩm Lĩnh, ngày 05 tháng 4 năm 2024"),
        (date(2026, 1, 15), "Cẩm Lĩnh, ngày 15 tháng 01 năm 2026"),
        (date(2026, 12, 1), "Cẩm Lĩnh, ngày 01 tháng 12 năm 2026"),
        (None, "Cẩm Lĩnh, ngày      tháng      năm      "),
    ],
)
def test_days_are_written_as_the_decree_says(day, text):
    assert day_in_words("Cẩm Lĩnh", day) == text


def test_a_number_not_given_yet_leaves_room():
    assert number_text("", "KH-T1") == "Số:      /KH-T1"
    assert number_text("03/KH-T1", "KH-T1") == "Số: 03/KH-T1"


def test_cells_know_the_name_of_their_column():
    table = Table(("Việc", "Hạn"), (("Họp thôn", "30/06/2024"),))
    assert table.named_rows == ((("Việc", "Họp thôn"), ("Hạn", "30/06/2024")),)
    assert table.parts == (1, 1)


def test_decision_says_who_decides_before_its_grounds_and_that_it_is_decided_after_them():
    body, listed = pages(to_pdf(DECISION, made_at=MADE_AT))
    parts = (
        "QUYẾT ĐỊNH",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH",
        "Căn cứ Công văn số 12/UBND;",
        "Căn cứ tình hình của thôn.",
        "QUYẾT ĐỊNH:",
        "có danh sách kèm theo./.",
        "Nơi nhận:",
    )
    found = [body.index(part, body.index("Căn cứ") if part.endswith("ĐỊNH:") else 0) for part in parts]
    assert found == sorted(found)
    assert "Lê Thị Ổn" not in body
    assert listed.split(" ", 1)[1].startswith("DANH SÁCH Cá nhân được khen thưởng (Kèm theo Quyết định số")
    assert "Lê Thị Ổn" in listed


def test_letters_without_a_font_are_found_in_the_list_that_goes_with_a_paper():
    strange = replace(DECISION, annex=replace(DECISION.annex, title="Cá nhân \u6f22"))
    with pytest.raises(PaperError):
        to_pdf(strange, made_at=MADE_AT)


def test_a_word_is_written_across_every_page_of_a_copy():
    long = replace(LETTER, opening=tuple(Paragraph(f"Đoạn {place} của văn bản dài.") for place in range(90)))
    kept = to_pdf(long, made_at=MADE_AT)
    document = pypdfium2.PdfDocument(stamped(kept, "ĐÃ THAY THẾ"))
    pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) > 1
    assert all("ĐÃ THAY THẾ" in page for page in pages)
    assert "Đoạn 1 của văn bản dài." in pages[0]
    with pytest.raises(PaperError):
        stamped(kept, "替换")
