from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests.commune import Commune, make_commune
from tests.pages import MOST_QUERIES, queries_of

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Block, BlockHead, Unit
from thidua.organisation.queries import block_page
from thidua.organisation.services import block_heads, blocks

AT = datetime(2024, 5, 3, 7, 0, tzinfo=UTC)
TODAY = date(2024, 5, 3)
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 3")


@pytest.fixture(scope="module")
def kept_commune(world: None) -> Commune:
    found = make_commune()
    found.authority.stands_on = TODAY
    found.authority.save(update_fields=["stands_on"])
    return found


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)


@pytest.fixture
def block(commune: Commune, office: Actor) -> Block:
    made = blocks.create(commune.authority, "Cụm các thôn", by=office, at=AT)
    for name in VILLAGES:
        blocks.join(made, commune.units[name], starts_on=date(2024, 1, 1), by=office, at=AT)
    return made


def lead(block: Block, commune: Commune, name: str, on: date, by: Actor) -> BlockHead:
    return block_heads.hand_over(block, commune.units[name], starts_on=on, by=by, at=AT)


def names_of(turns: Any) -> list[str]:
    return [turn.unit.name for turn in turns]


def test_the_lead_passes_on_and_its_history_stays(block, commune, office):
    lead(block, commune, "Thôn 2", date(2024, 1, 1), office)
    lead(block, commune, "Thôn 3", date(2025, 1, 1), office)
    page = block_page(block, TODAY)
    assert (str(page.head.unit), page.head.ends_on) == ("Thôn 2", date(2024, 12, 31))
    assert str(page.next_head.unit) == "Thôn 3"
    page = block_page(block, date(2025, 6, 1))
    assert (str(page.head.unit), [str(head.unit) for head in page.past_heads]) == ("Thôn 3", ["Thôn 2"])
    entry = AuditEntry.objects.filter(action="organisation.block.hand_over").latest("id")
    assert entry.changes["unit"][0]["label"] == "Thôn 2"


def test_the_turn_is_of_who_never_led_then_of_who_led_longest_ago(block, commune, office):
    assert names_of(block_page(block, TODAY).turns) == ["Thôn 1", "Thôn 2", "Thôn 3"]
    lead(block, commune, "Thôn 1", date(2024, 1, 1), office)
    lead(block, commune, "Thôn 2", date(2024, 4, 1), office)
    assert names_of(block_page(block, TODAY).turns) == ["Thôn 3", "Thôn 1", "Thôn 2"]


@pytest.mark.parametrize(
    ("name", "on", "fault"),
    [
        ("Trạm Y tế", date(2024, 6, 1), "Trạm Y tế không ở Cụm các thôn vào ngày"),
        ("Thôn 1", date(2023, 12, 1), "Thôn 1 không ở Cụm các thôn vào ngày"),
        ("Thôn 3", date(2024, 2, 1), "Ngày bàn giao tiếp phải sau ngày đó"),
        ("Thôn 2", date(2024, 6, 1), "đang là trưởng"),
    ],
)
def test_a_hand_over_out_of_order_is_refused(block, commune, office, name, on, fault):
    lead(block, commune, "Thôn 2", date(2024, 2, 1), office)
    with pytest.raises(DomainError, match=fault):
        lead(block, commune, name, on, office)
    assert BlockHead.objects.count() == 1


def test_a_hand_over_to_come_is_taken_back_and_the_former_goes_on(block, commune, office):
    lead(block, commune, "Thôn 2", date(2024, 1, 1), office)
    head = lead(block, commune, "Thôn 3", date(2025, 1, 1), office)
    block_heads.undo(head, today=TODAY, by=office, at=AT)
    assert block_page(block, date(2025, 6, 1)).head.unit == commune.units["Thôn 2"]
    assert BlockHead.objects.get().ends_on is None


def test_a_hand_over_that_has_come_stays(block, commune, office):
    head = lead(block, commune, "Thôn 2", date(2024, 1, 1), office)
    with pytest.raises(DomainError, match="đã nhận bàn giao"):
        block_heads.undo(head, today=TODAY, by=office, at=AT)


def test_a_village_hands_nothing_over(block, commune):
    with pytest.raises(RefusedError):
        lead(block, commune, "Thôn 1", TODAY, commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"]))


def test_a_unit_may_be_in_several_blocks_but_once_in_each(block, commune, office):
    other = blocks.create(commune.authority, "Khối dân cư", by=office, at=AT)
    blocks.join(other, commune.units["Thôn 1"], starts_on=TODAY, by=office, at=AT)
    assert commune.units["Thôn 1"].memberships.count() == 2
    with pytest.raises(DomainError, match="đang ở Khối dân cư"):
        blocks.join(other, commune.units["Thôn 1"], starts_on=TODAY, by=office, at=AT)


def test_the_page_tells_now_before_and_to_come(block, commune, office):
    (gone,) = block.memberships.filter(unit=commune.units["Thôn 3"])
    blocks.leave(gone, last_day=date(2024, 3, 31), by=office, at=AT)
    page = block_page(block, TODAY)
    assert [row.unit.name for row in page.members] == ["Thôn 1", "Thôn 2"]
    assert [row.unit.name for row in page.former] == ["Thôn 3"]
    assert [row.unit.name for row in block_page(block, date(2023, 6, 1)).coming] == list(VILLAGES)


@pytest.mark.parametrize(
    ("names", "words"), [((), "Hiện chưa có đơn vị nào."), (("Thôn 1",), "Chỉ có một đơn vị")]
)
def test_an_empty_block_and_a_block_of_one_say_what_to_do(commune, office, names, words):
    small = blocks.create(commune.authority, "Cụm nhỏ", by=office, at=AT)
    for name in names:
        blocks.join(small, commune.units[name], starts_on=TODAY, by=office, at=AT)
    page = commune.client(Role.OFFICE).get(reverse("organisation:block-detail", args=[small.pk]))
    assert words in page.content.decode()


def test_the_office_hands_over_on_the_page(block, commune, office):
    client = commune.client(Role.OFFICE)
    url = reverse("organisation:block-hand-over", args=[block.pk])
    text = client.get(url).content.decode()
    assert "Thôn 1 (chưa làm trưởng)" in text
    key = text.split('name="_once" value="')[1].split('"')[0]
    sent = {"_once": key, "unit": commune.units["Thôn 2"].pk, "starts_on": "01/06/2024"}
    text = client.post(url, sent, follow=True).content.decode()
    assert "Thôn 2 làm trưởng Cụm các thôn từ 01/06/2024" in text or "từ 1/6/2024" in text
    assert "Bỏ lần bàn giao này" in text


@pytest.mark.parametrize("name", ["organisation:block-detail", "monitoring:block-contest"])
def test_a_page_of_a_block_asks_as_often_with_thirty_members(block, commune, office, name):
    client, url = commune.client(Role.OFFICE), reverse(name, args=[block.pk])
    few = queries_of(client, url)
    for number in range(30):
        unit = Unit.objects.create(authority=commune.authority, name=f"Xóm {number}", kind=UnitKind.VILLAGE)
        blocks.join(block, unit, starts_on=TODAY, by=office, at=AT)
    assert queries_of(client, url) == few <= MOST_QUERIES
