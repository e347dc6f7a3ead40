"""A commune of forty units and forty targets, each unit given a part of each, with one month to report."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

SIDE = 40
_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Forty:
    """Who signs in, the period, and the keys of its reports and targets in order."""

    user: Any
    period: UUID
    reports: tuple[UUID, ...]
    targets: tuple[UUID, ...]


def make_forty() -> Forty:
    """Write the commune into the database of the benchmark; every cell but those of two units is filled."""
    now = timezone.now()
    authority = _new("organisation.Authority", name="xã Bốn Mươi", level="commune")
    user = _clerk(authority)
    units = [
        _new("organisation.Unit", authority=authority, name=f"Thôn {n}", kind="village") for n in range(SIDE)
    ]
    movement = _new(
        "movements.Movement",
        authority=authority,
        title="Thi đua",
        year=_YEAR,
        kind="regular",
        state="open",
        opened_at=now,
    )
    targets = [_target(movement, units, number) for number in range(SIDE)]
    actor = import_module("thidua.organisation.queries").actor_of(user, timezone.localdate())
    periods = import_module("thidua.reporting.services.periods").prepare(movement, by=actor, at=now)
    reports = list(_model("reporting.Report").objects.filter(period=periods[0]).order_by("unit__sort_key"))
    for report in reports[2:]:
        _fill(report, targets, now)
    keys = tuple(report.pk for report in reports)
    return Forty(user, periods[0].pk, keys, tuple(target.pk for target in targets))


def _model(name: str) -> Any:
    return apps.get_model(name)


def _new(model: str, /, **values: Any) -> Any:
    return _model(model).objects.create(**values)


def _clerk(authority: Any) -> Any:
    person = _new("organisation.Person", authority=authority, full_name="Trần Thị B")
    _new(
        "organisation.Position",
        authority=authority,
        person=person,
        role="office",
        title="Văn phòng",
        starts_on=date(2020, 1, 1),
    )
    return _new("organisation.User", username=f"bon-muoi-{authority.pk}", person=person)


def _target(movement: Any, units: list[Any], number: int) -> Any:
    target = _new(
        "movements.Target",
        authority=movement.authority,
        movement=movement,
        position=number,
        name=f"Sản lượng thứ {number}",
        comparator="ge",
        low=1000,
        unit="tấn",
    )
    _new("movements.Tracking", target=target, nature="cumulative", frequency="month", allocation_kind="sum")
    parts = _model("movements.Allocation")
    parts.objects.bulk_create([parts(target=target, unit=unit, amount=10) for unit in units])
    return target


def _fill(report: Any, targets: list[Any], now: Any) -> None:
    figures = _model("reporting.Figure")
    figures.objects.bulk_create(
        [
            figures(
                province_id=report.authority_id,
                commune_id=report.authority_id,
                report=report,
                target=target,
                said="number",
                value=number,
                typed=str(number),
                entered_by="Trần Thị B",
                entered_at=now,
            )
            for number, target in enumerate(targets)
        ]
    )
