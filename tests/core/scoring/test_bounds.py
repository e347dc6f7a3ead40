"""What may be written as points, and what is said of the rest."""

from decimal import Decimal as Dec

import pytest

from thidua.core.scoring import Criterion, Group, GroupKind
from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.rules import BaseLessFaults, Counted, Deducted, Judged, Rule

TEN = Bounds(Dec(0), Dec(10), 2, Dec("0.25"))
FIVE_LESS = Bounds(Dec(-5), Dec(0), 2)


def bounds(rule: Rule, kind: GroupKind = GroupKind.BASE, most: str = "20") -> Bounds:
    criterion = Criterion("a", "Tiêu chí", rule)
    return bounds_of(criterion, Group("1", "Nhóm", Dec(most), (criterion,), kind), 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("8,5", "8.5"), ("8.5", "8.5"), ("0", "0"), (" 7 ", "7"), ("-1", "-1"), ("−1,5", "-1.5")],
)
def test_points_are_read_with_comma_or_dot(text: str, wanted: str):
    assert TEN.read(text) == Dec(wanted)


@pytest.mark.parametrize("text", ["tám", "8 điểm", "8,5,5", "1e3", "-", "NaN", "٣"])
def test_what_is_no_number_is_none(text: str):
    assert TEN.read(text) is None


@pytest.mark.parametrize("text", ["1,5", "-1,5", "– 1.5"])
def test_points_taken_away_are_negative_with_or_without_sign(text: str):
    assert FIVE_LESS.read(text) == Dec("-1.5")
    assert FIVE_LESS.write(Dec("-1.5")) == Dec("1.5")


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ("0", ""),
        ("10", ""),
        ("7.25", ""),
        ("10.25", "Tối đa 10 điểm. Ghi số từ 0 đến 10, cách nhau 0,25."),
        ("-1", "Điểm không âm. Ghi số từ 0 trở lên."),
        ("7.3", "Điểm cách nhau 0,25. Ghi 7,25 hoặc 7,5."),
        ("9.9", "Điểm cách nhau 0,25. Ghi 9,75 hoặc 10."),
    ],
)
def test_points_outside_are_told(points: str, wanted: str):
    assert TEN.fault_of(Dec(points)) == wanted


def test_what_is_taken_away_has_an_end():
    assert FIVE_LESS.fault_of(Dec(-6)) == "Tiêu chí này trừ nhiều nhất 5 điểm."
    assert FIVE_LESS.fault_of(Dec("-4.505")) == "Ghi nhiều nhất 2 chữ số sau dấu phẩy."
    assert Bounds(Dec(0), Dec(5), 0).fault_of(Dec("4.5")) == "Ghi số tròn, không có phần lẻ."


def test_the_rule_says_how_far():
    assert bounds(Judged(Dec(10), Dec("0.5"))) == Bounds(Dec(0), Dec(10), 2, Dec("0.5"))
    assert bounds(Counted(Dec(3), Dec("1.5")), GroupKind.BONUS) == Bounds(Dec(0), Dec(3), 2)
    assert bounds(Deducted(Dec(0), Dec("0.5"))) == Bounds(Dec(-20), Dec(0), 2)
    assert bounds(Deducted(Dec(0), Dec("0.5"), Dec(2))) == Bounds(Dec(-2), Dec(0), 2)
    assert bounds(Deducted(Dec(4), Dec(1), from_full=True)) == Bounds(Dec(0), Dec(4), 2)
    assert bounds(Judged(Dec(0)), GroupKind.DEDUCTION, "5").low == Dec(-5)
    endless = bounds(BaseLessFaults(Dec(10), Dec(10), has_end=False))
    assert not endless.has_end
    assert endless.sentence == "Ghi số từ 0 trở lên."


def test_full_marks_are_known():
    assert TEN.is_full(Dec(10))
    assert not TEN.is_full(Dec("9.75"))
    assert not Bounds(Dec(0), Dec(0), 2).is_full(Dec(0))
