"""A unit reads what it was given after the season opened: one notice a save, with targets and numbers."""

from decimal import Decimal

import pytest
from tests.commune import Commune
from tests.movements.conftest import AT

from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.services import allocations, giving_back, targets
from thidua.movements.services.allocations import Giving, Part


@pytest.fixture
def sums(season: Movement) -> list[Target]:
    found = Target.objects.filter(movement=season, tracking__allocation_kind="sum").order_by("position")
    Notice.objects.all().delete()
    return list(found[:3])


def give(season: Movement, by: Actor, wanted: list[Target], *parts: Part, reason: str = ""):
    givings = [
        Giving(target, parts, allocations.stamp_of(Allocation.objects.filter(target=target)))
        for target in wanted
    ]
    return allocations.give_many(season, givings, reason=reason, by=by, at=AT)


def told(commune: Commune, unit: str) -> list[Notice]:
    return list(Notice.objects.filter(unit_id=commune.units[unit].pk).order_by("id"))


def test_three_targets_in_one_save_are_one_notice(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    first, second = (Part(commune.units[name], Decimal(30)) for name in ("Thôn 1", "Thôn 2"))
    give(season, office, sums, first, second)
    (notice,) = told(commune, "Thôn 1")
    assert notice.title == f"Thôn 1 vừa được giao 3 chỉ tiêu của “{season.title}”."
    for target in sums:
        assert f"{target.name}: 30 {target.unit}" in notice.detail
    assert notice.url == f"/don-vi/{commune.units['Thôn 1'].pk}/"
    assert len(told(commune, "Thôn 2")) == 1
    assert not told(commune, "Thôn 3")


def test_a_change_names_what_it_was(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    one = sums[:1]
    give(season, office, one, *(Part(commune.units[name], Decimal(30)) for name in ("Thôn 1", "Thôn 2")))
    give(season, office, one, Part(commune.units["Thôn 1"], Decimal(45)), reason="Kế hoạch mới")
    give(season, office, one, Part(commune.units["Thôn 1"]), reason="Không có đất")
    unit, name = one[0].unit, one[0].name
    assert [notice.detail for notice in told(commune, "Thôn 1")] == [
        f"{name}: 30 {unit}.",
        f"{name}: từ 30 {unit} thành 45 {unit}.",
        f"{name}: thôi giao (trước là 45 {unit}).",
    ]
    assert len(told(commune, "Thôn 2")) == 1


def test_saving_the_same_and_last_year_alone_tell_nothing(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    village = commune.units["Thôn 1"]
    give(season, office, sums, Part(village, Decimal(30)))
    give(season, office, sums, Part(village, Decimal(30)))
    give(season, office, sums, Part(village, Decimal(30), last_year=Decimal(20)))
    assert len(told(commune, "Thôn 1")) == 1


def test_a_giving_taken_back_and_a_new_owner_are_told(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    batch = give(season, office, sums[:1], Part(commune.units["Thôn 1"], Decimal(30)))
    giving_back.undo(season, batch, by=office, at=AT)
    assert "thôi giao" in told(commune, "Thôn 1")[-1].detail
    whole = Target.objects.filter(movement=season, tracking__allocation_kind="one").first()
    values = {"owner": commune.units["Trạm Y tế"]}
    targets.change(whole, values, reason="Đúng việc", expected=whole.version, by=office, at=AT)
    assert f"{whole.name}: chủ trì." in [notice.detail for notice in told(commune, "Trạm Y tế")]


def test_nobody_is_told_before_the_season_opens(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    Movement.objects.filter(pk=season.pk).update(state=MovementState.DRAFT, opened_at=None)
    give(season, office, sums, Part(commune.units["Thôn 1"], Decimal(30)))
    assert not told(commune, "Thôn 1")


def test_many_long_names_fit_and_the_rest_is_counted(
    season: Movement, commune: Commune, office: Actor, sums: list[Target]
) -> None:
    Target.objects.filter(movement=season).update(name="Trồng cây " * 40)
    wanted = list(Target.objects.filter(movement=season, tracking__allocation_kind="sum"))
    give(season, office, wanted, Part(commune.units["Thôn 1"], Decimal(30)))
    (notice,) = told(commune, "Thôn 1")
    assert notice.detail.endswith(" chỉ tiêu khác.")
    assert len(notice.detail) <= 600
