"""Keep what fixtures named `kept_…` build for all tests of a module that ask for the same of them.

They build within one transaction, each test works in a savepoint of it on fresh copies, and the transaction
is rolled back before a test comes that asks for something else: like `setUpTestData` of Django. A test with
transactions of its own has them built for itself, and flushed after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import pytest
from django.db import transaction

ThingT = TypeVar("ThingT")


class Alone:
    """What a test wants that shares with none: never the same as what was built before."""

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = object.__hash__


Wanted = Alone | tuple[str, ...]
"""The kept fixtures a test asks for, all by name."""


class Fresh(Protocol):
    """Copies what is kept, for one test: what belongs together still does in the copies."""

    def __call__(self, kept: ThingT, /) -> ThingT: ...


def wanted_by(metafunc: pytest.Metafunc) -> Wanted:
    names = tuple(sorted(name for name in metafunc.fixturenames if name.startswith("kept_")))
    marker = metafunc.definition.get_closest_marker("django_db")
    is_alone = marker is not None and bool(marker.kwargs.get("transaction"))
    return Alone() if names and is_alone else names


@contextmanager
def kept(wanted: Wanted) -> Iterator[None]:
    """Hold the transaction in which the fixtures build, if it is to be shared."""
    if isinstance(wanted, Alone):
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
