"""Columns of plain numbers: judged together as they would be one by one."""

import random
from decimal import Decimal
from math import inf, nan

import pytest

from thidua.core.figure_columns import typed_plainly
from thidua.core.figures import Cell, read_value


@pytest.mark.parametrize(
    ("values", "typed"),
    [
        ((2350.0, 47.3, 0.0), ["2350", "47,3", "0"]),
        ((10.0, 10.01, 100.0), ["10", "10,01", "100"]),
        ((0.000123, 9999999.123456), ["0,000123", "9999999,123456"]),
        ((5000.0,), ["5000"]),
    ],
)
def test_plain_numbers_are_written_as_people_type_them(values: tuple[float, ...], typed: list[str]) -> None:
    assert typed_plainly(values, 1e13) == typed


@pytest.mark.parametrize(
    "odd", [-1.0, -0.0, 5000.5, 0.1 + 0.2, 1.2345678, 1e-05, 1e16, inf, nan, "5", "", True, 5, Decimal(5)]
)
def test_one_that_is_not_plain_leaves_the_column_to_be_read_cell_by_cell(odd: object) -> None:
    assert typed_plainly((1.0, odd, 2.0), 5000) is None


def test_nothing_is_plain_where_every_number_must_be_looked_at() -> None:
    assert typed_plainly((0.0,), -1.0) is None


def test_a_column_says_what_each_cell_says_by_itself() -> None:
    chance = random.Random(3)  # noqa: S311 -- figures for a test
    for _ in range(300):
        values = [
            round(chance.uniform(0, 10 ** chance.randint(-3, 9)), chance.randint(0, 9)) for _ in range(5)
        ]
        whole = typed_plainly(values, 1e6)
        alone = [typed_plainly((value,), 1e6) for value in values]
        assert whole == (None if None in alone else [one[0] for one in alone if one])
        for value, one in zip(values, alone, strict=True):
            is_plain = value <= 1e6 and round(value, 6) == value and "e" not in repr(value)
            assert (one is not None) == is_plain
            if one is not None:
                cell = read_value(value, may_fall=True)
                assert isinstance(cell, Cell)
                assert Decimal(one[0].replace(",", ".")) == cell.value
