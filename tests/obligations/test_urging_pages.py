"""The outbox, what left, and how it is sent, through the browser of the office."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune, make_commune
from tests.pages import queries_of

from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice
from thidua.obligations.models import Obligation, Reminder, Sending, Urging
from thidua.obligations.queries.letters import link_of
from thidua.obligations.services import drafting, obligations, reminders
from thidua.obligations.services.obligations import Work
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit

LIST = reverse("obligations:reminder-list")
SENT = reverse("obligations:sending-list")
NOW = timezone.now()


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def owe(commune: Commune, office: Actor, unit: str = "Thôn 1", title: str = "Báo cáo tháng 5") -> Obligation:
    due = timezone.localdate(NOW) + timedelta(days=3)
    given = NOW - timedelta(days=20)
    return obligations.create(commune.units[unit], Work(title, due_on=due), by=office, at=given)


def draft(commune: Commune, office: Actor, *units: str) -> list[Reminder]:
    for unit in units or ("Thôn 1",):
        owe(commune, office, unit)
    drafting.draft_all(at=NOW)
    return list(Reminder.objects.waiting().for_list())


def post(client: Client, name: str, *args: object, **data: object):
    return client.post(reverse(name, args=args), {"_once": str(uuid4()), **data}, follow=True)


def test_the_outbox_shows_the_words_as_they_would_leave(
    commune: Commune, office: Actor, clerk: Client
) -> None:
    (reminder,) = draft(commune, office)
    page = clerk.get(LIST).text
    for words in ("Thôn 1: còn 1 việc", "- Báo cáo tháng 5: hạn", f"http://testserver/v/{reminder.code}/"):
        assert words in page
    obligations.complete(Obligation.objects.get(), note="", expected=1, by=office, at=NOW)
    assert "Không còn nhắc việc nào chờ gửi." in clerk.get(LIST).text


def test_filters_stand_in_the_address(commune: Commune, office: Actor, clerk: Client) -> None:
    first, second = draft(commune, office, "Thôn 1", "Thôn 2")
    only = clerk.get(LIST, {"don-vi": str(second.unit_id)})
    assert [letter.reminder.pk for letter in only.context["letters"]] == [second.pk]
    assert clerk.get(LIST, {"muc": "late"}).context["letters"] == []
    assert "không có nhắc việc nào khớp" in clerk.get(LIST, {"muc": "late"}).text.lower()
    reminders.mark_read(first, expected=1, by=office, at=NOW)
    read = clerk.get(LIST, {"xem": "da-doc"})
    assert [letter.reminder.pk for letter in read.context["letters"]] == [first.pk]


def test_one_is_sent_with_one_press(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    answer = post(clerk, "obligations:reminder-step", reminder.pk, "gui", _version=1)
    assert "Đã gửi nhắc việc cho Thôn 1." in answer.text
    assert Reminder.objects.get().state == "sent"
    again = post(clerk, "obligations:reminder-step", reminder.pk, "gui", _version=1)
    assert "không gửi lần nữa" in again.text
    assert Sending.objects.count() == 1


def test_chosen_ones_leave_together(commune: Commune, office: Actor, clerk: Client) -> None:
    first, second, third = draft(commune, office, "Thôn 1", "Thôn 2", "Thôn 3")
    reminders.mark_read(third, expected=1, by=office, at=NOW)
    reminders.send(second, origin="", expected=1, by=office, at=NOW)
    answer = post(
        clerk, "obligations:reminder-send-many", gui="chon", chon=[f"{first.pk}:1", f"{second.pk}:1", "x:y"]
    )
    assert "Đã gửi 1 nhắc việc." in answer.text
    assert f"Chưa gửi Thôn 2: {office.name} đã gửi lúc" in answer.text
    answer = post(clerk, "obligations:reminder-send-many", gui="da-doc")
    assert "Đã gửi 1 nhắc việc." in answer.text
    assert Reminder.objects.filter(state="sent").count() == 3
    assert "Chưa chọn nhắc việc nào" in post(clerk, "obligations:reminder-send-many").text


def test_words_are_changed_on_the_page_and_taken_back(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    address = reverse("obligations:reminder-detail", args=[reminder.pk])
    shown = clerk.get(address).context["form"].initial
    sent = {**shown, "body": shown["body"].replace("\n", "\r\n"), "sms_text": "Nhờ bác gửi báo cáo"}
    assert clerk.post(address, {"_once": str(uuid4()), "_version": 1, **sent}).status_code == 302
    reminder.refresh_from_db()
    assert (reminder.state, reminder.sms_text, reminder.body) == ("edited", "Nho bac gui bao cao", "")
    assert "Nho bac gui bao cao" in clerk.get(address).text
    post(clerk, "obligations:reminder-step", reminder.pk, "soan-lai", _version=2)
    reminder.refresh_from_db()
    assert reminder.has_own_words is False


def test_faults_are_told_at_their_field(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    address = reverse("obligations:reminder-detail", args=[reminder.pk])
    answer = clerk.post(
        address, {"_once": str(uuid4()), "_version": 1, "subject": "", "body": "a", "sms_text": "x" * 172}
    )
    assert answer.status_code == 422
    for words in ("Ghi tiêu đề của lời nhắc.", "Tin nhắn đang dài 172 chữ cái. Rút còn 160"):
        assert words in answer.text


def test_two_who_reword_the_same_see_both_versions(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    address = reverse("obligations:reminder-detail", args=[reminder.pk])
    shown = clerk.get(address).context["form"].initial
    reminders.edit(reminder, reminders.OwnWords(subject="Nhờ bác Hai"), expected=1, by=office, at=NOW)
    late = clerk.post(address, {"_once": str(uuid4()), "_version": 1, **shown, "subject": "Nhờ chị Ba"})
    assert late.status_code == 409
    assert "Nhờ bác Hai" in late.text
    assert "Nhờ chị Ba" in late.text


def test_what_is_dropped_comes_back(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    post(clerk, "obligations:reminder-step", reminder.pk, "bo", _version=1)
    assert "Hoàn tác, lấy lại" in clerk.get(LIST, {"xem": "da-bo"}).text
    post(clerk, "obligations:reminder-step", reminder.pk, "lay-lai", _version=2)
    assert Reminder.objects.waiting().count() == 1


def test_what_was_carried_by_hand_stands_in_the_list_of_what_left(
    commune: Commune, office: Actor, clerk: Client
) -> None:
    (reminder,) = draft(commune, office)
    post(clerk, "obligations:reminder-step", reminder.pk, "da-dan")
    post(clerk, "obligations:reminder-step", reminder.pk, "da-nhan")
    assert [row.sending.channel for row in clerk.get(SENT).context["rows"]] == ["sms", "group"]
    only = clerk.get(SENT, {"cach": "group", "don-vi": str(reminder.unit_id), "ket-qua": "sent"})
    assert len(only.context["rows"]) == 1
    assert clerk.get(SENT, {"ket-qua": "failed"}).context["rows"] == []
    assert "không phải ngày có trong lịch" in clerk.get(SENT, {"tu-ngay": "31/02/2024"}).text
    assert len(clerk.get(SENT, {"tu-ngay": "01/01/2024"}).context["rows"]) == 2
    address = reverse("obligations:reminder-detail", args=[reminder.pk])
    assert "Hoàn tác, chưa dán" in clerk.get(address).text
    post(clerk, "obligations:reminder-step", reminder.pk, "chua-dan")
    post(clerk, "obligations:reminder-step", reminder.pk, "chua-nhan")
    assert clerk.get(SENT).context["rows"] == []


def test_what_left_can_be_taken_along(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    reminders.send(reminder, origin="", expected=1, by=office, at=NOW)
    book = clerk.get(reverse("obligations:sending-list-xlsx"))
    assert book.content[:2] == b"PK"
    assert "nhac-viec-da-gui.xlsx" in book["Content-Disposition"]


def test_the_office_chooses_how_reminders_leave(commune: Commune, clerk: Client) -> None:
    address = reverse("obligations:urging-edit")
    wrong = clerk.post(address, {"_once": str(uuid4()), "_version": 1, "receiver_url": "http://a.vn"})
    assert wrong.status_code == 422
    assert "Ghi số giờ, ví dụ 8." in wrong.text
    fields = {"receiver_url": "http://a.vn", "notices_leave_alone": "on", "most_hours": "12"}
    wrong = clerk.post(address, {"_once": str(uuid4()), "_version": 1, **fields})
    assert "phải bắt đầu bằng https://" in wrong.text
    fields["receiver_url"] = "https://a.vn/nhac"
    assert clerk.post(address, {"_once": str(uuid4()), "_version": 1, **fields}).status_code == 302
    urging = Urging.objects.get()
    assert (urging.notices_leave_alone, urging.most_hours) == (True, 12)
    assert urging.receiver_key in clerk.get(address).text
    post(clerk, "obligations:urging-renew-key")
    assert urging.receiver_key not in clerk.get(address).text


def test_a_short_link_leads_the_unit_to_its_work(commune: Commune, office: Actor) -> None:
    (reminder,) = draft(commune, office)
    work = Obligation.objects.get()
    address = link_of(reminder, "")
    assert address == reverse("obligations:short-link", args=[reminder.code])
    head = commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert head.get(address)["Location"] == reverse("obligations:obligation-detail", args=[work.pk])
    assert head.get(address.lower())["Location"].endswith(f"{work.pk}/")
    Obligation.objects.update(origin_kind="report", origin_url="/bao-cao/x/")
    assert head.get(address)["Location"] == "/bao-cao/x/"
    Obligation.objects.update(origin_url="//xau.vn/")
    assert head.get(address)["Location"] == reverse("obligations:obligation-detail", args=[work.pk])
    Obligation.objects.update(origin_kind="office")
    obligations.complete(work, note="", expected=1, by=office, at=NOW)
    assert head.get(address)["Location"].endswith(f"?don-vi={reminder.unit_id}")
    assert Client().get(address)["Location"].startswith(reverse("account_login"))
    stranger = make_commune("xã Khác").client(Role.OFFICE)
    assert stranger.get(address).status_code == 404


def test_the_notice_leads_by_the_short_link(commune: Commune, office: Actor) -> None:
    (reminder,) = draft(commune, office)
    reminders.send(reminder, origin="", expected=1, by=office, at=NOW.replace(hour=5))
    assert Notice.objects.get().url == link_of(reminder, "")


@pytest.mark.parametrize("shown", ["waiting", "sent", "one"])
def test_pages_cost_the_same_for_any_length(
    commune: Commune, office: Actor, clerk: Client, shown: str
) -> None:
    costs = []
    for units in (3, 300):
        for number in range(4, units + 1):
            unit = Unit.objects.create(authority=commune.authority, name=f"Thôn {number}", kind="village")
            commune.units[unit.name] = unit
        found = draft(commune, office, *[f"Thôn {number}" for number in range(1, units + 1)])
        address = LIST if shown == "waiting" else SENT
        if shown == "sent":
            reminders.send_many([(row.pk, row.version) for row in found], origin="", by=office, at=NOW)
        elif shown == "one":
            address = reverse("obligations:reminder-detail", args=[found[-1].pk])
        costs.append(queries_of(clerk, address))
    assert costs[0] == costs[1] <= 12


def test_ways_are_chosen_on_the_page_of_one(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    page = reverse("obligations:reminder-detail", args=[reminder.pk])
    assert 'name="cach" value="notice" id="cach-notice" checked' in clerk.get(page).text
    step = "obligations:reminder-step"
    none = post(clerk, step, reminder.pk, "gui", _version="1", **{"chon-cach": "1"})
    assert "Chưa chọn cách gửi nào." in none.text
    post(clerk, step, reminder.pk, "gui", _version="1", **{"chon-cach": "1", "cach": "notice"})
    assert [row.channel for row in Sending.objects.all()] == ["notice"]


def test_what_waits_for_the_morning_is_recalled_on_the_page(
    commune: Commune, office: Actor, clerk: Client
) -> None:
    (reminder,) = draft(commune, office)
    night = timezone.localtime(NOW).replace(hour=22)
    reminders.send(reminder, origin="", expected=1, by=office, at=night)
    page = reverse("obligations:reminder-detail", args=[reminder.pk])
    assert "Thu hồi, chưa gửi" in clerk.get(page).text
    assert "Thu hồi, chưa gửi" in clerk.get(LIST, {"xem": "cho-gio"}).text
    told = post(clerk, "obligations:reminder-step", reminder.pk, "thu-hoi", _version="2").text
    assert "Đã thu hồi nhắc việc của Thôn 1, chưa ai nhận." in told
    assert "Thu hồi, chưa gửi" not in clerk.get(page).text
    assert Reminder.objects.waiting().count() == 1


def test_what_left_is_read_again_line_by_line(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    by_day = timezone.localtime(NOW).replace(hour=10)  # at night it would wait for the morning
    sent = reminders.send(reminder, origin="", expected=1, by=office, at=by_day)
    first, _, listed, *_ = sent.body.splitlines()
    assert f"{first}<br><br>{listed}<br>" in clerk.get(SENT).text
    head = commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert f"{first}<br>{listed}" in head.get(reverse("foundation:notice-list")).text


def test_the_chairman_reads_and_is_offered_nothing_to_press(commune: Commune, office: Actor) -> None:
    (reminder,) = draft(commune, office)
    chairman = commune.client(Role.CHAIRMAN)
    for address in (LIST, reverse("obligations:reminder-detail", args=[reminder.pk])):
        page = chairman.get(address).text
        assert "Chỉ Văn phòng được sửa, gửi và bỏ nhắc việc." in page
        assert not re.search(r"<button[^>]*>\s*Gửi", page)


def test_the_list_of_work_comes_as_a_workbook(commune: Commune, office: Actor, clerk: Client) -> None:
    owe(commune, office)
    owe(commune, office, "Thôn 2", "Việc khác")
    address = reverse("obligations:obligation-list-xlsx")
    unit = commune.units["Thôn 2"].pk
    text = "\n".join(line for line in extract_sheet(clerk.get(address, {"don-vi": str(unit)}).content))
    assert "Việc khác" in text
    assert "Báo cáo tháng 5" not in text


def extract_sheet(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as book:
        return [book.read(name).decode() for name in book.namelist() if name.endswith("sharedStrings.xml")]


def test_a_unit_without_accounts_is_to_be_called(commune: Commune, office: Actor, clerk: Client) -> None:
    (reminder,) = draft(commune, office)
    address = reverse("obligations:reminder-detail", args=[reminder.pk])
    assert "Thôn 1 chưa có ai vào được chương trình." in clerk.get(address).text
    commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert "chưa có ai vào được" not in clerk.get(address).text
    assert queries_of(clerk, address) <= 12
    assert "Chỉ gửi khi Văn phòng bấm gửi." in clerk.get(LIST).text
    Urging.objects.create(authority=commune.authority, notices_leave_alone=True)
    assert "tự đi lúc 7:00" in clerk.get(LIST).text
