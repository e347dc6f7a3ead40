"""One changed figure costs the same, however many communes lie in the table: counted in steps of SQLite."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason
from tests.sqlite_steps import steps_of

from thidua.movements.models import Target
from thidua.organisation.models import Authority, Unit
from thidua.reporting.models import Figure, Period, PeriodTotal, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, verification

COMMUNES = (1, 69, 3321)


def _add_communes(season: SmallSeason, count: int) -> None:
    """Put the figures of other communes into the table, three villages each, for the same kind of period."""
    target, month = season.targets["fish"], season.period("Tháng 4/2024")
    kinds = [Authority(name=f"xã {uuid4()}", level="commune") for _ in range(count)]
    places = Authority.objects.bulk_create(kinds)
    units = [Unit(authority=place, name=f"Thôn {n}", kind="village") for place in places for n in range(3)]
    for unit in units:
        unit.fill_keys()
    Unit.objects.bulk_create(units)
    periods = {place.pk: _copy_of(month, place.pk) for place in places}
    Period.objects.bulk_create(periods.values())
    targets = {place.pk: _target_of(target, place.pk) for place in places}
    Target.objects.bulk_create(targets.values())
    reports = [
        Report(authority_id=unit.authority_id, period=periods[unit.authority_id], unit=unit) for unit in units
    ]
    Report.objects.bulk_create(reports)
    Figure.objects.bulk_create(
        [_figure(report, targets[report.authority_id]) for report in reports], batch_size=2000
    )
    PeriodTotal.objects.bulk_create(
        [PeriodTotal(target=targets[key], period=period, value=3) for key, period in periods.items()]
    )


def _copy_of(month: Period, authority: UUID) -> Period:
    return Period(
        authority_id=authority,
        year=2024,
        frequency=month.frequency,
        name=month.name,
        starts_on=date(2024, 4, 1),
        ends_on=date(2024, 4, 30),
        due_on=month.due_on,
        state=month.state,
    )


def _target_of(target: Target, authority: UUID) -> Target:
    return Target(
        authority_id=authority,
        movement_id=target.movement_id,
        position=1,
        name="Cá",
        comparator="ge",
        low=Decimal(1),
        unit="tấn",
    )


def _figure(report: Report, target: Target) -> Figure:
    return Figure(
        province_id=report.authority_id,
        commune_id=report.authority_id,
        report=report,
        target=target,
        said="number",
        value=Decimal(1),
        state="sent",
        entered_by="Người khác",
        entered_at=NOW,
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="steps are counted in SQLite")
def test_a_changed_figure_updates_its_total_in_steps_that_do_not_grow(season: SmallSeason):
    send(season, "Thôn 1")
    counted: list[int] = []
    there = 1
    for wanted in COMMUNES:
        _add_communes(season, wanted - there)
        there = wanted
        _change(season)
        counted.append(steps_of(lambda: _change(season)))
    assert counted[0] > 0
    assert max(counted) <= 1.05 * counted[0], dict(zip(COMMUNES, counted, strict=True))
    figure = figure_of(season, "Thôn 1", "fish")
    total = PeriodTotal.objects.get(target=figure.target_id, period=figure.report.period_id)
    assert total.value == figure.value


def _change(season: SmallSeason) -> None:
    """Correct a figure that was sent: with its audit entry, its total and the state of its report."""
    figure = figure_of(season, "Thôn 1", "fish")
    text = "34" if figure.value != Decimal(34) else "35"
    figures.correct(
        figure,
        Entry(text),
        reason="Đếm lại",
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=NOW,
    )


def test_the_statements_of_one_verified_figure_are_few(season: SmallSeason):
    """Its row, what it adds up to, its report; the row of the sum is made once, what is owed read as keys."""
    send(season, "Thôn 1", fish=Entry("60"))
    figure = figure_of(season, "Thôn 1", "fish")
    for verb in (verification.verify, verification.undo):
        verb(figure_of(season, "Thôn 1", "fish"), expected=figure.version, by=season.other_office, at=NOW)
        figure = figure_of(season, "Thôn 1", "fish")
    with CaptureQueriesContext(connection) as seen:
        verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)
    verbs = [query["sql"].removeprefix("1 times: ").split()[0] for query in seen.captured_queries]
    holding = 3 if connection.features.has_select_for_update else 0  # units, rounds and sheets are held first
    assert verbs.count("SELECT") <= 11 + holding
    assert [verb for verb in verbs if verb in {"UPDATE", "INSERT"}] == ["UPDATE", "INSERT", "INSERT"]
