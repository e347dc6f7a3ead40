"""Bring a running round over to a new edition of its set.

Lines go over by the key of their criterion. Points stay where the criterion still asks for the very same
thing; elsewhere they are set aside: the history of the line keeps them, they count no more, and whoever gave
them is asked again. A result that units were told already goes back to scoring, to be announced anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thidua.core.scoring.likeness import same_words
from thidua.foundation.actors import Actor
from thidua.foundation.models import change_many
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.notices import News
from thidua.scoring.enums import ROUND_WORKFLOW, SELF_WORKFLOW, RoundState, SelfState
from thidua.scoring.models import (
    CriteriaSet,
    Criterion,
    CrossMark,
    ScoreEvent,
    ScoreLine,
    ScoreSheet,
    ScoringRound,
)
from thidua.scoring.queries.edition_effects import (
    EMPTY_LINE,
    Move,
    alike_keys,
    edition_words,
    moves_of,
    names_of_points,
)
from thidua.scoring.queries.sheet_checks import second_open, self_typed
from thidua.scoring.queries.standing import Board, standing_of
from thidua.scoring.services import duties, lines
from thidua.scoring.services.rounds import hold

_LONGEST_REASON = 500


def carry_over(scoring: ScoringRound, made: CriteriaSet, *, by: Actor, at: datetime) -> None:
    """Bring a round, which is held already, over to the edition that replaces its set."""
    before = hold(scoring)
    told = standing_of(before) if before.state == RoundState.PROVISIONAL else None
    changes = versions.apply(scoring, _values(scoring, made), expected=scoring.version)
    asked = _carry_lines(scoring, made, by=by, at=at)
    lines.refresh(scoring, by=by, at=at)
    lines.settle(scoring.sheets.values_list("pk", flat=True), made, by=by, at=at)
    _carry_sheets(scoring, made, asked, by=by, at=at)
    moves = moves_of(told, standing_of(hold(scoring))) if told else ()
    changes["asked_again"] = ("", "; ".join(asked.words))
    changes["moves"] = ("", "; ".join(move.sentence for move in moves))
    deed = Deed(changes={**changes}, reason=made.replaced_because)
    record("scoring.round.take_edition", scoring, by=by, at=at, deed=deed)
    if told:
        _tell_resumed(scoring, made, told, moves, at=at)


def _values(scoring: ScoringRound, made: CriteriaSet) -> dict[str, Any]:
    values: dict[str, Any] = {"criteria_set": made}
    if scoring.state == RoundState.PROVISIONAL:
        state = ROUND_WORKFLOW.target_of("resume", state=RoundState(scoring.state))
        values |= {"state": state, "announced_at": None, "replies_until": None}
    return values


@dataclass(frozen=True, slots=True)
class Asked:
    """What was set aside, in words, and on which sheets who checks is asked again for which criteria."""

    words: Sequence[str]
    seconds: Mapping[UUID, Sequence[str]]


def _carry_lines(scoring: ScoringRound, made: CriteriaSet, *, by: Actor, at: datetime) -> Asked:
    """Move lines to the criteria of the new edition; each has a newer version, so no old form is taken."""
    criteria = {one.key: one for one in Criterion.objects.filter(group__criteria_set=made)}
    found = ScoreLine.objects.select_for_update(of=("self",)).filter(sheet__round=scoring).order_by("pk")
    rows = list(found.select_related("criterion__group", "sheet__unit"))
    kept = [row for row in rows if row.criterion.key in criteria]
    gone = [row.pk for row in rows if row.criterion.key not in criteria]
    ScoreLine.objects.filter(pk__in=gone).update(dropped_at=at)
    alike = alike_keys(made)
    others = [row for row in kept if row.criterion.key not in alike]
    words = names_of_points(others)
    _set_crosses_aside(others, by=by, at=at)
    _set_events_aside(others, criteria, made, by=by, at=at)
    seconds: dict[UUID, list[str]] = {}
    deeds = []
    for row in kept:
        changes = _move(row, criteria[row.criterion.key], made, is_other=row.criterion.key not in alike)
        if not changes.keys().isdisjoint(_SECOND):
            seconds.setdefault(row.sheet_id, []).append(row.criterion.name)
        deeds.append((row, Deed(changes=changes, reason=made.replaced_because)))
    change_many(kept, ["criterion", "version", *EMPTY_LINE], key="id")
    record_each("scoring.line.take_edition", deeds, by=by, at=at)
    _add_missing(scoring, criteria, kept)
    return Asked(words, seconds)


_SECOND = frozenset({"second_points", "count", "steps", "base_met"})
"""Columns of who checks."""


def _move(row: ScoreLine, new: Criterion, made: CriteriaSet, *, is_other: bool) -> dict[str, Any]:
    """Give a line its new criterion and, where that is another one, empty what people gave."""
    numbers = (made.number if made.replaces is None else made.replaces.number, made.number)
    changes: dict[str, Any] = {
        "criterion": tuple(map(edition_words, (row.criterion, new), numbers)),
        "version": (row.version, row.version + 1),
    }
    if is_other:
        for name, empty in EMPTY_LINE.items():
            if getattr(row, name) != empty:
                changes[name] = (getattr(row, name), empty)
                setattr(row, name, empty)
    row.criterion = new
    row.version += 1
    return changes


def _set_crosses_aside(others: Sequence[ScoreLine], *, by: Actor, at: datetime) -> None:
    given = CrossMark.objects.select_for_update(of=("self",)).filter(line__in=[row.pk for row in others])
    marks = list(given.filter(points__isnull=False).select_related("line__sheet").order_by("pk"))
    deeds = []
    for mark in marks:
        changes = {"points": (mark.points, None), "version": (mark.version, mark.version + 1)}
        deeds.append((mark, Deed(changes=changes)))
        mark.points, mark.version = None, mark.version + 1
    change_many(marks, ["points", "version"], key="id")
    record_each("scoring.cross.set_aside", deeds, by=by, at=at)


def _set_events_aside(
    others: Sequence[ScoreLine],
    criteria: Mapping[str, Criterion],
    made: CriteriaSet,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Take back what was counted for a criterion of another name, or of one that counts nothing now."""
    gone = [row.pk for row in others if not _counts_on(row.criterion, criteria[row.criterion.key])]
    found = ScoreEvent.objects.filter(line__in=gone, withdrawn_at__isnull=True).select_related("line__sheet")
    events = list(found.order_by("pk"))
    reason = f"Bộ tiêu chí có bản {made.number}: tiêu chí đã đổi."
    for event in events:
        event.withdrawn_at, event.withdrawn_because = at, reason
    change_many(events, ["withdrawn_at", "withdrawn_because"], key="id")
    record_each("scoring.event.withdraw", [(one, Deed(reason=reason)) for one in events], by=by, at=at)


def _counts_on(old: Criterion, new: Criterion) -> bool:
    return new.is_counted_by_hand and same_words(old.name, new.name)


def _add_missing(
    scoring: ScoringRound, criteria: Mapping[str, Criterion], kept: Collection[ScoreLine]
) -> None:
    have = {(row.sheet_id, row.criterion_id) for row in kept}
    wanted: list[Any] = [
        ScoreLine(sheet_id=sheet_id, criterion=one)
        for sheet_id in scoring.sheets.values_list("pk", flat=True)
        for one in criteria.values()
        if (sheet_id, one.pk) not in have
    ]
    ScoreLine.objects.bulk_create(wanted)


def _carry_sheets(scoring: ScoringRound, made: CriteriaSet, asked: Asked, *, by: Actor, at: datetime) -> None:
    """Open again what is no longer whole: the unit's own column, and the check."""
    of_sheet: dict[UUID, list[ScoreLine]] = {}
    for line in ScoreLine.objects.filter(sheet__round=scoring).select_related("criterion"):
        of_sheet.setdefault(line.sheet_id, []).append(line)
    sheets = list(ScoreSheet.objects.filter(round=scoring).select_related("unit").order_by("pk"))
    deeds = []
    for sheet in sheets:
        sheet.round = scoring
        own = of_sheet.get(sheet.pk, [])
        values = {**_self_again(sheet, own, made), **_second_again(sheet, own, asked, made)}
        changes = {name: (getattr(sheet, name), value) for name, value in values.items()}
        changes["version"] = (sheet.version, sheet.version + 1)
        for name, value in values.items():
            setattr(sheet, name, value)
        sheet.version += 1
        told = {name: change for name, change in changes.items() if not name.endswith("_at")}
        deeds.append((sheet, Deed(changes=told, reason=made.replaced_because)))
    change_many(sheets, _OF_SHEETS, key="id")
    record_each("scoring.sheet.take_edition", deeds, by=by, at=at)
    duties.settle(sheets, by=by, at=at)
    notices.tell(_asked_units(sheets), at=at)


_OF_SHEETS = (
    "self_state",
    "returned_because",
    "second_done_at",
    "second_done_by",
    "second_asked_because",
    "version",
)


def _self_again(sheet: ScoreSheet, own: Sequence[ScoreLine], made: CriteriaSet) -> dict[str, Any]:
    open_lines = [line for line in self_typed(own) if line.self_points is None]
    if sheet.self_state != SelfState.SENT or not open_lines:
        return {}
    state = SELF_WORKFLOW.target_of("send_back", state=SelfState(sheet.self_state))
    return {"self_state": state, "returned_because": _because(made, [str(line) for line in open_lines])}


def _second_again(
    sheet: ScoreSheet, own: Sequence[ScoreLine], asked: Asked, made: CriteriaSet
) -> dict[str, Any]:
    names = list(dict.fromkeys([*asked.seconds.get(sheet.pk, ()), *map(str, second_open(own))]))
    was_done = sheet.second_done_at is not None
    if not names or not (was_done or sheet.pk in asked.seconds):
        return {}
    values: dict[str, Any] = {"second_asked_because": _because(made, names)}
    return values | ({"second_done_at": None, "second_done_by": ""} if was_done else {})


def _because(made: CriteriaSet, names: Sequence[str]) -> str:
    words = f"Bộ tiêu chí có bản {made.number} nên chấm lại: {'; '.join(names)}."
    return words if len(words) <= _LONGEST_REASON else f"{words[: _LONGEST_REASON - 1]}…"


def _asked_units(sheets: Sequence[ScoreSheet]) -> Iterator[News]:
    """Tell units whose own column is open again because of the new edition."""
    for sheet in sheets:
        if sheet.self_state == SelfState.RETURNED and sheet.round.state == RoundState.OPEN:
            yield News(
                dedup_key=f"score-sheet:{sheet.pk}:{sheet.version}",
                authority_id=sheet.authority_id,
                unit_id=sheet.unit_id,
                title=f"{sheet.round}: cần tự chấm lại."[:200],
                detail=sheet.returned_because,
                url=duties.page_of(sheet),
            )


def _tell_resumed(
    scoring: ScoringRound, made: CriteriaSet, told: Board, moves: Sequence[Move], *, at: datetime
) -> None:
    """Take the announced result back before all units, and say to each that moves from where to where."""
    moved = {move.unit_id: move for move in moves}
    notices.tell(
        [
            News(
                dedup_key=f"scoring-round:{row.sheet_id}:{scoring.version}",
                authority_id=scoring.authority_id,
                unit_id=row.unit_id,
                title=f"{scoring}: bộ tiêu chí có bản mới, kết quả dự kiến được chấm lại."[:200],
                detail=_moved_words(moved.get(row.unit_id), made)[:500],
                url=f"/cham-diem/{scoring.pk}/",
            )
            for row in told.rows
        ],
        at=at,
    )


def _moved_words(move: Move | None, made: CriteriaSet) -> str:
    now = f"Theo bản mới: {move.words}." if move else "Điểm và hạng của đơn vị chưa đổi."
    return f"{now} Lý do: {made.replaced_because}"
