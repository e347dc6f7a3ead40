"""Praise waits from a day to a day, for a reason with a paper, and only some may know."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from tests.commune import Commune, make_commune

from thidua.awards import policies
from thidua.awards.enums import HoldKind
from thidua.awards.models import Hold
from thidua.awards.services import holds
from thidua.awards.services.holds import HoldFacts, NewTerms
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import files
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
FIRST, LAST = date(2024, 5, 1), date(2024, 5, 31)


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)


def facts(commune: Commune, **values: object) -> HoldFacts:
    known = {
        "unit": commune.units["Thôn 1"],
        "person_name": "",
        "kind": HoldKind.COMPLAINT,
        "document_number": "12/TB-UBND ngày 29/4/2024",
        "reason": "Đơn về thu quỹ",
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    return HoldFacts(**known | values)


@pytest.mark.parametrize(
    ("day", "holds_on"),
    [(date(2024, 4, 30), False), (FIRST, True), (LAST, True), (date(2024, 6, 1), False)],
)
def test_a_hold_counts_from_its_first_to_its_last_day(
    commune: Commune, office: Actor, day: date, holds_on: object
):
    holds.add(facts(commune), by=office, at=AT)
    assert Hold.objects.in_force(day).exists() is holds_on


def test_without_a_last_day_it_counts_until_it_is_lifted(commune: Commune, office: Actor):
    made = holds.add(facts(commune, ends_on=None), by=office, at=AT)
    assert Hold.objects.in_force(date(2030, 1, 1)).exists()
    with pytest.raises(DomainError, match="Ghi lý do gỡ"):
        holds.lift(made, reason=" ", expected=made.version, by=office, at=AT)
    made = holds.lift(made, reason="Kết luận 05/KL-UBND", expected=made.version, by=office, at=AT)
    assert not Hold.objects.in_force(FIRST).exists()
    with pytest.raises(DomainError, match="đã gỡ rồi"):
        holds.lift(made, reason="Nữa", expected=made.version, by=office, at=AT)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"unit": None}, "Chọn đơn vị hoặc ghi tên"),
        ({"ends_on": date(2024, 4, 1)}, "sau ngày bắt đầu"),
    ],
)
def test_what_is_refused(commune: Commune, office: Actor, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        holds.add(facts(commune, **values), by=office, at=AT)


def test_a_unit_of_another_commune_is_refused(commune: Commune, office: Actor):
    other = make_commune("xã Cẩm Lạc")
    with pytest.raises(DomainError, match="cơ quan khác"):
        holds.add(facts(other), by=office, at=AT)


def test_who_may_write_and_who_may_know(commune: Commune, office: Actor):
    made = holds.add(facts(commune, unit=None, person_name="Trần Văn B"), by=office, at=AT)
    assert str(made) == "đơn thư đang xem xét: Trần Văn B"
    for role in (Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.OFFICE):
        assert Hold.objects.visible_to(commune.actor(role)).exists()
    for role in (Role.UNIT_HEAD, Role.EDITOR, Role.KEEPER, Role.UPPER):
        assert not Hold.objects.visible_to(commune.actor(role, commune.units["Thôn 1"])).exists()
    with pytest.raises(RefusedError):
        holds.add(facts(commune), by=commune.actor(Role.INSPECTOR), at=AT)


PAPER = "12/TB-UBND ngày 29/4/2024"


def test_the_last_day_moves_with_a_reason_and_both_days_stay(commune: Commune, office: Actor):
    made = holds.add(facts(commune), by=office, at=AT)
    later = date(2024, 6, 30)
    made = holds.change(made, NewTerms(later, PAPER), reason="Gia hạn", expected=1, by=office, at=AT)
    assert Hold.objects.in_force(later).exists()
    change = made.changes.get()
    assert (change.ends_on_before, change.ends_on_after, change.reason) == (LAST, later, "Gia hạn")
    entry = AuditEntry.objects.about(made.pk).get(action="monitoring.hold.change")
    assert entry.changes["ends_on"] == ["2024-05-31", "2024-06-30"]


def test_the_paper_before_stays_when_another_comes(commune: Commune, office: Actor):
    first, second = (
        files.store(data, media_type="application/pdf", at=AT) for data in (b"%PDF-1.4 a", b"%PDF-1.4 b")
    )
    made = holds.add(facts(commune, file=first, file_name="a.pdf"), by=office, at=AT)
    terms = NewTerms(LAST, "20/TB-UBND", second, "b.pdf")
    made = holds.change(made, terms, reason="Thay thông báo", expected=1, by=office, at=AT)
    change = made.changes.get()
    assert (made.file, change.file_before, change.file_name_before) == (second, first, "a.pdf")
    assert (change.number_before, change.is_end_moved) == (PAPER, False)


@pytest.mark.parametrize(
    ("terms", "reason", "sentence"),
    [
        (NewTerms(LAST, PAPER), "Không", "Chưa đổi gì"),
        (NewTerms(None, PAPER), " ", "Ghi lý do đổi"),
        (NewTerms(None, " "), "Gia hạn", "văn bản làm căn cứ"),
        (NewTerms(date(2024, 4, 1), PAPER), "Rút ngắn", "sau ngày bắt đầu"),
    ],
)
def test_what_change_is_refused(commune: Commune, office: Actor, terms: NewTerms, reason: str, sentence: str):
    made = holds.add(facts(commune), by=office, at=AT)
    with pytest.raises(DomainError, match=sentence):
        holds.change(made, terms, reason=reason, expected=1, by=office, at=AT)
    assert not made.changes.exists()


def test_what_is_lifted_or_was_changed_meanwhile_is_not_changed(commune: Commune, office: Actor):
    made = holds.add(facts(commune), by=office, at=AT)
    by = commune.actor(Role.INSPECTOR)
    with pytest.raises(RefusedError):
        holds.change(made, NewTerms(None, PAPER), reason="Gia hạn", expected=1, by=by, at=AT)
    holds.change(made, NewTerms(None, PAPER), reason="Gia hạn", expected=1, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        holds.change(made, NewTerms(FIRST, PAPER), reason="Rút", expected=1, by=office, at=AT)
    holds.lift(made, reason="Xong", expected=2, by=office, at=AT)
    with pytest.raises(DomainError, match="đã gỡ"):
        holds.change(made, NewTerms(FIRST, PAPER), reason="Rút", expected=3, by=office, at=AT)


def test_a_stranger_lifts_nothing_and_a_unit_sees_no_list(commune: Commune, office: Actor):
    made = holds.add(facts(commune), by=office, at=AT)
    stranger = make_commune("xã Cẩm Lạc").actor(Role.OFFICE)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        holds.lift(made, reason="Xong", expected=1, by=stranger, at=AT)
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert "dành cho Văn phòng, Chủ tịch, Hội đồng" in policies.can_see_holds(head).refusal


def test_deeds_recorded_under_the_old_name_stay_private(commune: Commune, office: Actor):
    AuditEntry.objects.create(
        at=AT,
        by_name="Văn phòng",
        authority_id=commune.authority.pk,
        action="monitoring.hold.add",
        object_type="monitoring.hold",
        object_id=uuid4(),
        object_label="Đơn về thu quỹ",
    )
    seen = [AuditEntry.objects.visible_to(who).count() for who in (office, commune.actor(Role.CHAIRMAN))]
    assert seen == [1, 0]
