"""Targets that every unit must reach: the worst is found among all that owe it, over the whole year."""

from datetime import date

import pytest
from tests.commune import Commune
from tests.reported import months, report
from tests.season import OPENED, SmallSeason, make_season

from thidua.core.allocation import AllocationKind
from thidua.movements.models import Allocation, Tracking
from thidua.reporting.enums import ResultStatus
from thidua.reporting.queries.results import TargetResult, results_of

OCTOBER = date(2024, 10, 14)


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    """No more than two offences in each village, and ten tons from each."""
    season = make_season(kept_commune, at=OPENED.replace(month=10, day=14))
    Tracking.objects.filter(target__movement=season.movement).update(allocation_kind=AllocationKind.EACH)
    for name, level in (("poor", {"high": 2}), ("fish", {"low": 10})):
        type(season.targets[name]).objects.filter(pk=season.targets[name].pk).update(**level)
    return season


def result(season: SmallSeason, name: str) -> TargetResult:
    return results_of(season.movement, OCTOBER).by_target[season.targets[name].pk]


def test_a_breach_stays_when_its_unit_reports_no_more(season):
    report(season, "poor", {**months(3), **months(0, 0, unit="Thôn 2"), **months(0, 0, unit="Thôn 3")})
    found = result(season, "poor")
    assert (found.shown, found.worst) == ("3 vụ", "Thôn 1")
    assert found.status == ResultStatus.AT_RISK
    assert found.reason.endswith("Cao nhất là Thôn 1.")
    assert "cao nhất" in found.rule


def test_not_applicable_in_a_month_keeps_what_there_was_before(season):
    report(
        season, "fish", {**months(0, None), **months(10, 1, unit="Thôn 2"), **months(10, 1, unit="Thôn 3")}
    )
    found = result(season, "fish")
    assert (found.shown, found.worst) == ("0 tấn", "Thôn 1")
    assert found.status != ResultStatus.REACHED


def test_a_unit_that_it_was_taken_from_is_judged_no_more(season):
    report(season, "poor", {**months(3), **months(0, unit="Thôn 2"), **months(1, unit="Thôn 3")})
    taken = Allocation.objects.filter(target=season.targets["poor"], unit=season.commune.units["Thôn 1"])
    taken.update(amount=None)
    found = result(season, "poor")
    assert (found.shown, found.worst) == ("1 vụ", "Thôn 3")


def test_nobody_stands_anywhere_in_a_month_nobody_reported(season):
    report(season, "poor", months(3))
    assert [one.value is None for one in result(season, "poor").sums[:2]] == [False, True]
