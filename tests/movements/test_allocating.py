"""Giving targets to units: at once, with a reason later, never over somebody else, and back again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.commune import Commune, make_commune
from tests.movements.conftest import AT

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.services import allocations, giving_back, movements, targets
from thidua.movements.services.allocations import ChangedMeanwhileError, Giving, Part
from thidua.organisation.enums import Role


@pytest.fixture
def trees(season: Movement) -> Target:
    return Target.objects.get(movement=season, name__icontains="cây phân tán")


@pytest.fixture
def poor(season: Movement) -> Target:
    """A rate that units count in two numbers."""
    counted = Target.objects.filter(movement=season, tracking__allocation_kind="weighted_mean")
    return counted.filter(tracking__ceiling=100).first()


@pytest.fixture
def owned(season: Movement) -> Target:
    """A whole that one unit answers for."""
    return Target.objects.filter(movement=season, tracking__allocation_kind="one").first()


def villages(commune: Commune, *amounts: object) -> list[Part]:
    units = (commune.units[f"Thôn {number}"] for number in range(1, 4))
    return [
        Part(unit, None if amount is None else Decimal(str(amount)))
        for unit, amount in zip(units, amounts, strict=False)
    ]


def stamp(target: Target) -> int:
    return allocations.stamp_of(Allocation.objects.filter(target=target))


def give(target: Target, parts: list[Part], by: Actor, *, reason: str = ""):
    return allocations.give(target, parts, reason=reason, expected=stamp(target), by=by, at=AT)


def amounts(target: Target) -> dict[str, Decimal | None]:
    return {row.unit.name: row.amount for row in target.allocations.select_related("unit")}


def test_first_giving_needs_no_reason_and_leaves_one_entry_a_unit(
    trees: Target, commune: Commune, office: Actor
) -> None:
    batch = give(trees, villages(commune, 1000, 0, None), office)
    assert amounts(trees) == {"Thôn 1": Decimal(1000), "Thôn 2": Decimal(0)}
    entries = AuditEntry.objects.filter(batch=batch)
    assert {entry.action for entry in entries} == {"movements.allocation.give"}
    assert {entry.object_label for entry in entries} == {f"{trees} – Thôn 1", f"{trees} – Thôn 2"}


def test_zero_is_given_and_empty_is_not(trees: Target, commune: Commune, office: Actor) -> None:
    give(trees, villages(commune, 1000, 0, None), office)
    assert {row.unit.name for row in trees.allocations.given()} == {"Thôn 1", "Thôn 2"}
    give(trees, villages(commune, 1000, None), office, reason="Thôn 2 không có đất trồng.")
    assert {row.unit.name for row in trees.allocations.given()} == {"Thôn 1"}


def test_what_was_given_changes_with_a_reason_only(trees: Target, commune: Commune, office: Actor) -> None:
    give(trees, villages(commune, 0, 1000), office)
    with pytest.raises(DomainError, match="Ghi lý do"):
        give(trees, villages(commune, 500, 1000), office)
    assert amounts(trees)["Thôn 1"] == 0
    batch = give(trees, villages(commune, 500, 1000), office, reason="Kế hoạch 12/KH-UBND")
    (entry,) = AuditEntry.objects.filter(batch=batch)
    assert (entry.action, entry.reason) == ("movements.allocation.change", "Kế hoạch 12/KH-UBND")
    assert entry.changes["amount"] == ["0", "500"]


def test_filling_what_was_empty_needs_no_reason(trees: Target, commune: Commune, office: Actor) -> None:
    give(trees, villages(commune, 1000), office)
    give(trees, villages(commune, 1000, 900, 1100), office)
    assert amounts(trees)["Thôn 3"] == 1100


def test_saving_the_same_again_changes_nothing(trees: Target, commune: Commune, office: Actor) -> None:
    give(trees, villages(commune, 1000, 2000), office)
    assert give(trees, villages(commune, 1000, 2000), office) is None
    assert stamp(trees) == 2


def test_units_that_are_not_named_keep_theirs(trees: Target, commune: Commune, office: Actor) -> None:
    give(trees, villages(commune, 1000, 2000), office)
    give(trees, [Part(commune.units["Thôn 3"], Decimal(5))], office)
    assert amounts(trees) == {"Thôn 1": 1000, "Thôn 2": 2000, "Thôn 3": 5}


def test_two_clerks_do_not_write_over_each_other(trees: Target, commune: Commune, office: Actor) -> None:
    seen = stamp(trees)
    give(trees, villages(commune, 1000), office)
    with pytest.raises(ChangedMeanwhileError, match="người khác lưu"):
        allocations.give(trees, villages(commune, 7, 8), reason="x", expected=seen, by=office, at=AT)
    assert amounts(trees) == {"Thôn 1": 1000}


@pytest.mark.parametrize("amount", [Decimal(-1), Decimal("1e309"), Decimal("0.0000001")])
def test_number_that_cannot_be_given_is_refused(
    trees: Target, commune: Commune, office: Actor, amount: Decimal
) -> None:
    with pytest.raises(DomainError, match="Thôn 1: "):
        give(trees, [Part(commune.units["Thôn 1"], amount)], office)
    assert not trees.allocations.exists()


def test_result_of_last_year_that_no_column_keeps_is_refused(
    trees: Target, commune: Commune, office: Actor
) -> None:
    with pytest.raises(DomainError, match="số năm trước quá dài"):
        give(trees, [Part(commune.units["Thôn 1"], last_year=Decimal("1e20"))], office)


def test_rate_is_given_in_two_numbers(poor: Target, commune: Commune, office: Actor) -> None:
    unit = commune.units["Thôn 1"]
    with pytest.raises(DomainError, match="chưa ghi tổng số"):
        give(poor, [Part(unit, Decimal(190))], office)
    with pytest.raises(DomainError, match="nhiều hơn tổng số"):
        give(poor, [Part(unit, Decimal(201), Decimal(200))], office)
    give(poor, [Part(unit, Decimal(190), Decimal(200), last_year=Decimal("93.5"))], office)
    row = poor.allocations.get()
    assert (row.amount, row.base, row.last_year) == (190, 200, Decimal("93.5"))


def test_unit_of_another_commune_is_refused(trees: Target, office: Actor) -> None:
    with pytest.raises(DomainError, match="không thuộc cơ quan này"):
        give(trees, [Part(make_commune("xã khác").units["Thôn 1"], Decimal(5))], office)


def test_closed_unit_gets_nothing_new_but_keeps_what_it_had(
    trees: Target, commune: Commune, office: Actor
) -> None:
    give(trees, villages(commune, 1000, 2000), office)
    closed = commune.units["Thôn 1"]
    closed.valid_to = date(2024, 4, 1)
    closed.save(update_fields=["valid_to"])
    give(trees, villages(commune, 1000, 2000, 10), office)
    with pytest.raises(DomainError, match="ngừng hoạt động từ 01/04/2024"):
        give(trees, villages(commune, 1001, 2000, 10), office, reason="Chia lại")


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.UNIT_HEAD, Role.KEEPER])
def test_only_the_office_gives(trees: Target, commune: Commune, role: Role) -> None:
    with pytest.raises(RefusedError, match="Nhờ văn phòng"):
        give(trees, villages(commune, 1000), commune.actor(role, commune.units["Thôn 1"]))


def test_nothing_is_given_after_the_end(
    trees: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    movements.close(season, expected=season.version, by=office, at=AT)
    with pytest.raises(RefusedError, match="kết thúc"):
        give(trees, villages(commune, 1000), office)


def test_target_of_another_movement_is_refused(
    trees: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    other = Movement.objects.create(authority=season.authority, title="Khác", year=2025)
    with pytest.raises(DomainError, match="không thuộc phong trào"):
        allocations.give_many(other, [Giving(trees, villages(commune, 1), 0)], reason="", by=office, at=AT)


def test_many_targets_are_given_at_once_or_not_at_all(
    trees: Target, poor: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    bad = Giving(poor, [Part(commune.units["Thôn 1"], Decimal(5), Decimal(0))], 0)
    with pytest.raises(DomainError, match="lớn hơn 0"):
        allocations.give_many(
            season, [Giving(trees, villages(commune, 1), 0), bad], reason="", by=office, at=AT
        )
    assert not trees.allocations.exists()
    good = Giving(poor, [Part(commune.units["Thôn 1"], Decimal(5), Decimal(9))], 0)
    batch = allocations.give_many(
        season, [Giving(trees, villages(commune, 1), 0), good], reason="", by=office, at=AT
    )
    assert AuditEntry.objects.filter(batch=batch).count() == 2
    assert giving_back.undo(season, batch, by=office, at=AT) == 2
    assert not Allocation.objects.filter(target__in=[trees, poor]).given().exists()


def test_a_giving_is_taken_back_as_it_was(
    trees: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    give(trees, villages(commune, 1000, 2000), office)
    batch = give(trees, villages(commune, "1500.5", None, 10), office, reason="Chia lại")
    assert giving_back.undo(season, batch, by=office, at=AT) == 3
    assert amounts(trees) == {"Thôn 1": 1000, "Thôn 2": 2000, "Thôn 3": None}
    with pytest.raises(DomainError, match="đã đổi sau lần giao này"):
        giving_back.undo(season, batch, by=office, at=AT)


def test_a_giving_that_somebody_changed_since_stays(
    trees: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    batch = give(trees, villages(commune, 1000, 2000), office)
    give(trees, villages(commune, 1000, 1999), office, reason="Chia lại")
    with pytest.raises(DomainError, match="Thôn 2 đã đổi"):
        giving_back.undo(season, batch, by=office, at=AT + timedelta(hours=1))
    assert amounts(trees) == {"Thôn 1": 1000, "Thôn 2": 1999}


def test_giving_of_another_movement_is_not_taken_back_here(
    trees: Target, season: Movement, commune: Commune, office: Actor
) -> None:
    batch = give(trees, villages(commune, 1000), office)
    other = Movement.objects.create(authority=season.authority, title="Khác", year=2025)
    with pytest.raises(DomainError, match="Không thấy lần giao"):
        giving_back.undo(other, batch, by=office, at=AT)
    with pytest.raises(RefusedError):
        giving_back.undo(season, batch, by=commune.actor(Role.CHAIRMAN), at=AT)


def change_owner(target: Target, unit: object, by: Actor) -> Target:
    return targets.change(
        target, {"owner": unit}, reason="Đổi đầu mối", expected=target.version, by=by, at=AT
    )


def test_whole_that_is_not_split_follows_the_owner_of_its_target(
    owned: Target, commune: Commune, office: Actor
) -> None:
    clinic, board = commune.units["Trạm Y tế"], commune.units["Ban Văn hóa xã"]
    owned = change_owner(owned, clinic, office)
    assert [row.unit for row in owned.allocations.given()] == [clinic]
    owned = change_owner(owned, board, office)
    assert [row.unit for row in owned.allocations.given()] == [board]
    owned = change_owner(owned, clinic, office)
    assert [row.unit for row in owned.allocations.given()] == [clinic]
    change_owner(owned, None, office)
    assert not owned.allocations.given().exists()


def test_whole_given_to_another_unit_on_purpose_stays_there(
    owned: Target, commune: Commune, office: Actor
) -> None:
    board = commune.units["Ban Văn hóa xã"]
    give(owned, [Part(board, is_owner=True)], office)
    change_owner(owned, commune.units["Trạm Y tế"], office)
    assert [row.unit for row in owned.allocations.given()] == [board]


def test_a_target_that_is_split_does_not_follow_its_owner(
    trees: Target, commune: Commune, office: Actor
) -> None:
    give(trees, villages(commune, 1000), office)
    change_owner(trees, commune.units["Trạm Y tế"], office)
    assert [row.unit.name for row in trees.allocations.given()] == ["Thôn 1"]
