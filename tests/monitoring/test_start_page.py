"""The page that everybody finds first leads to movements, results and published standings."""

import pytest
from tests.commune import make_commune
from tests.contest import Contest, make_contest
from tests.pages import StrictClient, queries_of
from tests.scoring.test_standing_pages import state
from tests.season import make_season

from thidua.scoring.enums import RoundState


@pytest.fixture
def contest(db: None) -> Contest:
    return make_contest(make_season(make_commune()))


def test_published_standings_are_named_and_others_are_not(contest: Contest):
    browser, url = StrictClient(), f"/cong-khai/xep-hang/{contest.round.pk}/"
    assert url not in browser.get("/").content.decode()
    few = queries_of(browser, "/")
    state(contest, RoundState.FROZEN)
    assert url not in browser.get("/").content.decode()
    state(contest, RoundState.PUBLISHED)
    page = browser.get("/").content.decode()
    assert url in page
    assert "Xếp hạng cụm các thôn, sáu tháng đầu năm 2024" in page
    assert queries_of(browser, "/") == few
    results = browser.get(f"/cong-khai/phong-trao/{contest.season.movement.pk}/ket-qua/").content.decode()
    assert 'href="#h-xh"' in results
    assert url in results
