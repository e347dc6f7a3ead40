"""Say how the targets of the sample season are followed, and split them over its villages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate

from thidua.core.allocation import count_needed
from thidua.core.errors import DomainError
from thidua.core.quantities import read_number
from thidua.demo.commune import SampleCommune
from thidua.demo.plan import VILLAGES
from thidua.demo.season import WAYS, Way
from thidua.foundation.actors import Actor
from thidua.movements.models import Movement, Target
from thidua.movements.services import allocations, trackings
from thidua.movements.services.allocations import Giving, Part
from thidua.organisation.models import Unit

_NUMBERS = ("last_year", "assigned_above", "assigned_by_council")


@dataclass(frozen=True)
class Season:
    """The sample season under way: its movement, and its targets by the short names of the plan."""

    commune: SampleCommune
    movement: Movement

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        found = list(Target.objects.filter(movement=self.movement).select_related("tracking", "movement"))
        return {key: _named(found, way.name) for key, way in WAYS.items()}

    @cached_property
    def villages(self) -> Sequence[Unit]:
        return [self.commune.units[f"Thôn {number}"] for number in range(1, VILLAGES + 1)]

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {}

    def actor(self, username: str, at: datetime) -> Actor:
        """Return who acts; nobody of the sample commune changes posts, so each is asked for once."""
        if username not in self._actors:
            self._actors[username] = self.commune.actor(username, localdate(at))
        return self._actors[username]


def follow(season: Season, *, at: datetime) -> None:
    """Confirm how each target is followed, and give all of them at once."""
    clerk = season.actor("vanphong", at)
    for key, way in WAYS.items():
        target = season.targets[key]
        values = {name: _value(name, value) for name, value in way.changes.items()}
        seen = target.tracking.version
        changed = trackings.change(target.tracking, values, reason="", expected=seen, by=clerk, at=at)
        target.tracking = changed
    givings = [Giving(season.targets[key], parts, _stamp(season.targets[key])) for key, parts in _all(season)]
    allocations.give_many(season.movement, givings, reason="", by=clerk, at=at)


def numbers(text: str) -> list[Decimal]:
    """Read numbers as they are written in the plan; one that cannot be read is a slip of ours."""
    found = [read_number(word) for word in text.split()]
    if None in found:
        raise DomainError(f"Số liệu mẫu không đọc được: {text}")
    return [number for number in found if number is not None]


def _all(season: Season) -> list[tuple[str, list[Part]]]:
    return [(key, _parts(season, season.targets[key], way)) for key, way in WAYS.items()]


def _parts(season: Season, target: Target, way: Way) -> list[Part]:
    units = [season.commune.units[way.owner]] if way.owner else season.villages
    if way.bases:
        counted = [(count_needed(target.goal, Decimal(base)), Decimal(base)) for base in way.bases]
        made = [Part(unit, amount, base) for unit, (amount, base) in zip(units, counted, strict=True)]
    elif way.owner:
        made = [Part(units[0], is_owner=True)]
    else:
        made = [Part(unit, amount) for unit, amount in zip(units, numbers(way.parts), strict=True)]
    last_year = numbers(way.last_year)
    if not last_year:
        return made
    return [replace(part, last_year=before) for part, before in zip(made, last_year, strict=True)]


def _stamp(target: Target) -> int:
    return allocations.stamp_of(target.allocations.all())


def _value(name: str, value: object) -> object:
    return numbers(str(value))[0] if name in _NUMBERS else value


def _named(targets: Sequence[Target], start: str) -> Target:
    found = [target for target in targets if target.name.startswith(start)]
    if len(found) != 1:
        raise DomainError(f"Văn bản mẫu không có đúng một chỉ tiêu “{start}…”.")
    return found[0]
