from dataclasses import replace

import pypdfium2
import pytest

from thidua.papers.ballots.printing import Ballot, ballots_pdf
from thidua.papers.errors import PaperError

BALLOT = Ballot(
    council="HỘI ĐỒNG THI ĐUA – KHEN THƯỞNG XÃ CẨM LĨNH",
    session="Phiên 2, ngày 14/10/2024",
    award="Chiến sĩ thi đua cơ sở",
    names=("Ông Nguyễn Văn Hòa", "Bà Lê Thị Ánh"),
)


def _pages(ballot=BALLOT, count=9):
    document = pypdfium2.PdfDocument(ballots_pdf(ballot, count))
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (2, 1), (9, 5), (200, 100)])
def test_two_ballots_a_sheet(count, sheets):
    pages = _pages(count=count)
    assert len(pages) == sheets
    assert {page.count("PHIẾU BẦU") for page in pages} == {2}


def test_nothing_tells_one_ballot_from_another():
    assert len(set(_pages(count=20))) == 1
    assert ballots_pdf(BALLOT, 9) == ballots_pdf(BALLOT, 10)


def test_names_stand_in_the_order_given():
    (page,) = _pages(count=1)
    assert page.index("Nguyễn Văn Hòa") < page.index("Lê Thị Ánh")


def test_ten_names_fit_on_half_a_sheet():
    names = tuple(
        f"Ông Nguyễn Phước Quý Hoàng Bảo Minh {number}, Trưởng Thôn {number}" for number in range(10)
    )
    (page,) = _pages(replace(BALLOT, names=names), 2)
    assert page.count("không viết gì thêm.") == 2
    assert all(page.count(name) == 2 for name in names)


@pytest.mark.parametrize(
    ("ballot", "count", "words"),
    [
        (replace(BALLOT, names=()), 1, "từ 1 đến 10 dòng"),
        (replace(BALLOT, names=("A",) * 11), 1, "từ 1 đến 10 dòng"),
        (replace(BALLOT, names=("Rất dài " * 40,) * 10), 1, "không vừa nửa tờ"),
        (BALLOT, 0, "từ 1 đến 200 phiếu"),
        (BALLOT, 201, "từ 1 đến 200 phiếu"),
        (replace(BALLOT, names=("漢",)), 1, "漢"),
    ],
)
def test_what_cannot_be_printed_is_told(ballot, count, words):
    with pytest.raises(PaperError, match=words):
        ballots_pdf(ballot, count)
