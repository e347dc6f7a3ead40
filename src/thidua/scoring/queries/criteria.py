"""Sets of criteria as pages show them: rows with their number, what does not fit beside each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from json import dumps
from typing import Any

from django.db.models import Count, QuerySet

from thidua.core.rounding import percent_text
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring import Group as Chapter
from thidua.core.scoring import RatingBand
from thidua.core.scoring.checking import SetProblem, is_sound, problems_of
from thidua.core.scoring.exchange import set_to
from thidua.core.scoring.points import points_text
from thidua.foundation.actors import Actor
from thidua.scoring.enums import EventKind, ReadingChoice, TieChoice
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def sets_of(actor: Actor) -> QuerySet[CriteriaSet]:
    """Return the sets of the commune, newest movement first, each with how many criteria it has."""
    found: QuerySet[CriteriaSet] = CriteriaSet.objects.visible_to(actor).for_list()
    return found.annotate(criteria_count=Count("groups__criteria"))


def whole_sets() -> QuerySet[CriteriaSet]:
    """Sets with all their rows, in five queries for any number of rows."""
    found: QuerySet[CriteriaSet] = CriteriaSet.objects.select_related("movement", "replaces")
    return found.prefetch_related("groups__criteria__targets")


def row_of(line: Criterion) -> Row:
    """Return a line with the names and keys of the targets it reads."""
    targets = line.targets.all()
    names, keys = tuple(one.name for one in targets), tuple(str(one.pk) for one in targets)
    return replace(line.row, targets=names, reads=keys)


def chapter_of(group: CriterionGroup) -> Chapter:
    """Return a group with its lines and the names of the targets they read."""
    return replace(group.head, criteria=tuple(row_of(line) for line in group.criteria.all()))


def table_of(criteria_set: CriteriaSet) -> Table:
    """Return the whole set with the names of the targets it reads; made of `whole_sets`."""
    groups = tuple(chapter_of(group) for group in criteria_set.groups.all())
    return criteria_set.table_with(groups)


def fingerprint_of(table: Table) -> str:
    """Return a mark of everything in the set, for a page that was looked at before something is done."""
    return sha256(dumps(set_to(table), sort_keys=True).encode()).hexdigest()


def faults_of(table: Table) -> tuple[SetProblem, ...]:
    """Everything inconsistent, and lines that would read a target while none is chosen."""
    unread = [
        SetProblem(
            f"{line.name}: chưa chọn chỉ tiêu. Chọn chỉ tiêu, hoặc đổi thành người chấm.", group.key, line.key
        )
        for group in table.groups
        for line in group.criteria
        if line.reading.value == ReadingChoice.TARGET and not line.targets
    ]
    return (*problems_of(table), *unread)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A criterion as a line of the printed table; `line` is the record, None in the library."""

    number: str
    row: Row
    problems: tuple[SetProblem, ...]
    line: Criterion | None = None

    @property
    def reads(self) -> str:
        """Where its points come from, in words."""
        if self.row.reading.value == ReadingChoice.EVENTS:
            label = EventKind(self.row.counts).label if self.row.counts in EventKind.values else ""
            return f"đếm: {label}" if label else ReadingChoice.EVENTS.label
        return str(ReadingChoice(self.row.reading.value).label)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as a chapter of the printed table."""

    number: str
    chapter: Chapter
    lines: tuple[LineRow, ...]
    problems: tuple[SetProblem, ...]
    group: CriterionGroup | None = None

    @property
    def floor(self) -> str:
        """What must be reached, in words; empty for nothing."""
        if not self.chapter.floor:
            return ""
        least = points_text(self.chapter.floor * self.chapter.maximum)
        return f"phải đạt từ {percent_text(Fraction(self.chapter.floor))}, tức {least} điểm"


@dataclass(frozen=True, slots=True)
class SetPage:
    """A set as its page shows it."""

    table: Table
    groups: tuple[GroupRow, ...]
    problems: tuple[SetProblem, ...]
    bands: tuple[str, ...]
    ceilings: tuple[str, ...]
    ties: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return is_sound(self.problems)

    @property
    def elsewhere(self) -> tuple[SetProblem, ...]:
        """Problems of the set as a whole."""
        return tuple(one for one in self.problems if not one.group)


def page_of(table: Table, criteria_set: CriteriaSet | None = None) -> SetPage:
    """Lay a set out as a table; with the record its rows can be edited."""
    problems = faults_of(table)
    records = list(criteria_set.groups.all()) if criteria_set else []
    groups = tuple(
        _group_row(chapter, place, problems, records[place - 1] if records else None)
        for place, chapter in enumerate(table.groups, 1)
    )
    return SetPage(table, groups, problems, band_words(table), ceiling_words(table), tie_words(table))


def _group_row(
    chapter: Chapter, place: int, problems: Sequence[SetProblem], group: CriterionGroup | None
) -> GroupRow:
    records: list[Any] = list(group.criteria.all()) if group else [None] * len(chapter.criteria)
    lines = tuple(
        LineRow(
            f"{place}.{number}",
            row,
            tuple(one for one in problems if one.group == chapter.key and one.criterion == row.key),
            records[number - 1],
        )
        for number, row in enumerate(chapter.criteria, 1)
    )
    own = tuple(one for one in problems if one.group == chapter.key and not one.criterion)
    return GroupRow(roman(place), chapter, lines, own, group)


def roman(number: int) -> str:
    """Number chapters as printed tables do."""
    found = ""
    for size, letters in _ROMAN:
        while number >= size:
            found, number = found + letters, number - size
    return found


def band_words(table: Table) -> tuple[str, ...]:
    """Say each rating with both its ends: "Tốt: từ 85 đến dưới 95 điểm"."""
    ordered = sorted(table.bands, key=lambda band: band.low, reverse=True)
    ends = [None, *(band.low for band in ordered)]
    return tuple(_band(band, end) for band, end in zip(ordered, ends[: len(ordered)], strict=True))


def _band(band: RatingBand, end: Decimal | None) -> str:
    if end is None:
        words = f"từ {points_text(band.low)} điểm"
    elif band.low <= 0:
        words = f"dưới {points_text(end)} điểm"
    else:
        words = f"từ {points_text(band.low)} đến dưới {points_text(end)} điểm"
    more = [
        *(["không tiêu chí nào 0 điểm"] if band.nothing_at_zero else []),
        *(["mọi nhóm đạt mức phải đạt"] if band.groups_above_floor else []),
    ]
    return f"{band.name}: {', '.join([words, *more])}."


def ceiling_words(table: Table) -> tuple[str, ...]:
    """Say what limits the rating: "Bị khiển trách: cao nhất là Tốt"."""
    lowest = min(table.bands, key=lambda band: band.low).name if table.bands else ""
    return tuple(
        f"{one.name}: {f'cao nhất là “{one.band}”' if one.band else f'xếp “{lowest}”'}."
        for one in table.ceilings
    )


def tie_words(table: Table) -> tuple[str, ...]:
    """Say the chain for equal points, step by step."""
    return tuple(
        f"Bước {place}: {one.name or TieChoice(one.kind.value).label}."
        for place, one in enumerate(table.ties, 1)
    )
