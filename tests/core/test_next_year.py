from datetime import date

import pytest

from thidua.core.next_year import a_year_later, words_moved_on


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Phong trào thi đua năm 2024", "Phong trào thi đua năm 2025"),
        ("giai đoạn 2021 – 2025", "giai đoạn 2021 – 2025"),
        ("trước ngày 15/5/2024", "trước ngày 15/5/2025"),
        ("trong tháng 4/2024", "trong tháng 4/2025"),
        ("theo Nghị định 36/2024/NĐ-CP", "theo Nghị định 36/2024/NĐ-CP"),
        ("12024 cây", "12024 cây"),
    ],
)
def test_words_move_on_by_the_movements_own_year(before: str, after: str) -> None:
    assert words_moved_on(before, 2024) == after
    assert words_moved_on(before, None) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2024, 5, 15), date(2025, 5, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (None, None),
    ],
)
def test_days_move_on_by_a_year(before: date | None, after: date | None) -> None:
    assert a_year_later(before) == after
