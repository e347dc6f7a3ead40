"""Who goes first when more pass than there are places and two have equal votes.

Source: NĐ 152/2025/NĐ-CP, điều 4(6) (V1): a woman, or a collective of which 70 % are women, goes first; only
for the packs whose rules say so, and only among persons: nobody keeps the share of a collective. What stays
equal is decided by the one who is competent, with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranked:
    """A nominee with its votes; `is_favoured` where the priority of the law applies."""

    key: str
    for_it: int
    is_favoured: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Who has a place, who has not, and who is equal at the last place."""

    chosen: tuple[str, ...]
    left_out: tuple[str, ...]
    undecided: tuple[str, ...]


def select(ranked: Sequence[Ranked], places: int | None, *, favours_women: bool) -> Selection:
    """Choose by votes, then by the priority of the law; `places` is None where nothing limits them."""
    order = sorted(ranked, key=lambda one: _rank(one, favours_women=favours_women))
    keys = [one.key for one in order]
    if places is None or places >= len(order):
        return Selection(tuple(keys), (), ())
    if places <= 0:
        return Selection((), tuple(keys), ())
    edge = _rank(order[places - 1], favours_women=favours_women)
    if edge != _rank(order[places], favours_women=favours_women):
        return Selection(tuple(keys[:places]), tuple(keys[places:]), ())
    level = [one.key for one in order if _rank(one, favours_women=favours_women) == edge]
    above = [one.key for one in order if _rank(one, favours_women=favours_women) < edge]
    below = [key for key in keys if key not in {*level, *above}]
    return Selection(tuple(above), tuple(below), tuple(level))


def _rank(one: Ranked, *, favours_women: bool) -> tuple[int, bool]:
    return (-one.for_it, favours_women and not one.is_favoured)
