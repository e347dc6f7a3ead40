import pytest
from tests.commune import Commune
from tests.council.sitting import Sitting, make_sitting
from tests.keeping import Fresh


@pytest.fixture(scope="module")
def kept_sitting(kept_commune: Commune) -> Sitting:
    return make_sitting(kept_commune)


@pytest.fixture
def sitting(kept_sitting: Sitting, fresh: Fresh) -> Sitting:
    return fresh(kept_sitting)
