"""What should be reached by a day: straight lines, harvests, plans; never more than all, never falling."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.errors import DomainError
from thidua.core.periods import Frequency, Season, periods_of_year
from thidua.core.progress import Curve, Point, at_ends_of, even

F = Fraction
YEAR = even(date(2024, 1, 1), date(2024, 12, 31))
BUDGET = Curve(
    (
        Point(date(2023, 12, 31), F(0)),
        Point(date(2024, 3, 31), F(30, 100)),
        Point(date(2024, 6, 30), F(50, 100)),
        Point(date(2024, 12, 31), F(1)),
    ),
    "theo dự toán",
)
WINTER, SUMMER = periods_of_year(
    Frequency.SEASON,
    2024,
    [Season("Đông Xuân", (12, 1), (5, 15), starts_before=True), Season("Hè Thu", (5, 20), (9, 10))],
)
RICE = at_ends_of([(SUMMER, F(2, 5)), (WINTER, F(3, 5))], "theo mùa vụ")


@pytest.mark.parametrize(
    ("curve", "day", "share"),
    [
        (YEAR, date(2023, 6, 1), F(0)),
        (YEAR, date(2024, 1, 1), F(1, 366)),
        (YEAR, date(2024, 6, 30), F(182, 366)),
        (YEAR, date(2024, 12, 31), F(1)),
        (YEAR, date(2025, 3, 1), F(1)),
        (BUDGET, date(2024, 3, 31), F(3, 10)),
        (BUDGET, date(2024, 5, 15), F(3, 10) + F(45, 91) * F(2, 10)),
        (RICE, date(2024, 5, 14), F(0)),
        (RICE, date(2024, 5, 15), F(3, 5)),
        (RICE, date(2024, 9, 9), F(3, 5)),
        (RICE, date(2024, 9, 10), F(1)),
    ],
)
def test_expected_share(curve, day, share):
    assert curve.expected_share(day) == share


def test_harvests_that_end_a_day_apart_are_two_jumps():
    one, other = periods_of_year(
        Frequency.SEASON, 2024, [Season("Lạc", (2, 1), (6, 1)), Season("Ngô", (2, 1), (6, 2))]
    )
    curve = at_ends_of([(one, F(1, 4)), (other, F(3, 4))], "theo mùa vụ")
    assert [curve.expected_share(date(2024, 6, day)) for day in (1, 2)] == [F(1, 4), 1]
    assert curve.expected_share(date(2024, 5, 31)) == 0


def test_the_end_is_the_day_all_should_be_reached():
    assert (YEAR.end, RICE.end) == (date(2024, 12, 31), date(2024, 9, 10))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([(1, 1)], "ít nhất hai mốc"),
        ([(1, 0), (1, 1)], "theo thứ tự ngày"),
        ([(1, F(1, 2)), (2, F(1, 3)), (3, 1)], "theo thứ tự ngày"),
        ([(1, 0), (2, F(9, 10))], "phải là 100%"),
        ([(1, F(-1, 2)), (2, 1)], "phải là 100%"),
    ],
)
def test_a_curve_that_cannot_be_is_refused_in_words(points, words):
    with pytest.raises(DomainError, match=words):
        Curve(tuple(Point(date(2024, 1, day), F(share)) for day, share in points), "")


@given(st.sampled_from([YEAR, BUDGET, RICE]), st.integers(-50, 450))
def test_a_share_never_falls_and_stays_within_one(curve, ahead):
    day = date(2024, 1, 1) + timedelta(days=ahead)
    assert 0 <= curve.expected_share(day) <= curve.expected_share(day + timedelta(days=1)) <= 1
