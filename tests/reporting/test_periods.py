"""Periods of a year: written down with their days, begun when they come, asked for, closed and reopened."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.enums import MovementKind
from thidua.movements.models import Allocation
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import CalendarDay, Period, PeriodTotal, Report
from thidua.reporting.queries.calendar import working_days
from thidua.reporting.queries.owing import owers_of, owing_in, targets_of
from thidua.reporting.services import periods


def test_a_year_has_the_periods_its_targets_need(season: SmallSeason):
    names = set(Period.objects.in_order().values_list("name", flat=True))
    months = {f"Tháng {month}/2024" for month in range(1, 13)}
    assert names == months | {f"Quý {quarter}/2024" for quarter in ("I", "II", "III", "IV")}


def test_a_campaign_asks_only_for_the_months_it_lies_in(season: SmallSeason):
    PeriodTotal.objects.all().delete()
    Report.objects.all().delete()
    Period.objects.all().delete()
    movement = season.movement
    movement.kind = MovementKind.THEMATIC
    movement.starts_on, movement.ends_on = date(2024, 3, 10), date(2024, 5, 20)
    movement.save(update_fields=["kind", "starts_on", "ends_on"])
    periods.prepare(movement, by=season.office, at=NOW)
    months = Period.objects.filter(frequency="month").in_order().values_list("name", flat=True)
    assert list(months) == ["Tháng 3/2024", "Tháng 4/2024", "Tháng 5/2024"]


def test_a_movement_without_a_year_has_no_periods(season: SmallSeason):
    season.movement.year = None
    with pytest.raises(DomainError, match="chưa ghi năm"):
        periods.prepare(season.movement, by=season.office, at=NOW)


def test_periods_that_have_come_are_begun_and_the_others_wait(season: SmallSeason):
    begun = set(Period.objects.begun().values_list("name", flat=True))
    assert begun == {f"Tháng {month}/2024" for month in range(1, 6)} | {"Quý I/2024", "Quý II/2024"}


def test_each_unit_is_asked_once_for_each_period_that_began(season: SmallSeason):
    assert season.period("Tháng 4/2024").reports.count() == 3
    assert Obligation.objects.filter(origin_kind="report").count() == 5 * 3 + 2
    periods.prepare(season.movement, by=season.office, at=NOW)
    assert Report.objects.count() == 5 * 3 + 2
    assert Obligation.objects.filter(origin_kind="report").count() == 5 * 3 + 2


def test_more_open_periods_take_no_more_statements(season: SmallSeason):
    with CaptureQueriesContext(connection) as few:
        periods.prepare(season.movement, by=season.office, at=NOW)
    october = NOW + timedelta(days=160)
    assert periods.begin_due(at=october) == 7
    with CaptureQueriesContext(connection) as many:
        periods.prepare(season.movement, by=season.office, at=october)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (None, None),
        (None, date(2024, 3, 31)),
        (date(2024, 3, 31), None),
        (date(2024, 3, 10), date(2024, 5, 1)),
        (date(2025, 1, 1), None),
    ],
)
@pytest.mark.parametrize("kind", MovementKind)
def test_what_is_gathered_for_all_is_what_each_period_asks_for(
    season: SmallSeason, kind: MovementKind, starts_on: date | None, ends_on: date | None
):
    movement = season.movement
    movement.kind, movement.starts_on, movement.ends_on = kind, starts_on, ends_on
    movement.save(update_fields=["kind", "starts_on", "ends_on"])
    found = list(Period.objects.in_order())
    owing = owing_in(found)
    for period in found:
        targets = targets_of(period)
        assert owing.targets[period.pk] == targets
        assert {target.pk: owing.owers[target.pk] for target in targets} == owers_of(targets)


def test_no_period_begins_in_a_commune_that_stands_still(season: SmallSeason):
    authority = season.commune.authority
    authority.stands_on = NOW.date()
    authority.save()
    assert periods.begin_due(at=NOW + timedelta(days=30)) == 0
    season.movement.authority = authority
    periods.prepare(season.movement, by=season.office, at=NOW + timedelta(days=30))
    assert season.period("Tháng 6/2024").state == PeriodState.WAITING


def test_the_daily_round_begins_what_has_come_and_nothing_twice(season: SmallSeason):
    june = NOW + timedelta(days=30)
    assert periods.begin_due(at=june) == 1
    assert periods.begin_due(at=june) == 0
    assert season.period("Tháng 6/2024").reports.count() == 3


def test_a_target_without_a_share_is_owed_by_its_owner(season: SmallSeason):
    units = season.period("Quý I/2024").reports.values_list("unit__name", flat=True)
    assert list(units) == ["Văn phòng UBND xã"]


def test_a_unit_that_was_given_nothing_owes_nothing(season: SmallSeason):
    Allocation.objects.filter(unit=season.commune.units["Thôn 3"]).update(amount=None)
    periods.begin_due(at=NOW + timedelta(days=30))
    units = season.period("Tháng 6/2024").reports.values_list("unit__name", flat=True)
    assert sorted(units) == ["Thôn 1", "Thôn 2"]
    total = PeriodTotal.objects.get(target=season.targets["fish"], period=season.period("Tháng 6/2024"))
    assert total.owed == 2


def test_a_due_day_moves_past_days_of_rest(season: SmallSeason):
    # five days after 31/3 and 30/4: a Friday, and the Sunday that makes way for Monday
    assert season.period("Tháng 3/2024").due_on == date(2024, 4, 5)
    assert season.period("Tháng 4/2024").due_on == date(2024, 5, 6)


def test_the_commune_overrides_the_national_calendar(season: SmallSeason):
    authority = season.commune.authority
    assert not working_days(authority.pk, [2024]).includes(date(2024, 9, 2))
    CalendarDay.objects.create(authority=authority, day=date(2024, 9, 2), is_worked=True, reason="Chống bão")
    CalendarDay.objects.create(
        authority=authority, day=date(2024, 9, 5), is_worked=False, reason="Khai giảng"
    )
    days = working_days(authority.pk, [2024])
    assert days.includes(date(2024, 9, 2))
    assert not days.includes(date(2024, 9, 5))


def test_a_day_of_rest_worked_to_make_up_counts(season: SmallSeason):
    assert working_days(season.commune.authority.pk, [2024]).includes(date(2024, 5, 4))


def test_moving_the_due_day_needs_a_reason_and_moves_what_is_owed(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    day = date(2024, 5, 10)
    with pytest.raises(DomainError, match="lý do"):
        periods.move_due(period, day, reason=" ", expected=1, by=season.office, at=NOW)
    moved = periods.move_due(
        period, day, reason="Mất điện", expected=period.version, by=season.office, at=NOW
    )
    assert moved.due_on == day
    keys = [str(pk) for pk in period.reports.values_list("pk", flat=True)]
    assert set(Obligation.objects.filter(origin_id__in=keys).values_list("due_on", flat=True)) == {day}
    with pytest.raises(DomainError, match="trước ngày đầu kỳ"):
        periods.move_due(
            moved, date(2024, 3, 1), reason="x", expected=moved.version, by=season.office, at=NOW
        )


def test_closing_and_reopening_leave_a_trace(season: SmallSeason):
    period = season.period("Tháng 1/2024")
    with pytest.raises(RefusedError):
        periods.close(period, expected=period.version, by=season.heads["Thôn 1"], at=NOW)
    closed = periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert (closed.state, closed.closed_at) == (PeriodState.CLOSED, NOW)
    with pytest.raises(StaleVersionError):
        periods.reopen(closed, reason="Sót", expected=period.version, by=season.office, at=NOW)
    with pytest.raises(DomainError, match="lý do"):
        periods.reopen(closed, reason="", expected=closed.version, by=season.office, at=NOW)
    again = periods.reopen(closed, reason="Sót một thôn", expected=closed.version, by=season.office, at=NOW)
    assert again.state == PeriodState.OPEN
    assert AuditEntry.objects.about(period.pk).order_by("-id")[0].reason == "Sót một thôn"


def test_the_due_work_of_a_report_is_open(season: SmallSeason):
    work = Obligation.objects.get(origin_id=str(season.report("Thôn 1").pk))
    assert (work.title, work.due_on, work.state) == (
        "Báo cáo tháng 4/2024",
        date(2024, 5, 6),
        ObligationState.OPEN,
    )
