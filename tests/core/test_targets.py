from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.goal_text import PartsState, amount_text, check_parts, goal_sentence, goal_text
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Entry, Goal, Manner, Verdict, entry_of, problems_of

D = Decimal
C = Comparator
GROWTH = Goal(C.GE, D(11), None, "%")
RICE = Goal(C.EQ, D(2350), D(2350), "tấn")
BUDGET = Goal(C.RANGE, D(19), D(20), "tỷ đồng")
WATER = Goal(C.GT, D(98), None, "%")
CHILDREN = Goal(C.LT, None, D(16), "%")
COSTS = Goal(C.LE, None, D(5), "%")
POVERTY = Goal(C.DECREASE_BY, D("0.5"), D("0.5"), "%", "năm")
POVERTY_LEVEL = Goal(C.EQ, D("3.7"), D("3.7"), "%", lower_is_better=True)
CULTURE = Goal(C.MAINTAIN, D(100), D(100), "%")
SCHOOL = Goal(C.MAINTAIN)
STRONG = Goal(C.QUALITATIVE)


@pytest.mark.parametrize(
    ("goal", "actual", "verdict"),
    [
        (GROWTH, None, Verdict.NOT_REPORTED),
        (GROWTH, D("10.99"), Verdict.MISSED),
        (GROWTH, D(11), Verdict.MET),
        (GROWTH, D(15), Verdict.MET),
        (RICE, D(0), Verdict.MISSED),
        (RICE, D(2350), Verdict.MET),
        (RICE, D(2351), Verdict.EXCEEDED),
        (BUDGET, D("18.99"), Verdict.MISSED),
        (BUDGET, D(19), Verdict.MET),
        (BUDGET, D(20), Verdict.MET),
        (BUDGET, D("20.01"), Verdict.EXCEEDED),
        (WATER, D(98), Verdict.MISSED),
        (WATER, D("98.01"), Verdict.MET),
        (CHILDREN, D(16), Verdict.MISSED),
        (CHILDREN, D("15.9"), Verdict.MET),
        (COSTS, D(5), Verdict.MET),
        (COSTS, D("5.1"), Verdict.MISSED),
        (POVERTY, D("0.4"), Verdict.MISSED),
        (POVERTY, D("0.6"), Verdict.EXCEEDED),
        (POVERTY_LEVEL, D("3.8"), Verdict.MISSED),
        (POVERTY_LEVEL, D("3.6"), Verdict.EXCEEDED),
        (CULTURE, D(100), Verdict.MET),
        (CULTURE, D(89), Verdict.MISSED),
    ],
)
def test_judge_at_the_edge_of_the_promise(goal: Goal, actual: Decimal | None, verdict: Verdict) -> None:
    assert goal.judge(actual) == verdict


@pytest.mark.parametrize(
    ("reached", "verdict"), [(None, Verdict.NOT_REPORTED), (True, Verdict.MET), (False, Verdict.MISSED)]
)
def test_goal_without_a_number_is_judged_on_a_fact(*, reached: bool | None, verdict: Verdict) -> None:
    assert STRONG.judge_fact(reached=reached) == verdict
    assert SCHOOL.judge_fact(reached=reached) == verdict


def test_a_goal_is_never_judged_on_the_wrong_kind_of_result() -> None:
    with pytest.raises(ValueError, match="evidence"):
        STRONG.judge(D(1))
    with pytest.raises(ValueError, match="number"):
        RICE.judge_fact(reached=True)


@pytest.mark.parametrize(
    ("goal", "short", "sentence"),
    [
        (GROWTH, "≥ 11%", "Từ 11% trở lên."),
        (RICE, "2.350 tấn", "Đạt 2.350 tấn."),
        (BUDGET, "19 – 20 tỷ đồng", "Trong khoảng 19 – 20 tỷ đồng; đạt khi từ 19, vượt khi trên 20."),
        (
            Goal(C.RANGE, D(3), D(4), "%", lower_is_better=True),
            "3 – 4%",
            "Trong khoảng 3 – 4%; đạt khi không quá 4, vượt khi dưới 3; càng thấp càng tốt.",
        ),
        (POVERTY_LEVEL, "3,7%", "Đạt khi không quá 3,7%; càng thấp càng tốt."),
        (
            Goal(C.MAINTAIN, D(2), D(2), "%", lower_is_better=True),
            "giữ vững 2%",
            "Giữ vững 2%; càng thấp càng tốt.",
        ),
        (Goal(C.LE, None, D(5), "%", lower_is_better=True), "≤ 5%", "Không quá 5%."),
        (WATER, "trên 98%", "Trên 98%; đúng 98% là chưa đạt."),
        (CHILDREN, "dưới 16%", "Dưới 16%; đúng 16% là chưa đạt."),
        (COSTS, "≤ 5%", "Không quá 5%."),
        (POVERTY, "giảm 0,5%/năm", "Giảm 0,5%/năm."),
        (Goal(C.INCREASE_BY, D(10), D(11), "%"), "tăng 10 – 11%", "Tăng 10 – 11%."),
        (Goal(C.INCREASE_BY, D(5), None, "%"), "tăng ít nhất 5%", "Tăng ít nhất 5%."),
        (Goal(C.DECREASE_BY, None, D(2), "hộ"), "giảm nhiều nhất 2 hộ", "Giảm nhiều nhất 2 hộ."),
        (CULTURE, "giữ vững 100%", "Giữ vững 100%."),
        (SCHOOL, "giữ vững", "Giữ vững như đã có."),
        (STRONG, "đạt", "Đạt khi có minh chứng, không đo bằng số."),
        (
            Goal(C.RANGE, D(56), D(57), "triệu đồng/người", "năm"),
            "56 – 57 triệu đồng/người/năm",
            "Trong khoảng 56 – 57 triệu đồng/người/năm; đạt khi từ 56, vượt khi trên 57.",
        ),
        (Goal(C.EQ, D(2), D(2), "", "năm"), "2/năm", "Đạt 2/năm."),
    ],
)
def test_goal_reads_like_people_write(goal: Goal, short: str, sentence: str) -> None:
    assert goal_text(goal) == short
    assert goal_sentence(goal) == sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (D("2350"), "2.350"),
        (D("47.300000"), "47,3"),
        (D("0.5"), "0,5"),
        (D("-12.50"), "-12,5"),
        (D("1E+6"), "1.000.000"),
        (D(0), "0"),
    ],
)
def test_amount_in_vietnamese_notation(number: Decimal, text: str) -> None:
    assert amount_text(number, "tấn", "vụ") == f"{text} tấn/vụ"


@pytest.mark.parametrize(
    ("parts", "state", "sentence"),
    [
        ([], PartsState.NONE, ""),
        ([Goal(C.EQ, D(2205), D(2205), "tấn")], PartsState.LEFT, "Phần còn lại 145 tấn."),
        ([Goal(C.EQ, D(2350), D(2350), "Tấn")], PartsState.WHOLE, "Các phần cộng lại vừa đủ tổng."),
        (
            [Goal(C.EQ, D(2205), D(2205), "tấn"), Goal(C.GE, D(200), None, "tấn")],
            PartsState.OVER,
            "Các phần cộng lại 2.405 tấn, nhiều hơn tổng 2.350 tấn là 55 tấn. Nhờ xem lại.",
        ),
        ([Goal(C.EQ, D(3), D(3), "ha")], PartsState.NOT_COMPARED, None),
        ([Goal(C.INCREASE_BY, D(3), D(3), "tấn")], PartsState.NOT_COMPARED, None),
        ([STRONG], PartsState.NOT_COMPARED, None),
    ],
)
def test_parts_are_held_against_the_whole(parts: list[Goal], state: PartsState, sentence: str | None) -> None:
    check = check_parts(RICE, parts)
    assert check.state == state
    if sentence is not None:
        assert check.sentence == sentence


def test_range_of_a_part_leaves_a_range() -> None:
    part = Goal(C.RANGE, D(12), D(13), "tỷ đồng")
    assert check_parts(BUDGET, [part]).sentence == "Phần còn lại 7 tỷ đồng."
    assert check_parts(BUDGET, [part, Goal(C.EQ, D(7), D(7), "tỷ đồng")]).state == PartsState.WHOLE


@pytest.mark.parametrize(
    ("name", "entry", "fields"),
    [
        ("Lúa", Entry(Manner.EQ, D(1)), []),
        (" ", Entry(Manner.EQ, D(1)), ["name"]),
        ("Lúa", Entry(Manner.EQ), ["first"]),
        ("Lúa", Entry(Manner.RANGE, D(19)), ["second"]),
        ("Lúa", Entry(Manner.RANGE, D(20), D(19)), ["second"]),
        ("Lúa", Entry(Manner.RANGE, D(19), D(19)), ["second"]),
        ("Lúa", Entry(Manner.INCREASE_BY, D(3), D(2)), ["second"]),
        ("Lúa", Entry(Manner.EQ, D(-1)), ["first"]),
        ("Lúa", Entry(Manner.EQ, D("0.1234567")), ["first"]),
        ("Lúa", Entry(Manner.EQ, D(10) ** 14), ["first"]),
        ("Lúa", Entry(Manner.EQ, D("1234567890.123456")), ["first"]),
        ("Trạm y tế", Entry(Manner.MAINTAIN), []),
        ("Xã vững mạnh", Entry(Manner.QUALITATIVE), []),
    ],
)
def test_every_fault_of_an_entry_is_named_at_its_field(name: str, entry: Entry, fields: list[str]) -> None:
    problems = problems_of(name, entry)
    assert [problem.field for problem in problems] == fields
    assert all(problem.sentence.endswith(".") for problem in problems)


numbers = st.decimals(min_value=0, max_value=10**9, places=3)


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    manner = draw(st.sampled_from(Manner))
    first = draw(numbers)
    second = draw(st.none() | numbers.map(lambda extra: first + extra + D("0.001")))
    if manner == Manner.RANGE and second is None:
        second = first + 1
    return Entry(manner, first, second, draw(st.sampled_from(["", "%", "tấn"])), "").goal()


@pytest.mark.parametrize("manner", Manner)
def test_every_manner_comes_back_from_its_goal(manner: Manner) -> None:
    second = D(20) if manner == Manner.RANGE else None
    assert entry_of(Entry(manner, D(19), second).goal()).manner == manner


@settings(deadline=None)
@given(goals())
def test_a_form_gives_back_the_goal_it_shows(goal: Goal) -> None:
    assert entry_of(goal).goal() == goal
    assert not problems_of("Lúa", entry_of(goal))


@settings(deadline=None)
@given(goals(), numbers)
def test_every_goal_is_printable_and_judges_every_number(goal: Goal, actual: Decimal) -> None:
    assert goal_text(goal).strip() == goal_text(goal)
    assert goal_sentence(goal).endswith(".")
    if goal.has_numbers:
        assert goal.judge(actual) in Verdict


@settings(deadline=None)
@given(goals(), numbers, numbers)
def test_doing_better_never_turns_met_into_missed(goal: Goal, one: Decimal, other: Decimal) -> None:
    if not goal.has_numbers:
        return
    worse, better = sorted((one, other))
    is_change_at_most = goal.comparator in {C.INCREASE_BY, C.DECREASE_BY} and goal.low is None
    if goal.comparator in {C.LE, C.LT} or is_change_at_most:
        worse, better = better, worse
    if goal.judge(worse) in {Verdict.MET, Verdict.EXCEEDED}:
        assert goal.judge(better) in {Verdict.MET, Verdict.EXCEEDED}


def test_a_goal_in_words_has_no_ends():
    with pytest.raises(ValueError, match="no ends"):
        _ = Goal(C.QUALITATIVE).ends
