"""A commune, and browsers in which its people are signed in."""

from collections.abc import Callable

import pytest
from tests.commune import Commune, make_commune
from tests.organisation.browsing import Browser, browser_of

from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit


@pytest.fixture
def other_commune(db: None) -> Commune:
    return make_commune("xã Kỳ Lạ")


@pytest.fixture
def browse(commune: Commune) -> Callable[..., Browser]:
    """Open a browser for a role of the commune."""

    def open_for(role: Role, unit: Unit | None = None) -> Browser:
        return browser_of(commune.user(role, unit))

    return open_for


@pytest.fixture
def clerk(browse: Callable[..., Browser]) -> Browser:
    return browse(Role.OFFICE)


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)
