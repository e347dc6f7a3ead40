"""What the confirm page must not let pass: an unanswered doubt, a row nobody saw."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import Commune
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.movements.enums import ItemState
from thidua.movements.models import DraftTarget, LaunchDraft
from thidua.movements.services import draft_targets, items
from thidua.organisation.enums import Role


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


@pytest.fixture
def asked(draft: LaunchDraft) -> DraftTarget:
    """A target whose doubt has answers to choose from."""
    return DraftTarget.objects.get(draft=draft, name="Sản lượng nuôi trông")


def post(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields})


def test_target_in_doubt_is_not_accepted_without_an_answer(clerk: Client, asked: DraftTarget) -> None:
    address = reverse("movements:item-decide", args=["chi-tieu", asked.pk, "nhan"])
    answer = post(clerk, address, _version=1)
    place, _, row = answer["Location"].partition("#")
    page = html.fromstring(clerk.get(place).content.decode())
    assert "Chưa chọn câu trả lời" in page.get_element_by_id(row).text_content()
    sent = {"_once": str(uuid4()), "_version": 1}
    fragment = clerk.post(address, sent, headers={"HX-Request": "true"})
    assert fragment.status_code == 422
    assert "Chưa chọn câu trả lời" in fragment.text
    asked.refresh_from_db()
    assert (asked.state, asked.version) == (ItemState.WAITING, 1)


def test_dropped_target_in_doubt_is_taken_back_before_it_is_accepted(
    clerk: Client, asked: DraftTarget, office: Actor
) -> None:
    items.drop(asked, expected=1, by=office, at=AT)
    address = reverse("movements:item-decide", args=["chi-tieu", asked.pk, "nhan"])
    answer = post(clerk, address, _version=2)
    assert answer.status_code == 409
    assert "Bấm “Hoàn tác” để lấy lại mục" in answer.text
    page = clerk.get(reverse("movements:draft-detail", args=[asked.draft_id])).text
    assert address not in page
    assert reverse("movements:item-decide", args=["chi-tieu", asked.pk, "xem-lai"]) in page


def test_accepting_all_leaves_what_another_changed_since(
    clerk: Client, draft: LaunchDraft, commune: Commune
) -> None:
    address = reverse("movements:draft-detail", args=[draft.pk])
    page = html.fromstring(clerk.get(address).content.decode())
    (form,) = page.xpath("//form[contains(@action, '/nhan-het/')]")
    other = Actor(99, "Người thứ hai", commune.authority.pk, roles=frozenset({Role.OFFICE}))
    edited, whole = DraftTarget.objects.filter(draft=draft, doubts=[], parent=None)[:2]
    now = AT + timedelta(minutes=5)
    edited = items.edit(edited, {"name": "Tên mới"}, expected=1, by=other, at=now)
    items.restore(edited, expected=2, by=other, at=now)
    made = draft_targets.split(whole, "Lúa 5 ha\nNgô 6 ha", expected=1, by=other, at=now)
    answer = clerk.post(form.action, {**form.fields, "_once": str(uuid4())}, follow=True)
    assert "3 mục vừa được người khác sửa nên chưa nhận" in answer.text
    waiting = set(DraftTarget.objects.filter(draft=draft, doubts=[]).waiting().values_list("pk", flat=True))
    assert waiting == {edited.pk, *(row.pk for row in made)}


def test_accepting_all_takes_what_the_same_person_put_back(draft: LaunchDraft, office: Actor) -> None:
    seen_at, now = draft.saved_at, AT + timedelta(minutes=5)
    item = DraftTarget.objects.filter(draft=draft, doubts=[]).first()
    items.accept(item, expected=1, by=office, at=now)
    items.restore(item, expected=2, by=office, at=now)
    assert items.accept_clear(draft, seen_at=seen_at, by=office, at=now).left == 0
    item.refresh_from_db()
    assert item.state == ItemState.ACCEPTED


def test_accepting_all_from_a_page_of_unknown_age_is_refused(draft: LaunchDraft, office: Actor) -> None:
    with pytest.raises(DomainError, match="Tải lại trang"):
        items.accept_clear(draft, seen_at=None, by=office, at=AT)


def test_part_whose_whole_is_dropped_is_told_before_the_opening(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    ready = accept_everything(draft, office)
    part = DraftTarget.objects.filter(draft=ready).exclude(parent=None).select_related("parent").first()
    warning = f"“{part.name}” là phần của “{part.parent.name}” đã bỏ; sẽ đứng riêng."
    check = reverse("movements:draft-open", args=[ready.pk])
    assert warning not in html.fromstring(clerk.get(check).text).text_content()
    items.drop(part.parent, expected=part.parent.version, by=office, at=AT)
    assert warning in html.fromstring(clerk.get(check).text).text_content()


@pytest.mark.parametrize("role", list(Role))
def test_unopened_draft_is_seen_by_those_who_prepare_it(
    commune: Commune, draft: LaunchDraft, role: Role
) -> None:
    reader = commune.client(role, commune.units["Thôn 1"] if role == Role.UNIT_HEAD else None)
    answer = reader.get(reverse("movements:draft-detail", args=[draft.pk]))
    may = role in {Role.OFFICE, Role.KEEPER, Role.CHAIRMAN, Role.EDITOR}
    assert answer.status_code == (200 if may else 404)
