import pytest
from tests.awards.commending import Year, make_year
from tests.commune import Commune
from tests.keeping import Fresh


@pytest.fixture(scope="module")
def kept_year(kept_commune: Commune) -> Year:
    return make_year(kept_commune)


@pytest.fixture
def year(kept_year: Year, fresh: Fresh) -> Year:
    return fresh(kept_year)
