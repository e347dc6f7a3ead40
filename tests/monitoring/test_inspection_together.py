"""Two hands at one round or one record at once: one draw, one signature a side, one work a finding."""

from datetime import date

import pytest
from tests.commune import Commune
from tests.documents.test_together import at_once
from tests.monitoring.conftest import AT
from tests.monitoring.test_visits import Team

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.monitoring.enums import SignSide, VisitState
from thidua.monitoring.models import DoubtAnswer, Visit, VisitSignature
from thidua.monitoring.queries.doubts import found_in
from thidua.monitoring.services import doubts, findings, rounds, signing
from thidua.monitoring.services.findings import ToMend
from thidua.monitoring.services.rounds import RoundPlan
from thidua.monitoring.services.signing import Said
from thidua.obligations.models import Obligation
from thidua.reporting.models import FigureChange

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team(commune: Commune, office: Actor) -> Team:
    return Team(commune, office)


def test_two_numbers_at_once_draw_once(team: Team) -> None:
    season = team.season
    plan = RoundPlan(
        "Đợt 2", season.movement, None, 1, "Xổ số", [season.unit("Thôn 2"), season.unit("Thôn 3")]
    )
    made = rounds.create(plan, by=team.office, at=AT)
    made = rounds.fix(made, expected=made.version, by=team.office, at=AT)
    told = at_once(
        *(
            lambda number=number: rounds.draw(made, number, expected=made.version, by=team.office, at=AT)
            for number in ("11111", "22222")
        )
    )
    made.refresh_from_db()
    assert made.visits.count() == 1
    assert made.seed in {"11111", "22222"}
    assert sum(isinstance(row, DomainError) for row in told) == 1


def test_one_side_that_signs_twice_at_once_signs_once(team: Team) -> None:
    team.fill()
    seen = team.finish()
    sign = [lambda: signing.sign(team.visit, SignSide.UNIT, Said(seen), by=team.head, at=AT)] * 2
    told = at_once(*sign)
    assert VisitSignature.objects.filter(visit=team.visit).count() == 1
    assert sum(isinstance(row, DomainError) for row in told) == 1


def test_both_sides_that_sign_at_once_close_the_record_once(team: Team) -> None:
    wanted = ToMend("Lập sổ", team.season.unit("Thôn 1"), date(2024, 6, 30))
    findings.add(team.visit, wanted, by=team.inspector, at=AT)
    team.fill()
    seen = team.finish()
    told = at_once(
        lambda: signing.sign(team.visit, SignSide.UNIT, Said(seen), by=team.head, at=AT),
        lambda: signing.sign(team.visit, SignSide.TEAM, Said(seen), by=team.inspector, at=AT),
    )
    assert [row for row in told if isinstance(row, Exception)] == []
    assert Visit.objects.get(pk=team.visit.pk).state == VisitState.SIGNED
    assert Obligation.objects.filter(origin_kind="inspection").count() == 1


def test_a_figure_lowered_twice_at_once_is_lowered_once(team: Team) -> None:
    team.fill()
    team.sign_both()
    item = team.visit.items.get()
    told = at_once(*[lambda: findings.lower(item, reason="", by=team.office, at=AT)] * 2)
    assert FigureChange.objects.count() == 1
    assert sum(isinstance(row, DomainError) for row in told) == 1


def test_a_doubt_answered_twice_at_once_has_one_answer(team: Team) -> None:
    target = team.season.target("Lúa", ceiling=5)
    team.season.figure(target, "Thôn 2", 2, 7)
    mark = found_in(team.season.movement)[0].fingerprint
    answers = [lambda: doubts.answer(team.season.movement, mark, "Đã xem", by=team.office, at=AT)] * 2
    told = at_once(*answers)
    assert [row for row in told if isinstance(row, Exception)] == []
    assert DoubtAnswer.objects.count() == 1
