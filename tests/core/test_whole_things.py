"""What comes whole is shown whole, and a typed part of it is asked about."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.whole_things import about, is_whole, parted


@pytest.mark.parametrize(
    "measure",
    [
        "hộ",
        "người",
        "người có thẻ",
        "cây",
        "cây xanh",
        "Hộ nghèo",
        "con",
        "ngôi nhà",
        "vụ",
        "lượt người",
        "số hộ",
    ],
)
def test_things_that_come_whole(measure: str):
    assert is_whole(measure.removeprefix("số "))


@pytest.mark.parametrize(
    "measure",
    [
        "",
        "%",
        "tấn",
        "triệu đồng",
        "triệu đồng/người",
        "nghìn cây",
        "cây số",
        "con/hộ",
        "ha",
        "km",
        "điểm",
        "hồ",
    ],
)
def test_what_may_be_parted(measure: str):
    assert not is_whole(measure)


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (Fraction(124, 10), "hộ", "khoảng 12 hộ"),
        (Fraction(125, 10), "hộ", "khoảng 13 hộ"),
        (Fraction(12), "hộ", "12 hộ"),
        (Fraction(1, 3), "người", "khoảng 0 người"),
        (Fraction(124, 10), "tấn", "12,4 tấn"),
        (Fraction(100, 3), "%", "33,33%"),
    ],
)
def test_computed_numbers(number: Fraction, unit: str, text: str):
    assert about(number, unit) == text


@pytest.mark.parametrize(
    ("value", "measure", "sentence"),
    [
        ("2.5", "hộ", "2,5 hộ? Số hộ phải là số nguyên."),
        ("2.0", "hộ", ""),
        ("2.5", "tấn", ""),
        ("2.5", "", ""),
    ],
)
def test_typed_parts(value: str, measure: str, sentence: str):
    assert parted(Decimal(value), measure) == sentence
