"""Ask the rules of doubt about the figures of a season; each doubt keeps the figures it is about."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.utils.timezone import make_aware

from thidua.core import plausibility
from thidua.core.achievement import Nature
from thidua.core.goal_text import PartsState, check_parts
from thidua.core.parsing.reading import Comparator
from thidua.core.plausibility import Photo, PlausibilityDoubt
from thidua.monitoring.queries.doubt_rows import Row

_TEN = Decimal(10)
_PER_WHOLE = frozenset({"%", "‰"})
Group = Sequence[Row]


@dataclass(frozen=True, slots=True)
class Found:
    """A doubt with the figures it is about, and a fingerprint that changes when one of them does."""

    doubt: PlausibilityDoubt
    rows: tuple[Row, ...]
    fingerprint: str

    @property
    def period_ids(self) -> frozenset[UUID]:
        return frozenset(row.period_id for row in self.rows)


@dataclass(frozen=True, slots=True)
class PhotoOf:
    """A photo handed in for a figure: its key, its name, its perceptual hash."""

    key: str
    figure_id: UUID
    name: str
    look: int


def all_doubts(rows: Group, photos: Sequence[PhotoOf]) -> list[Found]:
    """Return all doubts about these figures, those about one figure first."""
    return [
        *_about_one(rows),
        *_about_parts(rows),
        *_about_units(rows),
        *_about_targets(rows),
        *_about_reports(rows),
        *_about_photos(rows, photos),
    ]


def _about_one(rows: Group) -> Iterator[Found]:
    newest = {(row.target.pk, row.unit_id): row for row in rows}
    for row in rows:
        for rule in _SINGLE:
            yield from _found(rule(row), (row,))
        if newest[row.target.pk, row.unit_id] is row:
            yield from _found(_same_as_last_year(row), (row,))


def _jump(row: Row) -> PlausibilityDoubt | None:
    if not row.is_counted:
        return None
    past = [_two_places(one.shown) for one in row.earlier]
    return plausibility.jump(row.subject, _two_places(row.shown), past)


def _fell(row: Row) -> PlausibilityDoubt | None:
    """A sum of the year, or a number of steps, that became less."""
    if not row.earlier or row.nature not in (Nature.CUMULATIVE, Nature.MILESTONE):
        return None
    before = row.earlier[-1]
    is_corrected = row.is_changed or before.is_changed
    return plausibility.fell_without_correction(
        row.subject, before.standing, row.standing, is_corrected=is_corrected
    )


def _above_ceiling(row: Row) -> PlausibilityDoubt | None:
    ceiling = row.target.tracking.ceiling
    if ceiling is None or not row.is_counted:
        return None
    return plausibility.above_ceiling(row.subject, _two_places(row.standing), ceiling)


def _more_than_all(row: Row) -> PlausibilityDoubt | None:
    if row.base is None:
        return None
    counted = plausibility.Subject(row.unit, row.target.name)
    return plausibility.more_than_all(counted, row.value, row.base)


_SINGLE: tuple[Callable[[Row], PlausibilityDoubt | None], ...] = (
    _jump,
    _fell,
    _above_ceiling,
    _more_than_all,
)


def _same_as_last_year(row: Row) -> PlausibilityDoubt | None:
    if not row.is_counted or row.target.comparator == Comparator.MAINTAIN:
        return None
    return plausibility.same_as_last_year(row.subject, _two_places(row.standing), row.last_year)


def _about_parts(rows: Group) -> Iterator[Found]:
    """Hold each whole against its parts, as one unit reported them for one period."""
    by_parent = defaultdict(list)
    for target in {row.target.pk: row.target for row in rows}.values():
        by_parent[target.parent_id].append(target)
    reported = {(row.target.pk, row.unit_id, row.period_id): row for row in rows}
    for row in rows:
        parts = [part for part in by_parent.get(row.target.pk, ()) if part.unit == row.target.unit]
        there = [reported.get((part.pk, row.unit_id, row.period_id)) for part in parts]
        known = [part for part in there if part is not None]
        if not known or row.target.unit in _PER_WHOLE or not row.is_counted:
            continue
        adds = check_parts(row.target.goal, [part.goal for part in parts]).state == PartsState.WHOLE
        doubt = plausibility.parts_differ(
            row.subject, row.value, [part.value for part in known], are_all=adds and len(known) == len(parts)
        )
        yield from _found(doubt, (row, *known))


def _about_units(rows: Group) -> Iterator[Found]:
    for group in _grouped(rows, lambda row: (row.unit_id, row.period_id)):
        whole = [row for row in group if row.percent is not None]
        name = f"{group[0].unit}, {group[0].period}"
        yield from _found(plausibility.all_full(name, _percents(whole), (group[0].unit,)), whole)
    for group in _grouped(rows, lambda row: row.unit_id):
        counted = [row for row in group if row.is_counted and row.target.unit not in _PER_WHOLE]
        numbers = [row.value for row in counted]
        are_round = [row for row in counted if row.value and row.value % _TEN == 0]
        yield from _found(plausibility.round_numbers(group[0].unit, numbers), are_round)


def _about_targets(rows: Group) -> Iterator[Found]:
    newest: dict[UUID, Row] = {row.target.pk: row for row in rows}
    for group in _grouped(rows, lambda row: (row.target.pk, row.period_id)):
        target = group[0].target
        whole = [row for row in group if row.percent is not None]
        units = [row.unit for row in whole]
        name = f"{target.name}, {group[0].period}"
        yield from _found(plausibility.all_full(name, _percents(whole), units), whole)
        if newest[target.pk].period_id == group[0].period_id and group[0].is_counted:
            yield from _found(_all_better(group), group)


def _all_better(group: Group) -> PlausibilityDoubt | None:
    target = group[0].target
    return plausibility.all_above_last_year(
        target.name,
        {row.unit: row.standing for row in group},
        [row.last_year for row in group if row.last_year is not None],
        measure=target.unit,
        lower_is_better=target.lower_is_better,
    )


def _about_reports(rows: Group) -> Iterator[Found]:
    for group in _grouped(rows, lambda row: row.report_id):
        entered = [row.entered_at for row in group]
        doubt = plausibility.entered_at_the_last_minute(group[0].unit, entered, _end_of(group[0].due_on))
        yield from _found(doubt, group)


def _about_photos(rows: Group, photos: Sequence[PhotoOf]) -> Iterator[Found]:
    by_figure = {row.figure_id: row for row in rows}
    figure_of = {photo.key: photo.figure_id for photo in photos}
    known = [
        Photo(row.subject, row.period, photo.name, photo.look, photo.key)
        for photo in photos
        if (row := by_figure.get(photo.figure_id)) is not None
    ]
    for pair in plausibility.photos_used_twice(known):
        keys = dict.fromkeys(figure_of[photo.key] for photo in (pair.one, pair.other))
        both = [by_figure[key] for key in keys]
        yield from _found(pair.doubt, both, f"{pair.one.key}:{pair.other.key}")


def _found(doubt: PlausibilityDoubt | None, rows: Iterable[Row], more: str = "") -> Iterator[Found]:
    if doubt is not None:
        about = tuple(rows)
        text = "|".join((doubt.code, more, *sorted(row.content for row in about)))
        yield Found(doubt, about, sha256(text.encode()).hexdigest())


def _grouped(rows: Group, key: Callable[[Row], Hashable]) -> list[list[Row]]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def _percents(rows: Group) -> list[Decimal]:
    return [row.percent for row in rows if row.percent is not None]


def _two_places(number: Decimal) -> Decimal:
    """Round what a division left, so that sentences stay short; what was typed stays as typed."""
    exponent = number.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -6  # noqa: PLR2004 -- more than any column keeps
    return Decimal(round(number, 2)) if is_long else number


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=1), time.min))
