import pytest
from tests.commune import Commune, make_commune
from tests.council.sitting import Sitting, make_sitting


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def sitting(commune: Commune) -> Sitting:
    return make_sitting(commune)
