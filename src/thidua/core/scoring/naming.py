"""Which target a criterion of a table means, by the words of their names: a proposal, never a decision."""

from collections.abc import Mapping
from fractions import Fraction

from thidua.core.text import search_key

_LEAST_SHARED = 2
_LEAST_PART = Fraction(3, 4)
_HALF = Fraction(1, 2)
_SAYS_NOTHING = frozenset(
    {"ti", "le", "so", "cac", "cua", "va", "duoc", "tu", "dat", "giam", "tang", "tren", "dan"}
)


def same_name(name: str, other: str) -> bool:
    """Whether two names differ at most by accents, case and marks."""
    return search_key(name) == search_key(other)


def best_match(name: str, known: Mapping[str, str]) -> str:
    """Return the key of the known name that shares most words with `name`, empty where none comes close.

    Most words of the shorter name must be in the longer one, two words make half of both; of equals the first
    wins.
    """
    words = _words(name)
    best, best_key = Fraction(0), ""
    for key, other in known.items():
        if same_name(name, other):
            return key
        found = _nearness(words, _words(other))
        if found > best:
            best, best_key = found, key
    return best_key


def _words(name: str) -> frozenset[str]:
    return frozenset(search_key(name).split()) - _SAYS_NOTHING


def _nearness(words: frozenset[str], others: frozenset[str]) -> Fraction:
    shared = len(words & others)
    shorter = min(len(words), len(others))
    if shared < _LEAST_SHARED or Fraction(shared, shorter) < _LEAST_PART:
        return Fraction(0)
    found = Fraction(shared, len(words | others))
    return found if shared > _LEAST_SHARED or found >= _HALF else Fraction(0)
