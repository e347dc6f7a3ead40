"""What a rating asks for, said step by step."""

from decimal import Decimal as Dec

import pytest

from thidua.core.scoring import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    LineState,
    Mark,
    RatingBand,
    gates_of,
    total_of,
)
from thidua.core.scoring.rules import Judged

BANDS = (
    RatingBand("Tốt", Dec(80), nothing_at_zero=True, groups_above_floor=True),
    RatingBand("Khá", Dec(50)),
    RatingBand("Yếu", Dec(0)),
)
GROUPS = tuple(
    Group(
        key, f"nhóm {key}", Dec(50), (Criterion(key, f"tiêu chí {key}", Judged(Dec(50))),), floor=Dec("0.5")
    )
    for key in ("a", "b")
)
TABLE = CriteriaSet("Bộ", Dec(100), GROUPS, bands=BANDS, ceilings=(Ceiling("phat", "Bị phạt", "Khá"),))


def gates(a: int, b: int, *facts: str, table: CriteriaSet = TABLE) -> list[tuple[str, bool]]:
    marks = {"a": Mark(Dec(a), LineState.SCORED), "b": Mark(Dec(b), LineState.SCORED)}
    return [(one.sentence, one.is_met) for one in gates_of(table, total_of(table, marks), set(facts))]


def test_every_step_is_said():
    assert gates(45, 20, "phat") == [
        ("Tổng 65 điểm ứng với “Khá”: từ 50 đến dưới 80.", True),
        ("Nhóm nhóm a: 45 điểm, “Tốt” cần từ 25 điểm.", True),
        ("Nhóm nhóm b: 20 điểm, “Tốt” cần từ 25 điểm.", False),
        ("“Tốt” cần mọi tiêu chí trên 0 điểm: đã đủ.", True),
        ("Bị phạt: cao nhất là “Khá”.", False),
    ]


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (50, 45, "Tổng 95 điểm ứng với “Tốt”: từ 80 trở lên."),
        (40, 40, "Tổng 80 điểm ứng với “Tốt”: từ 80 trở lên."),
        (30, 49, "Tổng 79 điểm ứng với “Khá”: từ 50 đến dưới 80."),
        (0, 0, "Tổng 0 điểm ứng với “Yếu”: từ 0 đến dưới 50."),
    ],
)
def test_the_band_of_the_points(a: int, b: int, words: str):
    assert gates(a, b)[0] == (words, True)


def test_what_is_at_zero_is_named():
    assert ("“Tốt” cần mọi tiêu chí trên 0 điểm: “tiêu chí b” đang 0 điểm.", False) in gates(50, 0)


def test_without_bands_there_is_nothing_to_say():
    assert gates(1, 1, table=CriteriaSet("Bộ", Dec(100), GROUPS)) == []
