"""Points stay where a criterion still asks for the very same thing, and only there."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.core.scoring.criteria import CriteriaSet, Criterion, Group, GroupKind, Reading
from thidua.core.scoring.likeness import same_words, still_alike
from thidua.core.scoring.rules.counts import Counted, Judged

WORK = Criterion("work", "Tổ chức phong trào", Judged(Decimal(10)))
Change = Callable[[Criterion], Criterion]


def made(
    row: Criterion, *, maximum: int = 10, places: int = 2, kind: GroupKind = GroupKind.BASE
) -> CriteriaSet:
    group = Group("g", "Văn hóa", Decimal(maximum), (row,), kind)
    return CriteriaSet("Bộ", Decimal(maximum), (group,), places=places)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row,
        lambda row: replace(row, needs_evidence=True, self_scored=False),
        lambda row: replace(row, name=" Tổ chức  phong\n trào"),
    ],
)
def test_proof_who_scores_first_and_spaces_change_nothing(change: Change):
    assert still_alike(made(WORK), made(change(WORK))) == {"work"}


@pytest.mark.parametrize(
    "change",
    [
        lambda row: replace(row, rule=Judged(Decimal(12))),
        lambda row: replace(row, rule=Judged(Decimal(8))),
        lambda row: replace(row, rule=Counted(Decimal(10), each=Decimal(1))),
        lambda row: replace(row, name="Tổ chức ngày hội đại đoàn kết"),
        lambda row: replace(row, reading=Reading.TARGET, targets=("Sản lượng",)),
        lambda row: replace(row, reads=("8f2c",)),
        lambda row: replace(row, guidance="Xem biên bản"),
        lambda row: replace(row, base_condition="Có kế hoạch"),
        lambda row: replace(row, counts="no_plan"),
        lambda row: replace(row, key="other"),
    ],
)
def test_another_rule_maximum_name_or_source_is_another_criterion(change: Change):
    assert still_alike(made(WORK), made(change(WORK))) == frozenset()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tỷ lệ vụ việc ≥ 90%", "Tỷ lệ vụ việc ≤ 90%"),
        ("Diện tích trồng dừa", "Diện tích trồng dứa"),
        ("Từ 1.5 ha", "Từ 15 ha"),
    ],
)
def test_a_mark_or_an_accent_makes_another_criterion(before: str, after: str):
    old, new = (replace(WORK, name=name) for name in (before, after))
    assert still_alike(made(old), made(new)) == frozenset()
    old, new = (replace(WORK, base_condition=words) for words in (before, after))
    assert still_alike(made(old), made(new)) == frozenset()
    assert not same_words(before, after)


def test_guidance_of_what_is_counted_changes_nothing():
    counted = replace(WORK, rule=Counted(Decimal(10), each=Decimal(1)))
    assert still_alike(made(counted), made(replace(counted, guidance="Xem sổ"))) == {"work"}


def test_other_bounds_make_another_criterion():
    assert still_alike(made(WORK), made(WORK, places=1)) == frozenset()
    assert still_alike(made(WORK), made(WORK, kind=GroupKind.DEDUCTION)) == frozenset()
    assert still_alike(made(WORK), made(WORK, maximum=12)) == {"work"}
