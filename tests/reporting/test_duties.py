"""The work of reporting follows what a unit owes, and whether its period takes figures."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.reporting.steps import FULL, MONTH, send
from tests.season import NOW, SmallSeason

from thidua.movements.models import Allocation
from thidua.movements.services import allocations
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.reporting.enums import ReportState
from thidua.reporting.services import figures, periods, reports

Give = Callable[[str, Decimal | None], None]


def work_of(season: SmallSeason, village: str = "Thôn 1") -> Obligation:
    found: Obligation = Obligation.objects.get(origin_id=str(season.report(village, MONTH).pk))
    return found


@pytest.fixture
def give(season: SmallSeason, django_capture_on_commit_callbacks: Callable[..., Any]) -> Give:
    """Return a deed that gives a target to the first village, or takes it away."""

    def deed(name: str, amount: Decimal | None) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            _give(season, name, amount)

    return deed


def _give(season: SmallSeason, name: str, amount: Decimal | None) -> None:
    target, unit = season.targets[name], season.commune.units["Thôn 1"]
    stamp = allocations.stamp_of(list(Allocation.objects.filter(target=target)))
    part = allocations.Part(unit, amount, Decimal(200) if name == "health" and amount else None)
    allocations.give(target, [part], reason="Giao lại", expected=stamp, by=season.office, at=NOW)


def test_a_unit_that_owes_nothing_is_not_asked_until_it_owes_again(season: SmallSeason, give: Give) -> None:
    for name in ("fish", "health", "poor"):
        give(name, None)
    work = work_of(season)
    assert (work.state, work.closing_note) == (
        ObligationState.CANCELLED,
        "Không còn chỉ tiêu nào phải báo cáo.",
    )
    give("fish", Decimal(120))
    assert work_of(season).state == ObligationState.OPEN


def test_a_target_taken_away_completes_what_was_sent_without_it(season: SmallSeason, give: Give) -> None:
    report = season.report("Thôn 1")
    give("poor", None)
    send_two(season)
    assert work_of(season).state == ObligationState.DONE
    give("poor", Decimal(2))
    assert work_of(season).state == ObligationState.OPEN
    report.refresh_from_db()
    assert report.state == ReportState.PARTIAL
    give("poor", None)
    assert work_of(season).state == ObligationState.DONE


def send_two(season: SmallSeason) -> None:
    report = season.report("Thôn 1")
    for name in ("fish", "health"):
        head = season.heads["Thôn 1"]
        figures.write(report, season.targets[name], FULL[name], expected=0, by=head, at=NOW)
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)


def test_closing_calls_off_what_is_open_and_reopening_asks_again(season: SmallSeason) -> None:
    send(season, "Thôn 2")
    period = periods.close(
        season.period(MONTH), expected=season.period(MONTH).version, by=season.office, at=NOW
    )
    work = work_of(season)
    assert (work.state, work.closing_note) == (ObligationState.CANCELLED, "Kỳ đã khóa.")
    assert work_of(season, "Thôn 2").state == ObligationState.DONE
    periods.reopen(period, reason="Sửa số", expected=period.version, by=season.office, at=NOW)
    assert work_of(season).state == ObligationState.OPEN
    assert work_of(season, "Thôn 2").state == ObligationState.DONE
