"""The table of practice, row by row, and what must hold for any numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.achievement import NOT_REPORTED, Achievement, Observation, achievement_of
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal, Verdict

C = Comparator
D = Decimal
GRAIN = Goal(C.EQ, D(2350), D(2350), "tấn")
WATER = Goal(C.GT, D(98), None, "%")
REVENUE = Goal(C.RANGE, D(19), D(20), "tỷ đồng")
POOR = Goal(C.LE, None, D("3.7"), "%")
CULTURE = Goal(C.MAINTAIN, D(100), D(100), "%")
GROWTH = Goal(C.INCREASE_BY, D(11), None, "%")
LIVESTOCK = Goal(C.INCREASE_BY, D(10), D(11), "%")
POOR_POINTS = Goal(C.DECREASE_BY, D("0.5"), D("0.5"), "điểm %")
BIRTHS = Goal(C.DECREASE_BY, D(2), D(2), "%")
HOUSES = Goal(C.DECREASE_BY, D(20), None, "hộ")
STATE = Goal(C.QUALITATIVE)
numbers = st.decimals(0, 10**9, places=3)


def of(value: str, base: str | None = None) -> Observation:
    return Observation(D(value), None if base is None else D(base))


@pytest.mark.parametrize(
    ("goal", "seen", "verdict", "percent"),
    [
        (GRAIN, of("2350"), Verdict.MET, "100"),
        (Goal(C.DECREASE_BY, D(0), D(0), "hộ"), of("5", "5"), Verdict.MET, "100"),
        (Goal(C.DECREASE_BY, D(0), D(0), "hộ"), of("6", "5"), Verdict.MISSED, "0"),
        (GRAIN, of("2300"), Verdict.MISSED, "97.87"),
        (GRAIN, of("2400"), Verdict.EXCEEDED, "102.13"),
        (GRAIN, of("0"), Verdict.MISSED, "0"),
        (WATER, of("98"), Verdict.MISSED, "100"),
        (WATER, of("98.01"), Verdict.MET, "100.01"),
        (REVENUE, of("18.05"), Verdict.MISSED, "95"),
        (REVENUE, of("19"), Verdict.MET, "100"),
        (REVENUE, of("20"), Verdict.MET, "100"),
        (REVENUE, of("25"), Verdict.EXCEEDED, "125"),
        (POOR, of("3.7"), Verdict.MET, "100"),
        (POOR, of("4"), Verdict.MISSED, "92.5"),
        (POOR, of("0"), Verdict.MET, "100"),
        (Goal(C.LT, None, D(1), "%"), of("1"), Verdict.MISSED, "100"),
        (Goal(C.LE, None, D(0), "vụ"), of("2"), Verdict.MISSED, "0"),
        (Goal(C.GE, D(0), None, "vụ"), of("2"), Verdict.MET, "100"),
        (CULTURE, of("100"), Verdict.MET, "100"),
        (CULTURE, of("88.9"), Verdict.MISSED, "88.9"),
        (GROWTH, of("11.01"), Verdict.MET, "100.01"),
        (GROWTH, of("10.99"), Verdict.MISSED, "99.99"),
        (GROWTH, of("222", "200"), Verdict.MET, "100"),
        (GROWTH, of("190", "200"), Verdict.MISSED, "85.59"),
        (LIVESTOCK, of("10.5"), Verdict.MET, "100"),
        (LIVESTOCK, of("12.11"), Verdict.EXCEEDED, "101"),
        (POOR_POINTS, of("3.2", "3.7"), Verdict.MET, "100"),
        (POOR_POINTS, of("3.5", "3.7"), Verdict.MISSED, "40"),
        (POOR_POINTS, of("4", "3.7"), Verdict.MISSED, "0"),
        (POOR_POINTS, of("0", "0.3"), Verdict.MET, "100"),
        (BIRTHS, of("98", "100"), Verdict.MET, "100"),
        (BIRTHS, of("99", "100"), Verdict.MISSED, "50"),
        (BIRTHS, of("0", "0"), Verdict.MET, "100"),
        (BIRTHS, of("3", "0"), Verdict.MISSED, "0"),
        (HOUSES, of("45", "60"), Verdict.MISSED, "75"),
        (HOUSES, of("15"), Verdict.MISSED, "75"),
        (Goal(C.INCREASE_BY, None, D(5), "%"), of("6"), Verdict.MISSED, "83.33"),
        (Goal(C.INCREASE_BY, None, D(5), "%"), of("4"), Verdict.MET, "100"),
        (Goal(C.INCREASE_BY, D(5), D(5), "%"), of("1", "0"), Verdict.MET, "100"),
        (Goal(C.INCREASE_BY, None, D(5), "%"), of("1", "0"), Verdict.MISSED, "0"),
        (Goal(C.INCREASE_BY, None, D(5), "%"), of("0", "0"), Verdict.MET, "100"),
    ],
)
def test_share_and_verdict(goal, seen, verdict, percent):
    found = achievement_of(goal, seen)
    assert (found.verdict, found.percent) == (verdict, D(percent))


@pytest.mark.parametrize("goal", [GRAIN, WATER, REVENUE, POOR, CULTURE, GROWTH, POOR_POINTS, STATE])
def test_what_was_not_reported_is_neither_missed_nor_zero(goal):
    assert achievement_of(goal, Observation()) is NOT_REPORTED
    assert NOT_REPORTED.percent is None


@pytest.mark.parametrize(
    ("reached", "verdict", "percent"), [(True, Verdict.MET, 100), (False, Verdict.MISSED, 0)]
)
def test_a_state_is_reached_or_not(reached, verdict, percent):
    found = achievement_of(STATE, Observation(reached=reached))
    assert (found.verdict, found.percent) == (verdict, percent)


def test_a_milestone_needs_its_decision():
    steps = Observation(steps_done=19, steps_total=19)
    assert achievement_of(STATE, steps).verdict == Verdict.MISSED
    assert "chưa có quyết định" in achievement_of(STATE, steps).explanation
    decided = Observation(steps_done=19, steps_total=19, decision="123/QĐ-UBND, 20/12/2024")
    assert achievement_of(STATE, decided).verdict == Verdict.MET
    assert achievement_of(STATE, Observation(steps_total=19)) is NOT_REPORTED


def test_nothing_above_the_ceiling_counts():
    goal = Goal(C.GE, D(95), None, "%")
    found = achievement_of(goal, of("104"), ceiling=D(100))
    assert found.percent == D("105.26")
    assert found.explanation.startswith("Báo cáo 104%, chỉ tính đến mức cao nhất 100%.")


@pytest.mark.parametrize(
    ("goal", "seen", "sentence"),
    [
        (GRAIN, of("2300"), "2.300 tấn : 2.350 tấn = 97,87%. Chưa đạt."),
        (WATER, of("98"), "98% : 98% = 100%. Chưa đạt: phải trên 98%."),
        (REVENUE, of("19.5"), "19,5 tỷ đồng, trong khoảng 19 – 20 tỷ đồng: 100%. Đạt."),
        (POOR, of("4"), "3,7% : 4% = 92,5%. Chưa đạt."),
        (POOR, of("3"), "3%, không quá 3,7%: 100%. Đạt."),
        (Goal(C.LT, None, D(5), "%"), of("3"), "3%, dưới 5%: 100%. Đạt."),
        (Goal(C.LT, None, D(5), "%"), of("5"), "5%, đúng mức 5%: 100%. Chưa đạt: phải dưới 5%."),
        (CULTURE, of("100"), "100%, giữ được mức 100%: 100%. Đạt."),
        (GROWTH, of("222", "200"), "Từ 200 thành 222: tăng 11%, mức giao ít nhất 11%: 100%. Đạt."),
        (GROWTH, of("190", "200"), "Từ 200 thành 190: giảm 5%, mức giao ít nhất 11%: 85,59%. Chưa đạt."),
        (
            POOR_POINTS,
            of("3.5", "3.7"),
            "Từ 3,7 thành 3,5: giảm 0,2 điểm %, mức giao 0,5 điểm %: 40%. Chưa đạt.",
        ),
        (HOUSES, of("0", "15"), "Từ 15 giảm hết còn 0. Đạt."),
        (GROWTH, of("12"), "Tăng 12%, mức giao ít nhất 11%: 100,9%. Đạt."),
    ],
)
def test_the_sentence_shows_the_arithmetic(goal, seen, sentence):
    assert achievement_of(goal, seen).explanation == sentence


@given(numbers, numbers)
def test_a_share_is_exact_and_grows_with_the_result(low, actual):
    goal = Goal(C.GE, low + 1, None, "cây")
    share = achievement_of(goal, Observation(actual)).share
    assert share == Fraction(actual) / Fraction(low + 1)
    assert achievement_of(goal, Observation(actual + 1)).share > share


@given(numbers, numbers, numbers)
def test_a_met_goal_never_shows_less_than_full(one, other, actual):
    low, high = sorted((one, other))
    for goal in (Goal(C.RANGE, low, high), Goal(C.LE, None, high), Goal(C.INCREASE_BY, low, high, "%")):
        found = achievement_of(goal, Observation(actual))
        if found.verdict != Verdict.MISSED:
            assert found.share >= 1
        else:
            assert 0 <= found.share < 1


@given(st.fractions(0, 10))
def test_percent_is_rounded_half_up(share):
    percent = Achievement(Verdict.MET, share, "").percent
    assert -Fraction(1, 200) <= share * 100 - Fraction(percent) < Fraction(1, 200)


@given(numbers, st.decimals("0.001", 10**9, places=3), st.decimals("0.1", 100, places=1))
def test_growth_by_levels_equals_growth_by_rate(value, base, goal_size):
    goal = Goal(C.INCREASE_BY, goal_size, None, "%")
    by_levels = achievement_of(goal, Observation(value, base)).share
    assert by_levels == max(Fraction(value) / (Fraction(base) * (1 + Fraction(goal_size) / 100)), 0)
