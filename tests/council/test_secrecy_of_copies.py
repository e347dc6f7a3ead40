"""A thief with the database, its WAL, the log, all files and a backup guesses votes no better than a coin.

The attack is run on copies into which a link of member and vote was planted, too: there it finds all of them.
"""

import math
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from tests.council.thief import Copy, right_guesses
from tests.migrated import template_of

ROOT = Path(__file__).resolve().parents[2]
KNOWN, GUESSED = 32, 24
_HOLD = "from tests.council.many_sessions import hold; hold('{votes}')"
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="the copy is one of SQLite's files; an office on PostgreSQL has others",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy of everything, and what the thief wants: who of the two voted against in each session."""

    folder: Path
    votes: str


@pytest.fixture(scope="module")
def taken(
    request: pytest.FixtureRequest,
    run_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Taken:
    folder = tmp_path_factory.mktemp("taken") / "data"
    folder.mkdir()
    with django_db_blocker.unblock(), template_of(request, run_folder) as template:
        shutil.copyfile(template, folder / "thidua.sqlite3")
    votes = "".join(random.choices("01", k=KNOWN + GUESSED))  # noqa: S311 -- the coin of a test
    _run(folder, "manage.py", "shell", "-v", "0", "-c", _HOLD.format(votes=votes))
    assert (folder / "thidua.sqlite3-wal").stat().st_size > 1000  # as it lay when the power went
    copy = shutil.copytree(folder, folder.parent / "copy")
    _run(folder, "-m", "thidua", "backup", str(folder.parent / "backup.tar.gz"))
    with tarfile.open(folder.parent / "backup.tar.gz") as packed:
        packed.extract("thidua.sqlite3", copy / "backup", filter="data")
    return Taken(copy, votes)


def _run(folder: Path, *words: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    told = {"THIDUA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev"}
    env = {**kept, **told, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, check=False)
    assert not done.returncode, done.stderr.decode()


def _luck(count: int) -> int:
    """Return the most right guesses of a coin: more of them come once in ten thousand runs at most."""
    total, ways = 2**count, 0
    for right in range(count, -1, -1):
        ways += math.comb(count, right)
        if ways * 10_000 > total:
            return right
    return count


def test_a_copy_of_everything_tells_no_more_than_a_coin(taken: Taken):
    assert right_guesses(Copy(taken.folder), taken.votes, known=KNOWN) <= _luck(GUESSED)


def _against(copy: Copy, votes: str) -> list[tuple[str, str]]:
    """Return the key of each session and of the member who voted against: a link that must not be."""
    return [(key, copy.seen["two"][int(vote)][0]) for key, vote in zip(copy.sessions, votes, strict=True)]


def _plant_names(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    rows.execute("CREATE TABLE vote (session TEXT, member TEXT)")
    rows.executemany("INSERT INTO vote VALUES (?, ?)", _against(copy, votes))


def _plant_deleted_names(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    rows.execute("PRAGMA secure_delete = OFF")
    _plant_names(copy, votes, rows)
    rows.execute("DROP TABLE vote")


def _plant_bits(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    rows.execute("ALTER TABLE council_poll ADD COLUMN odd INTEGER")
    polls = [key for (key,) in rows.execute("SELECT rowid FROM council_poll ORDER BY rowid")]
    rows.executemany(
        "UPDATE council_poll SET odd = ? WHERE rowid = ?", zip(map(int, votes), polls, strict=True)
    )


def _plant_order(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    """Keep ballots without a name, but in the order of the list of members."""
    rows.execute("CREATE TABLE ballot (agrees TEXT)")
    lists = [["yes", "yes", "yes", *(["no", "yes"] if vote == "0" else ["yes", "no"])] for vote in votes]
    rows.executemany("INSERT INTO ballot VALUES (?)", ([one] for box in lists for one in box))


def _plant_times(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    """Let the second count come a day later where the second of the two voted against.

    Of less, the thief learns from digits of the clock that turn by themselves before the last session.
    """
    seconds = [key for (key,) in rows.execute("SELECT rowid FROM council_countentry ORDER BY rowid")][1::2]
    rows.executemany(
        "UPDATE council_countentry SET at = strftime('%Y-%m-%d %H:%M:%f', at, ?) WHERE rowid = ?",
        ((f"+{int(vote)} days", key) for vote, key in zip(votes, seconds, strict=True)),
    )


def _plant_in_the_log(copy: Copy, votes: str, rows: sqlite3.Connection) -> None:
    """Write one word of one line large."""
    path = copy.folder / "thidua.log"
    text = bytearray(path.read_bytes())
    for mark, vote in zip(copy.seen["marks"], votes, strict=False):
        at = text.index(b"alias=default", mark["sizes"]["thidua.log"])
        text[at : at + 5] = b"ALIAS" if int(vote) else b"alias"
    path.write_bytes(text)


@pytest.mark.parametrize(
    "plant",
    [_plant_names, _plant_deleted_names, _plant_bits, _plant_order, _plant_times, _plant_in_the_log],
)
def test_the_same_thief_finds_a_vote_that_is_kept(
    plant: Callable[[Copy, str, sqlite3.Connection], None], taken: Taken, tmp_path: Path
):
    copy = Copy(shutil.copytree(taken.folder, tmp_path / "copy"))
    with closing(sqlite3.connect(copy.folder / "thidua.sqlite3")) as rows, rows:
        plant(copy, taken.votes, rows)
    assert right_guesses(copy, taken.votes, known=KNOWN) > _luck(GUESSED)
