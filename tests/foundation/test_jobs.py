"""Work in the background: due once, picked up after a crash, failing in sight."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from tests.commune import make_commune
from tests.pages import queries_of

from thidua.foundation import worker
from thidua.foundation.models import OutboxMessage, Schedule, ScheduledRun
from thidua.foundation.rules import read_rule
from thidua.foundation.services import outbox, schedules
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
LEASE = timedelta(minutes=15)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
done = []


@task()
def work(number: int = 0) -> int:
    done.append(number)
    return number


@task()
def break_down() -> None:
    message = "Máy in hết giấy."
    raise ValueError(message)


@pytest.fixture
def plan(monkeypatch):
    monkeypatch.setattr(schedules, "_plans", {})
    schedules.declare(schedules.Plan("Thử", "tests.foundation.test_jobs.work", "every 10m"))
    done.clear()


@pytest.mark.parametrize(
    ("rule", "at", "due"),
    [
        ("every 15m", "2024-04-22T14:00", "2024-04-22T14:15"),
        ("daily 02:30", "2024-04-22T02:29", "2024-04-22T02:30"),
        ("daily 02:30", "2024-04-22T02:30", "2024-04-23T02:30"),
        ("weekly 1 06:00", "2024-04-22T06:00", "2024-04-29T06:00"),
        ("weekly 7 06:00", "2024-04-22T06:00", "2024-04-28T06:00"),
        ("monthly 1 06:00", "2024-04-22T06:00", "2024-05-01T06:00"),
        ("monthly 31 06:00", "2024-02-01T00:00", "2024-02-29T06:00"),
        ("monthly 31 06:00", "2024-12-31T06:00", "2025-01-31T06:00"),
    ],
)
def test_a_rule_names_the_next_time_on_the_clocks_of_the_commune(rule, at, due):
    start = datetime.fromisoformat(at).replace(tzinfo=HERE)
    assert read_rule(rule).next_after(start.astimezone(UTC), HERE) == datetime.fromisoformat(due).replace(
        tzinfo=HERE
    )


@pytest.mark.parametrize(
    "text", ["", "daily", "daily 24:00", "every 0m", "weekly 8 06:00", "monthly 32 06:00", "hourly"]
)
def test_a_rule_that_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError, match="no rule"):
        read_rule(text)


@pytest.mark.django_db
def test_a_due_time_is_enqueued_once_and_missed_ones_are_made_up_for_once(plan):
    schedules.sync(at=AT)
    assert schedules.tick(at=AT + timedelta(minutes=9)) == 0
    assert schedules.tick(at=AT + timedelta(days=3)) == 1
    assert schedules.tick(at=AT + timedelta(days=3)) == 0
    assert DBTaskResult.objects.ready().count() == ScheduledRun.objects.count() == 1
    assert Schedule.objects.get().next_due_at == AT + timedelta(days=3, minutes=10)


@pytest.mark.django_db
def test_a_run_that_another_worker_entered_is_not_entered_again(plan):
    schedules.sync(at=AT)
    schedule = Schedule.objects.get()
    ScheduledRun.objects.create(schedule=schedule, due_at=schedule.next_due_at)
    assert schedules.tick(at=AT + timedelta(minutes=10)) == 0
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_a_schedule_follows_the_code(plan, monkeypatch):
    schedules.sync(at=AT)
    schedules.declare(schedules.Plan("Thử", "tests.foundation.test_jobs.work", "daily 02:30"))
    schedules.sync(at=AT)
    assert timezone.localtime(Schedule.objects.get().next_due_at).hour == 2
    monkeypatch.setattr(schedules, "_plans", {})
    schedules.sync(at=AT)
    assert not Schedule.objects.get().is_active


@pytest.mark.django_db
def test_work_left_behind_comes_back_and_fails_in_sight_after_three_attempts():
    work.enqueue(1)
    row = DBTaskResult.objects.get()
    for attempt in (1, 2):
        row.claim(f"worker-{attempt}")
        DBTaskResult.objects.update(started_at=AT)
        assert schedules.reap(at=AT + LEASE, lease=LEASE) == 0
        assert schedules.reap(at=AT + LEASE + timedelta(seconds=1), lease=LEASE) == 1
        row.refresh_from_db()
        assert row.status == "READY"
    row.claim("worker-3")
    DBTaskResult.objects.update(started_at=AT)
    schedules.reap(at=AT + timedelta(hours=1), lease=LEASE)
    row.refresh_from_db()
    assert (row.status, row.traceback) == ("FAILED", "Máy chạy nền dừng giữa chừng 3 lần.")


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_shown_to_the_office_at_a_constant_cost(client):
    break_down.enqueue()
    while worker._run_one("w"):
        pass
    commune = make_commune()
    client.force_login(commune.user(Role.OFFICE), backend="thidua.organisation.web.backends.DeviceBackend")
    before = queries_of(client, "/viec-chay-nen/")
    for _ in range(5):
        break_down.enqueue()
    while worker._run_one("w"):
        pass
    page = client.get("/viec-chay-nen/")
    assert page.text.count("Máy in hết giấy.") == 6
    assert queries_of(client, "/viec-chay-nen/") == before <= 12
    client.force_login(commune.user(Role.EDITOR), backend="thidua.organisation.web.backends.DeviceBackend")
    assert client.get("/viec-chay-nen/").status_code == 403


def letter(key="a"):
    return outbox.Letter(key, "thon1@example.vn", "Nhắc việc", "Thôn 1 còn 1 việc.")


@pytest.mark.django_db
def test_a_mail_of_a_transaction_that_failed_never_leaves():
    with transaction.atomic():
        outbox.post(letter(), at=AT)
        transaction.set_rollback(True)
    assert outbox.drain(at=AT) == 0
    assert not mail.outbox


@pytest.mark.django_db
def test_a_mail_leaves_once_for_each_key():
    outbox.post(letter(), at=AT)
    outbox.post(letter(), at=AT)
    assert (outbox.drain(at=AT), outbox.drain(at=AT)) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["thon1@example.vn"]
    assert sent.extra_headers["Message-ID"].endswith("@thidua>")


class MeanwhileAnother(EmailBackend):
    """Another worker empties the outbox while one mail of this worker is on its way."""

    def send_messages(self, email_messages):
        sent = super().send_messages(email_messages)
        OutboxMessage.objects.filter(dedup_key="b").update(sent_at=AT)
        return sent


@pytest.mark.django_db
def test_a_mail_that_another_worker_sent_meanwhile_is_not_sent_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.{MeanwhileAnother.__name__}"
    outbox.post(letter("a"), at=AT)
    outbox.post(letter("b"), at=AT)
    assert outbox.drain(at=AT) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_mail_that_cannot_leave_waits_longer_each_time_and_is_given_up_in_sight(settings):
    settings.EMAIL_BACKEND = "tests.foundation.test_jobs.DeadBackend"
    message, now = outbox.post(letter(), at=AT), AT
    for attempt in range(1, 9):
        assert outbox.drain(at=now) == 0
        message.refresh_from_db()
        assert message.attempts == attempt
        assert outbox.drain(at=now) == 0
        now = message.try_after
    assert message.given_up_at is not None
    assert "Máy gửi thư" in message.last_error
    assert not OutboxMessage.objects.waiting().exists()


class DeadBackend:
    def __init__(self, **_):
        pass

    def send_messages(self, _messages):
        message = "Máy gửi thư không trả lời."
        raise ConnectionRefusedError(message)


@pytest.mark.django_db(transaction=True)
def test_two_workers_run_every_piece_once_and_stop_when_told(plan):
    for number in range(40):
        work.enqueue(number)
    stop = Event()

    def labour():
        worker.run(stop, interval=0.05)
        connection.close()

    threads = [Thread(target=labour) for _ in range(2)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 60
    while len(done) < 40 and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    for thread in threads:
        thread.join(5)
    assert not any(thread.is_alive() for thread in threads)
    assert sorted(done) == list(range(40))


def test_a_killed_worker_leaves_its_work_to_the_next_one(tmp_path):
    """Real processes: the first is killed in its task, the second finishes it and ends on SIGTERM."""
    env = {
        **os.environ,
        "THIDUA_DATA": str(tmp_path / "data"),
        "THIDUA_TASK_LEASE_MINUTES": "0",
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev",
        "PYTHONPATH": f"{settings.PACKAGE.parent}:{tmp_path}",
    }
    env.pop("THIDUA_POSTGRES_DB", None)
    trace = tmp_path / "trace"
    (tmp_path / "slow_work.py").write_text(_SLOW.format(trace=str(trace)))
    run = [sys.executable, "-c"]
    subprocess.run([*run, _PREPARE], env=env, check=True, capture_output=True, timeout=120)
    first = subprocess.Popen([*run, _WORKER], env=env, stderr=subprocess.DEVNULL)
    wait_for(trace.exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = subprocess.Popen([*run, _WORKER], env=env, stderr=subprocess.DEVNULL)
    wait_for(lambda: trace.read_text() == "begun begun ended ")
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=10) == 0


def wait_for(holds):
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


_SLOW = """
import time
from pathlib import Path
from django_tasks import task

@task()
def slow():
    trace = Path({trace!r})
    again = trace.exists()
    with trace.open("a") as file:
        file.write("begun ")
    if not again:
        time.sleep(120)
    with trace.open("a") as file:
        file.write("ended ")
"""
_PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "foundation"); call_command("migrate", "django_tasks_database")
from slow_work import slow
slow.enqueue()
"""
_WORKER = """
import django; django.setup()
from thidua.foundation import worker
worker.run_until_signalled()
"""
