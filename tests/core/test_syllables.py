"""Which words can be Vietnamese."""

import unicodedata

import pytest

from thidua.core.syllables import is_syllable

POSSIBLE = """
    nghiêng khuỷu quyết giếng gì gìn giết ý yêu uống oanh xoong huyên Đặng THUẾ ỷ khuya quỹ hòa hoà tuýp
"""
IMPOSSIBLE = "hÐp møt tÕt été hotel ngz bcd đ â tếết cạc\u0300 stress côté"


@pytest.mark.parametrize("word", POSSIBLE.split())
def test_words_that_are(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", IMPOSSIBLE.split())
def test_words_that_are_not(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "expected"), [("tết", True), ("tềt", False), ("sạch", True), ("sảch", False)]
)
def test_stopped_rhymes_take_two_tones_only(word, expected):
    assert is_syllable(word) is expected
