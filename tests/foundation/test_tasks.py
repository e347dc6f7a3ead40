"""The foundation's own background work does what its schedule promises."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from thidua.foundation import plans, tasks
from thidua.foundation.models import OnceRecord, Schedule, ScheduledRun
from thidua.foundation.services import files, outbox, receipts, schedules

pytestmark = pytest.mark.django_db


def test_every_declared_schedule_names_a_task_that_exists():
    now = timezone.now()
    schedules.sync(at=now)
    modules = {path.rsplit(".", 1)[0] for path in Schedule.objects.values_list("task_path", flat=True)}
    assert modules >= {plans._TASKS, "thidua.organisation.tasks", "thidua.obligations.tasks"}
    assert schedules.tick(at=now + timedelta(days=8)) == Schedule.objects.count()
    assert DBTaskResult.objects.ready().count() == Schedule.objects.count()


def test_mail_that_waits_is_sent():
    outbox.post(outbox.Letter("a", "thon1@example.vn", "Nhắc việc", "Còn 1 việc."), at=timezone.now())
    assert tasks.drain_outbox.call() == 1
    assert len(mail.outbox) == 1


def test_a_file_of_today_is_no_orphan_yet(settings, tmp_path):
    settings.FILE_STORE = tmp_path
    place = files.path_of("ab" * 32)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mo coi")
    assert tasks.collect_orphan_files.call() == 0


def test_old_forms_and_runs_are_thinned_out():
    now = timezone.now()
    claim = receipts.Claim(uuid4(), None, "tests", "0" * 64, {"name": ["x"]})
    receipts.claim(claim, at=now - timedelta(days=91))
    schedule = Schedule.objects.create(name="a", task_path="x", rule="every 1m", next_due_at=now)
    ScheduledRun.objects.create(schedule=schedule, due_at=now - timedelta(days=31))
    ScheduledRun.objects.create(schedule=schedule, due_at=now)
    assert tasks.thin_out.call() == 2
    assert OnceRecord.objects.get().body == {}
    assert ScheduledRun.objects.count() == 1
