"""Pledges begun from allocations, rewritten by the office, given up."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from tests.commitments.pledged import AT, again, agreed, drafted, offered, signed
from tests.commune import make_commune
from tests.season import SmallSeason

from thidua.commitments.enums import PledgeState
from thidua.commitments.models import Pledge
from thidua.commitments.services import pledges
from thidua.commitments.services.pledges import ChangedMeanwhileError, Head, LineEntry
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.sentences import sentence_of
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.organisation.enums import Role

pytestmark = pytest.mark.django_db


def _all(season: SmallSeason):
    units = [unit.pk for unit in season.commune.units.values()]
    return pledges.prepare(season.movement, units, by=season.office, at=AT)


def test_every_unit_with_a_part_gets_a_draft_of_what_it_was_given(season):
    _all(season)
    made = {pledge.unit.name: pledge for pledge in Pledge.objects.all()}
    assert set(made) == {"Thôn 1", "Thôn 2", "Thôn 3"}
    rows = made["Thôn 2"].lines.values_list("position", "text", "offered", "base", "measure", "is_agreed")
    assert list(rows) == [
        (1, "Sản lượng đánh bắt", Decimal(120), None, "tấn", False),
        (2, "Người có thẻ BHYT", Decimal(190), Decimal(200), "%", False),
        (3, "Số vụ vi phạm", Decimal(2), None, "vụ", False),
    ]


def test_a_whole_that_is_not_split_is_promised_in_words(season):
    board = season.commune.units["Ban Văn hóa xã"]
    season.targets["income"].allocations.create(unit=board, is_owner=True)
    _all(season)
    line = Pledge.objects.get(unit=board).lines.get()
    assert (line.text, line.offered) == ("Tỷ lệ tăng trưởng: ≥ 11%", None)


def test_the_theme_comes_from_the_movement(season):
    season.movement.theme = "Đoàn kết, đổi mới"
    season.movement.save()
    assert drafted(season).theme == "Đoàn kết, đổi mới"


def test_pressing_again_makes_nothing_twice(season):
    assert _all(season) is not None
    assert _all(season) is None
    assert Pledge.objects.count() == 3


def test_a_unit_that_closed_is_passed_over(season):
    village = season.commune.units["Thôn 1"]
    village.valid_to = date(2024, 5, 1)
    village.save()
    _all(season)
    assert not Pledge.objects.filter(unit=village).exists()


def test_only_the_office_prepares_and_only_in_an_open_movement(season):
    chairman = season.commune.actor(Role.CHAIRMAN)
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        pledges.prepare(season.movement, [], by=chairman, at=AT)
    season.movement.state, season.movement.closed_at = MovementState.CLOSED, AT
    season.movement.save()
    with pytest.raises(RefusedError, match="đã kết thúc"):
        _all(season)


def test_undoing_takes_back_only_what_nobody_touched(season):
    batch = _all(season)
    touched = Pledge.objects.get(unit__name="Thôn 1")
    lines = [LineEntry(line.pk, line.text, offered=line.offered) for line in touched.lines.all()]
    pledges.rewrite(touched, Head("", "Giữ đường sạch"), lines, expected=1, by=season.office, at=AT)
    assert pledges.undo_prepare(season.movement, batch, by=season.office, at=AT) == (2, 1)
    assert list(Pledge.objects.values_list("unit__name", flat=True)) == ["Thôn 1"]
    assert AuditEntry.objects.filter(action="commitments.pledge.undo_prepare").count() == 2
    touched.delete()
    with pytest.raises(DomainError, match="đã hoàn tác rồi"):
        pledges.undo_prepare(season.movement, batch, by=season.office, at=AT)


def _entries(pledge: Pledge) -> list[LineEntry]:
    return [LineEntry(line.pk, line.text, offered=line.offered) for line in pledge.lines.all()]


def test_the_office_words_orders_adds_and_drops_lines(season):
    pledge = drafted(season)
    fish, health, poor = _entries(pledge)
    wanted = [
        LineEntry(poor.pk, "Không để xảy ra vụ vi phạm", offered=Decimal(1)),
        LineEntry(fish.pk, fish.text, offered=Decimal(130)),
        LineEntry(health.pk, "  ", offered=health.offered),
        LineEntry(None, "Giữ vững thôn văn hóa"),
        LineEntry(None, "Ra quân dọn vệ sinh", "buổi", Decimal(12)),
    ]
    head = Head("Chủ đề mới", "Cả thôn cùng làm.")
    pledges.rewrite(pledge, head, wanted, expected=pledge.version, by=season.office, at=AT)
    rows = pledge.lines.values_list("position", "text", "offered", "measure")
    assert list(rows) == [
        (1, "Không để xảy ra vụ vi phạm", Decimal(1), "vụ"),
        (2, "Sản lượng đánh bắt", Decimal(130), "tấn"),
        (3, "Giữ vững thôn văn hóa", None, ""),
        (4, "Ra quân dọn vệ sinh", Decimal(12), "buổi"),
    ]
    entry = AuditEntry.objects.get(action="commitments.pledge.rewrite")
    assert "2. Sản lượng đánh bắt: 130 tấn" in entry.changes["lines"][1]
    assert "các dòng từ 1. Sản lượng đánh bắt: 120 tấn" in sentence_of(entry)
    assert again(pledge).promise == "Cả thôn cùng làm."


@pytest.mark.parametrize(
    ("place", "number", "fault"),
    [
        (0, Decimal(-1), "Dòng 1: số không được âm"),
        (0, None, "Dòng 1: ghi số"),
        (1, Decimal(201), "Dòng 2: số không được lớn hơn tổng số 200"),
    ],
)
def test_a_number_that_cannot_be_is_refused(season, place, number, fault):
    pledge = drafted(season)
    entries = _entries(pledge)
    entries[place] = LineEntry(entries[place].pk, entries[place].text, offered=number)
    with pytest.raises(DomainError, match=fault):
        pledges.rewrite(pledge, Head("", ""), entries, expected=1, by=season.office, at=AT)
    assert again(pledge).version == 1


def test_a_pledge_without_a_line_or_with_a_long_one_is_refused(season):
    pledge = drafted(season)
    with pytest.raises(DomainError, match="ít nhất một dòng"):
        pledges.rewrite(pledge, Head("", ""), [], expected=1, by=season.office, at=AT)
    long = [LineEntry(None, "x" * 501)]
    with pytest.raises(ValidationError):
        pledges.rewrite(pledge, Head("", ""), long, expected=1, by=season.office, at=AT)
    many = [LineEntry(None, "Dòng")] * 61
    with pytest.raises(DomainError, match="nhiều nhất 60 dòng"):
        pledges.rewrite(pledge, Head("", ""), many, expected=1, by=season.office, at=AT)


def test_two_clerks_on_one_draft(season):
    pledge = drafted(season)
    pledges.rewrite(pledge, Head("Một", ""), _entries(pledge), expected=1, by=season.office, at=AT)
    with pytest.raises(ChangedMeanwhileError, match="Chưa có gì bị ghi đè"):
        pledges.rewrite(pledge, Head("Hai", ""), _entries(pledge), expected=1, by=season.other_office, at=AT)
    assert again(pledge).theme == "Một"


def test_what_was_offered_is_not_rewritten(season):
    pledge = offered(season)
    with pytest.raises(RefusedError, match="không còn ở bước soạn"):
        pledges.rewrite(pledge, Head("", ""), _entries(pledge), expected=2, by=season.office, at=AT)


def test_given_up_with_a_reason_and_begun_anew(season):
    pledge = offered(season)
    with pytest.raises(DomainError, match="Ghi lý do"):
        pledges.withdraw(pledge, reason=" ", expected=pledge.version, by=season.office, at=AT)
    pledges.withdraw(pledge, reason="Soạn nhầm", expected=pledge.version, by=season.office, at=AT)
    assert again(pledge).state == PledgeState.WITHDRAWN
    assert drafted(season).number == 2


def test_opened_again_before_both_signed(season):
    pledge = agreed(season)
    assert pledge.fingerprint
    pledges.take_up(pledge, reason="Số sai", expected=pledge.version, by=season.office, at=AT)
    pledge = again(pledge)
    assert (pledge.state, pledge.fingerprint, pledge.paper) == (PledgeState.DRAFT, "", None)
    assert set(pledge.lines.values_list("is_agreed", "agreed")) == {(False, None)}
    told = Notice.objects.filter(unit_id=pledge.unit_id).order_by("-pk")[0]
    assert (told.title, told.detail) == ("Giao ước thi đua được mở lại để bàn tiếp", "Lý do: Số sai")


def test_nothing_is_signed_once_the_movement_is_over(season):
    pledge = agreed(season)
    closing = {"state": MovementState.CLOSED, "closed_at": AT}
    Movement.objects.filter(pk=season.movement.pk).update(**closing)
    with pytest.raises(RefusedError, match="Phong trào đã kết thúc"):
        pledges.take_up(again(pledge), reason="Số sai", expected=pledge.version, by=season.office, at=AT)


def test_a_stranger_sees_no_pledge(season):
    drafted(season, "Thôn 1")
    assert Pledge.objects.visible_to(season.heads["Thôn 1"]).count() == 1
    assert not Pledge.objects.visible_to(season.heads["Thôn 2"]).exists()
    assert not Pledge.objects.visible_to(make_commune("xã khác").actor(Role.OFFICE)).exists()


def test_what_is_signed_changes_through_no_door(season):
    chairman = season.commune.actor(Role.CHAIRMAN)
    pledge = signed(season, chairman)
    before = [pledge.paper, pledge.fingerprint]
    doors = [
        lambda: pledges.rewrite(pledge, Head("", ""), _entries(pledge), expected=9, by=season.office, at=AT),
        lambda: pledges.take_up(pledge, reason="x", expected=9, by=season.office, at=AT),
        lambda: pledges.withdraw(pledge, reason="x", expected=9, by=season.office, at=AT),
    ]
    for door in doors:
        with pytest.raises(RefusedError, match="lập bản mới"):
            door()
    assert [again(pledge).paper, again(pledge).fingerprint] == before
