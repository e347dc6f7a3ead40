"""Bytes are on disk before anybody is told that they were received."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from thidua.core.errors import DomainError
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.foundation.web.files import file_response

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    settings.FILE_STORE = tmp_path / "files"
    return settings.FILE_STORE


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once():
    first = files.store(b"cong van", media_type="text/plain", at=AT)
    second = files.store(io.BytesIO(b"cong van"), media_type="text/plain", at=AT)
    assert first.pk == second.pk
    assert (first.size, files.read(second)) == (8, b"cong van")
    assert [path.name for path in everything()] == [first.pk]


@pytest.mark.django_db
def test_a_changed_or_missing_file_is_refused_and_found():
    row = files.store(b"cong van", media_type="text/plain", at=AT)
    call_command("check_files")
    files.path_of(row.pk).write_bytes(b"cong VAN")
    with pytest.raises(DomainError, match="đã bị thay đổi"):
        files.read(row)
    files.path_of(row.pk).unlink()
    with pytest.raises(CommandError, match=row.pk):
        call_command("check_files")


@pytest.mark.django_db
def test_a_failing_rename_leaves_neither_row_nor_file(monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        files.store(b"cong van", media_type="text/plain", at=AT)
    assert not everything()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_bytes_are_synced_before_the_rename_and_the_folders_after_it(monkeypatch):
    deeds = []
    sync, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (deeds.append(kind_of(handle)), sync(handle)))
    monkeypatch.setattr(Path, "replace", lambda self, target: (deeds.append("rename"), rename(self, target)))
    files.store(b"cong van", media_type="text/plain", at=AT)
    assert deeds == ["file", "rename", "folder", "folder", "folder"]


@pytest.mark.django_db
def test_only_old_files_without_a_row_are_collected():
    row = files.store(b"co dong", media_type="text/plain", at=AT)
    old, fresh = files.path_of("ab" * 32), files.path_of("cd" * 32)
    for place in (old, fresh):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"mo coi")
    for place in (old, files.path_of(row.pk)):
        os.utime(place, (0, 0))
    now = datetime.now(UTC)
    assert files.collect_orphans(before=now - timedelta(days=7)) == 1
    assert {path.name for path in everything()} == {row.pk, fresh.name}


@pytest.mark.django_db
def test_a_file_is_never_run_by_the_browser_as_a_page():
    row = files.store(b"<script>alert(1)</script>", media_type="text/html", at=AT)
    response = file_response(row, "Phát động.html")
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''Ph%C3%A1t")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path):
    """Real processes: each line "ok" was printed after commit, then comes SIGKILL."""
    env = {
        **os.environ,
        "THIDUA_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev",
        "PYTHONPATH": str(settings.PACKAGE.parent),
    }
    env.pop("THIDUA_POSTGRES_DB", None)
    run = [sys.executable, "-c"]
    subprocess.run([*run, _PREPARE], env=env, check=True, capture_output=True, timeout=120)
    acknowledged = []
    for attempt in range(2):
        writer = subprocess.Popen([*run, _WRITE, str(attempt)], env=env, stdout=subprocess.PIPE, text=True)
        acknowledged.append(writer.stdout.readline().split()[1])
        time.sleep(0.2)
        writer.send_signal(signal.SIGKILL)
        acknowledged += [
            line.split()[1] for line in writer.stdout.read().splitlines() if line.startswith("ok ")
        ]
        writer.wait()
        writer.stdout.close()
    found = subprocess.run([*run, _LOOK], env=env, check=True, capture_output=True, text=True, timeout=120)
    assert len(acknowledged) >= 2
    assert set(acknowledged) <= set(found.stdout.split())


_START = "import django; django.setup()\nfrom thidua.foundation.models import StoredFile\n"
_PREPARE = _START + "from django.core.management import call_command\ncall_command('migrate', 'foundation')"
_WRITE = (
    _START
    + """
import sys
from datetime import UTC, datetime
from thidua.foundation.services import files
for number in range(100_000):
    row = files.store(f"{sys.argv[1]} {number}".encode() * 500, media_type="text/plain", at=datetime.now(UTC))
    print("ok", row.pk, flush=True)
"""
)
_LOOK = (
    _START
    + """
from thidua.foundation.services import files
for row in StoredFile.objects.all():
    files.read(row)
    print(row.pk)
"""
)


def everything():
    return [path for path in Path(settings.FILE_STORE).rglob("*") if path.is_file()]


def kind_of(handle):
    return "folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file"
