import pytest

from thidua.core.letter_looks import Line, Look, looks_of

PLAIN, STRONG, ITEM, ROW = Look(), Look(is_strong=True), Look(is_item=True), Look(is_row=True)
CENTRED, TITLE = Look(is_centred=True), Look(is_strong=True, is_centred=True)
LETTER = (
    ("ỦY BAN NHÂN DÂN", TITLE),
    ("XÃ CẨM LĨNH", TITLE),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", TITLE),
    ("Độc lập - Tự do - Hạnh phúc", TITLE),
    ("Số: 36/UBND-VP", CENTRED),
    ("V/v phát động phong trào thi đua năm 2024", CENTRED),
    ("Cẩm Lĩnh, ngày 22 tháng 4 năm 2024", CENTRED),
    ("Kính gửi:", PLAIN),
    ("- Các ban, ngành cấp xã;", ITEM),
    ("Căn cứ Luật Thi đua, khen thưởng năm 2022;", PLAIN),
    ("I. MỤC TIÊU, CHỈ TIÊU THI ĐUA", TITLE),
    ("2. Các chỉ tiêu chủ yếu năm 2024:", STRONG),
    ("2.1. Về kinh tế", STRONG),
    ("1. Thu ngân sách 19 tỷ đồng", PLAIN),
    ("2. Các ban, ngành thực hiện tốt kế hoạch.", PLAIN),
    ("a) Trồng cây", ITEM),
    ("TM. ỦY BAN NHÂN DÂN", TITLE),
)


def test_a_letter_without_shape_gets_that_of_official_letters() -> None:
    found = looks_of([Line(words) for words, _ in LETTER])
    assert list(found) == [look for _, look in LETTER]


def test_a_long_first_paragraph_is_no_letterhead() -> None:
    assert list(looks_of([Line("Phong trào thi đua " * 12)])) == [PLAIN]


def test_the_letterhead_ends_after_some_lines() -> None:
    looks = list(looks_of([Line("một dòng")] * 20))
    assert looks[13:15] == [CENTRED, PLAIN]


@pytest.mark.parametrize(
    ("line", "look"),
    [
        (Line("Tên | 2023", role="table_row"), ROW),
        (Line("Trồng cây", role="list_item"), ITEM),
        (Line("1. Mục tiêu chung", role="list_item"), STRONG),
        (Line("1. Trồng 3 ha rừng", role="list_item"), ITEM),
        (Line("## Kinh tế", role="heading"), STRONG),
        (Line("Kế hoạch", is_bold=True, is_centred=True), TITLE),
        (Line("***"), PLAIN),
        (Line("Điều 3. Tổ chức thực hiện"), STRONG),
        (Line("3,5%"), PLAIN),
    ],
)
def test_what_the_file_said_goes_first(line: Line, look: Look) -> None:
    assert list(looks_of([Line("Kính gửi:"), line]))[1] == look
