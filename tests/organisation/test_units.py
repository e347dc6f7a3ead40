"""Units: what services do, and what pages show and keep."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune
from tests.organisation.browsing import NOW
from tests.pages import MOST_QUERIES, queries_of

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import SYSTEM
from thidua.foundation.models import AuditEntry, SearchEntry
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services import search
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Position, Unit
from thidua.organisation.queries import actor_of
from thidua.organisation.services import units
from thidua.organisation.services.units import UnitFacts

TODAY = NOW.date()
FACTS = UnitFacts(name="Hội Khuyến học", kind=UnitKind.UNION, aliases="Khuyến học xã\n\n Khuyến học xã ")


def last_deed() -> AuditEntry:
    return AuditEntry.objects.order_by("id").last()


def test_new_unit_is_found_and_told(commune: Commune, office) -> None:
    unit = units.create(commune.authority, FACTS, by=office, at=NOW)
    assert unit.names == ("Hội Khuyến học", "Khuyến học xã")
    assert [entry.url for entry in SearchEntry.objects.matching("khuyen hoc")] == [
        reverse("organisation:unit-detail", args=[unit.pk])
    ]
    assert "thêm đơn vị “Hội Khuyến học”" in sentence_of(last_deed())


def test_households_and_people_of_a_unit_are_counted_in_its_form(commune: Commune) -> None:
    clerk, unit = commune.client(Role.KEEPER), commune.units["Thôn 1"]
    address = reverse("organisation:unit-edit", args=[unit.pk])
    sent = {"_once": str(uuid4()), "_version": 1, "name": "Thôn 1", "kind": "village"}
    refused = clerk.post(address, {**sent, "household_count": "12,5", "population": "1e309"})
    assert refused.status_code == 422
    assert "Ghi số nguyên" in refused.content.decode()
    clerk.post(address, {**sent, "_once": str(uuid4()), "household_count": "1.234", "population": "4567"})
    unit.refresh_from_db()
    assert (unit.household_count, unit.population) == (1234, 4567)
    assert 'value="1.234"' in clerk.get(address).content.decode()
    assert "1.234" in clerk.get(reverse("organisation:unit-list")).content.decode()


def test_name_of_another_unit_is_refused_until_that_one_is_closed(commune: Commune, office) -> None:
    taken = UnitFacts(name="Thôn 1", kind=UnitKind.VILLAGE)
    with pytest.raises(DomainError, match="Đã có đơn vị cùng tên"):
        units.create(commune.authority, taken, by=office, at=NOW)
    old = commune.units["Thôn 1"]
    units.close(old, last_day=TODAY, reason="Sáp nhập thôn", expected=1, by=office, at=NOW)
    units.create(commune.authority, taken, by=office, at=NOW)
    with pytest.raises(DomainError, match="Đã có đơn vị cùng tên"):
        units.reopen(old, reason="Nhầm", expected=2, by=office, at=NOW)


def test_change_writes_before_and_after_and_moves_the_search(commune: Commune, office) -> None:
    unit = commune.units["Trạm Y tế"]
    facts = UnitFacts(name="Trạm Y tế Cẩm Lĩnh", kind=UnitKind.CLINIC)
    changed = units.change(unit, facts, expected=1, by=office, at=NOW)
    assert changed.version == 2
    assert "tên đơn vị từ Trạm Y tế thành Trạm Y tế Cẩm Lĩnh" in sentence_of(last_deed())
    assert SearchEntry.objects.get(object_id=str(unit.pk)).title == "Trạm Y tế Cẩm Lĩnh"
    assert units.change(changed, facts, expected=2, by=office, at=NOW).version == 2


def test_change_of_an_old_version_is_refused(commune: Commune, office) -> None:
    unit = commune.units["Trạm Y tế"]
    units.change(unit, UnitFacts("Trạm Y tế A", UnitKind.CLINIC), expected=1, by=office, at=NOW)
    with pytest.raises(StaleVersionError):
        units.change(unit, UnitFacts("Trạm Y tế B", UnitKind.CLINIC), expected=1, by=office, at=NOW)


def test_closing_needs_a_reason_and_ends_the_posts(commune: Commune, office) -> None:
    unit = commune.units["Thôn 2"]
    head = commune.user(Role.UNIT_HEAD, unit)
    with pytest.raises(DomainError, match="lý do"):
        units.close(unit, last_day=TODAY, reason=" ", expected=1, by=office, at=NOW)
    closed = units.close(unit, last_day=TODAY, reason="Sáp nhập", expected=1, by=office, at=NOW)
    assert closed.valid_to == TODAY
    assert actor_of(head, TODAY).has(Role.UNIT_HEAD)
    assert not actor_of(head, TODAY + timedelta(days=1)).roles
    assert Unit.objects.filter(pk=unit.pk).exists()
    assert Position.objects.get(person=head.person).ends_on == TODAY
    with pytest.raises(DomainError, match="đã ghi ngừng"):
        units.close(unit, last_day=TODAY, reason="Lần nữa", expected=2, by=office, at=NOW)


def test_unit_does_not_end_before_it_began(commune: Commune, office) -> None:
    unit = units.create(
        commune.authority, UnitFacts("Thôn 9", UnitKind.VILLAGE, valid_from=TODAY), by=office, at=NOW
    )
    with pytest.raises(DomainError, match="sau ngày"):
        units.close(unit, last_day=TODAY - timedelta(days=1), reason="Nhầm", expected=1, by=office, at=NOW)


def test_others_do_not_write(commune: Commune, other_commune: Commune) -> None:
    unit = commune.units["Thôn 1"]
    for by in (
        commune.actor(Role.UNIT_HEAD, unit),
        commune.actor(Role.CHAIRMAN),
        other_commune.actor(Role.OFFICE),
    ):
        with pytest.raises(RefusedError):
            units.change(unit, FACTS, expected=1, by=by, at=NOW)
        with pytest.raises(RefusedError):
            units.create(commune.authority, FACTS, by=by, at=NOW)


def test_console_writes(commune: Commune) -> None:
    assert units.create(commune.authority, FACTS, by=SYSTEM, at=NOW).pk


def test_index_is_built_anew_from_the_units(commune: Commune) -> None:
    assert search.rebuild()["unit"] == len(commune.units)


def test_list_filters_by_kind_state_and_words(commune: Commune, clerk, office) -> None:
    search.rebuild()
    units.close(
        commune.units["Thôn 3"], last_day=date(2024, 4, 1), reason="Sáp nhập", expected=1, by=office, at=NOW
    )
    address = reverse("organisation:unit-list")

    def rows(**query: str) -> int:
        return clerk.get(address, query).text.count('<tr id="don-vi-')

    assert rows() == len(commune.units) - 1
    assert rows(loai="village") == 2
    assert rows(**{"trang-thai": "ngung"}) == 1
    assert rows(**{"trang-thai": "tat-ca"}) == len(commune.units)
    assert rows(tim="tram y te") == 1
    assert rows(tim="khong co") == 0


@pytest.mark.parametrize("extra", [1, 30])
def test_list_costs_the_same_for_any_length(commune: Commune, clerk, extra: int) -> None:
    for number in range(extra):
        unit = Unit.objects.create(authority=commune.authority, name=f"Tổ {number}", kind=UnitKind.BOARD)
        commune.user(Role.UNIT_HEAD, unit)
    assert queries_of(clerk, reverse("organisation:unit-list")) <= MOST_QUERIES


def test_list_is_handed_out_as_a_workbook(commune: Commune, clerk) -> None:
    answer = clerk.get(reverse("organisation:unit-list-xlsx"), {"loai": "village"})
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="don-vi.xlsx"'


def test_page_shows_head_and_way_to_the_movements(commune: Commune, browse) -> None:
    unit = commune.units["Thôn 1"]
    head = commune.user(Role.UNIT_HEAD, unit)
    page = browse(Role.UNIT_HEAD, unit).get(reverse("organisation:unit-detail", args=[unit.pk])).text
    assert head.person.full_name in page
    assert reverse("movements:unit-panel", args=[unit.pk]) in page
    assert reverse("organisation:unit-edit", args=[unit.pk]) not in page


def test_fault_of_shape_and_of_rule_keep_what_was_typed(commune: Commune, clerk) -> None:
    address = reverse("organisation:unit-new")
    answer = clerk.send(address, name="", kind="village", valid_from="31/11/2024", aliases="giữ lại dòng này")
    assert answer.status_code == 422
    assert answer.text.count("Ghi tên đơn vị.") == 2
    assert 'href="#id_valid_from"' in answer.text
    assert "31/11/2024" in answer.text
    assert "giữ lại dòng này" in answer.text
    answer = clerk.send(address, name="Thôn 1", kind="village")
    assert "Đã có đơn vị cùng tên" in answer.text
    assert 'value="Thôn 1"' in answer.text
    assert Unit.objects.filter(name="Thôn 1").count() == 1


def test_form_sent_twice_adds_one_unit(commune: Commune, clerk) -> None:
    fields = {"_once": "6f1d3a52-6a0e-4c5e-9d0b-0d3f5c7f2a11", "name": "Thôn 8", "kind": "village"}
    first = clerk.post(reverse("organisation:unit-new"), fields)
    again = clerk.post(reverse("organisation:unit-new"), fields)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Unit.objects.filter(name="Thôn 8").count() == 1


def test_two_who_edit_meet_on_the_conflict_page(commune: Commune, clerk, browse) -> None:
    unit = commune.units["Thôn 1"]
    address = reverse("organisation:unit-edit", args=[unit.pk])
    assert 'name="_version" value="1"' in clerk.get(address).text
    clerk.send(address, _version=1, name="Thôn Một", kind="village")
    answer = browse(Role.OFFICE).send(address, _version=1, name="Thôn Nhất", kind="village")
    assert answer.status_code == 409
    assert "Thôn Một" in answer.text
    assert "Thôn Nhất" in answer.text
    unit.refresh_from_db()
    assert unit.name == "Thôn Một"


def test_unit_is_closed_and_reopened_on_pages(commune: Commune, clerk) -> None:
    unit = commune.units["Thôn 1"]
    commune.user(Role.UNIT_HEAD, unit)
    address = reverse("organisation:unit-close", args=[unit.pk])
    assert "1 chức vụ ở đơn vị kết thúc" in clerk.get(address).text
    today = timezone.localdate()
    answer = clerk.send(address, _version=1, last_day=today.strftime("%d/%m/%Y"), reason="Sáp nhập")
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert unit.valid_to == today
    answer = clerk.send(reverse("organisation:unit-reopen", args=[unit.pk]), _version=2, reason="Ghi nhầm")
    assert answer.status_code == 302
    unit.refresh_from_db()
    assert unit.valid_to is None


@pytest.mark.parametrize(
    "name", ["unit-detail", "unit-edit", "unit-close", "unit-reopen", "household-list", "household-new"]
)
def test_unit_of_another_commune_is_not_there(clerk, other_commune: Commune, name: str) -> None:
    address = reverse(f"organisation:{name}", args=[other_commune.units["Thôn 1"].pk])
    assert clerk.get(address).status_code == 404
    if name not in {"unit-detail", "household-list"}:
        assert clerk.send(address).status_code == 404


def test_villages_stand_in_the_order_of_their_numbers(commune: Commune) -> None:
    for name in ("Thôn 10", "Thôn 9"):
        Unit.objects.create(authority=commune.authority, name=name, kind="village")
    shown = [
        unit.name for unit in Unit.objects.filter(authority=commune.authority, kind="village").for_list()
    ]
    assert shown[-2:] == ["Thôn 9", "Thôn 10"]


def test_a_post_gives_no_right_that_nobody_chose(commune: Commune, clerk) -> None:
    person = commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"]).person
    address = reverse("organisation:position-begin", args=[person.pk])
    assert '<option value="" selected>Chọn một quyền</option>' in clerk.get(address).text
    answer = clerk.send(address, title="Trưởng thôn", starts_on="01/01/2024", role="")
    assert answer.status_code == 422
    assert "Chọn quyền." in answer.text


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("Thôn 1", UnitKind.VILLAGE, "Trưởng thôn"),
        ("Bản Lát", UnitKind.VILLAGE, "Trưởng bản"),
        ("Tổ dân phố 3", UnitKind.VILLAGE, "Tổ trưởng"),
        ("Trường Tiểu học", UnitKind.SCHOOL, "Hiệu trưởng"),
        ("Hội Phụ nữ", UnitKind.UNION, "Thủ trưởng đơn vị"),
    ],
)
def test_the_head_of_a_unit_signs_under_the_title_of_its_kind(name: str, kind: UnitKind, title: str) -> None:
    assert Unit(name=name, kind=kind).head_title == title
