import pytest
from tests.commune import Commune, make_commune


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()
