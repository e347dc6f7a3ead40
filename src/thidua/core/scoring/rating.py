"""The rating ("xếp loại") a total earns, with every gate that held it back named in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.scoring.criteria import CriteriaSet, GroupKind, RatingBand
from thidua.core.scoring.points import LineState, points_text
from thidua.core.scoring.summing import Total


@dataclass(frozen=True, slots=True)
class Rating:
    """The band, or None where the set has none; `reasons` say what kept the unit from a better one."""

    band: RatingBand | None
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.band.name if self.band else ""


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that a rating asks for, in words, and whether it is met.

    `impersonal` says it without the event, where the event may be the conduct of one known person.
    """

    sentence: str
    is_met: bool
    impersonal: str = ""


def gates_of(criteria: CriteriaSet, total: Total, facts: Collection[str] = ()) -> tuple[Gate, ...]:
    """Say step by step what the rating of a total asks for: its band, then every condition and ceiling."""
    bands = sorted(criteria.bands, key=lambda band: band.low, reverse=True)
    if not bands:
        return ()
    return (
        _by_points(bands, total.points),
        *_conditions(bands, total),
        *_ceilings(criteria, bands[-1].name, facts),
    )


def _by_points(bands: list[RatingBand], points: Decimal) -> Gate:
    place = next((n for n, band in enumerate(bands) if points >= band.low), len(bands) - 1)
    below = f" đến dưới {points_text(bands[place - 1].low)}" if place else " trở lên"
    band = bands[place]
    sentence = f"Tổng {points_text(points)} điểm ứng với “{band.name}”: từ {points_text(band.low)}{below}."
    return Gate(sentence, is_met=points >= band.low)


def _conditions(bands: list[RatingBand], total: Total) -> Iterator[Gate]:
    floored = [band.name for band in bands if band.groups_above_floor]
    for one in total.groups if floored else ():
        least = one.group.floor * one.group.maximum
        if least and not one.is_dropped:
            yield Gate(
                f"Nhóm {one.group.name}: {points_text(one.points)} điểm, “{floored[0]}” cần từ "
                f"{points_text(least)} điểm.",
                is_met=not one.is_below_floor,
            )
    for band in bands:
        if band.nothing_at_zero:
            zero = _at_zero(total)
            told = f"“{zero[0]}” đang 0 điểm" if zero else "đã đủ"
            yield Gate(f"“{band.name}” cần mọi tiêu chí trên 0 điểm: {told}.", is_met=not zero)


def _ceilings(criteria: CriteriaSet, lowest: str, facts: Collection[str]) -> Iterator[Gate]:
    for ceiling in criteria.ceilings:
        if ceiling.fact in facts:
            best = f"cao nhất là “{ceiling.band or lowest}”."
            impersonal = f"Có việc hạn chế xếp loại: {best}"
            yield Gate(f"{ceiling.name}: {best}", is_met=False, impersonal=impersonal)
        else:
            words = f"Không bị hạn chế: không có việc “{ceiling.name}”."
            yield Gate(words, is_met=True, impersonal="Không có việc hạn chế xếp loại.")


def rating_of(criteria: CriteriaSet, total: Total, facts: Collection[str] = ()) -> Rating:
    """Rate a total. `facts` are keys of what happened to the unit, as the set's ceilings name them.

    A unit of which nothing is known yet has no rating: not reported is not the lowest.
    """
    bands = sorted(criteria.bands, key=lambda band: band.low, reverse=True)
    if not bands or (total.lines and len(total.missing) == len(total.lines)):
        return Rating(None, ())
    reasons: list[str] = []
    best = _best_allowed(criteria, bands, facts, reasons)
    for band in bands[best:]:
        if total.points < band.low:
            continue
        held = _held_back(band, total)
        if not held:
            return Rating(band, tuple(reasons))
        reasons += held
    return Rating(bands[-1], tuple(reasons))


def _best_allowed(
    criteria: CriteriaSet, bands: list[RatingBand], facts: Collection[str], reasons: list[str]
) -> int:
    """Return the place of the best band that the ceilings leave open; name each ceiling that applies."""
    best = 0
    names = [band.name for band in bands]
    for ceiling in criteria.ceilings:
        if ceiling.fact not in facts:
            continue
        place = names.index(ceiling.band) if ceiling.band in names else len(names) - 1
        reasons.append(f"{ceiling.name}: cao nhất là “{names[place]}”.")
        best = max(best, place)
    return best


def _held_back(band: RatingBand, total: Total) -> list[str]:
    """Say which of the band's own conditions the unit misses."""
    found = []
    if band.nothing_at_zero:
        found += [
            f"“{band.name}” cần mọi tiêu chí trên 0 điểm: {name} đang 0 điểm." for name in _at_zero(total)[:1]
        ]
    if band.groups_above_floor:
        low = [group for group in total.groups if group.is_below_floor]
        found += [
            f"“{band.name}” cần nhóm {one.group.name} đạt từ "
            f"{points_text(one.group.floor * one.group.maximum)} điểm; mới có {points_text(one.points)}."
            for one in low
        ]
    return found


def _at_zero(total: Total) -> list[str]:
    """Name the criteria of the base that gave nothing, of those that were given."""
    return [
        line.criterion.name
        for group in total.groups
        if group.group.kind == GroupKind.BASE
        for line in group.lines
        if line.points == 0 and line.mark.state != LineState.NOT_ASSIGNED
    ]
