"""The inspection of the sample year: a draw with a public number, a visit, and a figure lowered after it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from thidua.demo.deeds import CLERK, SECOND, figure_of, moment
from thidua.demo.following import Season
from thidua.monitoring.enums import ItemVerdict, SignSide
from thidua.monitoring.models import InspectionRound, Visit
from thidua.monitoring.queries.visit_content import fingerprint_of
from thidua.monitoring.services import findings, rounds, signing, visits
from thidua.monitoring.services.signing import Said
from thidua.organisation.models import User
from thidua.reporting.models import Period

NUMBER = "40718"
MAY = "Tháng 5/2024"
_UNIT = "Thôn 8"
_FOUND = Decimal(46)


def inspect(season: Season) -> None:
    """Draw two villages, go to the one whose fish leapt, and lower what was not there."""
    plan = _draw(season)
    visit = _choose(season, plan)
    _fill(season, visit)
    _sign(season, visit)
    _lower(season, visit)


def _draw(season: Season) -> InspectionRound:
    clerk, at = season.actor(CLERK, moment("10/6")), moment("10/6", 9)
    plan = rounds.create(
        rounds.RoundPlan(
            name="Kiểm tra số liệu tháng 5/2024",
            movement=season.movement,
            period=Period.objects.get(name=MAY),
            count=2,
            seed_source="Giải đặc biệt xổ số miền Bắc ngày 12/06/2024 (số minh họa)",
            units=season.villages,
        ),
        by=clerk,
        at=at,
    )
    plan = rounds.fix(plan, expected=plan.version, by=clerk, at=moment("11/6", 9))
    return rounds.draw(plan, NUMBER, expected=plan.version, by=clerk, at=moment("12/6", 19))


def _choose(season: Season, plan: InspectionRound) -> Visit:
    """Add the village that stands out to those that were drawn, and name who goes."""
    clerk, at = season.actor(CLERK, moment("13/6")), moment("13/6", 8)
    seen = figure_of(season, _UNIT, MAY, "fish")
    visit = visits.add(
        plan,
        season.commune.units[_UNIT],
        reason="Sản lượng đánh bắt tháng 5 gấp ba các tháng trước.",
        figure_ids=[seen.id],
        by=clerk,
        at=at,
    )
    inspector = User.objects.get(username=SECOND)
    for one in plan.visits.all():
        day = date(2024, 6, 14) if one.pk == visit.pk else date(2024, 7, 16)
        visits.arrange(one, inspector, day, expected=one.version, by=clerk, at=at)
    return Visit.objects.get(pk=visit.pk)


def _fill(season: Season, visit: Visit) -> None:
    inspector, at = season.actor(SECOND, moment("14/6")), moment("14/6", 10)
    found = visits.ItemEntry(ItemVerdict.DIFFERS, _FOUND, note="Theo sổ cân của bến.")
    items: Mapping[UUID, visits.ItemEntry] = dict.fromkeys(visit.items.values_list("pk", flat=True), found)
    entry = visits.VisitEntry(
        visited_on=date(2024, 6, 14),
        present="Trưởng thôn 8, tổ trưởng tổ tàu thuyền",
        note="Số báo gộp cả cá của tàu nơi khác vào bến.",
        items=items,
    )
    visit = visits.fill(visit, entry, expected=visit.version, by=inspector, at=at)
    wanted = findings.ToMend("Mở sổ cân riêng cho tàu của thôn", visit.unit, date(2024, 6, 28))
    findings.add(visit, wanted, by=inspector, at=at)
    visit.refresh_from_db()
    visits.finish(visit, expected=visit.version, by=inspector, at=at)


def _sign(season: Season, visit: Visit) -> None:
    """Let the village sign on its own phone, then the inspector."""
    at = moment("14/6", 11)
    for username, side in (("thon8", SignSide.UNIT), (SECOND, SignSide.TEAM)):
        visit = Visit.objects.select_related("round", "unit", "inspector__person").get(pk=visit.pk)
        by = season.actor(username, at)
        signing.sign(visit, side, Said(fingerprint_of(visit)), by=by, at=at)


def _lower(season: Season, visit: Visit) -> None:
    at = datetime.combine(date(2024, 6, 14), moment("14/6", 15).timetz())
    for item in visit.items.all():
        findings.lower(item, reason="Sổ cân của bến ghi 46 tấn.", by=season.actor(SECOND, at), at=at)
