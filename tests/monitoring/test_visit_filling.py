"""The page where a visit is filled: a step a target, what is left first, and how far one is."""

import re

import pytest
from django.test import Client
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import Season, make_season
from tests.monitoring.test_inspection_pages import address, client_of, send, text_of

from thidua.monitoring.enums import ItemVerdict
from thidua.monitoring.models import InspectionRound, Visit
from thidua.monitoring.queries.doubt_rows import rows_of
from thidua.monitoring.services import choosing
from thidua.organisation.enums import Role

NAMES = ("Trồng cây", "Làm đường", "Thu quỹ")


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> Season:
    return make_season(kept_commune)


@pytest.fixture
def visit(season: Season, commune: Commune) -> Visit:
    """A visit with three targets, the first with two months."""
    for name in NAMES:
        target = season.target(name)
        season.figure(target, "Thôn 1", 1, 402)
        if name == NAMES[0]:
            season.figure(target, "Thôn 1", 2, 55)
    plan = InspectionRound.objects.create(
        authority=commune.authority,
        movement=season.movement,
        name="Đợt 1",
        count=1,
        seed_source="Xổ số",
        created_at=AT,
    )
    made = Visit.objects.create(
        authority=commune.authority,
        round=plan,
        unit=season.unit("Thôn 1"),
        place=1,
        chosen_by="doubts",
        reason="Nhiều số tròn",
        inspector=commune.user(Role.INSPECTOR),
    )
    choosing.put(made, rows_of(season.movement))
    return made


@pytest.fixture
def team(visit: Visit) -> Client:
    return client_of(visit.inspector)


def fill(team: Client, visit: Visit, *names: str, **more: object) -> object:
    """Save as found what was claimed, beside the targets named."""
    visit.refresh_from_db()
    items = visit.items.filter(target_name__in=names)
    found = {f"verdict-{item.pk}": ItemVerdict.MATCHES for item in items}
    return send(team, address("visit-fill", visit.pk), _version=visit.version, **found, **more)


def test_figures_of_a_target_stand_together_with_how_far_one_is(visit: Visit, team: Client):
    page = team.get(address("visit-fill", visit.pk))
    assert [
        name for name in re.findall(r"<h2[^>]*>([^<]+)<", page.content.decode()) if name in NAMES
    ] == list(NAMES)
    assert "0/3 mục đã ghi" in text_of(page)
    assert "Mục 2/3" in text_of(page)


def test_saving_leads_on_to_the_next_target_that_has_nothing(visit: Visit, team: Client):
    answer = fill(team, visit, NAMES[0], sau="1")
    assert answer["Location"] == f"{address('visit-fill', visit.pk)}#muc-2"
    visit.items.filter(target_name=NAMES[0]).update(verdict="", version=1)
    answer = fill(team, visit, NAMES[2], sau="3")
    assert answer["Location"].endswith("#muc-1")


def test_the_last_target_leads_to_the_record(visit: Visit, team: Client):
    assert fill(team, visit, *NAMES, sau="3")["Location"] == address("visit-detail", visit.pk)


def test_saving_all_leads_to_the_record(visit: Visit, team: Client):
    assert fill(team, visit, NAMES[0])["Location"] == address("visit-detail", visit.pk)


def test_what_is_left_comes_first_and_the_rest_is_folded(visit: Visit, team: Client):
    fill(team, visit, NAMES[0])
    page = team.get(address("visit-fill", visit.pk)).content.decode()
    assert page.index('id="muc-2"') < page.index('id="muc-1"')
    assert re.search(r"<details[^>]*>\s*<summary>.*Mục 1: Trồng cây, đã ghi</summary>", page)
    assert "<b>1/3 mục</b>" in page


def test_a_fault_in_what_was_folded_is_shown(visit: Visit, team: Client):
    fill(team, visit, *NAMES)
    item = visit.items.get(target_name=NAMES[1])
    visit.refresh_from_db()
    data = {f"found-{item.pk}": "abc", "_version": visit.version}
    page = send(team, address("visit-fill", visit.pk), 422, **data).content.decode()
    assert page.index('id="muc-2"') < page.index('<details class="why')
