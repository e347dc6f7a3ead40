"""What all tests share: the strict browser, a data folder that goes away, a trail that may be emptied."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_save
from hypothesis import settings as properties
from pytest_django import DjangoDbBlocker
from tests import migrated
from tests.pages import StrictClient

from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import registered

# the same examples in every check of a change, and no clock; elsewhere new ones are tried each time
properties.register_profile("ci", derandomize=True, deadline=None)
properties.register_profile("local", deadline=None)
properties.load_profile("ci" if os.environ.get("CI") else "local")

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
def django_db_setup(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Migrate once a run, and give each process a copy."""
    of_process = tmp_path_factory.getbasetemp()
    run = of_process if worker_id == "master" else of_process.parent
    with django_db_blocker.unblock(), migrated.copied(request, run):
        yield


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
