"""Lines to paragraphs, with every character traceable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.parsing.layout import Kind, lay_out
from thidua.core.parsing.lines import MOST_LINES
from thidua.core.text import normalise

WRAPPED = """II. CHỈ TIÊU THI ĐUA
1. Chỉ tiêu kinh tế: phấn đấu tổng giá trị sản xuất đạt 450 tỷ đồng, tăng 8% so với năm
trước; thu nhập bình quân đầu người đạt 65 triệu đồng; thu ngân sách trên địa bàn tăng từ
3
10% trở lên.
2. Chỉ tiêu xã hội: tỷ lệ hộ nghèo giảm còn 2%; phát triển kinh tế
- xã hội bền vững.
"""


def texts(text):
    return [paragraph.text for paragraph in lay_out(text).paragraphs]


def test_wrapped_lines_are_joined_and_page_numbers_left_out():
    heading, economy, society = texts(WRAPPED)
    assert heading == "CHỈ TIÊU THI ĐUA"
    assert economy.endswith("thu ngân sách trên địa bàn tăng từ 10% trở lên.")
    assert society.endswith("phát triển kinh tế - xã hội bền vững.")


def test_a_sentence_goes_on_over_an_empty_line_only_in_lower_case():
    assert texts("sản lượng nuôi\n\ntrồng: 270 tấn.") == ["sản lượng nuôi trồng: 270 tấn."]
    assert texts("Mục tiêu chung\n\nTăng trưởng nhanh.") == ["Mục tiêu chung", "Tăng trưởng nhanh."]


@pytest.mark.parametrize(
    ("line", "marker", "body"),
    [
        ("I. MỤC TIÊU", "I.", "MỤC TIÊU"),
        ("2.1. Chỉ tiêu", "2.1.", "Chỉ tiêu"),
        ("2.1 Chỉ tiêu", "2.1", "Chỉ tiêu"),
        ("2.1- Chỉ tiêu", "2.1-", "Chỉ tiêu"),
        ("a) Về kinh tế", "a)", "Về kinh tế"),
        ("đ) Về xã hội", "đ)", "Về xã hội"),
        ("(12) Tỷ lệ hộ nghèo", "(12)", "Tỷ lệ hộ nghèo"),
        ("- Thu ngân sách", "-", "Thu ngân sách"),
        ("+ Thu ngân sách", "+", "Thu ngân sách"),
        ("• Thu ngân sách", "•", "Thu ngân sách"),
        ("* Thu ngân sách", "*", "Thu ngân sách"),
        ("3/Tổng sản lượng", "3/", "Tổng sản lượng"),
        ("Điều 2. Tổ chức thực hiện", "Điều 2.", "Tổ chức thực hiện"),
        ("1.5 triệu đồng", None, "1.5 triệu đồng"),
        ("1.5- 2 triệu đồng", None, "1.5- 2 triệu đồng"),
        ("2024 là năm", None, "2024 là năm"),
        ("552/TB-VPCP ngày", None, "552/TB-VPCP ngày"),
    ],
)
def test_markers(line, marker, body):
    (paragraph,) = lay_out(line).paragraphs
    assert (paragraph.marker, paragraph.text) == (marker, body)


def test_headings_enclose_what_stands_below_them():
    layout = lay_out(
        "I. MỤC TIÊU\n1. Mục tiêu chung\nPhát triển.\n2. Chỉ tiêu\na) Về kinh tế\n"
        "- Thu 5 tỷ đồng.\nII. NHIỆM VỤ\n1. Thu."
    )
    by_text = {paragraph.text: paragraph.headings for paragraph in layout.paragraphs}
    assert by_text["Phát triển."] == ("MỤC TIÊU", "Mục tiêu chung")
    assert by_text["Thu 5 tỷ đồng."] == ("MỤC TIÊU", "Chỉ tiêu", "Về kinh tế")
    assert by_text["Thu."] == ("NHIỆM VỤ",)


def test_a_lead_in_encloses_the_list_it_opens():
    layout = lay_out("Các đơn vị thi đua với chỉ tiêu sau:\n1. Thu đạt 5 tỷ đồng.\n2. Chi đạt 4 tỷ đồng.")
    assert layout.paragraphs[2].headings == ("Các đơn vị thi đua với chỉ tiêu sau",)


def test_bold_run_in_heads_are_measured():
    (paragraph,) = lay_out("**2.1. Chỉ tiêu kinh tế:** Thu ngân sách 5 tỷ đồng.").paragraphs
    assert paragraph.text[: paragraph.bold_end] == "Chỉ tiêu kinh tế:"
    assert paragraph.head == "Chỉ tiêu kinh tế"


@pytest.mark.parametrize("row", ["1 | Thu ngân sách | 5", "| 1 | Thu ngân sách | 5 |", "1\tThu ngân sách\t5"])
def test_rows_have_cells_with_their_places(row):
    (paragraph,) = lay_out(row).paragraphs
    assert paragraph.kind is Kind.ROW
    assert [row[cell.start : cell.end] for cell in paragraph.cells] == ["1", "Thu ngân sách", "5"]


@given(st.text(alphabet="aăđ A1.,;:-*#_|()%\n\t ", max_size=300))
def test_every_letter_of_a_paragraph_leads_back_to_itself(text):
    text = normalise(text)
    for paragraph in lay_out(text).paragraphs:
        if paragraph.kind is Kind.ROW:
            continue
        for position, letter in enumerate(paragraph.text):
            assert letter == " " or text[paragraph.origin(position)] == letter


@given(st.text(max_size=300))
def test_any_text_is_laid_out(text):
    layout = lay_out(normalise(text))
    assert all(0 <= line.start < line.end <= len(layout.text) for line in layout.lines)


def test_a_text_longer_than_any_letter_is_cut_and_says_so():
    layout = lay_out("dòng\n\n" * (MOST_LINES + 5))
    assert layout.unread is not None
    assert lay_out("dòng\n" * 5).unread is None
