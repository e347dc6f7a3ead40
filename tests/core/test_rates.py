"""Rates of counts: short enough to print, exact enough to judge."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.parsing.reading import Comparator
from thidua.core.rates import rate_of, share_of
from thidua.core.targets import Goal, Verdict

ABOVE_98 = Goal(Comparator.GT, low=Decimal(98), unit="%")


@pytest.mark.parametrize(
    ("count", "base", "rate"),
    [
        (276, 290, "95.17"),
        (98, 100, "98"),
        (9800001, 10000000, "98.00001"),
        (9799999, 10000000, "97.99999"),
        (0, 7, "0"),
        (1, 3, "33.33"),
        (9, 9, "100"),
        (612, 640, "95.63"),  # 95,625 exactly: half goes away from zero, as with points
    ],
)
def test_two_decimals_unless_they_would_change_the_verdict(count, base, rate):
    assert rate_of(Decimal(count), Decimal(base), ABOVE_98) == Decimal(rate)


def test_the_strict_edge_is_told_from_what_is_nearly_there():
    assert ABOVE_98.judge(rate_of(Decimal(9800001), Decimal(10000000), ABOVE_98)) == Verdict.MET
    assert ABOVE_98.judge(rate_of(Decimal(98), Decimal(100), ABOVE_98)) == Verdict.MISSED


def test_nothing_to_count_among_is_no_rate():
    assert rate_of(Decimal(0), Decimal(0), ABOVE_98) is None


def test_a_count_for_each_thousand_and_one_for_each_household():
    per_mille = Goal(Comparator.LE, high=Decimal(5), unit="‰")
    assert rate_of(Decimal(3), Decimal(1000), per_mille) == 3
    plain = Goal(Comparator.GE, low=Decimal(2), unit="buổi")
    assert rate_of(Decimal(9), Decimal(4), plain) == Decimal("2.25")


@pytest.mark.parametrize(
    ("count", "base", "share"),
    [("190", "200", Fraction(19, 20)), ("33.6", None, Fraction(168, 5)), ("0", "0", Fraction(0))],
)
def test_a_share_is_exact_and_a_number_without_a_whole_is_itself(count, base, share):
    assert share_of(Decimal(count), base and Decimal(base)) == share
