"""Numbers written out are values only where words beside them say that something is promised."""

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets import read_targets
from thidua.core.parsing.targets.values import find_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ít nhất hai mô hình", [(2, None, "mô hình")]),
        ("từ hai đến ba mô hình", [(2, 3, "mô hình")]),
        ("từ ba đến hai mô hình", []),
        ("ít nhất hai phần trăm", []),
        ("gấp đôi, gấp 3 lần", [(2, 2, "lần"), (3, 3, "lần")]),
        ("xây dựng hai mô hình", []),
        ("mỗi thôn một mô hình", []),
    ],
)
def test_numbers_in_words(text, values):
    assert [(value.low, value.high, value.unit) for value in find_values(text)] == values


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("trên 5 ha", Comparator.GT),
        ("dưới 5 ha", Comparator.LT),
        ("cônghơn 5 ha", Comparator.EQ),
        ("vấntrên 5 ha", Comparator.EQ),
    ],
)
def test_a_comparing_word_counts_only_when_it_is_whole(text, comparator):
    (value,) = find_values(text)
    assert value.comparator == comparator


@pytest.mark.parametrize(
    ("line", "comparator"),
    [
        ("Nâng độ che phủ rừng 45%.", Comparator.EQ),
        ("Nâng chất lượng khoảng 5%.", Comparator.EQ),
        ("Nâng chất lượng rừng khoảng 5%.", Comparator.EQ),
        ("Nâng chất lượng thêm 5%.", Comparator.INCREASE_BY),
    ],
)
def test_raising_something_is_a_level_unless_it_is_raised_by(line, comparator):
    (target,) = read_targets(lay_out(f"I. CHỈ TIÊU\n- {line}"))
    assert target.comparator == comparator
