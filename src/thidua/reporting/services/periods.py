"""Open the periods of a year, ask the units for their reports, close and reopen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.movements.models import Movement
from thidua.obligations.services import origins
from thidua.organisation.models import Authority, Unit
from thidua.reporting import policies
from thidua.reporting.enums import PERIOD_WORKFLOW, PeriodState
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.owing import Owing, owing_in
from thidua.reporting.queries.preparing import Planned, plan_of
from thidua.reporting.services import duties, states, totals
from thidua.reporting.services.locks import lock_period, lock_periods
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
    found = _all_locked(_written(movement, movement.year, plan_of(movement, movement.year)))
    record("reporting.period.prepare", movement, by=by, at=at)
    _bring_up_to_date(found, movement.authority.day(localdate(at)), by=by, at=at)
    return found


@transaction.atomic
def begin_due(*, at: datetime) -> int:
    """Begin the periods whose first day has come; return how many. Harmless when run again.

    For a commune that stands still no day comes.
    """
    waiting = Period.objects.filter(state=PeriodState.WAITING, starts_on__lte=localdate(at))
    waiting = waiting.filter(authority__stands_on__isnull=True)
    return _bring_up_to_date(_all_locked(waiting.in_order()), localdate(at), by=SYSTEM, at=at)


@transaction.atomic
def begin_sample(authority: Authority, *, by: Actor, at: datetime) -> int:
    """Begin the periods whose first day has come in the sample commune; return how many."""
    today = localdate(at)
    waiting = Period.objects.filter(authority=authority, state=PeriodState.WAITING, starts_on__lte=today)
    return _bring_up_to_date(_all_locked(waiting.in_order()), today, by=by, at=at)


@transaction.atomic
def call(wanted: Iterable[Period], *, by: Actor, at: datetime) -> int:
    """Ask every unit that owes a figure of the periods for its report; return how many were asked anew.

    Reports that were asked before follow what their units owe now. Few statements for any number of periods.
    """
    return _ask_units(_all_locked(wanted), by=by, at=at)


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
        states.follow_all([period], owing_in([period]), by=by, at=at)
    else:
        _ask_units([period], by=by, at=at)
    tell_of_counts(period.reports.values_list("unit_id", flat=True), at=at)
    return period


def _locked(period: Period) -> Period:
    return lock_period(period.pk)


def _all_locked(wanted: Iterable[Period]) -> list[Period]:
    """Wait for all, and return them as they are now in the order given."""
    keys = [period.pk for period in wanted]
    locked = lock_periods(keys)
    return [locked[key] for key in keys]


def _bring_up_to_date(periods: Sequence[Period], today: date, *, by: Actor, at: datetime) -> int:
    """Begin locked periods that are due, and ask units that owe figures since; return how many began now."""
    waiting = [period for period in periods if period.state == PeriodState.WAITING]
    begun = [period for period in waiting if period.starts_on <= today]
    for period in begun:
        state = PERIOD_WORKFLOW.target_of("begin", state=PeriodState.WAITING)
        changes = versions.apply(period, {"state": state}, expected=period.version)
        record("reporting.period.begin", period, by=by, at=at, deed=Deed(changes=changes))
    _ask_units([period for period in periods if period.state == PeriodState.OPEN], by=by, at=at)
    return len(begun)


def _ask_units(periods: Sequence[Period], *, by: Actor, at: datetime) -> int:
    """Do what `call` says for periods that are locked."""
    owing = owing_in(periods)
    states.follow_all(periods, owing, by=by, at=at)
    asked = _not_asked_yet(periods, owing)
    Report.objects.bulk_create(asked)
    duties.ask(asked, at=at)
    totals.count_owed(owing)
    tell_of_counts((report.unit_id for report in asked), at=at)
    new = dict.fromkeys(report.period for report in asked)
    record_each("reporting.period.call", ((period, Deed()) for period in new), by=by, at=at)
    return len(asked)


def _not_asked_yet(periods: Sequence[Period], owing: Owing) -> list[Report]:
    known = set(Report.objects.filter(period__in=periods).values_list("period", "unit"))
    owers = {period: set(owing.by_unit(period)) for period in periods}
    units = Unit.objects.filter(pk__in=set().union(*owers.values())).for_list()
    return [
        Report(authority_id=period.authority_id, period=period, unit=unit)
        for period in periods
        for unit in units
        if unit.pk in owers[period] and (period.pk, unit.pk) not in known
    ]


def _written(movement: Movement, year: int, plan: Sequence[Planned]) -> list[Period]:
    """Write down what is missing of a plan, and return all of it, also what somebody else wrote meanwhile."""
    missing = [
        Period(
            authority_id=movement.authority_id,
            frequency=planned.span.frequency.value,
            starts_on=planned.span.start,
            ends_on=planned.span.end,
            year=year,
            name=planned.span.name,
            due_on=planned.due_on,
        )
        for planned in plan
        if not planned.is_known
    ]
    Period.objects.bulk_create(missing, ignore_conflicts=True)
    standing = Period.objects.filter(authority_id=movement.authority_id)
    known = {(period.frequency, period.starts_on, period.ends_on): period for period in standing}
    return [known[planned.span.frequency.value, planned.span.start, planned.span.end] for planned in plan]
