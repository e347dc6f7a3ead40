"""Each of the thirteen rules against tables worked out by hand."""

from decimal import Decimal as Dec
from fractions import Fraction as Frac

import pytest

from thidua.core.scoring import Case, LineState, Observed
from thidua.core.scoring.rules import (
    AgainstAverage,
    AgainstLeader,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    MeanOfShares,
    Measure,
    Milestones,
    Proportional,
    Rule,
    Sampled,
    Step,
)
from thidua.core.targets import Verdict

TEACHERS = Bands(
    Dec(20),
    tuple(Band(Dec(low), Dec(points)) for low, points in ((60, 1), (70, 5), (80, 10), (90, 15), (100, 20))),
)


def share(text: str) -> Observed:
    return Observed(share=Frac(text))


def value(text: str) -> Observed:
    return Observed(value=Dec(text))


def count(text: str) -> Observed:
    return Observed(count=Dec(text))


@pytest.mark.parametrize(
    ("rule", "seen", "points"),
    [
        (Proportional(Dec(10)), share("0.9711"), "9.711"),
        (Proportional(Dec(10)), share("1.3"), "10"),
        (Proportional(Dec(10), cap=Dec("1.2")), share("1.3"), "12"),
        (Proportional(Dec(40), Measure.VALUE), value("85"), "34"),
        (TEACHERS, share("1"), "20"),
        (TEACHERS, share("0.9999"), "15"),
        (TEACHERS, share("0.9"), "15"),
        (TEACHERS, share("0.5999"), "0"),
        (AllOrNothing(Dec("2.5")), Observed(verdict=Verdict.EXCEEDED), "2.5"),
        (AllOrNothing(Dec("2.5")), Observed(verdict=Verdict.MISSED), "0"),
        (AllOrNothing(Dec("2.5"), at_least=Dec(95)), value("95"), "2.5"),
        (AllOrNothing(Dec("2.5"), at_least=Dec(95)), value("94.999999"), "0"),
        (MeanOfShares(Dec(10)), Observed(parts=(Frac(1, 2), Frac(3, 2), Frac(1))), "8.333333"),
        (BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")), share("0.60"), "3"),
        (BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")), share("0.7499"), "3"),
        (BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")), share("0.81"), "4"),
        (BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")), share("1.50"), "5"),
        (Counted(Dec(3), each=Dec("1.5")), count("1"), "1.5"),
        (Counted(Dec(3), each=Dec("1.5")), count("7"), "3"),
        (Deducted(Dec(0), each=Dec(8)), count("0"), "0"),
        (Deducted(Dec(0), each=Dec("0.5"), limit=Dec(3)), count("9"), "-3"),
        (Deducted(Dec(4), each=Dec(1), from_full=True), count("3"), "1"),
        (Deducted(Dec(4), each=Dec(1), from_full=True), count("6"), "0"),
        (Sampled(Dec(20), size=50, each=Dec("0.4")), count("37"), "14.8"),
        (Sampled(Dec(20), size=50, each=Dec("0.4")), count("60"), "20"),
        (BaseLessFaults(Dec(100), base=Dec(100), each=Dec(2)), count("-7"), "86"),
        (BaseLessFaults(Dec(100), base=Dec(100)), count("5"), "100"),
        (BaseLessFaults(Dec(100), base=Dec(100), has_end=False), count("5"), "105"),
        (BaseLessFaults(Dec(100), base=Dec(10)), count("-15"), "0"),
        (Judged(Dec(10)), Observed(given=Dec("7.25")), "7.25"),
    ],
)
def test_points(rule: Rule, seen: Observed, points: str):
    award = rule.award(Case(seen))
    assert award.state == LineState.SCORED
    assert round(award.points, 6) == Frac(points)
    assert award.arithmetic


STEPS = Milestones(Dec(25), tuple(Step(str(n), f"việc {n}", Dec(p)) for n, p in enumerate((6, 6, 6, 7))))


@pytest.mark.parametrize(
    ("ticked", "points"), [((), 0), (("0", "3"), 13), (("0", "1", "2", "3"), 25), (("9",), 0)]
)
def test_milestones_add_what_was_done(ticked, points):
    assert STEPS.award(Case(Observed(steps=frozenset(ticked)))).points == points


@pytest.mark.parametrize(
    ("own", "others", "points"),
    [("5", ["3", "7"], 2), ("4.99", ["3", "7"], 0), ("5", [], 2), ("5", ["5"], 2)],
)
def test_average_of_the_block(own, others, points):
    peers = (value(own), *(value(one) for one in others), Observed())
    assert AgainstAverage(Dec(2)).award(Case(value(own), peers)).points == points


@pytest.mark.parametrize(
    ("own", "others", "points"),
    [
        ("0.8", ["1.5"], "4"),
        ("1", ["1.5"], "5"),
        ("1.25", ["1.5"], "7.5"),
        ("1.5", ["1.25"], "10"),
        ("1.5", [], "10"),
    ],
)
def test_leader_of_the_block(own, others, points):
    peers = (share(own), *(share(one) for one in others))
    assert AgainstLeader(Dec(10)).award(Case(share(own), peers)).points == Frac(points)


def test_leader_without_a_goal_is_the_largest_value():
    assert AgainstLeader(Dec(10)).award(Case(value("30"), (value("30"), value("40")))).points == Frac("7.5")
    assert AgainstLeader(Dec(10)).award(Case(value("0"), (value("0"),))).points == 0


@pytest.mark.parametrize(
    "rule",
    [
        Proportional(Dec(10)),
        TEACHERS,
        AllOrNothing(Dec(1)),
        AllOrNothing(Dec(1), at_least=Dec(5)),
        MeanOfShares(Dec(1)),
        BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")),
        AgainstAverage(Dec(2)),
        AgainstLeader(Dec(2)),
    ],
)
def test_what_was_not_reported_is_never_missed(rule: Rule):
    assert rule.award(Case(Observed())).state == LineState.NOT_REPORTED


@pytest.mark.parametrize(
    "rule",
    [
        STEPS,
        Counted(Dec(3), each=Dec(1)),
        Deducted(Dec(0), each=Dec(1)),
        Sampled(Dec(2), 5, Dec("0.4")),
        BaseLessFaults(Dec(9), Dec(9)),
        Judged(Dec(5)),
    ],
)
def test_what_nobody_judged_is_not_zero(rule: Rule):
    assert rule.award(Case(Observed())).state == LineState.NOT_JUDGED


def test_a_result_is_printed_short_but_never_over_an_edge():
    assert TEACHERS.award(Case(share("0.60538117"))).arithmetic == ("Đạt 60,54%, thuộc bậc từ 60%: 1 điểm.",)
    assert TEACHERS.award(Case(share("0.8999999"))).arithmetic == (
        "Đạt 89,99999%, thuộc bậc từ 80%: 10 điểm.",
    )
