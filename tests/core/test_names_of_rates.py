"""Names of rates at the head of columns in which counts are typed."""

import pytest

from thidua.core.goal_text import without_percent


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Tỷ lệ hộ nghèo (%)", "Tỷ lệ hộ nghèo"),
        ("Tỷ lệ hộ nghèo ( % ) ", "Tỷ lệ hộ nghèo"),
        ("Tỷ lệ (%) hộ nghèo", "Tỷ lệ (%) hộ nghèo"),
        ("Sản lượng (tấn)", "Sản lượng (tấn)"),
        ("", ""),
    ],
)
def test_only_a_percent_behind_the_name_is_left_out(name: str, bare: str) -> None:
    assert without_percent(name) == bare
