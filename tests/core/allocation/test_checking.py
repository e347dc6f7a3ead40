from decimal import Decimal

import pytest

from thidua.core.allocation import AllocationKind, Part, fault_of, step_of
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal

K = AllocationKind
TREES = Goal(Comparator.EQ, Decimal(3000), Decimal(3000), "cây")
CLEAN = Goal(Comparator.GE, Decimal(95), None, "%")
HUNDRED = Decimal(100)


def part(amount: str | None = None, base: str | None = None) -> Part:
    return Part("Thôn 3", Decimal(amount) if amount else None, Decimal(base) if base else None)


@pytest.mark.parametrize(
    ("kind", "goal", "given"),
    [
        (K.SUM, TREES, part("300")),
        (K.SUM, TREES, part("0")),
        (K.SUM, TREES, part()),
        (K.WEIGHTED_MEAN, CLEAN, part("190", "200")),
        (K.WEIGHTED_MEAN, CLEAN, part()),
        (K.WEIGHTED_MEAN, Goal(Comparator.GE, Decimal(52), None, "tạ/ha"), part("520", "10")),
        (K.EACH, CLEAN, part("100")),
        (K.ONE, TREES, part()),
    ],
)
def test_sound_part_has_no_fault(kind: AllocationKind, goal: Goal, given: Part) -> None:
    assert fault_of(kind, goal, HUNDRED, given) == ""


@pytest.mark.parametrize(
    ("kind", "goal", "given", "words"),
    [
        (K.SUM, TREES, part("-1"), "không được âm"),
        (K.SUM, TREES, part("1e309"), "quá dài"),
        (K.SUM, TREES, part("0.0000001"), "quá dài"),
        (K.SUM, TREES, part("1234567890.123456"), "không quá 15 chữ số"),
        (K.WEIGHTED_MEAN, CLEAN, part("190"), "chưa ghi tổng số"),
        (K.WEIGHTED_MEAN, CLEAN, part(None, "200"), "chưa ghi số phải đạt"),
        (K.WEIGHTED_MEAN, CLEAN, part("190", "0"), "lớn hơn 0"),
        (K.WEIGHTED_MEAN, CLEAN, part("201", "200"), "201 nhiều hơn tổng số 200"),
        (K.EACH, CLEAN, part("101"), "lớn hơn 100"),
    ],
)
def test_fault_names_the_unit_and_the_number(
    kind: AllocationKind, goal: Goal, given: Part, words: str
) -> None:
    told = fault_of(kind, goal, HUNDRED, given)
    assert told.startswith("Thôn 3: ")
    assert words in told


def test_without_a_ceiling_the_count_may_be_more_than_its_total() -> None:
    assert fault_of(K.WEIGHTED_MEAN, CLEAN, None, part("201", "200")) == ""


@pytest.mark.parametrize(
    ("goal", "step"),
    [
        (TREES, "1"),
        (Goal(Comparator.GE, Decimal(19), Decimal(20), "tỷ đồng"), "0.1"),
        (Goal(Comparator.GE, Decimal("47.35"), None, "ha"), "0.01"),
        (Goal(Comparator.LE, None, Decimal("3.5"), "vụ"), "0.1"),
        (Goal(Comparator.EQ, Decimal(2350), Decimal(2350), "tấn"), "0.1"),
    ],
)
def test_whole_is_split_as_finely_as_its_unit_is_counted(goal: Goal, step: str) -> None:
    assert step_of(goal) == Decimal(step)
