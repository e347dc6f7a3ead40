"""Numbers in Vietnamese notation, in and out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.quantities import dot_is_ambiguous, format_number, in_words, read_number, read_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.350", "2350"),
        ("47,3", "47.3"),
        ("5.840,2", "5840.2"),
        ("01", "1"),
        ("6,0", "6"),
        ("1.5", "1.5"),
        ("63.2", "63.2"),
        ("12.345.678", "12345678"),
        ("2 350", "2350"),
        ("2\u00a0350", "2350"),
        ("1,234.5", "1234.5"),
        ("1 234 567,8", "1234567.8"),
        ("2 350.5", "2350.5"),
    ],
)
def test_read_number_follows_the_notation(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["2350 4", "1 000.000", "1 .5", "", "một", "²", "٣", "1²", "1.", "1.2.3", "1,2,3", "%", "9" * 40, "12 5"],
)
def test_read_number_refuses_what_is_no_single_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("một", 1),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba trăm linh hai", 302),
        ("hai nghìn", 2000),
        ("một triệu hai trăm nghìn", 1_200_000),
    ],
)
def test_read_words(text, value):
    assert read_words(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "rừng", "hai ba rừng", "một hai"])
def test_read_words_refuses_other_words(text):
    assert read_words(text) is None


def test_only_one_short_group_is_ambiguous():
    assert dot_is_ambiguous("2.350")
    assert not dot_is_ambiguous("12.350")
    assert not dot_is_ambiguous("1.234.567")
    assert not dot_is_ambiguous("2.350,5")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "không"),
        ("15", "mười lăm"),
        ("21", "hai mươi mốt"),
        ("105", "một trăm linh năm"),
        ("1001", "một nghìn không trăm linh một"),
        ("2350", "hai nghìn ba trăm năm mươi"),
        ("1000000000", "một tỷ"),
        ("47.3", "bốn mươi bảy phẩy ba"),
        ("-3", "âm ba"),
    ],
)
def test_in_words(value, words):
    assert in_words(Decimal(value)) == words


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_what_is_printed_reads_back(value):
    assert read_number(format_number(value)) == value


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_what_is_spelled_reads_back(value):
    assert read_words(in_words(Decimal(value))) == value


@given(st.text(max_size=30))
def test_reading_never_crashes(text):
    read_number(text)
    read_words(text)
