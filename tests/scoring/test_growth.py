"""A verified figure is scored again in steps that do not grow with the communes in the tables."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contest import SCORED, Contest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason
from tests.sqlite_steps import steps_of

from thidua.organisation.models import Authority, Unit
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import verification
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.services import lines

COMMUNES = (1, 69, 3321)


def _add_communes(contest: Contest, count: int) -> None:
    """Put open rounds of other communes beside this one: two villages each, one criterion that reads fish."""
    places = Authority.objects.bulk_create(
        [Authority(name=f"xã {uuid4()}", level="commune") for _ in range(count)]
    )
    movement = contest.season.movement
    common = {"total": 100, "state": "locked", "locked_at": NOW, "locked_by": "Văn phòng"}
    sets = [CriteriaSet(authority=place, movement=movement, name="Bộ tiêu chí", **common) for place in places]
    CriteriaSet.objects.bulk_create(sets)
    groups = CriterionGroup.objects.bulk_create(
        [CriterionGroup(criteria_set=one, key="a", name="A", position=1, maximum=100) for one in sets]
    )
    criteria = Criterion.objects.bulk_create(
        [
            Criterion(
                group=group,
                key="fish",
                name="Cá",
                position=1,
                maximum=100,
                rule_kind="TY_LE",
                reading="target",
            )
            for group in groups
        ]
    )
    days = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 6, 30)}
    rounds = ScoringRound.objects.bulk_create(
        [
            ScoringRound(
                authority=one.authority,
                movement=movement,
                criteria_set=one,
                name="Đợt",
                state="open",
                opened_at=NOW,
                **days,
            )
            for one in sets
        ]
    )
    _add_sheets(places, rounds, criteria)


def _add_sheets(places: list[Authority], rounds: list[ScoringRound], criteria: list[Criterion]) -> None:
    units = [Unit(authority=place, name=f"Thôn {n}", kind="village") for place in places for n in range(2)]
    for unit in units:
        unit.fill_keys()
    Unit.objects.bulk_create(units)
    open_in = dict(zip((place.pk for place in places), zip(rounds, criteria, strict=True), strict=True))
    sheets = ScoreSheet.objects.bulk_create(
        [
            ScoreSheet(authority_id=unit.authority_id, round=open_in[unit.authority_id][0], unit=unit)
            for unit in units
        ]
    )
    ScoreLine.objects.bulk_create(
        [ScoreLine(sheet=sheet, criterion=open_in[sheet.authority_id][1]) for sheet in sheets]
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="steps are counted in SQLite")
def test_a_changed_figure_is_scored_again_in_steps_that_do_not_grow(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    counted: list[int] = []
    there = 1
    for wanted in COMMUNES:
        _add_communes(contest, wanted - there)
        there = wanted
        _change(season)
        counted.append(steps_of(lambda: _change(season)))
    assert counted[0] > 0
    assert max(counted) <= 1.05 * counted[0], dict(zip(COMMUNES, counted, strict=True))


def _change(season: SmallSeason) -> None:
    """Verify the figure, or take that back: its points come and go with the audit entry of the sheet."""
    figure = figure_of(season, "Thôn 1", "fish")
    verb = verification.undo if figure.state == "verified" else verification.verify
    verb(figure, expected=figure.version, by=season.other_office, at=NOW)


def test_the_statements_of_one_figure_are_few(season: SmallSeason, contest: Contest):
    """What follows a changed figure is a fixed list: read what changed, write line, sheet and audit once."""
    send(season, "Thôn 1", fish=Entry("60"))
    _change(season)
    unit, target = season.commune.units["Thôn 1"].pk, season.targets["fish"].pk
    rows = Figure.objects.filter(report__unit=unit, target=target)
    rows.update(value=30)
    lines.follow([unit], [target], at=SCORED)
    rows.update(value=40)
    with CaptureQueriesContext(connection) as seen:
        assert lines.follow([unit], [target], at=SCORED) == 1
    verbs = [query["sql"].removeprefix("1 times: ").split()[0] for query in seen.captured_queries]
    holding = (
        4 if connection.features.has_select_for_update else 0
    )  # units, rounds, sheets; is the round live
    assert verbs.count("SELECT") <= 11 + holding
    assert [verb for verb in verbs if verb in {"UPDATE", "INSERT"}] == ["UPDATE", "UPDATE", "INSERT"]
