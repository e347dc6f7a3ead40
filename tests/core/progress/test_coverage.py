"""What should be there of the parts that were reported."""

from datetime import date
from fractions import Fraction

import pytest

from thidua.core.progress import covered, even

START, END = date(2024, 1, 1), date(2024, 12, 30)  # 365 days
CURVE = even(START, END)
JUNE, SEPTEMBER = date(2024, 6, 30), date(2024, 9, 30)
ALL, HALF, NOBODY = Fraction(1), Fraction(1, 2), Fraction(0)


def test_where_all_reported_nothing_changes():
    assert covered(CURVE, [(JUNE, ALL), (SEPTEMBER, ALL)]) is CURVE
    assert covered(CURVE, []) is CURVE


def test_a_late_part_is_not_expected_yet():
    found = covered(CURVE, [(SEPTEMBER, HALF), (JUNE, ALL)])
    until_june = CURVE.expected_share(JUNE)
    added = CURVE.expected_share(SEPTEMBER) - until_june
    assert found.expected_share(JUNE) == until_june
    assert found.expected_share(SEPTEMBER) == until_june + added / 2
    assert found.expected_share(END) == 1
    assert found.name == "chia đều theo ngày, phần của đơn vị đã báo cáo"


def test_after_the_last_period_what_is_missing_is_still_not_expected():
    found = covered(CURVE, [(JUNE, NOBODY), (END, ALL)])
    assert found.expected_share(END) == 1 - CURVE.expected_share(JUNE)
    assert found.end > END


@pytest.mark.parametrize("day", [date(2023, 12, 1), START])
def test_a_period_before_the_curve_asks_for_nothing(day):
    found = covered(CURVE, [(day, NOBODY), (JUNE, ALL)])
    assert 0 <= found.expected_share(JUNE) <= CURVE.expected_share(JUNE)


def test_a_period_that_ends_after_the_curve_keeps_the_order_of_days():
    found = covered(CURVE, [(date(2025, 5, 31), HALF)])
    assert found.expected_share(date(2025, 5, 31)) == HALF
    assert found.expected_share(date(2025, 6, 1)) == 1
