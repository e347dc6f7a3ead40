"""A paper reads the same page by page as a Word document and as a PDF."""

from collections import Counter
from dataclasses import replace

import pytest
from tests.papers.test_official import DECISION, LETTER, MADE_AT, long, pages
from tests.papers.word_pages import OFFICE, as_pdfs

from thidua.papers.official import Paragraph, Proof, Section, Signature, Table, to_docx, to_pdf

pytestmark = pytest.mark.skipif(OFFICE is None, reason="asks LibreOffice to print Word documents")

SIDES = (
    Signature(("ĐẠI DIỆN THÔN 1", "TRƯỞNG THÔN"), "Nguyễn Thị Ổn"),
    Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Văn A", "Đã ký bằng tài khoản lúc 8 giờ 30 phút."),
)
LONG_WORDS = "Các thôn, ban, ngành tổ chức thực hiện đầy đủ, đúng tiến độ các chỉ tiêu được giao. " * 8
ENDS = (18, 21, 25)
LETTERS = {
    "plan": LETTER,
    "long table": long(90),
    **{f"end of a page {rows}": long(rows) for rows in ENDS},
    "long rows": replace(
        LETTER,
        sections=(Section("", (Table(("STT", "Tên"), (("1", f"{LONG_WORDS * 3}xong"),) * 4, (1, 16)),)),),
    ),
    "to one": replace(LETTER, to=("Ủy ban nhân dân tỉnh",)),
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


@pytest.mark.parametrize("rows", ENDS)
def test_the_signature_of_a_word_paper_never_stands_alone_on_a_page(rows, printed):
    last = pages(printed[f"end of a page {rows}"])[-1]
    assert "trách nhiệm chung./." in last
    assert "Nguyễn Thị Ổn" in last


def test_no_page_of_a_word_paper_ends_within_a_row(printed):
    for page in pages(printed["long rows"]):
        assert page.count("xong") == page.count("1 Các thôn, ban")


def test_the_narrowest_column_keeps_its_heading_on_one_line(printed):
    assert "STT Tên" in pages(printed["long rows"])[0]
