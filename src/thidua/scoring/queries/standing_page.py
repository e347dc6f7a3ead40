"""The page of a standing: who may see which rows, among whom, in which order, and how firm the places are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from thidua.core.charts import Bar, bar
from thidua.core.dates import show_date
from thidua.core.quantities import format_number
from thidua.core.rounding import percent_text
from thidua.core.scoring import CriteriaSet, LineState, Mark, total_of
from thidua.core.scoring.firmness import Firmness, firmness_of
from thidua.core.scoring.points import points_text
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import BlockMembership
from thidua.scoring.enums import COMPARED_ROUNDS
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.standing import Board, Standing, among, standing_of

_BLOCK, _KIND = "khoi-", "loai-"
_MOST_PAIRS = 3
_COMMON = frozenset({"cụm", "khối", "các", "đợt", "quý", "tháng", "năm", "sáu", "chín", "kỳ", "học"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for: among whom, in which order, only those that lack something."""

    among: str = ""
    order: str = ""
    only_missing: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A block or a kind of unit to place units in, and who is of it."""

    value: str
    label: str
    units: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the page with its pictures and words."""

    found: Standing
    is_own: bool
    points_bar: Bar
    is_scaled: bool = False

    @property
    def moved(self) -> str:
        """Say what became of its points: "tăng 2,72", "giảm 1,09"."""
        progress = self.found.progress
        if progress is None:
            return ""
        if not progress:
            return "không đổi"
        return f"{'tăng' if progress > 0 else 'giảm'} {format_number(abs(progress))}"

    @property
    def is_up(self) -> bool:
        return (self.found.progress or 0) > 0

    @property
    def is_down(self) -> bool:
        return (self.found.progress or 0) < 0

    @property
    def points_words(self) -> str:
        return f"{self.found.unit}: {points_text(self.found.points)} điểm"

    @property
    def full_text(self) -> str:
        return f"{self.found.reached.full}/{self.found.reached.assigned}"

    @property
    def distance(self) -> str:
        left = self.found.reached.distance
        if left is None:
            return "chưa tính"
        return percent_text(left) if left else "đã đạt"

    @property
    def closed(self) -> str:
        """Say which part of what was missing to the whole was won; nothing where none was."""
        return percent_text(self.found.closed) if self.found.closed and self.found.closed > 0 else ""


@dataclass(frozen=True, slots=True)
class Steady:
    """How often a unit kept its place when weights changed a little."""

    unit: str
    place: int
    kept: int
    trials: int


@dataclass(frozen=True, slots=True)
class Firm:
    """How firm places are: about the first place, about pairs that change most, and every unit."""

    first: str
    is_first_firm: bool
    pairs: tuple[str, ...]
    units: tuple[Steady, ...]
    trials: int


@dataclass(frozen=True, slots=True)
class StandingPage:
    """All that the page shows. `sees_all` is False for a unit while the round is open: it sees itself."""

    board: Board
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    chosen: Choice | None
    total: int
    firm: Firm | None
    sees_all: bool
    title: str
    compared: str
    even_pace: str

    @property
    def has_last(self) -> bool:
        return any(row.found.before is not None for row in self.rows)

    @property
    def has_ratings(self) -> bool:
        return any(row.found.rating for row in self.rows)

    @property
    def group_count(self) -> int:
        return len(self.board.table.groups)

    @property
    def criterion_count(self) -> int:
        return len(self.board.table.criteria)

    @property
    def incomplete(self) -> int:
        return sum(bool(row.mark) for row in self.board.rows)


def standing_page(
    scoring: ScoringRound, asked: Asked, *, own: Iterable[UUID] = (), sees_all: bool = True
) -> StandingPage:
    """Lay a standing out as asked, in one query more than its board."""
    mine = frozenset(own)
    whole = standing_of(scoring)
    choices = _choices(scoring, whole.rows) if sees_all else ()
    chosen = next((one for one in choices if one.value == asked.among), None)
    board = among(whole, chosen.units) if chosen else whole
    board = board if sees_all else _own_rows(board, mine)
    kept = [row for row in board.rows if row.mark or not asked.only_missing]
    order = _ORDERS.get(asked.order)
    kept = sorted(kept, key=order) if order else kept
    return StandingPage(
        board=board,
        rows=tuple(_row(row, board, mine) for row in kept),
        choices=choices,
        chosen=chosen,
        total=len(board.rows),
        firm=firm_of(board, str(scoring.pk)) if sees_all else None,
        sees_all=sees_all,
        title=title_of(scoring),
        compared=compared_text(scoring),
        even_pace=even_pace_text(scoring),
    )


def title_of(scoring: ScoringRound) -> str:
    """Name the standing: "Xếp hạng cụm các thôn, quý III/2024"."""
    among_whom = scoring.block.name if scoring.block else "toàn xã"
    return f"Xếp hạng {_inside(among_whom)}, {_inside(scoring.name)}"


def compared_text(scoring: ScoringRound) -> str:
    """Say which two rounds are held against each other, both with their state, or why none are yet."""
    last = scoring.last
    if last is None:
        return ""
    if last.state not in COMPARED_ROUNDS:
        return f"Chưa so sánh được: {_inside(last.name)} chưa có kết quả ({_stage(last)})."
    if scoring.state not in COMPARED_ROUNDS:
        return f"Phần tiến bộ so với {_inside(last.name)} ({_stage(last)}) hiện ra khi có kết quả dự kiến."
    return f"Tiến bộ: so đợt này ({_stage(scoring)}) với {_inside(last.name)} ({_stage(last)})."


def even_pace_text(scoring: ScoringRound) -> str:
    """Say how far from goals of the whole year an even pace leaves a unit on the last day that counts."""
    first, last = scoring.movement.first_and_last_day
    days, gone = (last - first).days + 1, (scoring.ends_on - first).days + 1
    left = 1 - Fraction(min(max(gone, 0), days), days)
    return f"Đi đều thì đến {show_date(scoring.ends_on)} còn cách {percent_text(left)}."


def _stage(scoring: ScoringRound) -> str:
    return scoring.get_state_display().lower()


def _inside(name: str) -> str:
    """Write a name inside a sentence; a proper name keeps its capital."""
    words = name.lower().split()
    is_common = words[:1] and (words[0] in _COMMON or words[1:2] == ["tháng"])
    return f"{name[:1].lower()}{name[1:]}" if is_common else name


def _own_rows(board: Board, own: frozenset[UUID]) -> Board:
    """Leave a unit its own row, without what says anything about others."""
    rows = tuple(
        replace(row, because="", is_open_tie=False, progress_place=None)
        for row in board.rows
        if row.unit_id in own
    )
    return replace(board, rows=rows, open_ties=())


def _choices(scoring: ScoringRound, rows: Sequence[Standing]) -> tuple[Choice, ...]:
    """Offer the blocks and kinds that part the units; one that holds all or a single unit parts nothing."""
    units = {row.unit_id for row in rows}
    members: dict[tuple[str, str], set[UUID]] = {}
    held = BlockMembership.objects.filter(unit__in=units).held_on(scoring.ends_on)
    for block, name, unit in held.order_by("block__name").values_list("block_id", "block__name", "unit_id"):
        members.setdefault((f"{_BLOCK}{block}", name), set()).add(unit)
    for row in rows:
        label = f"Các {UnitKind(row.kind).label}"
        members.setdefault((f"{_KIND}{row.kind}", label), set()).add(row.unit_id)
    return tuple(
        Choice(value, label, frozenset(found))
        for (value, label), found in members.items()
        if 1 < len(found) < len(units)
    )


def _row(row: Standing, board: Board, own: frozenset[UUID]) -> Row:
    total = board.table.total
    return Row(
        found=row,
        is_own=row.unit_id in own,
        points_bar=bar(_share(row.points, total), None if row.before is None else _share(row.before, total)),
        is_scaled=_is_scaled(board.marks[row.key], board.table),
    )


def _is_scaled(marks: Mapping[str, Mark], table: CriteriaSet) -> bool:
    """Whether the points were scaled up, since something was not assigned; who was given all is not asked."""
    if all(mark.state != LineState.NOT_ASSIGNED for mark in marks.values()):
        return False
    return total_of(table, marks).is_scaled


def _share(points: Decimal, total: Decimal) -> Fraction:
    return Fraction(points) / Fraction(total) if total else Fraction(0)


Order = Callable[[Standing], Any]
_ORDERS: dict[str, Order] = {
    "tien-bo": lambda row: (row.progress_place is None, row.progress_place or 0),
    "ky-truoc": lambda row: (row.before is None, -(row.before or 0)),
    "don-vi": lambda row: row.kind,
    "dat": lambda row: -row.reached.full_share,
    "chi-tieu": lambda row: (row.reached.distance is None, row.reached.distance or 0),
}
"""Orders besides that of places; equals keep the order of their places."""


def firm_of(board: Board, seed: str) -> Firm | None:
    """Try small changes of all weights; None where fewer than two units are placed.

    The same seed gives the same trials, so that anybody can try again.
    """
    placed = {row.key: row for row in board.rows if row.place is not None}
    if len(placed) < 2:  # noqa: PLR2004 -- one unit has nobody to change places with
        return None
    found = _tried(board.table, tuple((key, tuple(board.marks[key].items())) for key in placed), seed)
    first = [one for one in found if one.place == 1]
    return Firm(
        first=_first(first),
        is_first_firm=all(one.kept == one.trials for one in first),
        pairs=tuple(_pairs(found, placed)),
        units=tuple(Steady(placed[one.key].unit, one.place, one.kept, one.trials) for one in found),
        trials=found[0].trials,
    )


@lru_cache(maxsize=64)
def _tried(
    table: CriteriaSet, marks: tuple[tuple[str, tuple[tuple[str, Mark], ...]], ...], seed: str
) -> tuple[Firmness, ...]:
    """Try once for the same points; any changed point is another question."""
    return firmness_of(table, {unit: dict(lines) for unit, lines in marks}, seed)


def _first(found: Sequence[Firmness]) -> str:
    kept = min(one.kept for one in found)
    if kept == found[0].trials:
        return "hạng 1 không đổi"
    return f"hạng 1 giữ nguyên trong {kept} trên {found[0].trials} lần thử"


def _pairs(found: Sequence[Firmness], rows: dict[str, Standing]) -> Iterable[str]:
    """Name the pairs that change places most, each pair once."""
    known: set[frozenset[str]] = set()
    for one in sorted(found, key=lambda one: -one.swaps):
        pair = frozenset({one.key, one.rival})
        if not one.swaps or pair in known or len(known) == _MOST_PAIRS:
            continue
        known.add(pair)
        yield (
            f"{rows[one.key].unit} và {rows[one.rival].unit} đổi chỗ trong "
            f"{one.swaps} trên {one.trials} lần thử."
        )
