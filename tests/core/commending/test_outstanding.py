"""What stands out among verified results: early and whole, or more than anybody else."""

from datetime import date
from fractions import Fraction

import pytest

from thidua.core.commending.outstanding import Reach, standing_out

DUE = date(2024, 12, 31)
EARLY = "Đủ mức được giao ngày 31/10/2024, trước hạn 61 ngày"
HIGHEST = "Tỷ lệ cao nhất trong 2 đơn vị đã báo cáo"
OCTOBER = date(2024, 10, 31)


def reach(key: str, share: str | None, full_on: date | None = None) -> Reach[str]:
    return Reach(key, None if share is None else Fraction(share), full_on)


@pytest.mark.parametrize(
    ("reaches", "told"),
    [
        ([], []),
        ([reach("a", None)], []),
        ([reach("a", "0.99"), reach("b", "0.5")], []),
        ([reach("a", "1", DUE)], []),
        ([reach("a", "1", OCTOBER)], [("a", f"{EARLY}.")]),
        ([reach("a", "1.1", OCTOBER), reach("b", "0.5")], [("a", f"{EARLY}. {HIGHEST}.")]),
        ([reach("a", "1", DUE), reach("b", "1.2", DUE)], [("b", f"{HIGHEST}.")]),
        ([reach("a", "1.2", DUE), reach("b", "1.2", DUE)], []),
        (
            [reach("a", "1", OCTOBER), reach("b", "1.2", DUE), reach("c", None)],
            [("b", f"{HIGHEST}."), ("a", f"{EARLY}.")],
        ),
        ([reach("a", "1.2", None)], []),
    ],
)
def test_who_stands_out_and_why(reaches, told):
    assert [(one.key, one.why) for one in standing_out(reaches, DUE)] == told
