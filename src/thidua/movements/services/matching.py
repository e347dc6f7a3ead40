"""Find the units of an authority that a printed name means; what is not sure is left to a person."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.text import fold
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit

_PARTS = re.compile(r"\s*(?:[,;]|\bva\b)\s*")
_GROUPS = (
    ("cac thon", UnitKind.VILLAGE),
    ("cac truong", UnitKind.SCHOOL),
    ("cac hop tac xa", UnitKind.COOPERATIVE),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The units meant, or why none is named for sure."""

    units: tuple[Unit, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UnitBook:
    """The units of an authority on a day, read once for a whole letter."""

    units: tuple[Unit, ...]

    @classmethod
    def of(cls, authority_id: UUID, on: date) -> "UnitBook":
        return cls(tuple(Unit.objects.filter(authority_id=authority_id).in_force(on).for_list()))

    def find(self, printed: str) -> Found:
        whole = _plain(printed)
        parts = {whole, *_PARTS.split(whole)}
        units = tuple(unit for unit in self.units if self._is_meant(unit, parts))
        reason = "" if units else f"“{printed}” là đơn vị nào của xã?"
        return Found(units, reason)

    @staticmethod
    def _is_meant(unit: Unit, parts: set[str]) -> bool:
        if any(_plain(name) in parts for name in unit.names):
            return True
        return any(group in part and unit.kind == kind for part in parts for group, kind in _GROUPS)


def _plain(name: str) -> str:
    """Fold a name and cut the word for the level at its end: "Ban Văn hóa xã" and "Ban văn hóa" meet."""
    return re.sub(r"\s+(?:xa|phuong|thi tran)$", "", " ".join(fold(name).split()))
