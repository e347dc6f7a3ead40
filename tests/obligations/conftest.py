import pytest
from tests.commune import Commune

from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)
