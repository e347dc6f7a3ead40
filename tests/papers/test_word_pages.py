"""A paper reads the same page by page as a Word document and as a PDF."""

from collections import Counter
from dataclasses import replace

import pytest
from tests.papers.test_official import DECISION, LETTER, MADE_AT, long, pages
from tests.papers.word_pages import OFFICE, as_pdfs

from thidua.papers.official import Paragraph, Proof, Section, Signature, to_docx, to_pdf

pytestmark = pytest.mark.skipif(OFFICE is None, reason="asks LibreOffice to print Word documents")

SIDES = (
    Signature(("ĐẠI DIỆN THÔN 1", "TRƯỞNG THÔN"), "Nguyễn Thị Ổn"),
    Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Văn A", "Đã ký bằng tài khoản lúc 8 giờ 30 phút."),
)
LONG_WORDS = "Các thôn, ban, ngành tổ chức thực hiện đầy đủ, đúng tiến độ các chỉ tiêu được giao. " * 8
LETTERS = {
    "plan": LETTER,
    "long table": long(90),
    "table": long(20),
    "two sides": replace(LETTER, signatures=SIDES, proof=Proof("Dấu vân tay 12ab", "https://xa.vn/1")),
    "decision": DECISION,
    "without kind": replace(LETTER, kind="", title="báo cáo kết quả", to=("Thôn 1", "Thôn 2")),
    "two pages": replace(
        LETTER, sections=(Section("I. NHIỆM VỤ", tuple(Paragraph(LONG_WORDS) for _ in range(5))),)
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    documents = {name: to_docx(letter, made_at=MADE_AT) for name, letter in LETTERS.items()}
    return as_pdfs(documents, tmp_path_factory.mktemp("word"))


@pytest.mark.parametrize("name", LETTERS)
def test_pages_hold_the_same_words(name, printed):
    word, pdf = pages(printed[name]), pages(to_pdf(LETTERS[name], made_at=MADE_AT))
    assert len(word) == len(pdf)
    assert Counter(" ".join(word).split()) == Counter(" ".join(pdf).split())


def test_a_long_table_breaks_within_three_rows_of_the_same_place(printed):
    papers = printed["long table"], to_pdf(LETTERS["long table"], made_at=MADE_AT)
    word, pdf = ([page.count("Sản lượng") for page in pages(paper)] for paper in papers)
    assert sum(word) == sum(pdf) == 90
    assert all(abs(one - other) <= 3 for one, other in zip(word, pdf, strict=True))
