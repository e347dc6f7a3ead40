"""Periods cover their year without gaps; deadlines move off holidays."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.periods import Frequency, Period, Season, due_on, periods_of_year, previous_year
from thidua.core.working_days import WorkingDays

F = Frequency
SEASONS = (
    Season("Hè Thu", (5, 20), (9, 10)),
    Season("Đông Xuân", (12, 1), (5, 15), starts_before=True),
)


@pytest.mark.parametrize(
    ("frequency", "names"),
    [
        (F.QUARTER, ["Quý I/2024", "Quý II/2024", "Quý III/2024", "Quý IV/2024"]),
        (F.HALF_YEAR, ["6 tháng đầu năm 2024", "6 tháng cuối năm 2024"]),
        (F.YEAR, ["Năm 2024"]),
        (F.SCHOOL_YEAR, ["Năm học 2024–2025"]),
        (F.SEASON, ["Vụ Đông Xuân 2024", "Vụ Hè Thu 2024"]),
    ],
)
def test_names_people_use(frequency, names):
    assert [period.name for period in periods_of_year(frequency, 2024, SEASONS)] == names


def test_months_and_seasons_end_on_their_last_day():
    assert periods_of_year(F.MONTH, 2024)[1] == Period(
        date(2024, 2, 1), date(2024, 2, 29), F.MONTH, "Tháng 2/2024"
    )
    winter = periods_of_year(F.SEASON, 2024, SEASONS)[0]
    assert (winter.start, winter.end) == (date(2023, 12, 1), date(2024, 5, 15))
    assert winter.covers(date(2024, 5, 15))
    assert not winter.covers(date(2024, 5, 16))


@given(st.sampled_from([F.MONTH, F.QUARTER, F.HALF_YEAR, F.YEAR]), st.integers(2000, 2100))
def test_periods_follow_each_other_through_the_whole_year(frequency, year):
    periods = periods_of_year(frequency, year)
    assert (periods[0].start, periods[-1].end) == (date(year, 1, 1), date(year, 12, 31))
    for one, following in pairwise(periods):
        assert following.start == one.end + timedelta(days=1)


def test_a_report_due_on_a_holiday_is_due_on_the_next_working_day():
    january = periods_of_year(F.MONTH, 2024)[0]
    tet = WorkingDays(holidays=frozenset(date(2024, 2, day) for day in range(8, 15)))
    assert due_on(january, 5, tet) == date(2024, 2, 5)
    assert due_on(january, 9, tet) == date(2024, 2, 15)
    assert due_on(january, -6, tet) == date(2024, 1, 25)


@pytest.mark.parametrize(
    ("frequency", "index", "before"),
    [
        (F.MONTH, 1, (date(2023, 2, 1), date(2023, 2, 28))),
        (F.QUARTER, 2, (date(2023, 7, 1), date(2023, 9, 30))),
    ],
)
def test_the_same_days_a_year_ago(frequency, index, before):
    assert previous_year(periods_of_year(frequency, 2024)[index]) == before


def test_the_end_of_february_stays_the_end_of_february():
    february = periods_of_year(F.MONTH, 2025)[1]
    assert previous_year(february) == (date(2024, 2, 1), date(2024, 2, 29))
