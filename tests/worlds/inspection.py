"""A round in each of its steps, visits and a doubt with an answer."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua.foundation.services import files
from thidua.monitoring.enums import ItemVerdict, SignManner, SignSide
from thidua.monitoring.models import InspectionRound, Visit
from thidua.monitoring.queries.doubts import found_in
from thidua.monitoring.queries.visit_content import fingerprint_of
from thidua.monitoring.services import doubts, findings, rounds, signing, visits
from thidua.monitoring.services.findings import ToMend
from thidua.monitoring.services.rounds import RoundPlan
from thidua.monitoring.services.signing import PaperSignature, Said
from thidua.monitoring.services.visits import ItemEntry, VisitEntry
from thidua.movements.models import Movement, Target, Tracking
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.reporting.enums import CellChoice, FigureState, PeriodState, ReportState
from thidua.reporting.models import Figure, Period, Report

DAY = date(2024, 5, 6)


def add(place: Any, now: datetime) -> None:
    """Add them to a commune that has a season and units."""
    office, inspector = place.actor(Role.OFFICE), place.actor(Role.INSPECTOR)
    village, other = place.commune.units["Thôn 1"], place.commune.units["Thôn 2"]
    movement = _season(place, (village, other), now)
    found = found_in(movement)
    planned = _round(place, movement, "Đợt đang lập", now)
    fixed = _round(place, movement, "Đợt đã chốt", now)
    fixed = rounds.fix(fixed, expected=fixed.version, by=office, at=now)
    drawn = _drawn(place, movement, now)
    visit = _arranged(place, _visit(drawn, village), now)
    wanted = ToMend("Lập sổ theo dõi", village, DAY)
    place.things |= {
        "inspected": movement,
        "doubt_mark": found[0].fingerprint,
        "doubt_answer": doubts.answer(movement, found[1].fingerprint, "Đã đối chiếu sổ", by=office, at=now),
        "round_planned": planned,
        "round_fixed": fixed,
        "round_drawn": drawn,
        "visit": visit,
        "other_visit": _arranged(place, _visit(drawn, other), now),
        "finding": findings.add(visit, wanted, by=inspector, at=now),
        "waiting_visit": _waiting(place, movement, now),
        "signed_item": _signed_item(place, movement, now),
    }
    signed = place.signed_item.visit
    place.things["scan"] = signed.signatures.get(manner=SignManner.PAPER)


def _season(place: Any, units: tuple[Unit, ...], now: datetime) -> Movement:
    """Give each unit a figure above the ceiling of a target of a movement of its own."""
    authority = place.commune.authority
    movement: Movement = Movement.objects.create(
        authority=authority, title="Trồng cây đời đời", year=2023, state="open", opened_at=now, is_own=True
    )
    target = Target.objects.create(
        authority=authority,
        movement=movement,
        name="Trồng cây",
        unit="cây",
        comparator="ge",
        low=900,
        position=1,
    )
    Tracking.objects.create(
        target=target, nature="level", frequency="month", allocation_kind="sum", ceiling=Decimal(50)
    )
    period = Period.objects.create(
        authority=authority,
        year=2023,
        frequency="month",
        name="Tháng 1/2023",
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 1, 31),
        due_on=date(2023, 2, 5),
        state=PeriodState.OPEN,
    )
    for unit in units:
        _figure(authority, target, period, unit, now)
    return movement


def _figure(authority: Any, target: Target, period: Period, unit: Unit, now: datetime) -> None:
    report = Report.objects.create(
        authority=authority, period=period, unit=unit, state=ReportState.SENT, sent_at=now, receipt="AB12"
    )
    Figure.objects.create(
        province=authority,
        commune=authority,
        report=report,
        target=target,
        said=CellChoice.NUMBER,
        value=Decimal(51),
        state=FigureState.SENT,
        entered_by="Nguyễn Văn A",
        entered_at=now,
    )


def _round(
    place: Any, movement: Movement, name: str, now: datetime, units: tuple[str, ...] = ("Thôn 1", "Thôn 2")
) -> InspectionRound:
    chosen = [place.commune.units[unit] for unit in units]
    plan = RoundPlan(name, movement, None, len(chosen), "Xổ số ngày 02/5", chosen)
    return rounds.create(plan, by=place.actor(Role.OFFICE), at=now)


def _drawn(
    place: Any,
    movement: Movement,
    now: datetime,
    name: str = "Đợt đã rút",
    units: tuple[str, ...] = ("Thôn 1", "Thôn 2"),
) -> InspectionRound:
    office = place.actor(Role.OFFICE)
    plan = _round(place, movement, name, now, units)
    plan = rounds.fix(plan, expected=plan.version, by=office, at=now)
    return rounds.draw(plan, "27431", expected=plan.version, by=office, at=now)


def _visit(plan: InspectionRound, unit: Unit) -> Visit:
    visit: Visit = plan.visits.get(unit=unit)
    return visit


def _arranged(place: Any, visit: Visit, now: datetime) -> Visit:
    user, office = place.users[Role.INSPECTOR], place.actor(Role.OFFICE)
    visit.refresh_from_db()
    return visits.arrange(visit, user, DAY, expected=visit.version, by=office, at=now)


def _waiting(place: Any, movement: Movement, now: datetime, name: str = "Đợt chờ ký") -> Visit:
    """Fill the record of a visit of the village and finish it."""
    inspector = place.actor(Role.INSPECTOR)
    visit = _arranged(place, _drawn(place, movement, now, name, ("Thôn 1",)).visits.get(), now)
    item = visit.items.get()
    entry = VisitEntry(
        DAY, "Nguyễn Văn A", "Có sổ", {item.pk: ItemEntry(ItemVerdict.DIFFERS, Decimal(40), None, "Đếm lại")}
    )
    visit = visits.fill(visit, entry, expected=visit.version, by=inspector, at=now)
    return visits.finish(visit, expected=visit.version, by=inspector, at=now)


def _signed_item(place: Any, movement: Movement, now: datetime) -> Any:
    """Sign a record, the unit on paper, and return its figure that was found lower."""
    inspector = place.actor(Role.INSPECTOR)
    visit = _waiting(place, movement, now, "Đợt đã ký")
    seen = fingerprint_of(visit)
    stored = files.store(b"%PDF-1.4 bien ban", media_type="application/pdf", at=now)
    paper = PaperSignature("Nguyễn Văn A", "", SignManner.PAPER, scan=stored, scan_name="bb.pdf")
    signing.sign_for_unit(visit, paper, seen=seen, by=inspector, at=now)
    signing.sign(visit, SignSide.TEAM, Said(seen), by=inspector, at=now)
    return visit.items.select_related("visit").get()
