from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.errors import DomainError
from thidua.core.figures import Mistake
from thidua.core.progress import CurvePlan, Mark, curve_of, kept_marks, marks_of, read_marks

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
SPRING = (date(2024, 4, 16), date(2024, 6, 30))
SCHOOL = (date(2024, 9, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("plan", "days", "on", "share"),
    [
        (CurvePlan.EVEN, YEAR, date(2024, 7, 1), Fraction(183, 366)),
        (CurvePlan.SEASONS, YEAR, date(2024, 1, 30), Fraction(0)),
        (CurvePlan.SEASONS, YEAR, date(2024, 6, 14), Fraction(5, 100)),
        (CurvePlan.SEASONS, YEAR, date(2024, 6, 15), Fraction(60, 100)),
        (CurvePlan.SEASONS, YEAR, date(2024, 9, 30), Fraction(1)),
        (CurvePlan.SEASONS, YEAR, date(2024, 12, 31), Fraction(1)),
        (CurvePlan.BUDGET, YEAR, date(2024, 3, 31), Fraction(20, 100)),
        (CurvePlan.BUDGET, YEAR, date(2024, 9, 30), Fraction(70, 100)),
        (CurvePlan.SCHOOL, SCHOOL, date(2025, 1, 14), Fraction(0)),
        (CurvePlan.SCHOOL, SCHOOL, date(2025, 1, 15), Fraction(1, 2)),
        (CurvePlan.SCHOOL, SCHOOL, date(2025, 5, 30), Fraction(1, 2)),
        (CurvePlan.SCHOOL, SCHOOL, date(2025, 5, 31), Fraction(1)),
        # a movement that is shorter than the plan: all of it is due on its last day
        (CurvePlan.BUDGET, SPRING, date(2024, 6, 30), Fraction(1)),
        (CurvePlan.SEASONS, SPRING, date(2024, 6, 29), Fraction(60, 100)),
        (CurvePlan.SEASONS, SPRING, date(2024, 6, 30), Fraction(1)),
    ],
)
def test_share_that_is_due_by_the_usual_plans(
    plan: CurvePlan, days: tuple[date, date], on: date, share: Fraction
) -> None:
    assert curve_of(plan, (), *days).expected_share(on) == share


def test_own_marks_are_joined_by_straight_lines_in_the_order_of_the_days() -> None:
    marks = (Mark(31, 5, Decimal(40)), Mark(31, 1, Decimal(10)))
    curve = curve_of(CurvePlan.POINTS, marks, *YEAR)
    assert curve.name == "theo các mốc tự đặt"
    assert curve.expected_share(date(2024, 1, 31)) == Fraction(1, 10)
    assert curve.expected_share(date(2024, 5, 31)) == Fraction(4, 10)
    assert Fraction(1, 10) < curve.expected_share(date(2024, 3, 15)) < Fraction(4, 10)
    assert curve.expected_share(date(2024, 12, 31)) == 1


def test_no_mark_inside_the_days_leaves_an_even_curve() -> None:
    assert curve_of(CurvePlan.POINTS, (Mark(1, 1, Decimal(10)),), *SPRING).name == "chia đều theo ngày"


def test_a_mark_on_the_last_day_does_not_lower_what_is_due() -> None:
    curve = curve_of(CurvePlan.POINTS, (Mark(31, 3, Decimal(10)), Mark(31, 12, Decimal(90))), *YEAR)
    assert curve.expected_share(date(2024, 12, 31)) == 1


def test_the_29_of_february_is_the_28_in_a_common_year() -> None:
    days = (date(2023, 1, 1), date(2023, 12, 31))
    curve = curve_of(CurvePlan.POINTS, (Mark(29, 2, Decimal(25)),), *days)
    assert curve.expected_share(date(2023, 2, 28)) == Fraction(1, 4)


def test_a_later_mark_that_asks_for_less_is_refused() -> None:
    with pytest.raises(DomainError, match="mức sau không được thấp hơn"):
        curve_of(CurvePlan.POINTS, (Mark(31, 3, Decimal(50)), Mark(30, 6, Decimal(40))), *YEAR)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("31/05 40%", Mark(31, 5, Decimal(40))),
        ("31/5: 40", Mark(31, 5, Decimal(40))),
        ("1/12 = 92,5 %", Mark(1, 12, Decimal("92.5"))),
        ("30/6\t100", Mark(30, 6, Decimal(100))),
        ("29/2 10%", Mark(29, 2, Decimal(10))),
    ],
)
def test_line_is_read_as_a_mark(line: str, mark: Mark) -> None:
    assert read_marks(line) == (mark,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "ít nhất một mốc"),
        ("31/02 10%", "chưa đúng"),
        ("31/13 10%", "chưa đúng"),
        ("31/05 101%", "chưa đúng"),
        ("31/05", "chưa đúng"),
        ("31/05/2024 40%", "chưa đúng"),
        ("31/05 -4", "chưa đúng"),
        ("31/05 1e309", "chưa đúng"),
        ("31/05 40%\n31/5 50%", "cùng một ngày"),
        ("\n".join(f"{day}/01 10%" for day in range(1, 26)), "Nhiều nhất 24"),
    ],
)
def test_line_that_is_no_mark_is_told(text: str, words: str) -> None:
    found = read_marks(text)
    assert isinstance(found, Mistake)
    assert words in found.sentence


def test_marks_come_back_from_a_record_as_they_were_kept() -> None:
    marks = (Mark(31, 5, Decimal("40.5")), Mark(30, 9, Decimal(80)))
    assert kept_marks(marks) == [["31/05", "40,5"], ["30/09", "80"]]
    assert marks_of(kept_marks(marks)) == marks
    assert marks_of([]) == ()
    assert [mark.text for mark in marks] == ["31/05 40,5%", "30/09 80%"]


def test_a_record_that_holds_no_marks_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="chưa đúng"):
        marks_of([["hôm nay", "40"]])
