"""One row saved durably: our service (lock, policy, audit) against a bare UPDATE with the same pragmas."""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone

from benchmarks.commune import demo_commune
from benchmarks.paired import Row, in_turn

ROUNDS = 60
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def rows() -> list[Row]:
    commune = demo_commune()
    with closing(bare_database(commune.data / "bare.sqlite3")) as bare:
        pair = in_turn(_Service(commune.user).step, lambda: update_bare(bare), rounds=ROUNDS)
    return [pair.as_row("ghi bền một việc qua dịch vụ / UPDATE trần", wanted="càng gần 1 càng tốt")]


class _Service:
    """Marks an obligation as done and opens it again, by turns: each a real change with its audit entry."""

    def __init__(self, user: Any) -> None:
        self._verbs = import_module("thidua.obligations.services.obligations")
        now = timezone.now()
        self._actor = import_module("thidua.organisation.queries").actor_of(user, timezone.localdate(now))
        self._row = apps.get_model("obligations", "Obligation").objects.filter(
            authority_id=self._actor.authority_id, state="open"
        )[0]

    def step(self) -> None:
        common = {"expected": self._row.version, "by": self._actor, "at": timezone.now()}
        if self._row.state == "open":
            self._row = self._verbs.complete(self._row, note="", **common)
        else:
            self._row = self._verbs.reopen(self._row, **common)


def bare_database(path: Path) -> sqlite3.Connection:
    """Make a database of a few rows with the pragmas of ours."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(PRAGMAS)
    connection.execute("CREATE TABLE work (id INTEGER PRIMARY KEY, state TEXT, version INTEGER)")
    connection.executemany("INSERT INTO work (state, version) VALUES (?, 0)", [("open",)] * 100)
    return connection


def update_bare(connection: sqlite3.Connection) -> None:
    """Keep one row durably."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE work SET state = 'done', version = version + 1 WHERE id = 7")
    connection.execute("COMMIT")
