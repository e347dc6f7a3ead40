"""Searched words in a title are told apart from the rest."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.highlighting import highlight


@pytest.mark.parametrize(
    ("text", "words", "matches"),
    [
        ("Tỷ lệ thu gom rác", "thu gom", ["thu", "gom"]),
        ("Tỷ lệ thu gom rác", "RAC ti", ["Tỷ", "rác"]),
        ("Hòa bình", "hoà", ["Hòa"]),
        ("Đập Đá", "da", ["Đập", "Đá"]),
        ("Nghị quyết 50/NQ-HĐND", "50 hdnd", ["50", "HĐND"]),
        ("Thu gom", "", []),
        ("Thu gom", "…", []),
    ],
)
def test_words_are_found_by_their_beginning(text, words, matches):
    assert [piece.text for piece in highlight(text, words) if piece.is_match] == matches


@given(st.text(), st.text())
def test_nothing_of_the_text_is_lost(text, words):
    pieces = highlight(text, words)
    assert "".join(piece.text for piece in pieces) == text
    assert all(first.is_match != second.is_match for first, second in pairwise(pieces))
