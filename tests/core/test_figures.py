"""Cells of reports: what people write, and what goes wrong in workbooks."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.figures import EMPTY, Cell, CellState, Mistake, cell_text, read_cell, read_value

D = Decimal


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("", CellState.EMPTY, None),
        ("  ", CellState.EMPTY, None),
        ("–", CellState.EMPTY, None),
        ("0", CellState.NUMBER, "0"),
        ("Không có", CellState.NONE, None),
        ("không phát sinh.", CellState.NONE, None),
        ("Không áp dụng", CellState.NOT_APPLICABLE, None),
        ("2.350", CellState.NUMBER, "2350"),
        ("2350", CellState.NUMBER, "2350"),
        ("2 350", CellState.NUMBER, "2350"),
        ("47,3", CellState.NUMBER, "47.3"),
        ("47.3", CellState.NUMBER, "47.3"),
        ("1.234.567,8", CellState.NUMBER, "1234567.8"),
        ("1,234.5", CellState.NUMBER, "1234.5"),
        ("1,234,567", CellState.NUMBER, "1234567"),
    ],
)
def test_four_things_and_all_notations(text, state, value):
    cell = read_cell(text)
    assert isinstance(cell, Cell)
    assert (cell.state, cell.value) == (state, None if value is None else D(value))


def test_two_numbers_in_one_cell_are_never_joined():
    mistake = read_cell("12 5")
    assert isinstance(mistake, Mistake)
    assert "không phải là số" in mistake.sentence


def test_none_adds_nothing_and_not_applicable_is_left_out():
    assert Cell(CellState.NONE).amount == 0
    assert Cell(CellState.NOT_APPLICABLE).amount is None
    assert EMPTY.amount is None


def test_the_unit_may_be_repeated_but_no_other():
    assert read_cell("25 cây", unit="cây") == Cell(CellState.NUMBER, D(25))
    assert read_cell("95%", unit="%") == Cell(CellState.NUMBER, D(95))
    mistake = read_cell("25 ha", unit="cây")
    assert isinstance(mistake, Mistake)
    assert "“cây”" in mistake.sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("-5", "không thể âm"),
        ("1e309", "ghi đủ các chữ số"),
        ("12/5/2024", "giống ngày tháng"),
        ("=SUM(A1:A3)", "công thức"),
        ("+cmd|' /C calc'!A0", "công thức"),
        ("nhiều", "không phải là số"),
        ("NaN", "không phải là số"),
        ("1.2.3", "không phải là số"),
        ("9" * 15, "Số quá dài"),
        ("0,1234567", "Số quá dài"),
        ("1234567890,123456", "không quá 15 chữ số"),
    ],
)
def test_a_mistake_says_what_to_do(text, words):
    mistake = read_cell(text)
    assert isinstance(mistake, Mistake)
    assert words in mistake.sentence


def test_growth_may_fall():
    assert read_cell("-5", may_fall=True) == Cell(CellState.NUMBER, D(-5))


@pytest.mark.parametrize(("text", "asked"), [("1,234", "1.234"), ("2.350", "hai nghìn"), ("47,3", "")])
def test_a_careful_reader_asks(text, asked):
    cell = read_cell(text)
    assert isinstance(cell, Cell)
    assert asked in cell.question
    assert bool(cell.question) is bool(asked)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, EMPTY),
        (12, Cell(CellState.NUMBER, D(12))),
        (0.1 + 0.2, Cell(CellState.NUMBER, D("0.3"))),
        (D("1.5"), Cell(CellState.NUMBER, D("1.5"))),
        ("không có", Cell(CellState.NONE)),
    ],
)
def test_what_a_workbook_holds(value, expected):
    assert read_value(value) == expected


@pytest.mark.parametrize(
    "value",
    [True, date(2024, 3, 4), datetime(2024, 3, 4, 5, tzinfo=UTC), float("inf"), float("nan"), -1.0],
)
def test_what_a_workbook_should_not_hold(value):
    assert isinstance(read_value(value), Mistake)


@given(st.decimals(0, 10**12 - 1, places=3))
def test_a_printed_cell_reads_to_itself(value):
    cell = Cell(CellState.NUMBER, value)
    again = read_cell(cell_text(cell))
    assert isinstance(again, Cell)
    assert again.value == value


@given(st.text(max_size=60))
def test_any_text_is_a_cell_or_a_sentence(text):
    read = read_cell(text)
    assert isinstance(read, Cell | Mistake)
    if isinstance(read, Mistake):
        assert read.sentence.endswith(".")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CellState.NONE, "không có"),
        (CellState.NOT_APPLICABLE, "không áp dụng"),
        (CellState.NUMBER, "2.350"),
    ],
)
def test_a_cell_is_printed_as_people_write_it(state, words):
    value = Decimal(2350) if state == CellState.NUMBER else None
    assert cell_text(Cell(state, value)) == words


def test_a_blank_cell_prints_nothing():
    assert cell_text(EMPTY) == ""
