"""Where the lines of small charts run."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.charts import HISTORY_HEIGHT, SPARK_HEIGHT, SPARK_WIDTH, At, Segment, bar, history, spark

START, END = date(2024, 1, 1), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("share", "expected", "width", "tick"),
    [
        (Fraction(585, 1000), Fraction(3, 4), "58.5%", "75%"),
        (Fraction(0), None, "0%", ""),
        (Fraction(104, 100), Fraction(1), "100%", "100%"),
        (Fraction(-1, 2), Fraction(0), "0%", "0%"),
        (Fraction(2, 3), Fraction(1, 3), "66.7%", "33.3%"),
    ],
)
def test_a_bar_is_cut_at_its_ends(share, expected, width, tick):
    assert (bar(share, expected).width, bar(share, expected).tick) == (width, tick)


@pytest.mark.parametrize("values", [[], [Decimal(1)], [Decimal(1), None, Decimal(2)]])
def test_fewer_than_three_periods_are_no_trend(values):
    assert spark(values) is None


def test_a_spark_runs_from_edge_to_edge():
    drawn = spark([Decimal(0), Decimal(5), Decimal(10)])
    assert drawn.points == "2,26 46,14 90,2"
    assert (drawn.x, drawn.y) == ("90", "2")
    assert Decimal(drawn.x) < SPARK_WIDTH
    assert SPARK_HEIGHT > 26


def test_a_spark_bridges_a_period_nobody_reported():
    assert spark([Decimal(1), None, Decimal(3), Decimal(2)]).points == "2,26 60.7,2 90,14"


def test_levels_that_never_moved_stand_half_way():
    assert spark([Decimal(7)] * 3).points == "2,14 46,14 90,14"


def test_a_history_holds_reached_expected_and_goal_in_one_scale():
    drawn = history(
        [At(date(2024, 6, 30), Decimal(40), "6 tháng"), At(END, Decimal(90), "Năm")],
        [At(START, Decimal(0)), At(END, Decimal(100))],
        Decimal(100),
    )
    assert drawn.ticks[0].value == 0
    assert drawn.ticks[-1].value == 100
    assert drawn.goal == drawn.ticks[-1].y == "22"
    assert drawn.expected == (Segment("2%", "206", "98%", "22"),)
    assert len(drawn.line) == 1
    assert drawn.dots[-1].x == "98%"
    assert [(mark.words, mark.anchor) for mark in drawn.marks] == [("6 tháng", "middle"), ("Năm", "end")]
    assert all(0 < Decimal(tick.y) < HISTORY_HEIGHT for tick in drawn.ticks)


def test_levels_close_together_get_a_scale_of_their_own():
    drawn = history([At(START, Decimal("97.2")), At(END, Decimal("98.4"))], [], Decimal(98))
    assert drawn.ticks[0].value >= 97
    assert drawn.ticks[-1].value <= 99


def test_growth_below_nothing_has_a_scale():
    drawn = history([At(START, Decimal(-3)), At(END, Decimal(4))], [], None)
    assert drawn.ticks[0].value <= -3
    assert drawn.ticks[-1].value >= 4
    assert drawn.goal == ""


def test_one_level_all_year_is_drawn():
    drawn = history([At(START, Decimal(5)), At(END, Decimal(5))], [], None)
    assert drawn.line[0].y1 == drawn.line[0].y2


@pytest.mark.parametrize(
    ("reached", "expected"),
    [([], [At(START, Decimal(0)), At(END, Decimal(1))]), ([At(START, Decimal(1))], [])],
)
def test_nothing_to_draw(reached, expected):
    assert history(reached, expected, None) is None


def test_words_below_are_few_and_stay_inside():
    months = [At(date(2024, month, 28), Decimal(month), f"Tháng {month}") for month in range(1, 13)]
    drawn = history(months, [At(START, Decimal(0)), At(END, Decimal(12))], Decimal(12))
    assert [mark.words for mark in drawn.marks] == ["Tháng 3", "6", "9", "12"]
    assert [mark.anchor for mark in drawn.marks] == ["middle", "middle", "middle", "end"]


def test_periods_of_two_kinds_keep_their_whole_names():
    reached = [At(date(2024, 3, 31), Decimal(1), "Quý I"), At(date(2024, 12, 31), Decimal(2), "Năm 2024")]
    drawn = history(reached, [At(START, Decimal(0)), At(END, Decimal(12))], Decimal(12))
    assert [mark.words for mark in drawn.marks] == ["Quý I", "Năm 2024"]
