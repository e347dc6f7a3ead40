"""A target is written as a clause a clerk would write, whatever its level and unit."""

from decimal import Decimal

import pytest

from thidua.core.parsing.printing import clause_of, value_of
from thidua.core.parsing.reading import Comparator, Span, TargetRead


def target(name, comparator, low=None, high=None, unit="", per=None):
    bounds = (None if bound is None else Decimal(bound) for bound in (low, high))
    return TargetRead(name, comparator, *bounds, unit, per, None, Span(0, 1))


@pytest.mark.parametrize(
    ("read", "clause"),
    [
        (target("Kết quả thi đua", Comparator.EQ, 3, 3, "thứ hạng"), "Kết quả thi đua xếp thứ 3"),
        (target("Thu nhập", Comparator.EQ, 2, 2, "lần"), "Thu nhập gấp 2 lần"),
        (target("Tiêu chí nông thôn mới", Comparator.MAINTAIN, 19, 19, "tiêu chí"),
         "Duy trì Tiêu chí nông thôn mới ở mức 19 tiêu chí"),
        (target("Phong trào văn nghệ", Comparator.MAINTAIN), "Duy trì Phong trào văn nghệ"),
        (target("Giữ vững an ninh", Comparator.MAINTAIN), "Giữ vững an ninh"),
        (target("Sản lượng", Comparator.RANGE, 3, 5, "tạ", "ha"), "Sản lượng đạt từ 3 đến 5 tạ/ha"),
        (target("Số buổi họp", Comparator.GE, 2, None, "", "năm"), "Số buổi họp đạt ít nhất 2 mỗi năm"),
        (target("Đàn bò", Comparator.INCREASE_BY, 5, None, "%"), "Đàn bò tăng ít nhất 5%"),
        (target("Tai nạn", Comparator.DECREASE_BY, 10, 10, "vụ"), "Tai nạn giảm 10 vụ"),
        (target("Xây dựng khu dân cư kiểu mẫu", Comparator.QUALITATIVE), "Xây dựng khu dân cư kiểu mẫu"),
    ],
)  # fmt: skip
def test_a_target_as_a_clause(read, clause):
    assert clause_of(read) == clause


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (target("Hộ nghèo", Comparator.LE, None, 3, "%"), "không quá 3%"),
        (target("Hộ nghèo", Comparator.LT, None, 3, "%"), "dưới 3%"),
        (target("Hộ khá", Comparator.GT, 3, None, "%"), "trên 3%"),
        (target("Văn nghệ", Comparator.QUALITATIVE), ""),
    ],
)
def test_a_level_alone(read, value):
    assert value_of(read) == value
