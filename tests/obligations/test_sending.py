"""Reminders leave when a clerk says so, once, not at night, by every way the unit has."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from tests.commune import Commune, make_commune
from tests.obligations.urging import DUE, ORIGIN, drafted, noon, owe

from thidua.core.errors import DomainError, IllegalTransitionError, RefusedError
from thidua.core.reminders import Texts
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, Notice, OutboxMessage
from thidua.foundation.sentences import sentence_of
from thidua.foundation.services.versions import StaleVersionError
from thidua.obligations.enums import Channel
from thidua.obligations.models import Reminder, Sending
from thidua.obligations.queries.letters import letter_of
from thidua.obligations.queries.sendings import addresses_of, told
from thidua.obligations.services import obligations, reminders, sendings, urging
from thidua.obligations.services.reminders import OwnWords
from thidua.obligations.services.urging import Choices
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority

DAY = DUE - timedelta(days=3)
NIGHT = datetime(2024, 6, 2, 15, 30, tzinfo=UTC)  # 22:30 in Vietnam
SEVEN = datetime(2024, 6, 3, 0, 0, tzinfo=UTC)


@pytest.fixture
def reminder(commune: Commune, office: Actor) -> Reminder:
    owe(commune, office)
    (reminder,) = drafted(commune, DAY)
    return reminder


def give_mail(commune: Commune, unit: str, address: str) -> None:
    user = commune.user(Role.UNIT_HEAD, commune.units[unit])
    user.email = address
    user.save(update_fields=["email"])


def test_what_is_sent_reaches_unit_and_mailbox(commune: Commune, office: Actor, reminder: Reminder) -> None:
    give_mail(commune, "Thôn 1", "thon1@xa.example")
    give_mail(commune, "Thôn 2", "thon2@xa.example")
    sent = reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
    assert (sent.state, sent.sent_by, sent.subject) == ("sent", office.name, "Thôn 1: còn 1 việc")
    assert f"{ORIGIN}/v/{sent.code}/" in sent.group_text
    notice = Notice.objects.get()
    assert (notice.unit_id, notice.url) == (commune.units["Thôn 1"].pk, f"/v/{sent.code}/")
    assert notice.detail.splitlines()[1].startswith("- Báo cáo tháng 5:")
    assert "http" not in notice.detail
    mail = OutboxMessage.objects.get()
    assert (mail.recipient, mail.subject) == ("thon1@xa.example", sent.subject)
    rows = told(list(Sending.objects.order_by("id")))
    assert [(row.sending.channel, row.badge) for row in rows] == [("notice", "Đã gửi"), ("mail", "Chờ gửi")]
    assert "gửi “Nhắc việc Thôn 1" in sentence_of(AuditEntry.objects.about(sent.pk).latest("id"))


def test_what_came_of_a_mail_is_told(commune: Commune, office: Actor, reminder: Reminder) -> None:
    give_mail(commune, "Thôn 1", "thon1@xa.example")
    reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
    rows = list(Sending.objects.filter(channel=Channel.MAIL))
    OutboxMessage.objects.update(given_up_at=noon(DAY))
    assert told(rows)[0].look == "risk"
    OutboxMessage.objects.update(given_up_at=None, sent_at=noon(DAY))
    assert told(rows)[0].words == "Đã gửi 12:00 ngày 02/06/2024."


def test_only_who_heads_the_unit_today_is_written_to(commune: Commune) -> None:
    give_mail(commune, "Thôn 1", "nay@xa.example")
    give_mail(commune, "Thôn 1", "xua@xa.example")
    commune.units["Thôn 1"].positions.filter(person__user__email="xua@xa.example").update(
        ends_on=date(2024, 1, 1)
    )
    assert addresses_of(commune.units["Thôn 1"], DAY) == ["nay@xa.example"]


def test_in_the_quiet_hours_it_waits_until_seven(commune: Commune, office: Actor, reminder: Reminder) -> None:
    sent = reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=NIGHT)
    assert Notice.objects.count() == 0
    assert reminders.waits_until(sent) == SEVEN
    assert told(list(sent.sendings.all()))[0].words == "Chờ đến 07:00 ngày 03/06/2024."
    assert sendings.leave_due(at=SEVEN - timedelta(seconds=1)) == 0
    assert sendings.leave_due(at=SEVEN) == 1
    assert sendings.leave_due(at=SEVEN) == 0
    assert Notice.objects.count() == 1
    by_day = reminders.send(
        *drafted_again(commune, office), origin=ORIGIN, expected=1, by=office, at=noon(DUE)
    )
    assert reminders.waits_until(by_day) is None


def test_where_a_commune_stands_still_no_morning_comes(
    commune: Commune, office: Actor, reminder: Reminder
) -> None:
    reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=NIGHT)
    for stands_on, left in ((DAY, 0), (DAY + timedelta(days=1), 1)):
        Authority.objects.filter(pk=commune.authority.pk).update(stands_on=stands_on)
        assert sendings.leave_due(at=SEVEN + timedelta(days=800)) == left
    assert Sending.objects.get().sent_at == Notice.objects.get().created_at == SEVEN


def drafted_again(commune: Commune, office: Actor) -> list[Reminder]:
    owe(commune, office, "Việc khác", unit="Thôn 3")
    return [row for row in drafted(commune, DUE) if row.unit.name == "Thôn 3"]


def test_what_waits_for_the_morning_is_taken_back(office: Actor, reminder: Reminder) -> None:
    sent = reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=NIGHT)
    assert list(Reminder.objects.held()) == [sent]
    back = reminders.recall(sent, origin=ORIGIN, expected=2, by=office, at=NIGHT + timedelta(minutes=5))
    assert (back.state, back.sent_at, back.sent_by, back.body) == ("drafted", None, "", "")
    assert sendings.leave_due(at=SEVEN) == 0
    assert not Notice.objects.exists()
    assert "thu hồi “Nhắc việc Thôn 1" in sentence_of(AuditEntry.objects.about(sent.pk).latest("id"))
    again = reminders.send(back, origin=ORIGIN, expected=3, by=office, at=NIGHT)
    assert (again.state, sendings.leave_due(at=SEVEN), Notice.objects.count()) == ("sent", 1, 1)


def test_words_of_people_come_back_with_what_is_recalled(office: Actor, reminder: Reminder) -> None:
    edited = reminders.edit(reminder, OwnWords(subject="Nhờ bác"), expected=1, by=office, at=NIGHT)
    sent = reminders.send(edited, origin=ORIGIN, expected=2, by=office, at=NIGHT)
    back = reminders.recall(sent, origin=ORIGIN, expected=3, by=office, at=NIGHT)
    assert (back.state, back.subject, back.group_text) == ("edited", "Nhờ bác", "")


def test_what_has_left_is_not_recalled(office: Actor, reminder: Reminder) -> None:
    sent = reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=NIGHT)
    sendings.leave_due(at=SEVEN)
    with pytest.raises(DomainError, match="Lời nhắc đã đi"):
        reminders.recall(sent, origin=ORIGIN, expected=2, by=office, at=SEVEN)
    assert (Reminder.objects.held().count(), Notice.objects.count()) == (0, 1)


def test_only_the_chosen_ways_are_taken(commune: Commune, office: Actor, reminder: Reminder) -> None:
    give_mail(commune, "Thôn 1", "thon1@xa.example")
    with pytest.raises(DomainError, match="Chưa chọn cách gửi nào"):
        reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY), only=[])
    assert Reminder.objects.get().state == "drafted"
    reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY), only=[Channel.MAIL])
    assert [row.channel for row in Sending.objects.all()] == ["mail"]
    assert not Notice.objects.exists()


def test_what_is_done_in_the_night_is_not_told_in_the_morning(
    commune: Commune, office: Actor, reminder: Reminder
) -> None:
    reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=NIGHT)
    work = reminder.items.get().obligation
    obligations.complete(work, note="", expected=1, by=office, at=NIGHT)
    assert sendings.leave_due(at=SEVEN) == 0
    (row,) = told(list(Sending.objects.all()))
    assert (Notice.objects.count(), row.words) == (0, "Không gửi. Việc đã xong trước giờ gửi.")


def test_two_who_send_the_same_send_it_once(commune: Commune, office: Actor, reminder: Reminder) -> None:
    second = commune.actor(Role.OFFICE)
    reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
    with pytest.raises(DomainError, match=f"{office.name} đã gửi lúc 12:00 ngày 02/06/2024"):
        reminders.send(reminder, origin=ORIGIN, expected=1, by=second, at=noon(DAY))
    assert (Notice.objects.count(), Sending.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_very_same_time_send_it_once() -> None:
    commune = make_commune()
    clerks = [commune.actor(Role.OFFICE), commune.actor(Role.OFFICE)]
    owe(commune, clerks[0])
    (reminder,) = drafted(commune, DAY)
    refused: list[str] = []

    def press(clerk: Actor) -> None:
        try:
            reminders.send(reminder, origin=ORIGIN, expected=1, by=clerk, at=noon(DAY))
        except DomainError as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=press, args=(clerk,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert "không gửi lần nữa" in refused[0]
    assert (Notice.objects.count(), Sending.objects.count()) == (1, 1)


def test_several_leave_together_and_the_rest_says_why(commune: Commune, office: Actor) -> None:
    for number in (1, 2, 3):
        owe(commune, office, unit=f"Thôn {number}")
    first, second, third = drafted(commune, DAY)
    reminders.send(first, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
    reminders.edit(second, OwnWords(subject="Nhờ bác"), expected=1, by=office, at=noon(DAY))
    bundle = reminders.send_many(
        [(row.pk, 1) for row in (first, second, third)], origin=ORIGIN, by=office, at=noon(DAY)
    )
    assert (bundle.sent, bundle.waits_until) == (1, None)
    assert [words.split(":")[0] for words in bundle.stayed] == ["Thôn 1", "Thôn 2"]
    assert "Lời nhắc đã đổi sau khi mở trang" in bundle.stayed[1]


def test_what_people_wrote_goes_out_as_they_wrote_it(office: Actor, reminder: Reminder) -> None:
    made = letter_of(reminder, origin=ORIGIN, on=DAY).by_rule
    typed = Texts("Nhờ bác Hai gửi báo cáo", made.body, made.group, made.sms)
    edited = reminders.edit(reminder, OwnWords.of(typed, made), expected=1, by=office, at=noon(DAY))
    assert (edited.state, edited.subject, edited.body) == ("edited", "Nhờ bác Hai gửi báo cáo", "")
    sent = reminders.send(edited, origin=ORIGIN, expected=2, by=office, at=noon(DAY))
    assert (sent.subject, sent.body) == ("Nhờ bác Hai gửi báo cáo", made.body)
    with pytest.raises(IllegalTransitionError):
        reminders.edit(sent, OwnWords(), expected=3, by=office, at=noon(DAY))


def test_taking_the_words_back_gives_those_of_the_rule(office: Actor, reminder: Reminder) -> None:
    reminders.edit(reminder, OwnWords(subject="Nhờ bác"), expected=1, by=office, at=noon(DAY))
    again = reminders.edit(reminder, OwnWords(), expected=2, by=office, at=noon(DAY))
    assert (again.state, again.has_own_words) == ("drafted", False)


def test_an_older_page_does_not_overwrite_words(office: Actor, reminder: Reminder) -> None:
    reminders.edit(reminder, OwnWords(subject="Nhờ bác"), expected=1, by=office, at=noon(DAY))
    with pytest.raises(StaleVersionError):
        reminders.edit(reminder, OwnWords(subject="Nhờ chị"), expected=1, by=office, at=noon(DAY))


def test_dropping_and_undoing(office: Actor, reminder: Reminder) -> None:
    edited = reminders.edit(reminder, OwnWords(subject="Nhờ bác"), expected=1, by=office, at=noon(DAY))
    dropped = reminders.drop(edited, expected=2, by=office, at=noon(DAY))
    assert Reminder.objects.waiting().count() == 0
    with pytest.raises(DomainError, match="đã bỏ"):
        reminders.send(dropped, origin=ORIGIN, expected=3, by=office, at=noon(DAY))
    again = reminders.restore(dropped, expected=3, by=office, at=noon(DAY))
    assert (again.state, again.subject, again.dropped_reason) == ("edited", "Nhờ bác", "")


def test_reading_is_noted_once_and_by_the_office(commune: Commune, office: Actor, reminder: Reminder) -> None:
    for _ in range(2):
        reminders.mark_read(reminder, expected=1, by=office, at=noon(DAY))
    assert AuditEntry.objects.about(reminder.pk).filter(action="obligations.reminder.read").count() == 1
    assert Reminder.objects.waiting().read().count() == 1


def test_what_people_carry_is_noted_once(office: Actor, reminder: Reminder) -> None:
    for _ in range(2):
        reminders.note_carried(reminder, Channel.GROUP, by=office, at=noon(DAY))
    (row,) = Sending.objects.all()
    assert (row.channel, row.state, row.by_name) == ("group", "sent", office.name)
    with pytest.raises(DomainError, match="bằng tay"):
        reminders.note_carried(reminder, Channel.MAIL, by=office, at=noon(DAY))
    for _ in range(2):
        reminders.forget_carried(reminder, Channel.GROUP, by=office, at=noon(DAY))
    assert Sending.objects.count() == 0
    told_of = AuditEntry.objects.about(reminder.pk).filter(action="obligations.reminder.uncarry_group")
    assert told_of.count() == 1


def test_what_the_program_sent_is_not_taken_back(office: Actor, reminder: Reminder) -> None:
    sent = reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
    reminders.forget_carried(sent, Channel.NOTICE, by=office, at=noon(DAY))
    assert Sending.objects.get().channel == "notice"


def test_nothing_is_sent_of_work_that_is_done(office: Actor, reminder: Reminder) -> None:
    work = reminder.items.get().obligation
    obligations.complete(work, note="", expected=1, by=office, at=noon(DAY))
    with pytest.raises(DomainError, match="không còn gì để gửi"):
        reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.UNIT_HEAD, Role.KEEPER, Role.INSPECTOR])
def test_only_the_office_sends(commune: Commune, reminder: Reminder, role: Role) -> None:
    actor = commune.actor(role, commune.units["Thôn 1"])
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        reminders.send(reminder, origin=ORIGIN, expected=1, by=actor, at=noon(DAY))
    with pytest.raises(RefusedError):
        reminders.send_many([(reminder.pk, 1)], origin=ORIGIN, by=actor, at=noon(DAY))


def test_nobody_sends_for_another_commune(reminder: Reminder) -> None:
    stranger = make_commune("xã Khác").actor(Role.OFFICE)
    with pytest.raises(RefusedError, match="cơ quan khác"):
        reminders.drop(reminder, expected=1, by=stranger, at=noon(DAY))
    bundle = reminders.send_many([(reminder.pk, 1)], origin=ORIGIN, by=stranger, at=noon(DAY))
    assert bundle.sent == 0


def test_a_failure_half_way_sends_nothing(commune: Commune, office: Actor, reminder: Reminder) -> None:
    give_mail(commune, "Thôn 1", "thon1@xa.example")
    with transaction.atomic():
        reminders.send(reminder, origin=ORIGIN, expected=1, by=office, at=noon(DAY))
        transaction.set_rollback(True)
    reminder.refresh_from_db()
    left = (Notice.objects.count(), OutboxMessage.objects.count(), Sending.objects.count())
    assert (reminder.state, left) == ("drafted", (0, 0, 0))


def test_a_dropped_one_tells_nobody_in_the_morning(commune: Commune, office: Actor) -> None:
    """Its notice was to leave by itself at seven."""
    urging.choose(commune.authority, Choices(notices_leave_alone=True), expected=1, by=office, at=NIGHT)
    owe(commune, office)
    (reminder,) = drafted(commune, DAY)
    dropped = reminders.drop(reminder, expected=1, by=office, at=NIGHT)
    assert sendings.leave_due(at=SEVEN) == 0
    assert told(list(dropped.sendings.all()))[0].words == "Không gửi. Văn phòng bỏ nhắc việc này."
    again = reminders.restore(dropped, expected=2, by=office, at=NIGHT)
    reminders.send(again, origin=ORIGIN, expected=3, by=office, at=noon(DAY))
    assert Notice.objects.count() == 1
