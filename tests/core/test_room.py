import sqlite3
from decimal import Decimal

import pytest

from thidua.core.room import fits, without_noise


@pytest.mark.parametrize(
    ("number", "has_room"),
    [
        ("0", True),
        ("-11.5", True),
        ("99999999999999", True),
        ("99999999999999.9", True),
        ("123456789.123456", True),
        ("1234567890.123450", True),
        ("1234567890.123456", False),
        ("99999999999999.99", False),
        ("100000000000000", False),
        ("0.1234567", False),
        ("1.00000000000000000000000000001", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_fifteen_digits_are_kept(number, has_room):
    assert fits(Decimal(number)) is has_room


@pytest.mark.parametrize("number", ["99999999999999.9", "123456789.123456", "0.1", "-8765432109.87654"])
def test_what_fits_comes_back_from_sqlite_digit_for_digit(number):
    with sqlite3.connect(":memory:") as database:
        (kept,) = database.execute("SELECT CAST(? AS NUMERIC)", [number]).fetchone()
    assert fits(Decimal(number))
    assert Decimal(f"{kept:.15g}") == Decimal(number)


@pytest.mark.parametrize(
    ("held", "number"),
    [
        ("0.30000000000000004", "0.3"),
        ("12345678901.300001", "12345678901.3"),
        ("33.333333333333336", "33.333333"),
        ("2350.0", "2350"),
    ],
)
def test_noise_of_binary_numbers_is_dropped(held, number):
    assert without_noise(Decimal(held)) == Decimal(number)
