"""Which criteria of a new edition still ask for the very same thing as before."""

from collections.abc import Mapping
from dataclasses import replace

from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.criteria import CriteriaSet, Criterion
from thidua.core.text import search_key


def still_alike(before: CriteriaSet, after: CriteriaSet) -> frozenset[str]:
    """Return the keys of criteria whose points mean after what they meant before.

    A point means the same under the same rule, the same bounds, the same source of facts and the same name;
    hints, proof and who scores first change nothing of it.
    """
    old, new = _by_key(before), _by_key(after)
    return frozenset(key for key, one in new.items() if old.get(key) == one)


def _by_key(criteria: CriteriaSet) -> Mapping[str, tuple[Criterion, Bounds]]:
    return {
        row.key: (_meaning(row), bounds_of(row, group, criteria.places))
        for group in criteria.groups
        for row in group.criteria
    }


def _meaning(row: Criterion) -> Criterion:
    name, condition = search_key(row.name), search_key(row.base_condition)
    return replace(
        row, name=name, base_condition=condition, guidance="", needs_evidence=False, self_scored=True
    )
