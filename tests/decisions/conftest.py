import pytest
from tests.commune import Commune
from tests.decisions.deciding import Deciding, make_deciding
from tests.keeping import Fresh


@pytest.fixture(scope="module")
def kept_deciding(kept_commune: Commune) -> Deciding:
    return make_deciding(kept_commune)


@pytest.fixture
def deciding(kept_deciding: Deciding, fresh: Fresh) -> Deciding:
    return fresh(kept_deciding)
