"""File names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.papers.extraction import extract
from thidua.papers.names import clean_name, extension_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch thi đua.docx"), "Kế hoạch thi đua.docx"),
        ("C:\\Users\\a\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\x00b\n.docx", "ab.docx"),
        ('a<b>:"c|?*.docx', "a_b_c_.docx"),
        ("", "khong-ten"),
        ("..", "khong-ten"),
        ("  a   b .docx ", "a b .docx"),
    ],
)
def test_names_are_fit_to_see_and_store(name, expected):
    assert clean_name(name) == expected


def test_long_names_keep_their_extension():
    name = clean_name(unicodedata.normalize("NFD", "Kế hoạch " * 60) + ".docx")
    assert len(name) <= 200
    assert name.endswith(".docx")


@given(st.text())
def test_any_name_becomes_a_name(name):
    clean = clean_name(name)
    assert 0 < len(clean) <= 200
    assert "/" not in clean
    assert clean_name(clean) == clean


def test_extensions_are_small_letters():
    assert extension_of("A.DOCX") == "docx"
    assert extension_of("khong-duoi") == ""


def test_papers_bear_their_name_in_nfc():
    assert extract(b"Thi dua", unicodedata.normalize("NFD", "thu-muc/Kế hoạch.txt")).name == "Kế hoạch.txt"
