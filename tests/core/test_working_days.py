"""Deadlines around Tết, and what must hold for any table of holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.working_days import WorkingDays

TET_2024 = WorkingDays(
    holidays=frozenset(date(2024, 2, day) for day in range(8, 15)), made_up=frozenset({date(2024, 2, 17)})
)
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
tables = st.builds(WorkingDays, st.frozensets(days, max_size=20), st.frozensets(days, max_size=5))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 2, 7), True),
        (date(2024, 2, 8), False),
        (date(2024, 2, 10), False),
        (date(2024, 2, 15), True),
        (date(2024, 2, 17), True),
        (date(2024, 2, 18), False),
    ],
)
def test_days_around_tet(day, worked):
    assert TET_2024.includes(day) is worked


def test_a_deadline_on_a_holiday_moves_on_and_a_reminder_back():
    assert TET_2024.on_or_after(date(2024, 2, 10)) == date(2024, 2, 15)
    assert TET_2024.on_or_before(date(2024, 2, 10)) == date(2024, 2, 7)


def test_working_days_are_counted_from_the_next_day():
    assert TET_2024.after(date(2024, 2, 7), 3) == date(2024, 2, 17)
    assert TET_2024.between(date(2024, 2, 7), date(2024, 2, 17)) == 3
    assert TET_2024.after(date(2024, 2, 7), 0) == date(2024, 2, 7)
    assert TET_2024.between(date(2024, 2, 17), date(2024, 2, 7)) == 0


def test_a_table_without_working_days_is_refused():
    never = WorkingDays(holidays=frozenset(date(2024, 1, 1) + timedelta(days=n) for n in range(100)))
    with pytest.raises(ValueError, match="holidays"):
        never.on_or_after(date(2024, 1, 1))
    with pytest.raises(ValueError, match="holidays"):
        never.on_or_before(date(2024, 3, 31))


@given(tables, days, st.integers(0, 20))
def test_counting_forward_and_between_agree(table, day, count):
    assert table.between(day, table.after(day, count)) == count
