import pytest
from tests.awards.commending import Year, make_year
from tests.commune import Commune, make_commune


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def year(commune: Commune) -> Year:
    return make_year(commune)
