"""Open the periods of a year, ask the units for their reports, close and reopen."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Movement
from thidua.obligations.services import origins
from thidua.organisation.models import Authority, Unit
from thidua.reporting import policies
from thidua.reporting.enums import PERIOD_WORKFLOW, PeriodState
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.owing import owed_by_unit
from thidua.reporting.queries.preparing import Planned, plan_of
from thidua.reporting.services import duties, states, totals
from thidua.reporting.services.locks import lock_period
from thidua.reporting.signals import tell_of_counts


@transaction.atomic
def prepare(movement: Movement, *, by: Actor, at: datetime) -> list[Period]:
    """Write down the periods of the movement's year for every frequency its targets have; begin those begun.

    Doing it again adds what is missing and changes nothing else.
    """
    policies.can_prepare(by, movement).enforce()
    if movement.year is None:
        raise DomainError(
            "Phong trào chưa ghi năm nên chưa lập được kỳ báo cáo. Ghi năm của phong trào trước."
        )
    found = [_written(movement, movement.year, planned) for planned in plan_of(movement, movement.year)]
    record("reporting.period.prepare", movement, by=by, at=at)
    today = movement.authority.day(localdate(at))
    for period in found:
        _bring_up_to_date(period, today, by=by, at=at)
    return found


@transaction.atomic
def begin_due(*, at: datetime) -> int:
    """Begin the periods whose first day has come; return how many. Harmless when run again.

    For a commune that stands still no day comes.
    """
    waiting = Period.objects.filter(state=PeriodState.WAITING, starts_on__lte=localdate(at))
    waiting = waiting.filter(authority__stands_on__isnull=True)
    return sum(_bring_up_to_date(period, localdate(at), by=SYSTEM, at=at) for period in waiting.in_order())


@transaction.atomic
def begin_sample(authority: Authority, *, by: Actor, at: datetime) -> int:
    """Begin the periods whose first day has come in the sample commune; return how many."""
    today = authority.day(localdate(at))
    waiting = Period.objects.filter(authority=authority, state=PeriodState.WAITING, starts_on__lte=today)
    return sum(_bring_up_to_date(period, today, by=by, at=at) for period in waiting.in_order())


@transaction.atomic
def call(period: Period, *, by: Actor, at: datetime) -> int:
    """Ask every unit that owes a figure of the period for its report; return how many were asked anew.

    Reports that were asked before follow what their units owe now.
    """
    period = _locked(period)
    states.follow_all(period, by=by, at=at)
    owed = owed_by_unit(period)
    known = set(period.reports.values_list("unit_id", flat=True))
    units = Unit.objects.filter(pk__in=[unit_id for unit_id in owed if unit_id not in known])
    asked = [Report(authority_id=period.authority_id, period=period, unit=unit) for unit in units.for_list()]
    Report.objects.bulk_create(asked)
    duties.ask(asked, at=at)
    totals.count_owed(period)
    tell_of_counts((report.unit_id for report in asked), at=at)
    if asked:
        record("reporting.period.call", period, by=by, at=at)
    return len(asked)


@transaction.atomic
def move_due(period: Period, day: date, *, reason: str, expected: int, by: Actor, at: datetime) -> Period:
    """Set another day for the reports of the period, with a reason; what is still owed moves along."""
    period = _locked(period)
    policies.can_close(by, period).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do đổi hạn gửi báo cáo.")
    if day < period.starts_on:
        raise DomainError(f"Hạn gửi không thể trước ngày đầu kỳ ({period.starts_on:%d/%m/%Y}).")
    changes = versions.apply(period, {"due_on": day}, expected=expected)
    if changes:
        origins.move(duties.ORIGIN, period.reports.values_list("pk", flat=True), day)
        deed = Deed(changes=changes, reason=reason.strip())
        record("reporting.period.move_due", period, by=by, at=at, deed=deed)
        tell_of_counts(period.reports.values_list("unit_id", flat=True), at=at)
    return period


def close(period: Period, *, expected: int, by: Actor, at: datetime) -> Period:
    """Lock the figures of the period. What was not reported stays "not reported", never "missed"."""
    return _step("close", period, "", expected=expected, by=by, at=at)


def reopen(period: Period, *, reason: str, expected: int, by: Actor, at: datetime) -> Period:
    """Let figures of a closed period change again, with a reason that stays."""
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại kỳ báo cáo.")
    return _step("reopen", period, reason.strip(), expected=expected, by=by, at=at)


@transaction.atomic
def _step(verb: str, period: Period, reason: str, *, expected: int, by: Actor, at: datetime) -> Period:
    period = _locked(period)
    policies.can_close(by, period).enforce()
    state = PERIOD_WORKFLOW.target_of(verb, state=PeriodState(period.state))
    closed_at = at if state == PeriodState.CLOSED else None
    changes = versions.apply(period, {"state": state, "closed_at": closed_at}, expected=expected)
    told = {name: change for name, change in changes.items() if name != "closed_at"}
    record(f"reporting.period.{verb}", period, by=by, at=at, deed=Deed(changes=told, reason=reason))
    if state == PeriodState.CLOSED:
        states.follow_all(period, by=by, at=at)
    else:
        call(period, by=by, at=at)
    return period


def _locked(period: Period) -> Period:
    return lock_period(period.pk)


def _bring_up_to_date(period: Period, today: date, *, by: Actor, at: datetime) -> bool:
    """Begin a period that is due, and ask units that owe figures since; True when it began now."""
    is_new = period.state == PeriodState.WAITING and period.starts_on <= today
    if is_new:
        period = _locked(period)
        if period.state != PeriodState.WAITING:
            return False
        state = PERIOD_WORKFLOW.target_of("begin", state=PeriodState.WAITING)
        changes = versions.apply(period, {"state": state}, expected=period.version)
        record("reporting.period.begin", period, by=by, at=at, deed=Deed(changes=changes))
    if period.state == PeriodState.OPEN:
        call(period, by=by, at=at)
    return is_new


def _written(movement: Movement, year: int, planned: Planned) -> Period:
    span = planned.span
    return Period.objects.get_or_create(
        authority_id=movement.authority_id,
        frequency=span.frequency.value,
        starts_on=span.start,
        ends_on=span.end,
        defaults={"year": year, "name": span.name, "due_on": planned.due_on},
    )[0]
