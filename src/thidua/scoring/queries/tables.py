"""Criteria sets as the rules read them, kept for as long as their rows stay as they are."""

from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from thidua.core.scoring import CriteriaSet as Table
from thidua.foundation.models import GatheredText, prepared
from thidua.scoring.models import CriteriaSet

_KEPT = 64
_OWN = ("version", "total", "places", "rescales", "is_scored")
_GROUP = ("key", "position", "kind", "maximum", "floor", "version")
_CRITERION = ("key", "position", "maximum", "rule_kind", "version")


def table_of(set_id: UUID) -> Table:
    """Return a set in one query, which tells whether the table built before is still what stands."""
    return _table(set_id, *_stamps(set_id)[0])


@prepared
def _stamps(set_id: UUID) -> QuerySet[CriteriaSet, tuple[str, ...]]:
    """Ask for all that sums and ratings depend on, as text."""
    texts = [Cast(name, TextField()) for name in ("bands", "ceilings", "ties")]
    rules = Cast("groups__criteria__rule", TextField())
    columns = [*(f"groups__{name}" for name in _GROUP), *(f"groups__criteria__{name}" for name in _CRITERION)]
    rows = CriteriaSet.objects.filter(pk=set_id).order_by().values_list(*texts)
    found: QuerySet[CriteriaSet, tuple[str, ...]] = rows.annotate(stamp=GatheredText(*_OWN, *columns, rules))
    return found


@lru_cache(maxsize=_KEPT)
def _table(set_id: UUID, *_stamp: str) -> Table:
    found: CriteriaSet = CriteriaSet.objects.prefetch_related("groups__criteria").get(pk=set_id)
    return found.table
