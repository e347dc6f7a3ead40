"""A round of three hundred sheets that people score: checked, a few lines changed by the council."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone

SHEETS, CRITERIA = 300, 20
_YEAR, _BY = 2024, "Trần Thị B"
_MOST = 5


@dataclass(frozen=True, slots=True)
class ScoredMany:
    """Who of the council signs in, the round, and its lines in order."""

    user: Any
    round: UUID
    lines: tuple[UUID, ...]


def make_scored_many() -> ScoredMany:
    """Write the round into the database of the benchmark."""
    now = timezone.now()
    authority = _new("organisation.Authority", name="xã Ba Trăm", level="commune")
    user = _member(authority)
    units = _units(authority)
    scoring = _round(authority, now)
    sheets = _model("scoring.ScoreSheet")
    made = sheets.objects.bulk_create(
        [
            sheets(authority=authority, round=scoring, unit=unit, second_done_at=now, points=60)
            for unit in units
        ]
    )
    criteria = list(_model("scoring.Criterion").objects.filter(group__criteria_set=scoring.criteria_set))
    lines = _model("scoring.ScoreLine")
    made_lines = lines.objects.bulk_create(
        [
            lines(sheet=sheet, criterion=one, **_columns(n, m))
            for n, sheet in enumerate(made)
            for m, one in enumerate(criteria)
        ]
    )
    with transaction.atomic():
        settle = import_module("thidua.scoring.services.lines").settle
        settle([sheet.pk for sheet in made], scoring.criteria_set, by=_actor(user), at=now)
    return ScoredMany(user, scoring.pk, tuple(line.pk for line in made_lines))


def _columns(sheet: int, criterion: int) -> dict[str, Any]:
    """Give each line the points of who checked; one line in twenty the council's beside them."""
    points = Decimal((sheet + criterion) % (4 * _MOST + 1)) / 4
    found = {
        "self_points": points,
        "second_points": points,
        "second_by": _BY,
        "points": points,
        "state": "scored",
    }
    if (sheet + criterion) % CRITERIA == 0:
        found |= {"council_points": Decimal(1), "council_reason": "Theo biên bản", "council_by": _BY}
        found["points"] = Decimal(1)
    return found


def _model(name: str) -> Any:
    return apps.get_model(name)


def _new(model: str, /, **values: Any) -> Any:
    return _model(model).objects.create(**values)


def _actor(user: Any) -> Any:
    return import_module("thidua.organisation.queries").actor_of(user, timezone.localdate())


def _member(authority: Any) -> Any:
    person = _new("organisation.Person", authority=authority, full_name=_BY)
    for role in ("council", "office"):
        _new(
            "organisation.Position",
            authority=authority,
            person=person,
            role=role,
            title="Ủy viên",
            starts_on=date(2020, 1, 1),
        )
    return _new("organisation.User", username=f"ba-tram-{authority.pk}", person=person)


def _units(authority: Any) -> list[Any]:
    unit = _model("organisation.Unit")
    units = [unit(authority=authority, name=f"Thôn {n}", kind="village") for n in range(SHEETS)]
    for one in units:
        one.fill_keys()
    found: list[Any] = unit.objects.bulk_create(units)
    return found


def _round(authority: Any, now: Any) -> Any:
    common = {"authority": authority, "year": _YEAR, "kind": "regular", "state": "open"}
    movement = _new("movements.Movement", title="Thi đua", opened_at=now, **common)
    locked = {"state": "locked", "locked_at": now, "locked_by": _BY}
    made = _new(
        "scoring.CriteriaSet", authority=authority, movement=movement, name="Bộ tiêu chí", total=100, **locked
    )
    group = made.groups.create(key="nhom", name="Nhóm", position=1, maximum=100)
    for place in range(CRITERIA):
        group.criteria.create(
            key=f"tc-{place}",
            name=f"Tiêu chí {place}",
            position=place,
            maximum=_MOST,
            rule_kind="CHUYEN_GIA",
            reading="person",
        )
    return _new(
        "scoring.ScoringRound",
        authority=authority,
        movement=movement,
        criteria_set=made,
        name="Cả năm",
        starts_on=date(_YEAR, 1, 1),
        ends_on=date(_YEAR, 12, 31),
        state="open",
        opened_at=now,
    )
