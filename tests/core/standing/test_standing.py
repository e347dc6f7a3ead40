"""Statuses worked out by hand: what was reported, what counts, and what must not be blamed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency, periods_of_year
from thidua.core.progress import even
from thidua.core.standing import Followed, PeriodSum, StandingStatus, levels_of, shown_level, stand_of
from thidua.core.targets import Goal, Verdict

S, C, K = StandingStatus, Comparator, AllocationKind
YEAR = even(date(2024, 1, 1), date(2024, 12, 31))
QUARTERS = periods_of_year(Frequency.QUARTER, 2024)
OCTOBER = date(2024, 10, 14)
TREES = Goal(C.EQ, Decimal(3000), Decimal(3000), "cây")
INSURED = Goal(C.GE, low=Decimal(95), unit="%")
CASES = Goal(C.LE, high=Decimal(3), unit="vụ")
WATER = Goal(C.GT, low=Decimal(98), unit="%")


def follow(goal, nature=Nature.CUMULATIVE, kind=K.SUM, **more):
    return Followed(goal, nature, kind, YEAR, **more)


def quarters(*values, owed=1, **more):
    """Return a sum a quarter; None was reported by nobody."""
    return [
        PeriodSum(
            period,
            None if value is None else Decimal(value),
            owed=owed,
            sent=0 if value is None else owed,
            is_due=period.end < OCTOBER,
            **more,
        )
        for period, value in zip(QUARTERS, values, strict=False)
    ]


@pytest.mark.parametrize(
    ("values", "status", "value"),
    [
        ((750, 750, 750), S.ON_TRACK, 2250),
        ((600, 900, 610), S.ON_TRACK, 2110),  # 70,3% against 74,9%
        ((700, 700, 710), S.BEHIND, 2110),  # and not even the best quarter repeated would do
        ((300, 400, 1200), S.BEHIND, 1900),
        ((300, 300, 300), S.AT_RISK, 900),
        ((1000, 1000, 1120), S.REACHED, 3120),
        ((0, 0, 0), S.AT_RISK, 0),
        ((750, 750, None), S.ON_TRACK, 1500),  # held against the end of June, on which it speaks
        ((None, None, None), S.NOT_REPORTED, None),
    ],
)
def test_a_sum_of_periods_is_held_against_its_own_day(values, status, value):
    found = stand_of(follow(TREES), quarters(*values), OCTOBER)
    assert (found.status, found.value) == (status, value)


def test_nothing_due_is_not_the_same_as_due_and_empty():
    on = date(2024, 3, 1)
    sums = [PeriodSum(period, is_due=False) for period in QUARTERS]
    assert stand_of(follow(TREES), sums, on).status == S.NOT_DUE
    assert stand_of(follow(TREES), [], on).status == S.NOT_DUE


def test_a_late_unit_is_missing_and_did_not_stand_still():
    """Eight of nine units bring their whole part; without the ninth the sum alone would be behind."""
    sums = quarters(500, 500, 500, owed=9)
    late = [PeriodSum(one.period, one.value, owed=9, sent=6, share=Fraction(2, 3)) for one in sums]
    assert stand_of(follow(TREES), sums, OCTOBER).status == S.AT_RISK
    found = stand_of(follow(TREES), late, OCTOBER)
    assert found.status == S.ON_TRACK
    assert round(found.expected_share, 2) == Fraction(1, 2)
    assert "phần của đơn vị đã báo cáo" in found.progress.sentence


def test_what_is_missing_when_the_year_is_over_is_still_not_missed():
    on = date(2025, 2, 1)
    sums = [PeriodSum(period, Decimal(500), owed=9, sent=6, share=Fraction(2, 3)) for period in QUARTERS]
    assert stand_of(follow(TREES), sums, on).status == S.ON_TRACK
    whole = [PeriodSum(period, Decimal(500), owed=9, sent=9) for period in QUARTERS]
    assert stand_of(follow(TREES), whole, on).status == S.AT_RISK


@pytest.mark.parametrize(
    ("values", "status"),
    [((0, 1, 0), S.ON_TRACK), ((1, 1, 1), S.AT_RISK), ((2, 2, 0), S.AT_RISK), ((0, 0, 0), S.ON_TRACK)],
)
def test_a_limit_is_kept_only_when_the_time_is_over(values, status):
    assert stand_of(follow(CASES), quarters(*values), OCTOBER).status == status


def test_rates_come_from_sums_of_counts_and_are_never_added_over_periods():
    sums = [
        PeriodSum(QUARTERS[0], Decimal(930), Decimal(1000), owed=9, sent=9),
        PeriodSum(QUARTERS[1], Decimal(940), Decimal(1000), owed=9, sent=9),
    ]
    found = stand_of(follow(INSURED, Nature.RATE, K.WEIGHTED_MEAN), sums, OCTOBER)
    assert [level.value for level in found.levels] == [93, 94]
    assert found.value == 94
    assert found.achievement.verdict == Verdict.MISSED


def test_a_rate_waits_until_all_have_sent_or_the_day_has_passed():
    done = PeriodSum(QUARTERS[0], Decimal(96), Decimal(100), owed=9, sent=9)
    begun = PeriodSum(QUARTERS[1], Decimal(10), Decimal(20), owed=9, sent=2, is_due=False)
    followed = follow(INSURED, Nature.RATE, K.WEIGHTED_MEAN)
    assert stand_of(followed, [done, begun], OCTOBER).value == 96
    over = PeriodSum(QUARTERS[1], Decimal(10), Decimal(20), owed=9, sent=2, is_due=True)
    assert stand_of(followed, [done, over], OCTOBER).value == 50
    assert stand_of(followed, [begun], OCTOBER).value == 50


def test_the_strict_edge_is_not_reached():
    sums = [PeriodSum(QUARTERS[2], Decimal(98), Decimal(100))]
    found = stand_of(follow(WATER, Nature.RATE, K.WEIGHTED_MEAN), sums, OCTOBER)
    assert found.achievement.verdict == Verdict.MISSED
    assert found.status != S.REACHED


def test_a_rate_above_its_natural_end_counts_up_to_it():
    followed = follow(Goal(C.EQ, Decimal(100), Decimal(100), "%"), Nature.RATE, K.ONE, ceiling=Decimal(100))
    found = stand_of(followed, [PeriodSum(QUARTERS[2], Decimal(104))], OCTOBER)
    assert found.achievement.share == 1
    assert found.status == S.REACHED


@pytest.mark.parametrize(
    ("worst", "sent", "status"),
    [(97, 9, S.REACHED), (97, 8, S.NOT_REPORTED), (80, 8, S.BEHIND), (95, 9, S.REACHED)],
)
def test_each_must_reach_so_good_news_of_some_is_no_verdict(worst, sent, status):
    sums = [PeriodSum(QUARTERS[2], Decimal(worst), owed=9, sent=sent)]
    found = stand_of(follow(INSURED, Nature.RATE, K.EACH), sums, OCTOBER)
    assert found.status == status
    if status == S.NOT_REPORTED:
        assert found.achievement.share is None
        assert "chưa kết luận" in found.progress.sentence


@pytest.mark.parametrize(
    ("steps", "decision", "status"),
    [
        (15, "", S.ON_TRACK),
        (13, "", S.BEHIND),
        (19, "", S.ON_TRACK),
        (5, "", S.AT_RISK),
        (19, "12/QĐ-UBND", S.REACHED),
    ],
)
def test_a_milestone_needs_its_decision(steps, decision, status):
    followed = follow(Goal(C.QUALITATIVE), Nature.MILESTONE, K.ONE, steps_total=19)
    sums = [PeriodSum(QUARTERS[2], Decimal(steps), decision=decision)]
    assert stand_of(followed, sums, OCTOBER).status == status


def test_a_milestone_without_counted_steps_is_reached_by_its_decision():
    followed = follow(Goal(C.QUALITATIVE), Nature.MILESTONE, K.ONE)
    without = [PeriodSum(QUARTERS[2], Decimal(3))]
    assert stand_of(followed, without, OCTOBER).achievement.verdict == Verdict.MISSED
    decided = [PeriodSum(QUARTERS[2], Decimal(3), decision="12/QĐ-UBND")]
    assert stand_of(followed, decided, OCTOBER).status == S.REACHED


@pytest.mark.parametrize(("value", "status"), [(1, S.REACHED), (0, S.BEHIND), (None, S.NOT_REPORTED)])
def test_a_state_is_judged_on_evidence_also_where_its_goal_names_a_number(value, status):
    followed = follow(Goal(C.MAINTAIN, Decimal(100), Decimal(100), "%"), Nature.STATE, K.ONE)
    assert stand_of(followed, quarters(None, None, value), OCTOBER).status == status


def test_a_change_of_two_levels_is_measured_by_both():
    followed = follow(Goal(C.INCREASE_BY, low=Decimal(11), unit="%"), Nature.RATE, K.WEIGHTED_MEAN)
    sums = [PeriodSum(QUARTERS[2], Decimal(112), Decimal(100))]
    found = stand_of(followed, sums, OCTOBER)
    assert found.status == S.REACHED
    assert shown_level(followed, found.level) == "tăng 12%"
    assert shown_level(followed, levels_of(followed, [PeriodSum(QUARTERS[2], Decimal(9), Decimal(0))])[0])


def test_a_figure_of_a_period_to_come_does_not_count_yet():
    assert stand_of(follow(TREES), quarters(750, 750, 750, 750), date(2024, 9, 30)).value == 2250


def test_what_does_not_apply_to_anybody_is_an_answer():
    sums = [PeriodSum(QUARTERS[0], Decimal(5)), PeriodSum(QUARTERS[1], None, owed=2, sent=2)]
    found = stand_of(follow(TREES), sums, OCTOBER)
    assert (found.value, found.progress.missing) == (5, 0)
    assert stand_of(follow(TREES), sums[1:], OCTOBER).status == S.NOT_DUE
