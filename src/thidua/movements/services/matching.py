"""Find the units of an authority that a printed name means; what is not sure is left to a person."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.unit_matching import NamedUnit, UnitNames
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
        return Found(
            units, " ".join(self._told(missing.reason, missing.candidates) for missing in match.missing)
        )

    def _told(self, reason: str, candidates: tuple[UUID, ...]) -> str:
        if not candidates:
            return reason
        near = ", ".join(self.units[key].name for key in candidates)
        return f"{reason} Gần nhất: {near}."
