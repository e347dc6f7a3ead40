"""What stands out in a season is found, told, answered, and comes back when a figure changes."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import Season, make_season

from thidua.core.errors import DomainError, RefusedError
from thidua.core.plausibility import DoubtCode
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.monitoring.queries.doubts import Filters, doubts_of, found_in
from thidua.monitoring.services import doubts
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.enums import ChangeKind, EvidenceKind, FigureState
from thidua.reporting.models import Evidence, Figure, FigureChange


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> Season:
    for number in range(4, 7):
        name = f"Thôn {number}"
        kept_commune.units[name] = Unit.objects.create(
            authority=kept_commune.authority, name=name, kind=UnitKind.VILLAGE
        )
    return make_season(kept_commune)


VILLAGES = [f"Thôn {number}" for number in range(1, 7)]


def codes(season: Season) -> list[DoubtCode]:
    return [one.doubt.code for one in found_in(season.movement)]


def test_a_quiet_season_has_no_doubts(season: Season):
    target = season.target()
    season.figures(target, {"Thôn 1": 123, "Thôn 2": 87})
    assert codes(season) == []


def test_a_figure_far_from_its_own_past(season: Season):
    target = season.target()
    for month, value in enumerate((101, 98, 103, 99, 402), start=1):
        season.figure(target, "Thôn 1", month, value)
    (found,) = found_in(season.movement)
    assert found.doubt.code == DoubtCode.JUMP
    assert found.rows[0].period == "Tháng 5/2024"
    assert "402 cây" in found.doubt.sentence


def test_a_draft_counts_for_nothing(season: Season):
    target = season.target(ceiling=Decimal(50))
    season.figure(target, "Thôn 1", 1, 51, state=FigureState.DRAFT)
    season.figure(target, "Thôn 2", 1, 51, state=FigureState.RETURNED, returned_because="Xem lại")
    assert codes(season) == []
    season.figure(target, "Thôn 3", 1, 51)
    assert codes(season) == [DoubtCode.ABOVE_CEILING]


def test_increments_are_added_before_they_meet_ceiling_and_last_year(season: Season):
    target = season.target(ceiling=Decimal(250))
    season.give(target, "Thôn 1", 300, last_year=240)
    season.figure(target, "Thôn 1", 1, 120)
    assert codes(season) == []
    season.figure(target, "Thôn 1", 2, 120)
    assert codes(season) == [DoubtCode.SAME_AS_LAST_YEAR]
    season.figure(target, "Thôn 1", 3, 20)
    assert codes(season) == [DoubtCode.ABOVE_CEILING]


def test_a_goal_to_maintain_may_stay_the_same(season: Season):
    target = season.target(comparator="maintain", low=None, nature="level")
    season.give(target, "Thôn 1", 48, last_year=48)
    season.figure(target, "Thôn 1", 1, 48)
    assert codes(season) == []


def test_a_fall_needs_a_correction(season: Season):
    target = season.target(nature="milestone", unit="tiêu chí")
    season.figure(target, "Thôn 1", 1, 12)
    fallen = season.figure(target, "Thôn 1", 2, 11)
    assert codes(season) == [DoubtCode.FELL]
    FigureChange.objects.create(
        figure=fallen, kind=ChangeKind.CORRECTED, said_before="number", said_after="number",
        value_before=13, value_after=11, reason="Ghi nhầm", by_name="A", at=AT,
    )  # fmt: skip
    assert codes(season) == []


def test_some_are_more_than_all(season: Season):
    target = season.target(unit="%", nature="rate", allocation_kind="weighted_mean", low=Decimal(95))
    season.figure(target, "Thôn 1", 1, 205, base=Decimal(200))
    season.figure(target, "Thôn 2", 1, 190, base=Decimal(200))
    (found,) = found_in(season.movement)
    assert found.doubt.sentence == "Thôn 1, Trồng cây: báo 205 trong tổng số 200. Nên xem lại hai số này."


def test_parts_are_held_against_the_whole_of_the_same_unit_and_period(season: Season):
    whole = season.target("Cây trồng", low=Decimal(300))
    parts = [season.target(f"Cây {name}", low=Decimal(150), parent=whole) for name in ("ăn quả", "bóng mát")]
    season.figure(whole, "Thôn 1", 1, 90)
    season.figure(parts[0], "Thôn 1", 1, 41)
    assert codes(season) == []  # the other part may hold the rest
    season.figure(parts[1], "Thôn 1", 1, 41)
    (found,) = found_in(season.movement)
    assert found.doubt.code == DoubtCode.PARTS_DIFFER
    assert "chênh 8" in found.doubt.sentence
    assert len(found.rows) == 3


def test_all_units_at_just_their_part(season: Season):
    target = season.target()
    for place, name in enumerate(VILLAGES[:5]):
        season.give(target, name, 121 + place)
        season.figure(target, name, 1, 121 + place)
    (found,) = found_in(season.movement)
    assert (found.doubt.code, found.doubt.units) == (DoubtCode.ALL_FULL, tuple(VILLAGES[:5]))


def test_all_better_than_the_mean_of_last_year(season: Season):
    target = season.target(nature="level", unit="tạ/ha", allocation_kind="each", low=Decimal(50))
    for place, name in enumerate(VILLAGES):
        season.give(target, name, 50, last_year=45 + place)
        season.figure(target, name, 1, 53 + place)
    assert codes(season) == [DoubtCode.ALL_ABOVE_LAST_YEAR]


def test_round_numbers_of_a_unit(season: Season):
    for place in range(8):
        season.figure(season.target(f"Chỉ tiêu {place}"), "Thôn 1", 1, 100 * (place + 1))
    found = found_in(season.movement)
    assert [one.doubt.code for one in found] == [DoubtCode.ROUND_NUMBERS]
    assert "Thôn 1: 8 trong 8 số tận cùng là 00" in found[0].doubt.sentence


def test_a_report_written_in_the_last_minutes(season: Season):
    """31/01 and five days: due on 05/02, so until midnight of Vietnam, 17:00 UTC."""
    late = datetime(2024, 2, 5, 16, 50, tzinfo=UTC)
    for place in range(5):
        season.figure(season.target(f"Chỉ tiêu {place}"), "Thôn 1", 1, 11 + place, entered_at=late)
    (found,) = found_in(season.movement)
    assert found.doubt.sentence.startswith("Thôn 1: cả 5 số được ghi trong 10 phút cuối trước hạn")


def test_a_photo_for_two_figures(season: Season):
    target = season.target()
    for name, look in (("Thôn 1", "0123456789abcdef"), ("Thôn 2", "0123456789abcdee")):
        _photo(season.figure(target, name, 1, 44 + len(look)), look)
    (found,) = found_in(season.movement)
    assert found.doubt.units == ("Thôn 1", "Thôn 2")
    Evidence.objects.update(removed_at=AT)
    assert codes(season) == []


def test_the_board_lists_units_the_weightiest_first_and_filters(season: Season):
    target = season.target(ceiling=Decimal(50))
    season.figure(target, "Thôn 2", 1, 51)
    season.figure(target, "Thôn 2", 2, 3)
    season.figure(target, "Thôn 1", 2, 52)
    board = doubts_of(season.movement)
    assert [(visit.unit, visit.weight) for visit in board.visits] == [("Thôn 2", 6), ("Thôn 1", 3)]
    assert [name for _, name in board.units] == ["Thôn 1", "Thôn 2"]
    february = doubts_of(season.movement, Filters(period_id=season.month(2).pk))
    assert [visit.weight for visit in february.visits] == [3, 3]
    one = doubts_of(season.movement, Filters(unit_id=season.unit("Thôn 1").pk))
    assert [visit.unit for visit in one.visits] == ["Thôn 1"]
    assert (one.shown, one.total) == (1, 3)
    assert doubts_of(season.movement, Filters(code="jump")).visits == ()


def test_an_answer_takes_the_doubt_off_until_the_figure_changes(season: Season, office: Actor):
    figure = season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    (found,) = found_in(season.movement)
    given = doubts.answer(season.movement, found.fingerprint, "Đã đếm lại", by=office, at=AT)
    board = doubts_of(season.movement)
    assert (board.visits, board.total) == ((), 0)
    assert [one.answer for one in board.answered] == [given]
    Figure.objects.filter(id=figure.id).update(value=52)
    assert doubts_of(season.movement).total == 1


def test_an_answer_can_be_taken_back_and_given_anew(season: Season, office: Actor):
    season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    (found,) = found_in(season.movement)
    given = doubts.answer(season.movement, found.fingerprint, "Đã đếm lại", by=office, at=AT)
    doubts.take_back(given, expected=given.version, by=office, at=AT)
    assert doubts_of(season.movement).total == 1
    again = doubts.answer(season.movement, found.fingerprint, "Có sổ", by=office, at=AT)
    assert (again.pk, again.note, doubts_of(season.movement).total) == (given.pk, "Có sổ", 0)


@pytest.mark.parametrize(("note", "change"), [("  ", ""), ("Đã xem", "f" * 64)])
def test_an_answer_needs_a_reason_and_a_doubt(season: Season, office: Actor, note: str, change: str):
    season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    (found,) = found_in(season.movement)
    with pytest.raises(DomainError):
        doubts.answer(season.movement, change or found.fingerprint, note, by=office, at=AT)


def test_only_the_office_answers(season: Season, commune: Commune):
    for role in (Role.CHAIRMAN, Role.INSPECTOR, Role.UNIT_HEAD):
        actor = commune.actor(role, commune.units["Thôn 1"])
        with pytest.raises(RefusedError):
            doubts.answer(season.movement, "", "Đã xem", by=actor, at=AT)


@pytest.mark.parametrize("count", [3, 30])
def test_six_queries_for_any_number_of_figures(season: Season, count: int):
    for place in range(count):
        target = season.target(f"Chỉ tiêu {place}", ceiling=Decimal(1))
        for name in VILLAGES[:3]:
            season.figure(target, name, 1, 7)
    with CaptureQueriesContext(connection) as captured:
        board = doubts_of(season.movement)
    assert board.total >= count * 3
    assert len(captured) == 6


def _photo(figure: Figure, look: str) -> None:
    stored = files.store(look.encode(), media_type="image/jpeg", at=AT)
    Evidence.objects.create(
        figure=figure, kind=EvidenceKind.PHOTO, file=stored, name="cay.jpg", look=look,
        added_by="A", added_at=AT,
    )  # fmt: skip
