from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import Metadata, Reading, Span

WORDS = st.sampled_from(
    [
        "Số: 12/KH-UBND",
        "KẾ HOẠCH",
        "V/v",
        "Kính gửi:",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn An",
        "Căn cứ",
        "Luật",
        "năm 2022",
        "ngày 05 tháng 4 năm 2024",
        "ngày",
        "tháng",
        "phong trào thi đua",
        "cuộc vận động",
        "“",
        "”",
        '"',
        "chủ đề",
        "giai đoạn 2021 - 2025",
        "III. TỔ CHỨC THỰC HIỆN",
        "1.",
        "a)",
        "-",
        "+",
        "Sở Y tế",
        "chủ trì",
        "trước ngày 15/12",
        "đạt",
        "trên",
        "11%",
        "2.350 tấn",
        ",",
        ";",
        ".",
        ":",
        "(",
        ")",
        "*",
        "**",
        "#",
        "",
        "",
        "\t",
        "\n",
        "\n\n",
        "   ",
        "trong đó",
        "tăng",
        "giảm",
        "57, 59 và 68-NQ/TW",
        "XÃ AN LẠC",
        "ẋ",
        "İ",
        "ß",
        "\x00",
        "\u200b",
        "Điều 2.",
        "từ ngày 1 đến ngày 2 tháng 3 năm 2025",
    ]
)


def spans_of(reading: Reading) -> list[Span]:
    items = [*reading.legal_bases, *reading.movements, *reading.targets, *reading.assignments]
    doubts = [doubt.span for doubt in reading.doubts if doubt.span]
    return [item.span for item in items] + doubts


def check(reading: Reading) -> None:
    for span in spans_of(reading):
        assert 0 <= span.start <= span.end <= len(reading.text)
    for item in reading.assignments:
        assert item.task_excerpt in reading.text


def test_an_empty_text_gives_an_empty_reading():
    assert read("") == Reading("")


def test_english_gives_nothing():
    reading = read("Dear Sir,\n\nPlease find attached the report for 2024.\n\nYours, John Smith")
    assert reading.metadata == Metadata()
    assert (reading.legal_bases, reading.movements, reading.assignments) == ((), (), ())


def test_the_text_is_kept_in_one_spelling():
    assert read("Cẩm Lĩnh\r\nxã\rthôn").text == "Cẩm Lĩnh\nxã\nthôn"


def test_the_year_of_the_letter_completes_a_deadline():
    text = (
        "Số: 1/KH-UBND\nAn Lạc, ngày 5 tháng 4 năm 2024\nKẾ HOẠCH\nThi đua\n\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Các thôn báo cáo trước ngày 25/11."
    )
    assert read(text).assignments[0].due == "2024-11-25"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_may_be_read(text):
    check(read(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_scraps_of_letters_may_be_read(text):
    check(read(text))
