"""Two people at one draft: no choice is overwritten unseen, nothing is saved into a season that opened."""

import html
import re
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from tests.commune import Commune
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import DraftRecipient, DraftTarget, DraftTask, LaunchDraft, Movement
from thidua.movements.services import draft_targets, items, movements, opening
from thidua.organisation.enums import Role


def send(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields})


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def test_units_chosen_by_another_are_shown_and_not_overwritten(
    clerk: Client, draft: LaunchDraft, commune: Commune
) -> None:
    task = DraftTask.objects.filter(draft=draft, units=None).first()
    theirs = [commune.units["Thôn 1"], commune.units["Thôn 2"]]
    address = reverse("movements:item-edit", args=["viec-giao", task.pk])
    form = {"title": task.title, "due_on": "", "_version": 1}
    assert send(clerk, address, **form, units=[unit.pk for unit in theirs]).status_code == 302
    late = send(clerk, address, **form, units=[commune.units["Thôn 3"].pk])
    assert late.status_code == 409
    assert "Thôn 1; Thôn 2" in late.text
    assert set(task.units.all()) == set(theirs)
    mine, kept = re.findall(r'name="units"[^>]* value="([^"]*)"', late.text)
    send(clerk, address, **{**form, "_version": 2}, units=[kept])
    assert set(task.units.all()) == set(theirs)
    send(clerk, address, **{**form, "_version": 2}, units=[mine])
    assert set(task.units.all()) == {commune.units["Thôn 3"]}


def test_units_of_a_recipient_left_empty_do_not_overwrite(
    clerk: Client, draft: LaunchDraft, commune: Commune
) -> None:
    row = DraftRecipient.objects.filter(draft=draft, units=None).first()
    unit = commune.units["Thôn 1"]
    address = reverse("movements:item-edit", args=["noi-nhan", row.pk])
    send(clerk, address, _version=1, units=[unit.pk])
    late = send(clerk, address, _version=1)
    assert late.status_code == 409
    assert f'value="{unit.pk}" checked' in late.text
    assert set(row.units.all()) == {unit}


def test_accepting_all_tells_who_and_when_at_each_item(
    clerk: Client, draft: LaunchDraft, office: Actor, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(30):
        done = items.accept_clear(draft, seen_at=draft.saved_at, by=office, at=AT)
    one = DraftTarget.objects.filter(draft=draft, decided_in=done.batch).first()
    late = send(clerk, reverse("movements:item-decide", args=["chi-tieu", one.pk, "bo"]), _version=1)
    assert late.status_code == 409
    assert office.name in late.text
    history = clerk.get(reverse("foundation:object-history", args=["movements.launchdraft", str(draft.pk)]))
    assert f"Xem {done.count} mục" in history.text
    assert f"nhận mục “{one.name}” của dự thảo" in html.unescape(history.text)
    assert items.undo_batch(draft, done.batch, by=office, at=AT) == done.count
    own = clerk.get(reverse("foundation:object-history", args=["movements.drafttarget", str(one.pk)]))
    told = html.unescape(own.text)
    assert f"nhận mục “{one.name}” của dự thảo" in told
    assert f"đưa mục “{one.name}” của dự thảo về chưa xem" in told
    assert "<details><summary>Xem" not in told


def sent_again(page: str) -> dict[str, str]:
    """Return what the form of the conflict page would send."""
    form = page.split('id="chon-ban"')[1].split("</form>", maxsplit=1)[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    return {name: value for name, value in fields.items() if name not in {"csrfmiddlewaretoken", "_once"}}


def test_merge_takes_the_next_item_that_was_seen(clerk: Client, draft: LaunchDraft, office: Actor) -> None:
    first, second = DraftTarget.objects.filter(draft=draft)[:2]
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).text
    assert f'name="next" value="{second.pk}"' in page
    items.edit(second, {"name": "Đổi tên rồi"}, expected=1, by=office, at=AT)
    address = reverse("movements:draft-target-merge", args=[first.pk])
    late = send(clerk, address, _version=1, next=str(second.pk), next_version=1)
    assert late.status_code == 409
    assert all(words in html.unescape(late.text) for words in (second.name, "Đổi tên rồi", office.name))
    assert DraftTarget.objects.get(pk=second.pk).state == "accepted"
    assert sent_again(late.text) == {"_version": "1", "next": str(second.pk), "next_version": "2"}
    assert send(clerk, address, **sent_again(late.text), mix="1").status_code == 302
    first.refresh_from_db()
    assert first.name.endswith("Đổi tên rồi")


def test_merge_with_an_item_dropped_meanwhile_shows_what_stands_there_now(
    clerk: Client, draft: LaunchDraft, office: Actor
) -> None:
    first, second, third = DraftTarget.objects.filter(draft=draft)[:3]
    items.drop(second, expected=1, by=office, at=AT)
    address = reverse("movements:draft-target-merge", args=[first.pk])
    late = send(clerk, address, _version=1, next=str(second.pk), next_version=1)
    told = html.unescape(late.text)
    assert all(words in told for words in ("Mục đứng sau", second.name, third.name, office.name))
    assert sent_again(late.text)["next"] == str(third.pk)
    blank = send(clerk, address, _version=1)
    assert blank.status_code == 409
    assert not DraftTarget.objects.exclude(origin="read").exists()


def test_parts_handed_over_by_a_split_are_not_overwritten_by_an_old_form(
    draft: LaunchDraft, office: Actor
) -> None:
    part = DraftTarget.objects.filter(draft=draft).exclude(parent=None).first()
    whole = part.parent
    text = "Thu ngân sách 19 tỷ đồng\nThu thuế đạt 20 tỷ đồng"
    draft_targets.split(whole, text, expected=1, by=office, at=AT)
    with pytest.raises(StaleVersionError) as caught:
        items.edit(part, {"parent": None}, expected=1, by=office, at=AT)
    assert {field.field for field in caught.value.fields} >= {"parent"}


def test_closing_what_another_closed_and_reopened_shows_both_sides(
    season: Movement, office: Actor, commune: Commune
) -> None:
    seen = season.version
    closed = movements.close(season, expected=seen, by=office, at=AT)
    assert movements.close(season, expected=seen, by=office, at=AT).version == closed.version
    movements.reopen(season, expected=closed.version, by=office, at=AT)
    clerk = commune.client(Role.OFFICE)
    address = reverse("movements:movement-close", args=[season.pk])
    late = clerk.post(address, {"_once": str(uuid4()), "_version": seen})
    assert late.status_code == 409
    assert all(words in late.content.decode() for words in (office.name, "Đã kết thúc", "Đang mở"))
    again = {"_once": str(uuid4()), "_version": closed.version + 1}
    assert clerk.post(address, again).status_code == 302
    season.refresh_from_db()
    assert season.state == "closed"


@pytest.mark.django_db(transaction=True)
def test_edit_during_the_opening_is_refused_not_lost(draft: LaunchDraft, office: Actor) -> None:
    draft = accept_everything(draft, office)
    item = DraftTarget.objects.filter(draft=draft).first()
    opened, told = Event(), []
    threads = [
        Thread(target=_open, args=(draft, office, opened)),
        Thread(target=_edit, args=(item, office, told)),
    ]
    threads[0].start()
    assert opened.wait(30)
    threads[1].start()
    for thread in threads:
        thread.join(60)
    item.refresh_from_db()
    assert told == [RefusedError]
    assert item.name != "Sửa muộn"


def _open(draft: LaunchDraft, office: Actor, opened: Event) -> None:
    """Open the season and hold the transaction a while, as a slow disk would."""
    with transaction.atomic():
        opening.confirm(draft, seen_at=draft.saved_at, by=office, at=AT)
        opened.set()
        Event().wait(1)
    connection.close()


def _edit(item: DraftTarget, office: Actor, told: list[type[Exception]]) -> None:
    try:
        items.edit(item, {"name": "Sửa muộn"}, expected=item.version, by=office, at=AT)
    except RefusedError as refusal:
        told.append(type(refusal))
    finally:
        connection.close()
