"""The work of who checks: how far a sheet is, which line comes next, where they differ from the unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from thidua.core.scoring.points import LineState
from thidua.foundation.actors import Actor
from thidua.scoring.enums import ReadingChoice
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.sheet_access import readable
from thidua.scoring.queries.sheet_checks import second_open
from thidua.scoring.queries.sheet_page import Row, SheetPage, page_of
from thidua.scoring.queries.sight import Sight

_CHECKED = (
    Q(lines__second_points__isnull=False)
    | Q(lines__auto_points__isnull=False)
    | Q(lines__auto_state=LineState.NOT_REPORTED, lines__criterion__reading=ReadingChoice.TARGET)
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line to which who checked gave other points than the unit gave itself."""

    row: Row
    own: Decimal
    checked: Decimal

    @property
    def reason(self) -> str:
        return str(self.row.line.second_reason)


@dataclass(frozen=True, slots=True)
class Check:
    """A sheet as who checks it sees it."""

    page: SheetPage
    open: tuple[ScoreLine, ...]
    differences: tuple[Difference, ...]

    @property
    def all(self) -> int:
        return sum(row.is_assigned for row in self.page.rows)

    @property
    def done(self) -> int:
        return self.all - len(self.open)

    @property
    def unexplained(self) -> list[Difference]:
        return [one for one in self.differences if not one.reason]

    @property
    def open_keys(self) -> set[Any]:
        return {line.pk for line in self.open}


def check_of(sheet: ScoreSheet, sight: Sight) -> Check:
    """Return how far the check is; differences only once the unit's own column may be seen."""
    page = page_of(sheet, sight)
    return Check(page, tuple(second_open(row.line for row in page.rows)), tuple(differences_of(page.rows)))


def differences_of(rows: Sequence[Row]) -> list[Difference]:
    """Return where the checked points differ from the unit's own; hidden own points differ from nothing."""
    found = []
    for row in (one for one in rows if one.is_assigned):
        own, checked = row.line.self_points, checked_points(row.line)
        if own is not None and checked is not None and own != checked:
            found.append(Difference(row, own, checked))
    return found


def checked_points(line: ScoreLine) -> Decimal | None:
    """Return what stands in the column of who checks: given, else computed."""
    given: Decimal | None = line.second_points if line.second_points is not None else line.auto_points
    return given


def line_after(line: ScoreLine) -> ScoreLine | None:
    """Return the next line of the sheet that has no points, from this one round to it again."""
    lines = list(line.sheet.lines.select_related("criterion"))
    place = next((at for at, one in enumerate(lines) if one.pk == line.pk), 0)
    waiting = second_open([*lines[place + 1 :], *lines[:place]])
    return waiting[0] if waiting else None


def sheets_in(scoring: ScoringRound, actor: Actor) -> Any:
    """Return the sheets of a round that `actor` may list, each with how many of its lines are checked."""
    is_there = Q(lines__dropped_at__isnull=True) & ~Q(lines__auto_state=LineState.NOT_ASSIGNED)
    counted = Count("lines", filter=is_there, distinct=True)
    found = readable(actor).filter(round=scoring).for_list()
    return found.select_related("second__person").annotate(
        all_lines=counted, checked=Count("lines", filter=is_there & _CHECKED, distinct=True)
    )


def with_fewest(sheets: Iterable[Any]) -> ScoreSheet | None:
    """Return the sheet with the fewest marks among those whose check is not done."""
    waiting = [sheet for sheet in sheets if sheet.second_done_at is None]
    return min(waiting, key=lambda sheet: sheet.checked) if waiting else None
