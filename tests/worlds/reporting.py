"""A small season that is reported: periods, a report not sent yet, and one that waits for verification."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency
from thidua.movements.enums import MovementKind, MovementState
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.organisation.enums import Role
from thidua.reporting.enums import ReportState
from thidua.reporting.models import Figure, Receipt, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import calendar, evidence, figures, periods, reports


def add(place: Any, now: datetime) -> None:
    """Give the place `reported`, `reported_target`, `period`, reports, a `receipt` and a `figure`."""
    office, commune = place.actor(Role.OFFICE), place.commune
    movement = _season(commune.authority, now)
    target = _target(movement)
    for name in ("Thôn 1", "Thôn 2", "Thôn 3"):
        Allocation.objects.create(target=target, unit=commune.units[name], amount=Decimal(30))
    period = periods.prepare(movement, by=office, at=now)[0]
    period.refresh_from_db()
    found = Report.objects.select_related("period", "unit").filter(period=period)
    sent = found.get(unit=commune.units["Thôn 2"])
    writer = commune.actor(Role.OFFICE)
    figures.write(sent, target, Entry("33,6"), expected=0, by=writer, at=now)
    sent = reports.send(sent, expected=sent.version, by=writer, at=now)
    place.things |= {
        "reported": movement,
        "reported_target": target,
        "period": period,
        "day_off": calendar.add(
            commune.authority, now.date(), is_worked=False, reason="Lễ hội của xã", by=office, at=now
        ),
        "sent_report": sent,
        "report": found.get(unit=commune.units["Thôn 1"]),
        "own_report": _own(commune),
        "receipt": Receipt.objects.get(report=sent),
        "figure": Figure.objects.get(report=sent),
        "proof": evidence.add_pdf(sent, target, b"%PDF-1.7", "so.pdf", by=writer, at=now),
    }


def _own(commune: Any) -> Report:
    """Return a report of the second village that nobody has begun to fill."""
    found = Report.objects.filter(unit=commune.units["Thôn 2"], state=ReportState.DRAFT)
    return found.order_by("-period__ends_on")[0]


def _season(authority: Any, now: datetime) -> Movement:
    movement: Movement = Movement.objects.create(
        authority=authority,
        title="Thi đua bám biển",
        year=now.year,
        kind=MovementKind.REGULAR,
        state=MovementState.OPEN,
        opened_at=now,
    )
    return movement


def _target(movement: Movement) -> Target:
    target: Target = Target.objects.create(
        authority=movement.authority,
        movement=movement,
        position=1,
        name="Sản lượng đánh bắt",
        comparator=Comparator.GE,
        low=240,
        unit="tấn",
        sentence="Sản lượng đánh bắt đạt 240 tấn.",
    )
    Tracking.objects.create(
        target=target,
        nature=Nature.CUMULATIVE,
        frequency=Frequency.MONTH,
        allocation_kind=AllocationKind.SUM,
    )
    return target
