"""The commune of forty by forty with an open round: a criterion a target, a sheet a unit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from benchmarks.forty import SIDE, Forty, make_forty

_GROUPS = 4


@dataclass(frozen=True, slots=True)
class ScoredForty:
    """The commune and the round that is open in it."""

    forty: Forty
    round: UUID


def make_scored_forty() -> ScoredForty:
    """Open a round over all units of the commune; every figure is sent, every other one verified."""
    forty = make_forty()
    now = timezone.now()
    _hand_in(forty, now)
    target = apps.get_model("movements", "Target").objects.select_related("movement").get(pk=forty.targets[0])
    made = _criteria(target.movement, forty.targets, now)
    by = import_module("thidua.organisation.queries").actor_of(forty.user, timezone.localdate(now))
    rounds = import_module("thidua.scoring.services.rounds")
    plan = rounds.RoundPlan(
        name="Cả năm",
        movement=target.movement,
        criteria_set=made,
        starts_on=date(target.movement.year, 1, 1),
        ends_on=date(target.movement.year, 12, 31),
    )
    scoring = rounds.create(plan, by=by, at=now)
    rounds.open_round(scoring, expected=scoring.version, by=by, at=now)
    return ScoredForty(forty, scoring.pk)


def _hand_in(forty: Forty, now: Any) -> None:
    figures = apps.get_model("reporting", "Figure").objects.filter(report__in=forty.reports)
    verified = {"state": "verified", "verified_by": "Lê Văn C", "verified_at": now}
    figures.update(state="sent")
    figures.filter(target__in=forty.targets[::2]).update(**verified)
    figures.filter(target=forty.targets[3]).update(**verified)
    reports = apps.get_model("reporting", "Report").objects.filter(pk__in=forty.reports[2:])
    for number, report in enumerate(reports):
        report.sent_at, report.receipt, report.state = now, f"BC-{number}", "sent"
        report.save()


def _criteria(movement: Any, targets: tuple[UUID, ...], now: Any) -> Any:
    made = apps.get_model("scoring", "CriteriaSet").objects.create(
        authority=movement.authority,
        movement=movement,
        name="Bộ tiêu chí",
        total=100,
        bands=[{"name": "Xuất sắc", "low": "90"}, {"name": "Khá", "low": "0"}],
        state="locked",
        locked_at=now,
        locked_by="Văn phòng",
    )
    size = SIDE // _GROUPS
    for position in range(_GROUPS):
        group = made.groups.create(
            key=f"nhom-{position}", name=f"Nhóm {position}", position=position, maximum=100 // _GROUPS
        )
        for place, target in enumerate(targets[position * size : (position + 1) * size]):
            criterion = group.criteria.create(
                key=f"tc-{position}-{place}",
                name=f"Tiêu chí {place}",
                position=place,
                maximum=Decimal(100) / SIDE,
                rule_kind="TY_LE",
                reading="target",
            )
            criterion.targets.add(target)
    return made
