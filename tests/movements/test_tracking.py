"""How targets are followed: proposed at the opening, confirmed, changed with a reason."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.commune import Commune
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import Allocation, DraftTarget, LaunchDraft, Movement, Target, Tracking
from thidua.movements.queries.following import proposed, tracking_of
from thidua.movements.services import movements, opening, trackings
from thidua.movements.services.trackings import UnfitError
from thidua.organisation.enums import Role


@pytest.fixture
def rice(season: Movement) -> Tracking:
    return Tracking.objects.get(target__movement=season, target__name="Sản lượng lúa")


def change(tracking: Tracking, by: Actor, *, reason: str = "", **values: object) -> Tracking:
    tracking.refresh_from_db()
    return trackings.change(tracking, values, reason=reason, expected=tracking.version, by=by, at=AT)


def test_opening_proposes_how_every_target_is_followed(season: Movement) -> None:
    found = {
        tracking.target.name: (tracking.nature, tracking.frequency, tracking.allocation_kind)
        for tracking in Tracking.objects.filter(target__movement=season).select_related("target")
    }
    assert len(found) == season.targets.count()
    assert found["Sản lượng lúa"] == ("cumulative", "season", "sum")
    assert found["Tốc độ tăng trưởng giá trị sản xuất"] == ("rate", "half_year", "one")
    assert {kind for _, _, kind in found.values()} == {"sum", "weighted_mean", "each", "one"}
    assert AuditEntry.objects.get(action="movements.tracking.prepare").changes["targets"] == [0, len(found)]


@pytest.mark.parametrize(
    ("name", "unit", "curve"),
    [
        ("Thu ngân sách trên địa bàn", "tỷ đồng", "budget"),
        ("Tỷ lệ học sinh lên lớp", "%", "school"),
        ("Sản lượng lúa", "tấn", "seasons"),
        ("Trồng cây phân tán", "cây", "even"),
    ],
)
def test_curve_is_proposed_by_what_the_target_speaks_of(name: str, unit: str, curve: str) -> None:
    target = Target(name=name, comparator="ge", low=Decimal(5), unit=unit)
    assert proposed(target).curve_kind == curve


def test_preparing_again_changes_nothing(season: Movement, office: Actor) -> None:
    before = list(Tracking.objects.order_by("pk").values())
    assert trackings.prepare(season, by=office, at=AT) == 0
    assert list(Tracking.objects.order_by("pk").values()) == before


def test_preparing_writes_what_an_older_season_lacks(season: Movement, office: Actor) -> None:
    lacking = Tracking.objects.filter(target__movement=season)[:1].values().get()
    Tracking.objects.filter(target=lacking["target_id"]).delete()
    assert trackings.prepare(season, by=office, at=AT) == 1
    assert Tracking.objects.filter(target=lacking["target_id"]).values().get() == lacking


def test_owner_of_a_whole_that_is_not_split_is_given_it(
    draft: LaunchDraft, commune: Commune, office: Actor
) -> None:
    clinic = commune.units["Trạm Y tế"]
    DraftTarget.objects.filter(draft=draft).update(owner=clinic)
    ready = accept_everything(draft, office)
    season = opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)
    given = Allocation.objects.filter(target__movement=season)
    assert {row.target.tracking.allocation_kind for row in given} == {"one"}
    assert {(row.unit, row.is_owner) for row in given} == {(clinic, True)}


def test_unit_head_does_not_prepare(season: Movement, commune: Commune) -> None:
    with pytest.raises(RefusedError):
        trackings.prepare(season, by=commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"]), at=AT)


def test_first_change_confirms_and_the_next_needs_a_reason(rice: Tracking, office: Actor) -> None:
    change(rice, office, assigned_above=Decimal(2100), last_year=Decimal(2050))
    with pytest.raises(DomainError, match="Ghi lý do đổi cách theo dõi"):
        change(rice, office, frequency="quarter")
    rice.refresh_from_db()
    assert rice.frequency == "season"
    change(rice, office, frequency="quarter", reason="Cấp trên đổi kỳ báo cáo")
    entry = AuditEntry.objects.filter(action="movements.tracking.change").latest("id")
    assert (entry.changes["frequency"], entry.reason) == (["season", "quarter"], "Cấp trên đổi kỳ báo cáo")


def test_saving_the_same_again_needs_no_reason(rice: Tracking, office: Actor) -> None:
    change(rice, office, frequency="quarter")
    assert change(rice, office, frequency="quarter").version == 2


def test_two_people_do_not_write_over_each_other(rice: Tracking, office: Actor) -> None:
    change(rice, office, frequency="quarter")
    with pytest.raises(StaleVersionError):
        trackings.change(rice, {"frequency": "month"}, reason="x", expected=1, by=office, at=AT)


def test_what_does_not_fit_the_goal_is_told_by_field(rice: Tracking, office: Actor) -> None:
    with pytest.raises(UnfitError) as refusal:
        change(rice, office, nature="state", ceiling=Decimal(5), due_days=400)
    assert set(refusal.value.fields) == {"nature", "ceiling", "due_days"}
    rice.refresh_from_db()
    assert rice.nature == "cumulative"


def test_marks_that_go_back_are_told_at_their_field(rice: Tracking, office: Actor) -> None:
    with pytest.raises(UnfitError) as refusal:
        change(rice, office, curve_kind="points", curve_points=[["31/05", "60"], ["30/09", "40"]])
    assert "không được thấp hơn" in refusal.value.fields["curve_points"]


def test_curve_follows_the_plan_over_the_days_of_the_movement(rice: Tracking, office: Actor) -> None:
    assert rice.curve_kind == "seasons"
    assert rice.curve.expected_share(date(2024, 6, 15)) == Fraction(60, 100)
    rice = change(rice, office, curve_kind="points", curve_points=[["31/05", "40"]])
    assert rice.curve.expected_share(date(2024, 5, 31)) == Fraction(40, 100)


def test_direction_is_a_column_of_the_target_and_needs_a_reason(season: Movement, office: Actor) -> None:
    target = Target.objects.filter(movement=season, comparator="eq", lower_is_better=False).first()
    tracking = tracking_of(target)
    with pytest.raises(DomainError, match="đổi chiều"):
        change(tracking, office, lower_is_better=True)
    change(tracking, office, lower_is_better=True, reason="Hộ nghèo càng ít càng tốt")
    target.refresh_from_db()
    assert target.lower_is_better
    assert target.revisions.get().reason == "Hộ nghèo càng ít càng tốt"


def test_only_the_office_changes_and_only_while_the_season_is_open(
    rice: Tracking, season: Movement, commune: Commune, office: Actor
) -> None:
    with pytest.raises(RefusedError, match="Nhờ văn phòng"):
        change(rice, commune.actor(Role.CHAIRMAN), frequency="month")
    movements.close(season, expected=season.version, by=office, at=AT)
    with pytest.raises(RefusedError, match="kết thúc"):
        change(rice, office, frequency="month")


def test_change_writes_a_proposal_down_that_nobody_saved(season: Movement, office: Actor) -> None:
    target = season.targets.first()
    Tracking.objects.filter(target=target).delete()
    target.refresh_from_db()
    proposal = tracking_of(target)
    trackings.change(proposal, {"frequency": "month"}, reason="", expected=1, by=office, at=AT)
    assert Tracking.objects.get(target=target).frequency == "month"


@pytest.mark.parametrize(
    ("days", "year", "expected"),
    [
        ((None, None), 2024, (date(2024, 1, 1), date(2024, 12, 31))),
        ((date(2024, 9, 1), date(2025, 5, 31)), 2024, (date(2024, 9, 1), date(2025, 5, 31))),
        ((date(2024, 4, 16), None), 2024, (date(2024, 4, 16), date(2024, 12, 31))),
        ((None, date(2025, 6, 30)), None, (date(2025, 1, 1), date(2025, 6, 30))),
        ((date(2025, 2, 1), None), 2024, (date(2025, 2, 1), date(2025, 12, 31))),
        ((None, None), None, (date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_days_of_a_movement_are_known_whatever_was_written(
    days: tuple[date | None, date | None], year: int | None, expected: tuple[date, date]
) -> None:
    movement = Movement(year=year, starts_on=days[0], ends_on=days[1], opened_at=AT)
    assert movement.first_and_last_day == expected
