"""Digests are drafted by rule: the right days, once, one a unit a day, and nothing leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.commune import Commune, make_commune
from tests.obligations.urging import DUE, GIVEN, drafted, morning, noon, owe

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, Notice, OutboxMessage, Schedule
from thidua.foundation.services import schedules
from thidua.obligations import tasks
from thidua.obligations.models import Reminder, ReminderItem, Sending
from thidua.obligations.queries.letters import letter_of
from thidua.obligations.services import drafting, obligations, reminders, sendings, urging
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.reminders import OwnWords
from thidua.obligations.services.urging import Choices
from thidua.organisation.enums import Role


def test_a_unit_is_told_at_each_stage_and_each_week_of_lateness(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    told = []
    for ahead in range(-10, 17):
        day = DUE + timedelta(days=ahead)
        for reminder in drafted(commune, day):
            told.append((ahead, reminder.stage))
            reminders.send(reminder, origin="", expected=reminder.version, by=office, at=noon(day))
    assert told == [
        (-7, "seven_days"),
        (-3, "three_days"),
        (-1, "one_day"),
        (1, "late"),
        (8, "late"),
        (15, "late"),
    ]


def test_running_again_tells_nothing_twice(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    day = DUE - timedelta(days=3)
    assert [drafting.draft_all(at=morning(day)) for _ in range(3)] == [1, 0, 0]
    assert Reminder.objects.count() == ReminderItem.objects.count() == 1


def test_a_program_that_slept_tells_the_nearest_stage_once(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    day = DUE - timedelta(days=2)
    (reminder,) = drafted(commune, day)
    assert (reminder.stage, reminder.items.get().stage_on) == ("three_days", DUE - timedelta(days=3))


def test_work_given_late_is_not_told_of_days_before(commune: Commune, office: Actor) -> None:
    obligations.create(
        commune.units["Thôn 1"], Work("Việc gấp", due_on=DUE), by=office, at=noon(DUE - timedelta(days=5))
    )
    assert drafted(commune, DUE - timedelta(days=4)) == []
    assert len(drafted(commune, DUE - timedelta(days=3))) == 1


def test_nothing_leaves_by_itself(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    drafted(commune, DUE)
    tasks.send_waiting.call()
    left = (Notice.objects.count(), OutboxMessage.objects.count(), Sending.objects.count(), len(mail.outbox))
    assert left == (0, 0, 0, 0)


def test_thirty_works_are_one_digest(commune: Commune, office: Actor, django_assert_max_num_queries) -> None:
    for number in range(30):
        owe(commune, office, f"Việc {number:02}", due=DUE - timedelta(days=number))
    with django_assert_max_num_queries(16):
        drafting.draft_all(at=morning(DUE))
    (reminder,) = Reminder.objects.for_list()
    assert reminder.items.count() == 30
    texts = letter_of(reminder, origin="https://x.vn", on=DUE).texts
    assert texts.subject == "Thôn 1: còn 30 việc, 29 việc đã quá hạn"
    assert "- và 20 việc khác" in texts.body
    assert len(texts.sms) <= 160


def test_as_many_queries_for_many_units(commune: Commune, office: Actor) -> None:
    counts = []
    for units in (1, 3):
        day = DUE + timedelta(days=units * 40)
        for number in range(1, units + 1):
            owe(commune, office, f"Việc {units}", unit=f"Thôn {number}", due=day)
        Reminder.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            drafting.draft_all(at=morning(day + timedelta(days=1)))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_what_is_done_meanwhile_drops_out(commune: Commune, office: Actor) -> None:
    owe(commune, office, "Báo cáo tháng 5")
    done = owe(commune, office, "Ký giao ước")
    (reminder,) = drafted(commune, DUE - timedelta(days=3))
    obligations.complete(done, note="", expected=1, by=office, at=noon(DUE))
    letter = letter_of(Reminder.objects.for_list().get(), origin="", on=DUE - timedelta(days=3))
    assert letter.texts.subject == "Thôn 1: còn 1 việc"
    assert "Ký giao ước" not in letter.texts.body
    assert [work.title for work in letter.closed] == ["Ký giao ước"]
    sent = reminders.send(reminder, origin="", expected=1, by=office, at=noon(DUE - timedelta(days=3)))
    assert "Ký giao ước" not in sent.body


def test_a_digest_whose_work_is_all_done_goes_away(commune: Commune, office: Actor) -> None:
    work = owe(commune, office)
    (reminder,) = drafted(commune, DUE)
    obligations.complete(work, note="", expected=1, by=office, at=noon(DUE))
    assert drafted(commune, DUE + timedelta(days=1)) == []
    owe(commune, office, "Việc khác", unit="Thôn 2")
    drafted(commune, DUE + timedelta(days=1))
    reminder.refresh_from_db()
    assert (reminder.state, reminder.dropped_reason) == ("dropped", "Mọi việc đã xong.")


def test_a_digest_that_still_waits_grows_and_is_to_be_read_again(commune: Commune, office: Actor) -> None:
    owe(commune, office, "Báo cáo tháng 5")
    day = DUE - timedelta(days=3)
    (reminder,) = drafted(commune, day)
    words = OwnWords(body="Nhờ bác xem:\n- Báo cáo tháng 5: hạn 05/06/2024, còn 3 ngày\nCảm ơn.")
    reminders.edit(reminder, words, expected=1, by=office, at=noon(day))
    owe(commune, office, "Nộp ảnh", due=DUE + timedelta(days=4))
    (grown,) = drafted(commune, DUE + timedelta(days=1))
    assert grown.pk == reminder.pk
    assert (grown.stage, grown.read_at, grown.state) == ("late", None, "edited")
    assert grown.body.splitlines()[2] == "- Nộp ảnh: hạn 09/06/2024, còn 3 ngày"


def test_who_was_told_today_waits_until_tomorrow(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    day = DUE - timedelta(days=3)
    (reminder,) = drafted(commune, day)
    reminders.send(reminder, origin="", expected=1, by=office, at=noon(day))
    owe(commune, office, "Việc nữa")
    assert drafted(commune, day) == []
    (second,) = drafted(commune, day + timedelta(days=1))
    assert [item.obligation.title for item in second.items.all()] == ["Việc nữa"]


def test_notices_leave_alone_only_where_the_commune_says_so(commune: Commune, office: Actor) -> None:
    other = make_commune("xã Khác")
    their_office = other.actor(Role.OFFICE)
    urging.choose(commune.authority, Choices(notices_leave_alone=True), expected=1, by=office, at=GIVEN)
    owe(commune, office)
    owe(other, their_office)
    day = DUE - timedelta(days=3)
    drafted(commune, day)
    assert Notice.objects.count() == 0  # six o'clock is still quiet
    assert sendings.leave_due(at=morning(day) + timedelta(hours=1)) == 1
    assert Notice.objects.get().unit_id == commune.units["Thôn 1"].pk
    (waiting,) = Reminder.objects.filter(authority=commune.authority).waiting()
    reminders.send(waiting, origin="", expected=1, by=office, at=noon(day))
    assert Notice.objects.count() == 1


def test_the_database_holds_to_once_by_itself(commune: Commune, office: Actor) -> None:
    work = owe(commune, office)
    (reminder,) = drafted(commune, DUE)
    item = reminder.items.get()
    with pytest.raises(IntegrityError):
        ReminderItem.objects.create(reminder=reminder, obligation=work, stage="late", stage_on=item.stage_on)


def test_the_plan_is_declared_for_six_in_the_morning(db: None) -> None:
    schedules.sync(at=GIVEN)
    assert Schedule.objects.get(name="Soạn nhắc việc").rule == "daily 06:00"


def test_a_worker_that_was_killed_leaves_nothing_half_done(commune: Commune, office: Actor) -> None:
    """The second commune breaks; the first is whole, and the next run does the rest."""
    owe(commune, office)
    other = make_commune("xã Khác")
    owe(other, other.actor(Role.OFFICE))
    day = DUE - timedelta(days=3)
    drafting.draft(commune.authority.pk, at=morning(day))
    assert drafting.draft_all(at=morning(day)) == 1
    assert Reminder.objects.count() == 2


def test_a_commune_that_stands_still_is_told_on_its_own_day(commune: Commune, office: Actor) -> None:
    commune.authority.stands_on = DUE - timedelta(days=3)
    commune.authority.save(update_fields=["stands_on"])
    owe(commune, office)
    (reminder,) = drafted(commune, DUE + timedelta(days=900))
    assert (reminder.stage, reminder.drafted_on) == ("three_days", DUE - timedelta(days=3))
    assert AuditEntry.objects.about(reminder.pk).get().at == morning(DUE - timedelta(days=3))
    assert drafting.draft_all(at=morning(DUE + timedelta(days=901))) == 0
    sent = reminders.send(reminder, origin="", expected=1, by=office, at=noon(DUE + timedelta(days=901)))
    assert "còn 3 ngày" in sent.body


def test_a_closed_unit_is_not_told(commune: Commune, office: Actor) -> None:
    owe(commune, office)
    unit = commune.units["Thôn 1"]
    unit.valid_to = DUE - timedelta(days=4)
    unit.save(update_fields=["valid_to"])
    assert drafted(commune, DUE - timedelta(days=3)) == []


def test_a_task_whose_worker_died_runs_again_without_harm(commune: Commune, office: Actor) -> None:
    """The drafts were made, but the worker died before it could say so."""
    owe(commune, office, due=timezone.localdate() + timedelta(days=3))
    tasks.draft_reminders.enqueue()
    started = timezone.now() - timedelta(hours=1)
    tasks.draft_reminders.call()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=started, worker_ids=["x"])
    assert schedules.reap(at=timezone.now(), lease=timedelta(minutes=15)) == 1
    assert DBTaskResult.objects.ready().count() == 1
    assert tasks.draft_reminders.call() == 0
    assert Reminder.objects.count() == 1
