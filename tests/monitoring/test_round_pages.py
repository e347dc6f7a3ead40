"""The pages of a round: whole kinds of units are chosen at once, and all empty records print together."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.season import make_season
from tests.monitoring.test_inspection_pages import address, plan_data, send, text_of
from tests.pages import MOST_QUERIES, queries_of

from thidua.foundation.actors import Actor
from thidua.monitoring.enums import VisitState
from thidua.monitoring.models import InspectionRound, Visit
from thidua.monitoring.services import rounds
from thidua.monitoring.services.rounds import RoundPlan
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit


@pytest.fixture
def desk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def names_in(plan: InspectionRound) -> set[str]:
    return {one["name"] for one in plan.candidates}


def test_all_villages_go_in_with_one_tick_without_script(commune: Commune, desk: Client):
    season = make_season(commune)
    offered = text_of(desk.get(address("round-new")))
    assert "Mọi thôn (3)" in offered
    assert "Mọi trạm y tế" not in offered
    data = {**plan_data(season, "Trạm Y tế"), "kinds": [UnitKind.VILLAGE], "count": 2}
    send(desk, address("round-new"), **data)
    assert names_in(InspectionRound.objects.get()) == {"Thôn 1", "Thôn 2", "Thôn 3", "Trạm Y tế"}


def test_a_unit_ticked_twice_is_drawn_from_once(commune: Commune, desk: Client):
    data = {**plan_data(make_season(commune), "Thôn 1"), "kinds": [UnitKind.VILLAGE], "count": 2}
    send(desk, address("round-new"), **data)
    assert len(InspectionRound.objects.get().candidates) == 3


def test_nobody_chosen_is_said_at_the_units(commune: Commune, desk: Client):
    answer = send(desk, address("round-new"), 422, **{**plan_data(make_season(commune)), "count": 1})
    assert "Chọn ít nhất một đơn vị" in text_of(answer)


def _round(commune: Commune, office: Actor, count: int) -> InspectionRound:
    """Draw so many villages, each with a figure to look at."""
    season = make_season(commune)
    target = season.target()
    for number in range(4, count + 1):
        name = f"Thôn {number}"
        commune.units[name] = Unit.objects.create(
            authority=commune.authority, name=name, kind=UnitKind.VILLAGE
        )
    names = [f"Thôn {number}" for number in range(1, count + 1)]
    season.figures(target, dict.fromkeys(names, 402))
    units = [season.unit(name) for name in names]
    made = rounds.create(
        RoundPlan("Đợt 1", season.movement, None, count, "Xổ số 02/5", units), by=office, at=AT
    )
    made = rounds.fix(made, expected=made.version, by=office, at=AT)
    return rounds.draw(made, "27431", expected=made.version, by=office, at=AT)


@pytest.mark.parametrize("count", [3, 30])
def test_all_empty_records_print_together(commune: Commune, office: Actor, desk: Client, count: int):
    plan = _round(commune, office, count)
    done = plan.visits.first()
    Visit.objects.filter(pk=done.pk).update(state=VisitState.CANCELLED, cancelled_because="Mưa bão")
    url = address("round-print", plan.pk)
    page = desk.get(url).content.decode()
    assert page.count('class="sheet"') == page.count('class="qr"') == count - 1
    assert page.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == count - 1
    assert page.count("402 cây") == count - 1
    assert queries_of(desk, url) <= MOST_QUERIES


def test_a_round_without_open_visits_says_so(commune: Commune, office: Actor, desk: Client):
    plan = _round(commune, office, 3)
    plan.visits.update(state=VisitState.SIGNED)
    assert "không còn lượt nào phải ghi" in text_of(desk.get(address("round-print", plan.pk)))


def test_the_workbook_of_a_round_does_not_say_seen_before_anybody_went(
    commune: Commune, office: Actor, desk: Client
):
    plan = _round(commune, office, 3)
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(address("round-xlsx", plan.pk)).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Đợt kiểm tra: Đợt 1"
    assert rows[2][5:7] == ["Số cần xem", "Không khớp"]
    assert rows[3][5:7] == [1, 0]
