"""Find the units of an authority that a printed name means; what is not sure is left to a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.unit_matching import Missing, NamedUnit, UnitNames
from thidua.organisation.models import Authority, Unit


@dataclass(frozen=True, slots=True)
class Found:
    """The units meant, and what of the name is not sure."""

    units: tuple[Unit, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UnitBook:
    """The units of an authority on a day, read once for a whole letter."""

    units: dict[UUID, Unit]
    names: UnitNames[UUID]

    @classmethod
    def of(cls, authority_id: UUID, on: date) -> "UnitBook":
        units = tuple(Unit.objects.filter(authority_id=authority_id).in_force(on).for_list())
        place = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
        named = [NamedUnit(unit.pk, unit.names, unit.kind) for unit in units]
        return cls({unit.pk: unit for unit in units}, UnitNames(named, place))

    def find(self, printed: str) -> Found:
        match = self.names.match(printed)
        units = tuple(self.units[key] for key in match.keys)
        return Found(units, " ".join(self._told(match.missing)))

    def _told(self, missing: Sequence[Missing[UUID]]) -> Iterator[str]:
        """Ask about each name that comes near a unit; say the names no unit has in one sentence."""
        for part in missing:
            if part.candidates:
                near = ", ".join(self.units[key].name for key in part.candidates)
                yield f"{part.reason} Gần nhất: {near}."
        unknown = list(dict.fromkeys(part.reason for part in missing if not part.candidates))
        if len(unknown) == 1:
            yield unknown[0]
        elif unknown:
            names = dict.fromkeys(f"“{part.printed}”" for part in missing if not part.candidates)
            yield f"Chưa có đơn vị tên {', '.join(names)}."
