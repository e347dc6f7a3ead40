"""PDF with text: reading order, lines, paragraphs, page numbers, refusals."""

import pytest
from tests.papers.pdf_maker import HEIGHT, At, centered, make_pdf

from thidua.papers.extraction import PaperError, Role, extract

LEFT, TOP, PITCH = 85, 780, 18
LONG = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các văn"
LETTERHEAD = [
    centered(TOP, "UBND HUYỆN KỲ MẪU", 150),
    centered(TOP, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 410),
    centered(TOP - PITCH, "ỦY BAN NHÂN DÂN XÃ", 150),
    centered(TOP - PITCH, "Độc lập - Tự do - Hạnh phúc", 410),
    centered(TOP - 3 * PITCH, "Số: 12/KH-UBND", 150),
    centered(TOP - 3 * PITCH, "Mẫu Sơn, ngày 05 tháng 4 năm 2024", 410),
]
BODY = [
    centered(TOP - 5 * PITCH, "KẾ HOẠCH"),
    At(LEFT + 30, TOP - 7 * PITCH, LONG),
    At(LEFT, TOP - 8 * PITCH, "bản hướng dẫn thi hành, Ủy ban nhân dân xã phát động như sau:"),
    At(LEFT + 30, TOP - 9 * PITCH, "1. Tốc độ tăng trưởng kinh tế đạt 11% trở lên."),
    At(LEFT + 30, TOP - 10 * PITCH, "2. Sản lượng lương thực đạt 2.350 tấn."),
]
SIGNATURE = [
    At(LEFT, 300, "Nơi nhận:"),
    centered(298, "TM. ỦY BAN NHÂN DÂN", 420),
    At(LEFT, 300 - PITCH, "- UBND huyện;"),
    centered(298 - PITCH, "CHỦ TỊCH", 420),
    At(LEFT, 300 - 2 * PITCH, "- Lưu: VT."),
    centered(220, "Nguyễn Văn Mẫu", 420),
]


def read(pages, **options):
    return extract(make_pdf(pages, **options), "ke-hoach.pdf")


def test_letterhead_is_read_column_by_column():
    text = read([LETTERHEAD + BODY]).text
    assert text.split("\n\n")[:3] == [
        "UBND HUYỆN KỲ MẪU\nỦY BAN NHÂN DÂN XÃ\nSố: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nMẫu Sơn, ngày 05 tháng 4 năm 2024",
        "KẾ HOẠCH",
    ]


def test_letterhead_written_in_any_order_is_the_same():
    assert read([list(reversed(LETTERHEAD)) + BODY]).text == read([LETTERHEAD + BODY]).text


def test_wraps_stay_and_paragraphs_part():
    paper = read([LETTERHEAD + BODY])
    assert f"{LONG}\nbản hướng dẫn" in paper.text
    assert "như sau:\n\n1. Tốc độ" in paper.text
    assert "trở lên.\n\n2. Sản lượng" in paper.text
    items = [paper.text[block.start : block.end] for block in paper.blocks if block.role is Role.LIST_ITEM]
    assert items == [
        "1. Tốc độ tăng trưởng kinh tế đạt 11% trở lên.",
        "2. Sản lượng lương thực đạt 2.350 tấn.",
    ]


def test_signature_is_read_column_by_column():
    text = read([BODY + SIGNATURE]).text
    assert text.endswith(
        "Nơi nhận:\n- UBND huyện;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu"
    )


def test_table_rows_keep_their_cells():
    rows = [("TT", "Chỉ tiêu", "Kế hoạch"), ("1", "Tỷ lệ hộ nghèo", "dưới 3%"), ("2", "Cây xanh", "5.000")]
    page = [
        At(left, 500 - PITCH * place, cell)
        for place, row in enumerate(rows)
        for left, cell in zip((LEFT, 150, 400), row, strict=True)
    ]
    paper = read([BODY + page])
    assert "TT | Chỉ tiêu | Kế hoạch\n1 | Tỷ lệ hộ nghèo | dưới 3%\n2 | Cây xanh | 5.000" in paper.text
    assert sum(block.role is Role.TABLE_ROW for block in paper.blocks) == 3


def test_page_numbers_and_repeated_lines_are_dropped():
    pages = [
        [
            centered(HEIGHT - 40, str(number)),
            At(LEFT, TOP - 40, f"Nội dung riêng của trang thứ {word}."),
            At(LEFT, 30, f"Văn phòng UBND xã, trang {number}"),
        ]
        for number, word in enumerate(("nhất", "hai", "ba", "bốn"), 1)
    ]
    assert [line for line in read(pages).text.splitlines() if line] == [
        f"Nội dung riêng của trang thứ {word}." for word in ("nhất", "hai", "ba", "bốn")
    ]


def test_a_sentence_goes_on_over_the_page():
    second = "bản hướng dẫn thi hành; theo đề nghị của công chức Văn phòng"
    paper = read([[At(LEFT, 100, LONG)], [At(LEFT, TOP, second), At(LEFT, TOP - PITCH, "- Thống kê xã.")]])
    assert paper.text.startswith(f"{LONG}\n{second}\n")
    breaks = [block for block in paper.blocks if block.role is Role.PAGE_BREAK]
    assert [(block.start, block.page) for block in breaks] == [(len(LONG), 2)]
    assert {block.page for block in paper.blocks} == {1, 2}


def test_decomposed_letters_become_one():
    paper = read([[At(LEFT, 500, "Kê\u0301 hoa\u0323ch pha\u0301t đô\u0323ng phong trào")]])
    assert paper.text == "Kế hoạch phát động phong trào"


def test_old_fonts_are_read_in_a_pdf():
    paper = read([[At(LEFT, 500, "ph¸t ®éng phong trµo thi ®ua yªu n­íc")]])
    assert paper.text == "phát động phong trào thi đua yêu nước"
    assert paper.notes == ("Đã chuyển phông .VnTime (TCVN3) sang Unicode.",)


def test_pages_without_text_are_named():
    paper = read([BODY, [], BODY])
    assert paper.notes == ("Trang 2 không có chữ (có thể là ảnh chụp) nên chưa được đọc.",)


@pytest.mark.parametrize(
    ("pages", "options", "code"),
    [
        ([[], []], {}, "scanned"),
        ([[At(LEFT, 30, "Ký số 5/4/2024")]] * 3, {}, "scanned"),
        ([[At(LEFT, 500, "\ue001\ue002\ue003\ue004" * 10)]], {}, "garbled"),
        (
            [BODY],
            {
                "extra": b"/Encrypt<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>/ID[(a)(a)]"
                % (b"x" * 32, b"y" * 32)
            },
            "encrypted",
        ),
        ([[At(LEFT, 500, "a")]] * 1001, {}, "too_many_pages"),
    ],
)
def test_refusals_say_what_to_do(pages, options, code):
    with pytest.raises(PaperError) as refusal:
        read(pages, **options)
    assert refusal.value.code == code
    assert "hãy" in str(refusal.value)
