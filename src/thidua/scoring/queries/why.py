"""Why a unit has its points: place and neighbours, then every line and step that adds up to the total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from thidua.core.quantities import format_number
from thidua.core.scoring import (
    Adjustment,
    Gate,
    Group,
    GroupKind,
    GroupSum,
    LineState,
    Total,
    gates_of,
    rating_of,
    total_of,
)
from thidua.core.scoring.points import points_text
from thidua.scoring.enums import Column, GroupKindChoice, LineStateChoice
from thidua.scoring.models import FrozenPlace, ScoreLine, ScoreSheet, SheetFact
from thidua.scoring.queries.grounds import AUTO
from thidua.scoring.queries.standing import Board, Standing

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class WhyLine:
    """A criterion of a sheet: what counts of it now, and in words why there are no points yet."""

    key: UUID
    name: str
    maximum: Decimal
    points: Decimal
    state: LineState
    by: str
    empty_because: str = ""

    @property
    def is_scored(self) -> bool:
        return self.state == LineState.SCORED

    @property
    def words(self) -> str:
        """Say why a line has no points: "không giao", "chưa có số liệu"."""
        return "" if self.is_scored else str(LineStateChoice(self.state).label)


@dataclass(frozen=True, slots=True)
class WhyGroup:
    """A group with its lines and the steps that no single line gave; all of them add up to `points`."""

    key: str
    name: str
    kind: str
    most: str
    points: Decimal
    lines: tuple[WhyLine, ...]
    adjustments: tuple[Adjustment, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class Why:
    """The whole answer for one unit; `points` is the sum of all that is shown."""

    row: Standing
    of: int
    neighbours: str
    groups: tuple[WhyGroup, ...]
    adjustments: tuple[Adjustment, ...]
    points: Decimal
    most: str
    rating: str
    reasons: tuple[str, ...]
    gates: tuple[Gate, ...]

    def line_of(self, criterion_id: UUID) -> tuple[WhyGroup, WhyLine]:
        """Return a line of the sheet with its group."""
        pairs = ((group, line) for group in self.groups for line in group.lines)
        return next(pair for pair in pairs if pair[1].key == criterion_id)


def why_of(sheet: ScoreSheet, board: Board, found: Sequence[ScoreLine], *, rates: bool = True) -> Why:
    """Add a sheet up in the open from all its lines.

    `rates` asks what kept it from a better rating, and why lines were left empty when it was frozen.
    """
    row = board.row_of(sheet.unit_id)
    if row is None:
        raise LookupError(f"{sheet} is not of this standing")
    lines = {line.criterion.key: line for line in found}
    total = total_of(board.table, board.marks.get(row.key, {}))
    place = frozen_place(sheet) if rates and board.is_settled else None
    reasons, gates = _rated(sheet, board, total, place) if rates and row.rating else ((), ())
    empty = {} if place is None else place.empty_reasons
    return Why(
        row=row,
        of=len(board.rows),
        neighbours=neighbours_of(row, board.rows),
        groups=tuple(_group(one, lines, empty) for one in total.groups),
        adjustments=total.adjustments,
        points=total.points,
        most=board.table.most,
        rating=row.rating,
        reasons=reasons,
        gates=gates,
    )


def of_no_person(why: Why) -> Why:
    """Take out of a unit's answer what tells of persons: conduct that limits a rating, and free words.

    The head of a village is one person whom all know; only what the conduct does to the rating is told.
    """
    is_limited = any(gate.impersonal and not gate.is_met for gate in why.gates)
    told = (gate for gate in why.gates if not (gate.impersonal and gate.is_met and is_limited))
    gates = dict.fromkeys(replace(gate, sentence=gate.impersonal or gate.sentence) for gate in told)
    return replace(why, gates=tuple(gates), reasons=(), groups=tuple(map(_without_words, why.groups)))


def _without_words(group: WhyGroup) -> WhyGroup:
    """Leave out what people wrote, which may name somebody."""
    return replace(group, lines=tuple(replace(line, empty_because="") for line in group.lines))


def lines_of(sheet: ScoreSheet) -> list[ScoreLine]:
    """Return the lines of a sheet with their criteria, each knowing its sheet."""
    return list(sheet.lines.select_related("criterion"))


def frozen_place(sheet: ScoreSheet) -> FrozenPlace | None:
    """Return the place of a sheet as it was frozen. One query."""
    return FrozenPlace.objects.filter(round=sheet.round_id, unit=sheet.unit_id).first()


def _rated(
    sheet: ScoreSheet, board: Board, total: Total, place: FrozenPlace | None
) -> tuple[tuple[str, ...], tuple[Gate, ...]]:
    """Say what kept a unit from a better rating, and all that ratings ask for; as frozen once it is."""
    table = board.table
    if not table.bands:
        return (), ()
    if board.is_settled:
        if place is None:
            return (), ()
        happened = {one["fact"] for one in place.content.get("facts", ())}
        return tuple(place.reasons), gates_of(table, total, happened)
    happened = set()
    if table.ceilings:
        facts = SheetFact.objects.filter(sheet=sheet, withdrawn_at__isnull=True)
        happened = set(facts.values_list("fact", flat=True))
    return rating_of(table, total, happened).reasons, gates_of(table, total, happened)


def _group(one: GroupSum, lines: Mapping[str, ScoreLine], empty: Mapping[str, str]) -> WhyGroup:
    shown = [line.criterion.key for line in one.lines if line.criterion.key in lines]
    return WhyGroup(
        key=one.group.key,
        name=one.group.name,
        kind=_kind(one.group),
        most=one.group.most,
        points=one.points,
        lines=tuple(_line(lines[key], empty.get(key, "")) for key in shown),
        adjustments=one.adjustments,
        remark=_remark(one),
    )


def _kind(group: Group) -> str:
    """Say that a group adds or takes away, where its name does not say so itself."""
    words = str(GroupKindChoice(group.kind).label)
    return "" if group.kind == GroupKind.BASE or words in group.name.lower() else words


def _remark(one: GroupSum) -> str:
    """Say what is odd about a group: nothing of it was given, or it is below what must be reached."""
    if one.is_dropped:
        return "Không giao nội dung nào của nhóm này nên không chấm."
    if one.is_below_floor:
        least = points_text(one.group.floor * one.group.maximum)
        return f"Nhóm này phải đạt ít nhất {least} điểm; mới có {points_text(one.points)} điểm."
    return ""


def _line(line: ScoreLine, empty_because: str) -> WhyLine:
    return WhyLine(
        key=line.criterion_id,
        name=line.criterion.name,
        maximum=line.criterion.maximum,
        points=line.points,
        state=LineState(line.state),
        by=counted_by(line),
        empty_because=empty_because,
    )


def counted_by(line: ScoreLine) -> str:
    """Name the column that counts, as `services.lines.put_counted` chooses it."""
    if line.auto_state == LineState.NOT_ASSIGNED or line.state != LineState.SCORED:
        return ""
    if line.council_points is not None:
        return str(Column.COUNCIL.label)
    return str(Column.SECOND.label) if line.second_points is not None else AUTO


def neighbours_of(row: Standing, rows: Sequence[Standing]) -> str:
    """Say how far the next places are: "Kém hạng 2 (Thôn 4) 3,29 điểm, hơn hạng 4 (Thôn 1) 0,58 điểm."."""
    if row.place is None:
        return ""
    placed = [other for other in rows if other.place is not None and other.key != row.key]
    equal = [other.unit for other in placed if other.place == row.place]
    above = [other for other in placed if (other.place or 0) < row.place]
    below = [other for other in placed if (other.place or 0) > row.place]
    said = [f"cùng hạng với {', '.join(equal)}"] if equal else []
    said += [_gap(row, above[-1])] if above else []
    said += [_gap(row, below[0])] if below else []
    return _sentence(said)


def _gap(row: Standing, other: Standing) -> str:
    gap = other.points - row.points
    named = f"hạng {other.place} ({other.unit})"
    if gap == _NOTHING:
        return f"bằng điểm {named}"
    return f"{'kém' if gap > 0 else 'hơn'} {named} {format_number(abs(gap))} điểm"


def _sentence(parts: Sequence[str]) -> str:
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""
