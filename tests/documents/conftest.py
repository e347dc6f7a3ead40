import pytest
from tests.commune import Commune, make_commune

from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def office(commune: Commune) -> Actor:
    return commune.actor(Role.OFFICE)
