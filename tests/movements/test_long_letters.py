"""A long letter is acknowledged first and read in the background; a killed worker loses nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.commune import LETTER, Commune

from thidua.documents.models import Intake
from thidua.foundation import worker
from thidua.foundation.models import AuditEntry, Schedule, StoredFile
from thidua.foundation.queries import is_worker_awake
from thidua.foundation.services import files, schedules
from thidua.movements.models import LaunchDraft
from thidua.movements.services import letters
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority

STANDS_ON = date(2024, 9, 17)
FILLER = "\n\nTrong tháng, các đơn vị đã họp và trao đổi về công việc chung."
LONG = (LETTER.read_text(encoding="utf-8") + FILLER * 4500).encode()
NOTHING = ("Báo cáo kết quả công tác." + FILLER * 4500).encode()


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def send(client: Client, data: bytes, name: str = "phat-dong.txt"):
    address = reverse("movements:launch-upload")
    return client.post(address, {"_once": str(uuid4()), "file": SimpleUploadedFile(name, data)})


def work_off() -> None:
    while worker._run_one("w"):
        pass


@pytest.mark.django_db(transaction=True)
def test_long_letter_is_kept_first_and_leads_to_its_draft_later(clerk: Client) -> None:
    schedules.sync(at=timezone.now())
    answer = send(clerk, LONG)
    intake = Intake.objects.get()
    address = reverse("movements:letter-reading", args=[intake.pk])
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert files.read(intake.file) == LONG
    assert not LaunchDraft.objects.exists()
    answer = clerk.get(address)
    page = answer.text
    assert answer["Refresh"] == "5"
    assert all(words in page for words in ("Đang đọc “phat-dong.txt”", "Còn khoảng", "Có thể rời trang này"))
    assert address in clerk.get(reverse("movements:movement-list")).text
    assert send(clerk, LONG)["Location"] == address
    assert DBTaskResult.objects.count() == 1
    work_off()
    draft = LaunchDraft.objects.get()
    assert clerk.get(address)["Location"] == reverse("movements:draft-detail", args=[draft.pk])
    assert address not in clerk.get(reverse("movements:movement-list")).text
    assert letters.read_waiting(intake.pk, at=timezone.now()) == "done"
    assert LaunchDraft.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_long_text_without_anything_to_launch_says_so_on_its_page(clerk: Client) -> None:
    send(clerk, NOTHING, "bao-cao.txt")
    work_off()
    intake = Intake.objects.get()
    answer = clerk.get(reverse("movements:letter-reading", args=[intake.pk]))
    assert "Văn bản này không có chỉ tiêu" in answer.text
    assert "Refresh" not in answer
    assert not LaunchDraft.objects.exists()


@pytest.mark.django_db
def test_a_sleeping_worker_is_told_in_words(clerk: Client) -> None:
    send(clerk, LONG)
    address = reverse("movements:letter-reading", args=[Intake.objects.get().pk])
    assert "chạy nền của máy chủ đang dừng" in clerk.get(address).text
    schedules.sync(at=timezone.now())
    assert "chạy nền của máy chủ đang dừng" not in clerk.get(address).text
    Schedule.objects.update(next_due_at=timezone.now() - timedelta(minutes=10))
    for stands_on in (None, STANDS_ON):
        Authority.objects.update(stands_on=stands_on)
        assert "chạy nền của máy chủ đang dừng" in clerk.get(address).text
    DBTaskResult.objects.get().claim("w")
    assert is_worker_awake(at=timezone.now())


@pytest.mark.django_db
def test_reading_given_up_and_reading_that_takes_long_are_told_apart(clerk: Client) -> None:
    schedules.sync(at=timezone.now())
    send(clerk, LONG)
    address = reverse("movements:letter-reading", args=[Intake.objects.get().pk])
    Intake.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    assert "Lâu hơn dự tính" in clerk.get(address).text
    StoredFile.objects.update(size=20_000_000, media_type="application/pdf")
    assert "Còn khoảng 4 phút." in clerk.get(address).text
    DBTaskResult.objects.update(status="FAILED")
    assert "Máy đọc nhiều lần không xong." in clerk.get(address).text


@pytest.mark.django_db
def test_file_damaged_while_it_waited_is_refused_in_words(clerk: Client) -> None:
    send(clerk, LONG)
    Authority.objects.update(stands_on=STANDS_ON)
    intake = Intake.objects.get()
    files.path_of(intake.file_id).write_bytes(b"khac")
    assert letters.read_waiting(intake.pk, at=timezone.now()) == "failed"
    assert "đã bị thay đổi" in clerk.get(reverse("movements:letter-reading", args=[intake.pk])).text
    told = AuditEntry.objects.get(action="documents.intake.fail")
    assert timezone.localdate(Intake.objects.get().ended_at) == timezone.localdate(told.at) == STANDS_ON


def test_a_killed_worker_leaves_the_letter_to_the_next_one(tmp_path) -> None:
    """Real processes: the first is killed while it reads, the second makes the draft."""
    env = {
        **os.environ,
        "THIDUA_DATA": str(tmp_path / "data"),
        "THIDUA_TASK_LEASE_MINUTES": "0",
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev",
        "PYTHONPATH": f"{settings.PACKAGE.parent}:{settings.PACKAGE.parent.parent}",
    }
    env.pop("THIDUA_POSTGRES_DB", None)
    (tmp_path / "letter.txt").write_bytes(LONG + FILLER.encode() * 15_000)
    run = [sys.executable, "-c"]
    prepare = _PREPARE.format(letter=str(tmp_path / "letter.txt"))
    subprocess.run([*run, prepare], env=env, check=True, capture_output=True, timeout=180)
    first = subprocess.Popen([*run, _WORKER], env=env, stderr=subprocess.DEVNULL)
    wait_for(lambda: ask(env, "DBTaskResult.objects.running().count()") == "1")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert ask(env, "LaunchDraft.objects.count()") == "0"
    second = subprocess.Popen([*run, _WORKER], env=env, stderr=subprocess.DEVNULL)
    wait_for(lambda: ask(env, "LaunchDraft.objects.count()") == "1")
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0
    assert ask(env, "Intake.objects.get().state") == "done"


def wait_for(holds) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def ask(env, question: str) -> str:
    code = _ASK.format(question=question)
    answer = subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, timeout=60, text=True
    )
    return answer.stdout.strip()


_PREPARE = """
import django; django.setup()
from pathlib import Path
from django.core.management import call_command
call_command("migrate")
from django.utils import timezone
from tests.commune import make_commune
from thidua.documents.services import intakes
from thidua.movements.tasks import read_letter
from thidua.organisation.enums import Role
office = make_commune().actor(Role.OFFICE)
data = Path({letter!r}).read_bytes()
intake = intakes.receive(data, "phat-dong.txt", by=office, at=timezone.now())
read_letter.enqueue(str(intake.pk))
"""
_WORKER = """
import django; django.setup()
from thidua.foundation import worker
worker.run_until_signalled()
"""
_ASK = """
import django; django.setup()
from django_tasks_db.models import DBTaskResult
from thidua.documents.models import Intake
from thidua.movements.models import LaunchDraft
print({question})
"""
