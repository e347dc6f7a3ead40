"""What all tests share: the strict browser, a data folder that goes away, a trail that may be emptied."""

import os
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import teardown_databases
from hypothesis import settings as properties
from pytest_django import DjangoDbBlocker
from tests import keeping, migrated
from tests.commune import Commune, make_commune
from tests.contest import Contest, make_contest
from tests.keeping import Fresh
from tests.pages import StrictClient
from tests.season import SmallSeason, make_season

from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import registered

# the same examples in every check of a change, and no clock; elsewhere new ones are tried each time
properties.register_profile("ci", derandomize=True, deadline=None)
properties.register_profile("local", deadline=None)
properties.load_profile("ci" if os.environ.get("CI") else "local")

_LONG = ("tests/test_matrix.py", "tests/demo/", "tests/browser/")
_TRAIL = "foundation_auditentry"
_OFF = {
    "sqlite": ["DROP TRIGGER audit_no_delete"],
    "postgresql": [f"ALTER TABLE {_TRAIL} DISABLE TRIGGER USER"],
}
_ON = {
    "sqlite": [
        f"""CREATE TRIGGER audit_no_delete BEFORE DELETE ON {_TRAIL}
            BEGIN SELECT RAISE(ABORT, 'audit entries are append-only'); END"""
    ],
    "postgresql": [f"ALTER TABLE {_TRAIL} ENABLE TRIGGER USER"],
}


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that the processes of this run share."""
    of_process = tmp_path_factory.getbasetemp()
    return of_process if worker_id == "master" else of_process.parent


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    run_folder: Path,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Migrate once a run, and give each process a copy; a test that asks for no database gets none."""
    with django_db_blocker.unblock():
        config = migrated.copy_for(request, run_folder)
    yield
    with django_db_blocker.unblock():
        teardown_databases(config, 0)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wanted = keeping.wanted_by(metafunc)
    metafunc.parametrize("world", [wanted], indirect=True, scope="module", ids=[pytest.HIDDEN_PARAM])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take minutes be handed out first: a run is as long as its slower worker."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.fixture(scope="module", autouse=True)
def world(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hold what `kept_…` fixtures build for the tests that ask for the same, and for no other."""
    wanted = getattr(request, "param", ())
    if not wanted:
        yield
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock(), keeping.kept(wanted):
        yield


@pytest.fixture
def fresh(db: None) -> Fresh:
    copies: dict[int, Any] = {}
    return lambda kept: deepcopy(kept, copies)


@pytest.fixture(scope="module")
def kept_commune(world: None) -> Commune:
    return make_commune()


@pytest.fixture
def commune(kept_commune: Commune, fresh: Fresh) -> Commune:
    return fresh(kept_commune)


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    return make_season(kept_commune)


@pytest.fixture
def season(kept_season: SmallSeason, fresh: Fresh) -> SmallSeason:
    return fresh(kept_season)


@pytest.fixture(scope="module")
def kept_contest(kept_season: SmallSeason) -> Contest:
    return make_contest(kept_season)


@pytest.fixture
def contest(kept_contest: Contest, fresh: Fresh) -> Contest:
    return fresh(kept_contest)


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def trail_may_be_emptied() -> Iterator[None]:
    """Let the flush after a test with real transactions empty the audit trail, which refuses it otherwise."""
    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        statements = original(self, style, tables, **options)
        vendor = self.connection.vendor
        return [*_OFF[vendor], *statements, *_ON[vendor]] if _TRAIL in tables else statements

    operations.sql_flush = sql_flush
    yield
    operations.sql_flush = original


@pytest.fixture(scope="session", autouse=True)
def every_deed_has_a_sentence() -> Iterator[None]:
    """Fail a test in which something is recorded that the history could not tell."""

    def look(instance: AuditEntry, **_: Any) -> None:
        known = instance.action in registered() or instance.action.startswith("tests.")
        assert known, f"{instance.action} has no sentence"

    post_save.connect(look, sender=AuditEntry, dispatch_uid="tests.sentences")
    yield
    post_save.disconnect(sender=AuditEntry, dispatch_uid="tests.sentences")
