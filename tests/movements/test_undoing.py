"""A merge or a split taken back leaves everything as it stood before."""

import html
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.commune import Commune
from tests.movements.conftest import AT

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import DraftTarget, DraftTask, LaunchDraft
from thidua.movements.services import draft_targets, items, undoing
from thidua.movements.services.draft_targets import Seen, UnitsDifferError
from thidua.organisation.enums import Role

NAMES = ("name", "comparator", "low", "high", "unit", "per", "sentence", "start", "end", "state", "doubts")
SPLIT = "Thu ngân sách 19 tỷ đồng\nThu thuế đạt 20 tỷ đồng"
MORE = ("origin", "parent_id", "before_merge", "merged_into_id")


def picture(draft: LaunchDraft) -> list[tuple[object, ...]]:
    """Return all that a person sees of the targets."""
    return list(DraftTarget.objects.filter(draft=draft).values_list("pk", *NAMES, *MORE))


def merged(target: DraftTarget, following: DraftTarget, by: Actor) -> DraftTarget:
    following.refresh_from_db()
    seen = Seen(str(following.pk), following.version, may_mix_units=True)
    return draft_targets.merge_with_next(target, seen, expected=target.version, by=by, at=AT)


def budget_and_the_one_before(draft: LaunchDraft) -> tuple[DraftTarget, DraftTarget]:
    rows = list(DraftTarget.objects.filter(draft=draft))
    place = next(index for index, row in enumerate(rows) if row.name == "Thu ngân sách")
    return rows[place - 1], rows[place]


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def send(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields}, follow=True)


def test_undone_merge_leaves_both_targets_and_their_parts_as_they_were(
    draft: LaunchDraft, office: Actor
) -> None:
    first, budget = budget_and_the_one_before(draft)
    budget = items.edit(budget, {"name": "Thu ngân sách"}, expected=1, by=office, at=AT)
    part = DraftTarget.objects.get(draft=draft, name="Thu trên địa bàn")
    before = picture(draft)
    whole = merged(first, budget, office)
    part.refresh_from_db()
    assert part.parent_id == whole.pk
    undoing.undo_merge(whole, expected=whole.version, by=office, at=AT)
    assert picture(draft) == before
    told = sentence_of(AuditEntry.objects.about(first.pk).order_by("id").last())
    assert "hoàn tác việc gộp mục" in told
    with pytest.raises(DomainError, match="không phải mục gộp"):
        undoing.undo_merge(whole, expected=whole.version + 1, by=office, at=AT)


def test_restoring_the_second_undoes_the_merge_and_nothing_else_takes_it(
    draft: LaunchDraft, office: Actor
) -> None:
    first, budget = budget_and_the_one_before(draft)
    before = picture(draft)
    merged(first, budget, office)
    for refused in (items.accept, lambda row, **who: items.edit(row, {"name": "Khác"}, **who)):
        with pytest.raises(DomainError, match="Hoàn tác gộp"):
            refused(budget, expected=2, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        items.restore(budget, expected=1, by=office, at=AT)
    items.restore(budget, expected=2, by=office, at=AT)
    assert picture(draft) == before


def test_merge_changed_since_is_undone_only_by_who_sees_it(draft: LaunchDraft, office: Actor) -> None:
    first, budget = budget_and_the_one_before(draft)
    before = picture(draft)
    whole = merged(first, budget, office)
    changed = items.edit(whole, {"name": "Tên mới"}, expected=whole.version, by=office, at=AT)
    with pytest.raises(DomainError, match="đã đổi sau khi gộp"):
        items.restore(budget, expected=2, by=office, at=AT)
    with pytest.raises(StaleVersionError):
        undoing.undo_merge(whole, expected=changed.version - 1, by=office, at=AT)
    dropped = items.drop(changed, expected=changed.version, by=office, at=AT)
    with pytest.raises(DomainError, match="Lấy lại mục đó trước"):
        undoing.undo_merge(dropped, expected=dropped.version, by=office, at=AT)
    back = items.restore(dropped, expected=dropped.version, by=office, at=AT)
    undoing.undo_merge(back, expected=back.version, by=office, at=AT)
    assert picture(draft) == before


def test_merges_upon_merges_are_undone_one_by_one(draft: LaunchDraft, office: Actor) -> None:
    first, second, third = DraftTarget.objects.filter(draft=draft)[:3]
    before = picture(draft)
    once = merged(first, second, office)
    between = picture(draft)
    twice = merged(once, third, office)
    back = undoing.undo_merge(twice, expected=twice.version, by=office, at=AT)
    assert picture(draft) == between
    undoing.undo_merge(back, expected=back.version, by=office, at=AT)
    assert picture(draft) == before


def test_merge_of_two_units_asks_in_place_and_the_card_offers_to_undo(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    first, budget = budget_and_the_one_before(draft)
    first = items.edit(first, {"unit": "tấn"}, expected=1, by=office, at=AT)
    seen = Seen(str(budget.pk), 1)
    with pytest.raises(UnitsDifferError, match="khác đơn vị tính"):
        draft_targets.merge_with_next(first, seen, expected=2, by=office, at=AT)
    before = picture(draft)
    address = reverse("movements:draft-target-merge", args=[first.pk])
    fields = {"_version": 2, "next": str(budget.pk), "next_version": 1}
    asked = html.unescape(send(clerk, address, **fields).text)
    assert f"Hai chỉ tiêu khác đơn vị tính (tấn, {budget.unit})." in asked
    assert asked.count("Vẫn gộp<") == 1
    assert picture(draft) == before
    page = send(clerk, address, **fields, mix="1").text
    undo = reverse("movements:draft-target-unmerge", args=[first.pk])
    assert page.count(f'action="{undo}"') == 2
    told = send(clerk, undo, _version=3).text
    assert "Hai mục trở lại như trước khi gộp" in told
    assert picture(draft) == before


def test_old_target_of_a_split_comes_back_alone_with_its_parts(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    _, budget = budget_and_the_one_before(draft)
    before = picture(draft)
    made = draft_targets.split(budget, SPLIT, expected=1, by=office, at=AT)
    address = reverse("movements:item-decide", args=["chi-tieu", budget.pk, "xem-lai"])
    answer = clerk.post(address, {"_once": str(uuid4()), "_version": 2}, headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
    halves = {half.pk for half in made}
    assert [row for row in picture(draft) if row[0] not in halves] == before
    assert {half.state for half in DraftTarget.objects.filter(pk__in=halves)} == {"dropped"}
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).text
    assert "Các mục liên quan trở lại như trước" in page


@pytest.mark.parametrize("verb", ["accept", "edit", "merge"])
def test_targets_of_a_split_stay_when_one_was_worked_on(
    verb: str, clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    _, budget = budget_and_the_one_before(draft)
    one, other = draft_targets.split(budget, SPLIT, expected=1, by=office, at=AT)
    if verb == "accept":
        items.accept(one, expected=1, by=office, at=AT)
    elif verb == "edit":
        items.edit(one, {"name": "Tên mới"}, expected=1, by=office, at=AT)
    else:
        merged(one, other, office)
    before = [row for row in picture(draft) if row[0] != budget.pk]
    address = reverse("movements:item-decide", args=["chi-tieu", budget.pk, "xem-lai"])
    assert "bỏ bớt để không tính hai lần" in send(clerk, address, _version=2).text
    assert [row for row in picture(draft) if row[0] != budget.pk] == before
    budget.refresh_from_db()
    assert budget.state == "waiting"


def test_part_in_another_unit_than_its_whole_is_told_on_the_check_page(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    part = DraftTarget.objects.select_related("parent").get(draft=draft, name="Thu trên địa bàn")
    items.accept(part.parent, expected=1, by=office, at=AT)
    told = f"“{part.name}” (tấn) là phần của “{part.parent.name}” ({part.parent.unit}): khác đơn vị."
    items.edit(part, {"unit": part.parent.unit.upper()}, expected=1, by=office, at=AT)
    address = reverse("movements:draft-open", args=[draft.pk])
    assert "khác đơn vị" not in html.unescape(clerk.get(address).text)
    items.edit(part, {"unit": "tấn"}, expected=2, by=office, at=AT)
    assert html.unescape(clerk.get(address).text).count(told) == 1


def test_accepting_all_takes_the_items_of_the_tab_alone_and_says_how_many(
    clerk: Client, draft: LaunchDraft
) -> None:
    address = reverse("movements:draft-detail", args=[draft.pk])
    clear = DraftTarget.objects.filter(draft=draft, doubts=[]).count()
    button = re.search(r"<button[^>]*>[^§]*?nghi vấn</span></button>", clerk.get(address).text)
    assert f">{clear}</span> chỉ tiêu không có nghi vấn" in button[0]
    fields = {"seen_at": draft.saved_at.isoformat(), "phan": "chi-tieu"}
    told = html.unescape(send(clerk, reverse("movements:draft-accept-clear", args=[draft.pk]), **fields).text)
    assert f"Đã nhận {clear} mục không có nghi vấn của phần “Chỉ tiêu”." in told
    assert "chỉ tiêu không có nghi vấn" not in told
    assert DraftTarget.objects.filter(draft=draft).accepted().count() == clear
    assert not DraftTask.objects.filter(draft=draft).accepted().exists()
