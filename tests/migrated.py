"""One migrated database a run: whoever needs one first migrates it, and each process works on a copy.

With `--reuse-db` it is kept for the next run, which migrates what is new only; `--create-db` makes it anew.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases


def copy_for(request: pytest.FixtureRequest, run: Path) -> Any:
    """Let the tests of this process use a copy; `run` is a folder that the processes of the run share.

    Return what `teardown_databases` takes.
    """
    with template_of(request, run) as template:
        return _copy(template)


@contextmanager
def template_of(request: pytest.FixtureRequest, run: Path) -> Iterator[Path | str]:
    """Hand out the migrated database, a file or the name of it, which nobody changes meanwhile."""
    options = request.config.option
    connection.settings_dict["TEST"]["MIGRATE"] = not options.nomigrations
    is_kept = options.reuse_db and not options.nomigrations
    folder = request.config.cache.mkdir("database") if is_kept else run
    with _turn(folder / "lock"):
        template = folder / "migrated.sqlite3" if connection.vendor == "sqlite" else "thidua_migrated"
        done = run / "migrated"
        if not done.exists():
            _migrate(template, keepdb=is_kept and not options.create_db)
            done.touch()
        yield template


def _migrate(template: Path | str, *, keepdb: bool) -> None:
    names = connection.settings_dict["TEST"]
    own, names["NAME"] = names["NAME"], template
    config = setup_databases(0, interactive=False, aliases={"default"}, keepdb=keepdb)
    teardown_databases(config, 0, keepdb=True)
    names["NAME"] = own


def _copy(template: Path | str) -> Any:
    """Make the copy; nothing is left to migrate in it, which Django finds out in a moment."""
    names = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        shutil.copyfile(template, names["NAME"])
    else:
        names["TEMPLATE"] = template
    return setup_databases(0, interactive=False, aliases={"default"}, keepdb=connection.vendor == "sqlite")


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Let one process at a time in; the lock ends with the process at the latest."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
