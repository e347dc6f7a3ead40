"""The units of a commune as workbooks may call them."""

from functools import cache
from itertools import chain
from pathlib import PurePath
from uuid import UUID

from django.db.models import Q

from thidua.core.unit_matching import NamedUnit, UnitNames
from thidua.organisation.models import Unit
from thidua.papers.workbooks import SheetData
from thidua.reporting.models import Period

_TITLE_ROWS = 12
_MOST_WORDS = 7
_LONGEST_TITLE = 200


class UnitsByName:
    """The units by any of their names; each text is looked up once."""

    def __init__(self, period: Period) -> None:
        there = Q(valid_to__isnull=True) | Q(reports__period=period)
        units = list(Unit.objects.filter(there, authority=period.authority_id).distinct().for_list())
        named = [NamedUnit(unit.pk, unit.names, unit.kind) for unit in units]
        self._names = UnitNames(named, period.authority.name)
        self.titles = {unit.pk: str(unit) for unit in units}
        self.find = cache(self._find)

    def is_unit(self, text: str) -> bool:
        return self.find(text) is not None

    def named_above(self, sheet: SheetData, first: int, file_name: str) -> UUID | None:
        """Return the one unit that the title, the sheet or the file names; None where it is not one."""
        above = chain.from_iterable(sheet.rows[: min(first, _TITLE_ROWS)])
        for texts in (
            [str(cell) for cell in above if isinstance(cell, str)],
            [sheet.name],
            [_stem(file_name)],
        ):
            found = {unit for text in texts for unit in self._within(text)}
            if len(found) == 1:
                return found.pop()
        return None

    def _find(self, text: str) -> UUID | None:
        found = self._names.match(text)
        return found.keys[0] if found.is_sure and len(found.keys) == 1 else None

    def _within(self, text: str) -> list[UUID]:
        """Return the unit of the longest name within a title: "BÁO CÁO THÔN 1 THÁNG 4"."""
        words = text.replace(":", " ").split() if len(text) <= _LONGEST_TITLE else []
        for size in range(min(_MOST_WORDS, len(words)), 0, -1):
            windows = (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))
            found = [unit for window in windows if (unit := self.find(window)) is not None]
            if found:
                return found
        return []


def _stem(file_name: str) -> str:
    return PurePath(file_name).stem.replace("-", " ").replace("_", " ")
