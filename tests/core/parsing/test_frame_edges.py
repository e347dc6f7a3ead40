"""Heads and feet as offices really type them: two columns, capitals, a number beside its kind."""

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.markers import read_marker
from thidua.core.parsing.metadata import read_metadata
from thidua.core.parsing.reading import Span

HEAD = "UBND XÃ AN LẠC\nSố: 12/UBND\nV/v phát động thi đua\n"


def frame_of(text):
    return read_metadata(lay_out(text)).metadata


def letter(head=HEAD, place="An Lạc", to="Các thôn.", foot=""):
    return f"{head}\n{place}, ngày 05 tháng 4 năm 2024\n\nKính gửi: {to}\n\nNội dung thi đua.\n\n{foot}"


@pytest.mark.parametrize(
    ("to", "addressees"),
    [
        ("Các thôn;\nKính gửi: Trạm Y tế xã;\nBan Văn hóa.", ("Các thôn", "Trạm Y tế xã", "Ban Văn hóa")),
        ("Các thôn;\n- Trường học;\n- ;\n- Trạm Y tế.", ("Các thôn", "Trường học", "Trạm Y tế")),
    ],
)
def test_addressees_opened_twice_or_left_empty(to, addressees):
    assert frame_of(letter(to=to)).addressees == addressees


def test_a_place_in_capitals_is_spelled_as_a_name():
    assert frame_of(letter(place="XÃ CẨM LĨNH")).place == "Xã Cẩm Lĩnh"


def test_a_number_beside_its_kind_is_no_title():
    head = "UBND XÃ AN LẠC\nKế hoạch số: 12/KH-UBND\n\nKẾ HOẠCH\nThi đua năm 2024\n"
    frame = frame_of(f"{head}\nCăn cứ chỉ đạo.")
    assert (frame.type, frame.number, frame.subject) == ("Kế hoạch", "12/KH-UBND", "Thi đua năm 2024")


ON_THE_LEFT = """
| UBND XÃ AN LẠC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| Số: 12/UBND | Độc lập - Tự do - Hạnh phúc |
| V/v phát động thi đua | An Lạc, ngày 5 tháng 4 năm 2024 |
| năm 2024 | (bản chính) |
"""
ON_THE_RIGHT = """
| Số: 12/UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| UBND XÃ AN LẠC | V/v phát động thi đua |
| (bản chính) | năm 2024 |
"""


@pytest.mark.parametrize("head", [ON_THE_LEFT, ON_THE_RIGHT], ids=["left", "right"])
def test_a_subject_goes_on_in_its_own_column(head):
    assert frame_of(f"{head}\nKính gửi: Các thôn.\n\nNội dung.").subject == "phát động thi đua năm 2024"


def test_place_and_date_above_the_signature_count_when_the_head_has_none():
    foot = "An Lạc, ngày 6 tháng 5 năm 2024\nTM. ỦY BAN NHÂN DÂN XÃ AN LẠC\nCHỦ TỊCH\nLê Văn A"
    body = "I. Mục đích\n" + "Việc làm.\n" * 75
    frame = frame_of(f"KẾ HOẠCH\nThi đua năm 2024\n\nCăn cứ chỉ đạo.\n\n{body}\n{foot}")
    assert (frame.place, frame.date) == ("An Lạc", "2024-05-06")
    assert frame.issuer == "Ủy ban nhân dân xã An Lạc"


@pytest.mark.parametrize(
    ("foot", "signer", "title"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nXÃ AN LẠC\nCHỦ TỊCH\n\nLê Văn A", "Lê Văn A", "Chủ tịch"),
        ("TM. ỦY BAN NHÂN DÂN\nXÃ AN LẠC\n\nLê Văn A", "Lê Văn A", None),
    ],
    ids=["body on two lines", "no title"],
)
def test_signatures_with_and_without_a_title(foot, signer, title):
    frame = frame_of(letter(foot=foot))
    assert (frame.signer, frame.signer_title) == (signer, title)


def test_lines_of_signs_only_are_no_text():
    layout = lay_out("Thi đua\n****\n``\n** **\nyêu nước")
    assert [line.text for line in layout.lines] == ["Thi đua", "yêu nước"]
    assert read_marker("") is None


def test_an_empty_stretch_has_the_place_of_its_next_letter():
    (paragraph,) = lay_out("**Nội dung** thi đua").paragraphs
    assert paragraph.text == "Nội dung thi đua"
    assert (paragraph.span(3, 3), paragraph.span(0, 3)) == (Span(5, 5), Span(2, 5))
