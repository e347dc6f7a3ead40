"""An installation that might lose what it accepted does not start."""

import shutil
from types import SimpleNamespace

import pytest
from django.core import checks as django_checks
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from thidua.config.settings.base import SQLITE_OPTIONS
from thidua.foundation import checks

WAL = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


@pytest.fixture
def open_sqlite(tmp_path):
    opened = []

    def open_with(init=WAL, mode="IMMEDIATE"):
        settings = {
            **connection.settings_dict,
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(tmp_path / "db.sqlite3"),
            "OPTIONS": {"init_command": init, "transaction_mode": mode},
        }
        database = DatabaseWrapper(settings, alias="checked")
        database.inc_thread_sharing()
        opened.append(database)
        return database

    yield open_with
    for database in opened:
        database._close()


def test_the_settings_of_the_program_are_accepted(open_sqlite):
    database = open_sqlite(SQLITE_OPTIONS["init_command"], SQLITE_OPTIONS["transaction_mode"])
    assert ask(database) == []


@pytest.mark.parametrize(
    ("init", "mode", "sentence"),
    [
        (WAL.replace("FULL", "NORMAL"), "IMMEDIATE", "synchronous=FULL"),
        (WAL.replace("FULL", "OFF"), "IMMEDIATE", "synchronous=FULL"),
        (WAL.replace("WAL", "DELETE"), "IMMEDIATE", "journal_mode=WAL"),
        (WAL.replace("keys=ON", "keys=OFF"), "IMMEDIATE", "foreign_keys=ON"),
        (WAL, "DEFERRED", "IMMEDIATE"),
    ],
)
def test_less_is_refused_in_words(open_sqlite, init, mode, sentence):
    (found,) = ask(open_sqlite(init, mode))
    assert sentence in found


def ask(database):
    """Ask outside of pytest's own guard, which knows only the databases of the settings."""
    database.ensure_connection = lambda: None
    database.connect()
    return checks.problems_of_engine(database)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_disk_is_refused(tmp_path, kind):
    mounts = tmp_path / "mounts"
    data = tmp_path / "du lieu"
    data.mkdir()
    point = str(data).replace(" ", "\\040")
    mounts.write_text(f"rootfs / ext4 rw 0 0\nserver:/x {point} {kind} rw 0 0\n")
    (found,) = checks.problems_of_folder(data, mounts=mounts)
    assert "ổ mạng" in found
    assert checks.problems_of_folder(tmp_path, mounts=mounts) == []


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=199 * 1024 * 1024))
    (found,) = checks.problems_of_folder(tmp_path)
    assert "200 MB" in found


class Answers:
    vendor = "postgresql"

    def __init__(self, **values):
        self.values = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", **values}

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, question):
        self.asked = question.removeprefix("SHOW ")

    def fetchone(self):
        return (self.values[self.asked],)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, []),
        ({"synchronous_commit": "remote_apply"}, []),
        ({"fsync": "off"}, ["fsync"]),
        (
            {"full_page_writes": "off", "synchronous_commit": "off"},
            ["full_page_writes", "synchronous_commit"],
        ),
    ],
)
def test_postgres_that_may_forget_is_refused(values, names):
    found = checks.problems_of_engine(Answers(**values))
    assert len(found) == len(names)
    assert all(name in sentence for name, sentence in zip(names, found, strict=True))


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a private PostgreSQL of the tests runs without fsync"
)
def test_the_engine_of_the_program_is_accepted_and_django_asks_too():
    assert checks.problems_of_engine(connection) == []
    assert checks.check_durability(databases=None) == []
    assert django_checks.run_checks(databases=["default"], tags=["database"]) == []


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks a real PostgreSQL")
def test_a_real_postgres_is_asked_for_its_settings():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE setting = 'off' AND name = ANY(%s)", [NAMES])
        off = sorted(name for (name,) in cursor.fetchall())
    found = checks.problems_of_engine(connection)
    assert sorted(name for name in NAMES for sentence in found if f"{name} = off" in sentence) == off


NAMES = ["fsync", "full_page_writes", "synchronous_commit"]
