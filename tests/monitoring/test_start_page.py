"""The page that everybody finds first leads to movements, results and published standings."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.awards.commending import make_year
from tests.commune import make_commune
from tests.contest import Contest, make_contest
from tests.pages import StrictClient, queries_of
from tests.scoring.test_standing_pages import state
from tests.season import make_season

from thidua.awards.services import window
from thidua.organisation.models import Authority
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


def test_a_list_that_hangs_out_is_named_until_its_last_day(db: None):
    year = make_year(make_commune())
    year.accepted("LDTT_CBCC")
    year.round.refresh_from_db()
    shown = window.show(year.round, days=5, expected=year.round.version, by=year.office, at=timezone.now())
    browser, words = StrictClient(), f"Danh sách đang lấy ý kiến: {shown}"
    assert words in browser.get("/").content.decode()
    Authority.objects.filter(pk=shown.authority_id).update(stands_on=shown.shown_until + timedelta(days=1))
    assert words not in browser.get("/").content.decode()
