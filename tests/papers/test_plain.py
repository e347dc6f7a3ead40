"""Text files, markdown and pasted text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_legacy_fonts import to_tcvn3, to_vni

from thidua.papers.extraction import Kind, PaperError, Role, extract, from_pasted

TEXT = "Ủy ban nhân dân xã phát động\nphong trào thi đua “yêu nước” năm 2024: đạt 11% trở lên."
SMALL = TEXT.lower()


def cp1258(text):
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        out += base + "".join(mark for mark in parts if mark in tones)
    return out.encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        cp1258(TEXT),
    ],
)
def test_every_code_gives_the_same_text(data):
    paper = extract(data, "a.txt")
    assert paper.text == TEXT
    assert paper.kind is Kind.TEXT
    assert paper.notes == ()


@pytest.mark.parametrize(
    ("data", "font"),
    [
        (to_tcvn3(SMALL).encode("cp1252"), ".VnTime (TCVN3)"),
        (to_tcvn3(SMALL).encode(), ".VnTime (TCVN3)"),
        (to_vni(SMALL).encode("cp1252"), "VNI"),
        (to_vni(SMALL).encode(), "VNI"),
    ],
)
def test_old_fonts_are_told_and_noted(data, font):
    paper = extract(data, "a.txt")
    assert paper.text == SMALL
    assert paper.notes == (f"Đã chuyển phông {font} sang Unicode.",)


def test_western_text_is_no_noise():
    assert extract("Année 2024, côté réel".encode("cp1252"), "a.txt").text == "Année 2024, côté réel"


def test_lines_cut_at_a_width_stay_one_block():
    paper = from_pasted("Căn cứ Luật Thi đua,\nkhen thưởng;\n\nTheo đề nghị\ncủa Văn phòng.\n")
    assert paper.text == "Căn cứ Luật Thi đua,\nkhen thưởng;\n\nTheo đề nghị\ncủa Văn phòng."
    assert [paper.text[block.start : block.end] for block in paper.blocks] == paper.text.split("\n\n")


def test_long_lines_are_blocks_of_their_own():
    paper = from_pasted("a " * 100 + "\n\n" + "b " * 100 + "\nc")
    assert len(paper.blocks) == 3
    assert paper.kind is Kind.PASTED


def test_markdown_stays_as_written():
    text = "# Kế hoạch\n\n**1. Mục tiêu:** đạt\n- Một\n\n| a | b |"
    paper = extract(text.encode(), "a.md")
    assert paper.text == text
    assert paper.kind is Kind.MARKDOWN
    assert [block.role for block in paper.blocks] == [
        Role.HEADING,
        Role.PARAGRAPH,
        Role.LIST_ITEM,
        Role.TABLE_ROW,
    ]


def test_form_feeds_are_page_breaks():
    paper = from_pasted("Trang một\x0cTrang hai")
    assert paper.text == "Trang một\nTrang hai"
    assert [block.role for block in paper.blocks] == [Role.PARAGRAPH, Role.PAGE_BREAK, Role.PARAGRAPH]


@given(st.text(min_size=1))
def test_any_pasted_text_is_covered_by_blocks_or_refused(text):
    try:
        paper = from_pasted(text)
    except PaperError:
        assert not any(letter.isalpha() for letter in unicodedata.normalize("NFC", text))
        return
    assert unicodedata.is_normalized("NFC", paper.text)
    covered = {place for block in paper.blocks for place in range(block.start, block.end)}
    assert {paper.text[place] for place in set(range(len(paper.text))) - covered} <= {"\n"}
    assert all(one.end <= two.start for one, two in zip(paper.blocks, paper.blocks[1:], strict=False))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        said = extract(data, "a.txt").text
    except PaperError as refusal:
        said = refusal.sentence
    assert said.strip()
