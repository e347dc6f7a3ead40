"""What a new set of criteria may begin with: the library, the commune's own sets, nothing."""

from dataclasses import replace
from decimal import Decimal

from django.db.models import Q

from thidua.core.errors import DomainError
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import TieBreak, TieKind
from thidua.foundation.actors import Actor
from thidua.scoring.models import CriteriaSet
from thidua.scoring.queries.criteria import table_of, whole_sets
from thidua.scoring.queries.criteria_library import library

EMPTY = "trong"
_TOTAL = Decimal(100)
_MOST = 50

Origins = list[tuple[str, list[tuple[str, str]]]]
"""Choices under headings: key and words."""


def origins_for(actor: Actor) -> Origins:
    """List what a set may begin with, the library first."""
    from_library = [(one.slug, f"{one.table.name} ({one.reach_words})") for one in library().values()]
    own = CriteriaSet.objects.visible_to(actor).filter(Q(replaced_by__isnull=True)).for_list()[:_MOST]
    copies = [(str(one.pk), f"{one.name}{_year(one)}, bản {one.number}") for one in own]
    found = [("Thư viện", from_library), ("Chép bộ của xã", copies), ("Khác", [(EMPTY, "Bộ trống, tự soạn")])]
    return [(heading, pairs) for heading, pairs in found if pairs]


def _year(one: CriteriaSet) -> str:
    return f", năm {one.movement.year}" if one.movement and one.movement.year else ""


def origin_table(actor: Actor, key: str, name: str) -> Table:
    """Return the table of an origin under a new name, if one was given."""
    table = _table(actor, key)
    if not (name or table.name):
        raise DomainError("Ghi tên bộ tiêu chí.")
    return replace(table, name=name or table.name)


def _table(actor: Actor, key: str) -> Table:
    if key == EMPTY:
        return Table("", _TOTAL, (), ties=(TieBreak(TieKind.DECISION),))
    if key in library():
        return library()[key].table
    visible = CriteriaSet.objects.visible_to(actor)
    return table_of(whole_sets().get(pk__in=visible.values("pk"), pk=key))
