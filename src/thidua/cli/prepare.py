"""`thidua prepare`: bring database and static files to the state that this version of the program needs."""

import argparse
import hashlib
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from thidua.foundation.services import search

_STAMP = ".collected"
INDEXED = ".indexed"
"""Stands beside the database: in which form the rows of the search were written."""

_UNUSED = ["htmx-4*", "htmax-4*", "ext"]
"""Files of django-htmx that no page asks for."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command is called with its arguments
    prepare()
    print("Cơ sở dữ liệu và các tệp giao diện đã sẵn sàng.")
    return 0


def prepare() -> None:
    migrate()
    collect_static()


def migrate() -> None:
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    index_search()


def index_search() -> None:
    """Build the search index anew when this version writes its rows differently, so that nobody must know."""
    stamp = Path(settings.DATA) / INDEXED
    if stamp.is_file() and stamp.read_text(encoding="ascii") == search.FORM:
        return
    import_module(settings.ROOT_URLCONF)  # pages bring their services, and these declare what can be found
    search.rebuild()
    stamp.write_text(search.FORM, encoding="ascii")


def collect_static() -> None:
    """Collect and compress what browsers fetch, when it has changed: compressing takes seconds."""
    stamp = Path(settings.STATIC_ROOT) / _STAMP
    state = _state_of_sources()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return
    is_again = Path(settings.STATIC_ROOT).is_dir()
    call_command("collectstatic", verbosity=0, interactive=False, clear=is_again, ignore_patterns=_UNUSED)
    stamp.write_text(state, encoding="ascii")


def _state_of_sources() -> str:
    """Return a fingerprint of names, sizes and times of all static files."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            found.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()
