"""A proposed split adds up to the whole to the last step, and nobody is wronged by more than one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.allocation import Weight, count_needed, propose
from thidua.core.errors import DomainError
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal, Verdict

C = Comparator
D = Decimal
sizes = st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=40).filter(any)
steps = st.sampled_from([D(1), D("0.1"), D("0.01"), D(10)])


def weights(*numbers):
    return [Weight(f"Thôn {place}", None if n is None else D(n)) for place, n in enumerate(numbers, 1)]


def amounts(proposal):
    return [None if part.amount is None else str(part.amount) for part in proposal.parts]


@pytest.mark.parametrize(
    ("whole", "numbers", "step", "expected"),
    [
        ("3000", ["1", "1", "1"], "1", ["1000", "1000", "1000"]),
        ("10", ["1", "1", "1"], "1", ["4", "3", "3"]),
        ("10", ["2", "1", "0"], "1", ["7", "3", "0"]),
        ("15", ["1", "1", "5"], "0.1", ["2.2", "2.1", "10.7"]),
        ("2350", ["210", "190", "205"], "1", ["816", "738", "796"]),
        ("0", ["1", "2"], "1", ["0", "0"]),
        ("15.05", ["1", "2"], "0.1", ["5.0", "10.05"]),
        ("100", ["3", None, "1"], "1", ["75", None, "25"]),
    ],
)
def test_split(whole, numbers, step, expected):
    proposal = propose(D(whole), weights(*numbers), by="dân số", step=D(step))
    assert amounts(proposal) == expected


def test_the_sentence_names_the_weights_and_who_is_left_out():
    assert (
        propose(D(100), weights("3", None, "1"), by="số hộ", unit="cây").sentence
        == "Chia 100 cây cho 2 đơn vị theo số hộ; cộng lại vừa đủ. Chưa có số của Thôn 2 nên chưa chia."
    )


@pytest.mark.parametrize("numbers", [[], ["0", "0"], [None]])
def test_nothing_to_split_by_is_refused_with_a_way_out(numbers):
    with pytest.raises(DomainError, match="Chưa có số làm căn cứ để chia theo dân số"):
        propose(D(10), weights(*numbers), by="dân số")


@pytest.mark.parametrize(
    ("whole", "numbers", "step"), [("-1", ["1"], "1"), ("1", ["-1"], "1"), ("1", ["1"], "0")]
)
def test_negative_numbers_are_refused(whole, numbers, step):
    with pytest.raises(DomainError, match="không được âm"):
        propose(D(whole), weights(*numbers), by="dân số", step=D(step))


@given(st.decimals(0, 10**9, places=3), sizes, steps)
def test_parts_always_add_up_to_the_whole(whole, numbers, step):
    parts = propose(whole, weights(*numbers), by="dân số", step=step).parts
    assert sum(part.amount for part in parts) == whole


@given(st.integers(0, 10**6), sizes, steps)
def test_no_part_is_a_step_or_more_off_its_share(count, numbers, step):
    total, whole = sum(map(Fraction, numbers)), count * step
    for part, size in zip(
        propose(whole, weights(*numbers), by="số hộ", step=step).parts, numbers, strict=True
    ):
        share = Fraction(size) * Fraction(whole) / total
        assert abs(Fraction(part.amount) - share) < step
        assert part.amount % step == 0


@pytest.mark.parametrize(
    ("goal", "base", "count"),
    [
        (Goal(C.GE, D(95), None, "%"), "203", "193"),
        (Goal(C.GE, D(100), None, "%"), "203", "203"),
        (Goal(C.GT, D(98), None, "%"), "200", "197"),
        (Goal(C.LE, None, D("3.7"), "%"), "200", "7"),
        (Goal(C.LT, None, D(2), "%"), "200", "3"),
        (Goal(C.GE, D(5), None, "‰"), "1000", "5"),
        (Goal(C.RANGE, D(2), D(3), "bác sĩ/trạm"), "4", "8"),
    ],
)
def test_the_count_a_rate_needs(goal, base, count):
    assert count_needed(goal, D(base)) == D(count)


@given(st.decimals(0, 100, places=1), st.integers(1, 10**5), st.sampled_from([C.GE, C.LE]))
def test_the_count_needed_is_the_edge_of_the_rate(level, base, comparator):
    goal = Goal(comparator, level if comparator == C.GE else None, level if comparator == C.LE else None, "%")
    count = int(count_needed(goal, D(base)))
    beyond = count - 1 if comparator == C.GE else count + 1
    assert goal.judge_exact(Fraction(count * 100, base)) != Verdict.MISSED
    assert goal.judge_exact(Fraction(beyond * 100, base)) == Verdict.MISSED
