"""Statuses by a hand-made table; what was not reported is never missed."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.achievement import Nature, Observation
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency, periods_of_year
from thidua.core.progress import (
    Plan,
    ProgressStatus,
    Reported,
    at_ends_of,
    even,
    progress_of,
    progress_of_state,
)
from thidua.core.targets import Goal

C, D, S = Comparator, Decimal, ProgressStatus
QUARTERS = periods_of_year(Frequency.QUARTER, 2024)
YEAR = even(date(2024, 1, 1), date(2024, 12, 31))
BY_QUARTER = at_ends_of([(quarter, Fraction(1, 4)) for quarter in QUARTERS], "theo quý")
TREES = Goal(C.GE, D(3000), None, "cây")
FIRES = Goal(C.LE, None, D(4), "vụ")
INSURED = Goal(C.GE, D(95), None, "%")
WATER = Goal(C.GT, D(98), None, "%")
POOR = Goal(C.LE, None, D(3), "%")
GROWTH = Goal(C.INCREASE_BY, D(11), None, "%")
POINTS = Goal(C.DECREASE_BY, D(1), D(1), "điểm %")
STATE = Goal(C.QUALITATIVE)


def stand(goal, nature, *values, base=None, on=None):
    figures = [
        Reported(quarter, None if value is None else D(value))
        for quarter, value in zip(QUARTERS, values, strict=False)
    ]
    plan = Plan(goal, nature, BY_QUARTER, None if base is None else D(base))
    return progress_of(plan, figures, on or QUARTERS[len(values) - 1].end)


@pytest.mark.parametrize(
    ("goal", "values", "status"),
    [
        (TREES, ["750"], S.ON_TRACK),
        (TREES, ["600"], S.ON_TRACK),
        (TREES, ["599"], S.BEHIND),
        (TREES, ["150"], S.BEHIND),
        (TREES, ["149"], S.AT_RISK),
        (TREES, ["3000"], S.REACHED),
        (TREES, ["750", "1450", "2150"], S.BEHIND),  # 2150 would be on track, no pace so far is enough
        (TREES, ["750", "1200", "2150"], S.ON_TRACK),  # the last quarter's pace is enough
        (TREES, ["750", "1500", "2250", "2999"], S.AT_RISK),
        (TREES, ["750", "1500", "2250", "3000"], S.REACHED),
        (TREES, ["0"], S.AT_RISK),
        (FIRES, ["0"], S.ON_TRACK),
        (FIRES, ["1"], S.ON_TRACK),
        (FIRES, ["2"], S.BEHIND),
        (FIRES, ["3", "3.2"], S.AT_RISK),
        (FIRES, ["5"], S.AT_RISK),
        (FIRES, ["1", "2", "3", "4"], S.REACHED),
        (Goal(C.GT, D(40), None, "ha"), ["10", "20", "30", "40"], S.AT_RISK),
        (Goal(C.LT, None, D(4), "vụ"), ["1", "2", "3", "4"], S.AT_RISK),
        (Goal(C.RANGE, D(19), D(20), "tỷ đồng"), ["5", "10", "19"], S.REACHED),
    ],
)
def test_totals(goal, values, status):
    assert stand(goal, Nature.CUMULATIVE, *values).status == status


@pytest.mark.parametrize(
    ("goal", "value", "base", "quarter", "status"),
    [
        (INSURED, "95", None, 1, S.REACHED),
        (INSURED, "94", None, 1, S.ON_TRACK),
        (INSURED, "80", None, 1, S.BEHIND),
        (INSURED, "70", None, 1, S.AT_RISK),
        (INSURED, "92.5", "90", 2, S.ON_TRACK),
        (INSURED, "91.5", "90", 2, S.BEHIND),
        (INSURED, "90", "90", 2, S.AT_RISK),
        (INSURED, "94.9", "96", 2, S.ON_TRACK),
        (INSURED, "94.9", "90", 4, S.AT_RISK),
        (WATER, "98", "90", 2, S.ON_TRACK),
        (WATER, "98", "90", 4, S.AT_RISK),
        (POOR, "3", "4", 1, S.REACHED),
        (POOR, "3.5", "4", 2, S.ON_TRACK),
        (POOR, "3.6", "4", 2, S.BEHIND),
        (POOR, "4.2", "4", 2, S.AT_RISK),
        (POOR, "3.1", None, 2, S.ON_TRACK),
        (Goal(C.MAINTAIN, D(100), D(100), "%"), "88.9", "90", 1, S.BEHIND),
        (Goal(C.MAINTAIN, D(100), D(100), "%"), "100", None, 1, S.REACHED),
    ],
)
def test_levels(goal, value, base, quarter, status):
    values = [*[None] * (quarter - 1), value]
    assert stand(goal, Nature.LEVEL, *values, base=base).status == status


@pytest.mark.parametrize(
    ("goal", "value", "base", "quarter", "status"),
    [
        (GROWTH, "11", None, 2, S.REACHED),
        (GROWTH, "222", "200", 2, S.REACHED),
        (GROWTH, "10.5", None, 2, S.ON_TRACK),
        (GROWTH, "9", None, 2, S.BEHIND),
        (GROWTH, "5", None, 2, S.AT_RISK),
        (GROWTH, "10.99", None, 4, S.AT_RISK),
        (GROWTH, "0", "0", 2, S.AT_RISK),
        (POINTS, "3.5", "4", 2, S.ON_TRACK),
        (POINTS, "4", "4", 2, S.AT_RISK),
        (Goal(C.INCREASE_BY, None, D(5), "%"), "4", None, 2, S.REACHED),
        (Goal(C.INCREASE_BY, None, D(5), "%"), "6", None, 2, S.BEHIND),
        (Goal(C.INCREASE_BY, None, D(5), "%"), "1", "0", 2, S.AT_RISK),
        (Goal(C.INCREASE_BY, D(0), D(0), "%"), "-1", None, 2, S.AT_RISK),
    ],
)
def test_changes(goal, value, base, quarter, status):
    values = [*[None] * (quarter - 1), value]
    assert stand(goal, Nature.RATE, *values, base=base).status == status


def test_what_was_not_reported_is_never_missed():
    late = stand(TREES, Nature.CUMULATIVE, None, None, on=date(2025, 2, 1))
    assert (late.status, late.missing) == (S.NOT_REPORTED, 2)
    assert late.sentence == "Chưa báo cáo, còn 2 kỳ. Chỉ tiêu ≥ 3.000 cây."
    early = stand(TREES, Nature.CUMULATIVE, None, on=date(2024, 2, 1))
    assert early.sentence == "Chưa báo cáo, chưa đến kỳ nào. Chỉ tiêu ≥ 3.000 cây."


def test_before_the_season_nothing_is_due_and_nothing_is_forecast():
    plan = Plan(TREES, Nature.CUMULATIVE, even(date(2024, 7, 1), date(2024, 12, 31)))
    found = progress_of(plan, [Reported(QUARTERS[0], D(0))], date(2024, 4, 1))
    assert (found.status, found.expected, found.forecast) == (S.ON_TRACK, 0, None)


def test_a_late_report_is_missing_and_not_a_result_that_stood_still():
    found = stand(TREES, Nature.CUMULATIVE, "750", None, None, on=date(2024, 10, 5))
    assert (found.status, found.missing) == (S.ON_TRACK, 2)
    assert found.sentence.endswith("Còn 2 kỳ chưa báo cáo.")


def test_a_report_before_the_end_of_its_period_speaks_of_its_day():
    plan = Plan(TREES, Nature.CUMULATIVE, YEAR)
    found = progress_of(plan, [Reported(QUARTERS[0], D(500))], date(2024, 1, 31))
    assert found.expected == Fraction(31, 366) * 3000


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (
            lambda: stand(TREES, Nature.CUMULATIVE, "300"),
            (
                "Đến 31/03/2024 được 300 cây; theo tiến độ (theo quý) phải có 750 cây. Chậm. Nếu giữ nhịp "
                "đã có thì hết thời hạn được khoảng 1.200 cây (mới có một kỳ để tính)."
            ),
        ),
        (
            lambda: stand(TREES, Nature.CUMULATIVE, "3020"),
            "Đến 31/03/2024 được 3.020 cây; chỉ tiêu ≥ 3.000 cây. Đạt.",
        ),
        (
            lambda: stand(TREES, Nature.CUMULATIVE, None, None, None, "2900", on=date(2025, 1, 5)),
            (
                "Đến 31/12/2024 được 2.900 cây; chỉ tiêu ≥ 3.000 cây. Đã hết thời hạn mà chưa đạt. Nguy cơ. "
                "Còn 3 kỳ chưa báo cáo."
            ),
        ),
        (
            lambda: stand(FIRES, Nature.CUMULATIVE, "2"),
            "Đến 31/03/2024 được 2 vụ; theo tiến độ (theo quý) nên ở mức không quá 1 vụ. Chậm.",
        ),
        (
            lambda: stand(FIRES, Nature.CUMULATIVE, "5"),
            "Đến 31/03/2024 được 5 vụ, đã quá mức cho phép ≤ 4 vụ. Nguy cơ.",
        ),
        (
            lambda: stand(GROWTH, Nature.RATE, None, "9"),
            "Đến 30/06/2024: Tăng 9%, mức giao ít nhất 11%: 98,2%. Chưa đạt. Chậm. Còn 1 kỳ chưa báo cáo.",
        ),
    ],
)
def test_sentences(progress, sentence):
    assert progress().sentence == sentence


@pytest.mark.parametrize(
    ("seen", "on", "status"),
    [
        (Observation(), date(2024, 6, 30), S.NOT_REPORTED),
        (Observation(), date(2025, 1, 31), S.NOT_REPORTED),
        (Observation(reached=True), date(2024, 3, 31), S.REACHED),
        (Observation(reached=False), date(2024, 6, 30), S.ON_TRACK),
        (Observation(reached=False), date(2024, 9, 30), S.BEHIND),
        (Observation(reached=False), date(2024, 12, 31), S.AT_RISK),
        (Observation(steps_done=10, steps_total=19), date(2024, 6, 30), S.ON_TRACK),
        (Observation(steps_done=7, steps_total=19), date(2024, 6, 30), S.BEHIND),
        (Observation(steps_done=19, steps_total=19), date(2024, 12, 31), S.AT_RISK),
        (Observation(steps_total=19, decision="12/QĐ-UBND"), date(2024, 12, 31), S.REACHED),
    ],
)
def test_states_and_milestones(seen, on, status):
    assert progress_of_state(STATE, seen, BY_QUARTER, on).status == status


def test_the_sentence_of_a_state_names_the_deadline():
    found = progress_of_state(STATE, Observation(reached=False), BY_QUARTER, date(2024, 9, 30))
    assert found.sentence == "Chưa đạt. Thời hạn 31/12/2024. Chậm."


@given(st.integers(0, 4000), st.integers(0, 4000), st.integers(0, 365))
def test_a_larger_total_never_stands_worse(one, other, ahead):
    order = [S.AT_RISK, S.BEHIND, S.ON_TRACK, S.REACHED]
    low, high = sorted((one, other))
    day = date.fromordinal(date(2024, 1, 1).toordinal() + ahead)
    plan = Plan(TREES, Nature.CUMULATIVE, YEAR)
    found = [progress_of(plan, [Reported(QUARTERS[0], D(total))], day).status for total in (low, high)]
    assert order.index(found[0]) <= order.index(found[1])


@given(st.lists(st.one_of(st.none(), st.integers(0, 4000)), min_size=4, max_size=4), st.integers(0, 500))
def test_not_reported_means_no_figure_and_nothing_else(totals, ahead):
    day = date.fromordinal(date(2024, 1, 1).toordinal() + ahead)
    figures = [
        Reported(quarter, None if total is None else D(total))
        for quarter, total in zip(QUARTERS, totals, strict=True)
    ]
    found = progress_of(Plan(TREES, Nature.CUMULATIVE, YEAR), figures, day)
    has_figure = any(figure.value is not None and figure.period.start <= day for figure in figures)
    assert (found.status == S.NOT_REPORTED) == (not has_figure)


@pytest.mark.parametrize(
    ("goal", "value", "base", "words"),
    [
        (WATER, "98", None, "phải trên 98%."),
        (INSURED, "90", None, "phải có 95%."),
        (WATER, "60", "58", "phải có 68%."),
        (Goal(C.LT, None, D(3), "%"), "3", None, "phải dưới 3%."),
        (POOR, "4", None, "phải không quá 3%."),
    ],
)
def test_what_is_expected_keeps_its_strict_edge(goal, value, base, words):
    assert words in stand(goal, Nature.LEVEL, value, base=base).sentence
