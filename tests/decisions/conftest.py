import pytest
from tests.commune import Commune, make_commune
from tests.decisions.deciding import Deciding, make_deciding


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def deciding(commune: Commune) -> Deciding:
    return make_deciding(commune)
