"""Which criteria of a new edition still ask for the very same thing as before."""

from collections.abc import Mapping
from dataclasses import replace

from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.criteria import CriteriaSet, Criterion
from thidua.core.scoring.rules.base import RuleKind


def still_alike(before: CriteriaSet, after: CriteriaSet) -> frozenset[str]:
    """Return the keys of criteria whose points mean after what they meant before.

    A point means the same under the same rule, the same bounds, the same source of facts and the same words:
    a mark or an accent may turn them round ("≥ 90%", "≤ 90%"), only spaces do not. Proof and who scores first
    change nothing of it, guidance only where a person judges by it.
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
    return replace(
        row,
        name=_words(row.name),
        base_condition=_words(row.base_condition),
        guidance=_words(row.guidance) if row.rule.kind == RuleKind.JUDGED else "",
        needs_evidence=False,
        self_scored=True,
    )


def same_words(text: str, other: str) -> bool:
    """Whether two texts are the same apart from spaces."""
    return _words(text) == _words(other)


def _words(text: str) -> str:
    return " ".join(text.split())
