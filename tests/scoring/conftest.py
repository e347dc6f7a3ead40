import pytest
from tests.commune import Commune, make_commune
from tests.contest import Contest, make_contest
from tests.season import SmallSeason, make_season


@pytest.fixture
def commune(db: None) -> Commune:
    return make_commune()


@pytest.fixture
def season(commune: Commune) -> SmallSeason:
    return make_season(commune)


@pytest.fixture
def contest(season: SmallSeason) -> Contest:
    return make_contest(season)
