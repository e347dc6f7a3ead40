"""Freeze a round: each unit's place with every line, every column and the arithmetic, under a fingerprint."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.scoring import rating_of, total_of
from thidua.core.scoring.summing import GroupSum, Total
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.enums import ROUND_WORKFLOW, ReplyState, RoundState
from thidua.scoring.models import (
    FrozenLine,
    FrozenPlace,
    ScoreLine,
    ScoreReply,
    ScoringRound,
    SheetFact,
)
from thidua.scoring.queries.grounds_kept import as_plain
from thidua.scoring.queries.grounds_read import grounds_of
from thidua.scoring.queries.obstacles import obstacles_of_replies, obstacles_of_ties
from thidua.scoring.queries.standing import Board, Standing, standing_of
from thidua.scoring.services.rounds import hold

_COLUMNS = ("auto", "self", "second", "council")
_WORDS = (
    "self_note",
    "second_reason",
    "second_by",
    "council_reason",
    "council_by",
)
LONGEST_REASON = 500


@transaction.atomic
def freeze(
    scoring: ScoringRound, confirmed: Mapping[UUID, str], *, expected: int, by: Actor, at: datetime
) -> ScoringRound:
    """Write the places down for good. `confirmed` gives for each line without points why it stays empty.

    Refused while units may still answer, replies wait, equals are undecided, or an empty line has no reason.
    """
    scoring = hold(scoring)
    policies.can_run(by, scoring).enforce()
    state = ROUND_WORKFLOW.target_of("freeze", state=RoundState(scoring.state))
    board = standing_of(scoring)
    today = scoring.authority.day(localdate(at))
    waiting = ScoreReply.objects.filter(sheet__round=scoring, state=ReplyState.WAITING).count()
    obstacles = obstacles_of_replies(scoring, waiting, today) + obstacles_of_ties(scoring, board)
    if obstacles:
        raise DomainError(" ".join(obstacles))
    lines = _lines(scoring)
    reasons = _reasons(lines, confirmed)
    grounds = {key: as_plain(one) for key, one in grounds_of(scoring, lines).items()}
    places = FrozenPlace.objects.bulk_create(_places(scoring, board, lines, Beside(reasons, grounds)))
    FrozenLine.objects.bulk_create(_frozen_lines(places, lines, grounds))
    values = {"state": state, "frozen_at": at, "frozen_by": by.name}
    changes = versions.apply(scoring, values, expected=expected)
    told = {"state": changes["state"], "version": changes["version"]}
    deed = Deed(told, "; ".join(dict.fromkeys(reasons.values()))[:LONGEST_REASON])
    record("scoring.round.freeze", scoring, by=by, at=at, deed=deed)
    return scoring


def fingerprint_of(place: FrozenPlace) -> str:
    """Return the SHA-256 of what was frozen of a unit, the same on any machine that computes it again."""
    kept = {
        "round": str(place.round_id),
        "unit": str(place.unit_id),
        "place": place.place,
        "points": format(place.points.normalize(), "f"),
        "rating": place.rating,
        "content": place.content,
    }
    return digest_of(kept)


def digest_of(plain: Mapping[str, Any]) -> str:
    """Return the SHA-256 of plain values, written in one way."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is frozen beside the columns of lines: why empty ones stay empty, and what each stands on."""

    reasons: Mapping[UUID, str]
    grounds: Mapping[UUID, Mapping[str, Any]]


def _frozen_lines(
    places: Sequence[FrozenPlace], lines: Sequence[ScoreLine], grounds: Mapping[UUID, Mapping[str, Any]]
) -> list[FrozenLine]:
    of_unit = {place.unit_id: place for place in places}
    return [
        FrozenLine(place=of_unit[line.sheet.unit_id], key=line.criterion.key, grounds=grounds[line.pk])
        for line in lines
    ]


def _lines(scoring: ScoringRound) -> list[ScoreLine]:
    found = ScoreLine.objects.filter(sheet__round=scoring).select_related("criterion__group", "sheet")
    return list(found.order_by("criterion__group__position", "criterion__position", "id"))


def _reasons(lines: Sequence[ScoreLine], confirmed: Mapping[UUID, str]) -> dict[UUID, str]:
    """Return why each empty line stays empty; one without a reason holds the freezing back."""
    empty = [line for line in lines if line.is_missing]
    reasons = {line.pk: confirmed.get(line.pk, "").strip() for line in empty}
    silent = sum(not reason for reason in reasons.values())
    if silent:
        raise DomainError(f"Còn {silent} dòng chưa có điểm. Chấm cho xong, hoặc ghi lý do để trống.")
    if any(len(reason) > LONGEST_REASON for reason in reasons.values()):
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} chữ. Rút gọn rồi chốt lại.")
    return reasons


def _places(
    scoring: ScoringRound, board: Board, lines: Sequence[ScoreLine], beside: Beside
) -> list[FrozenPlace]:
    by_sheet: dict[UUID, list[ScoreLine]] = {}
    for line in lines:
        by_sheet.setdefault(line.sheet_id, []).append(line)
    facts = _facts(scoring)
    return [
        _place(scoring, board, row, (by_sheet.get(row.sheet_id, []), facts.get(row.sheet_id, []), beside))
        for row in board.rows
    ]


Kept = tuple[Sequence[ScoreLine], Sequence[SheetFact], Beside]
"""Lines of a unit, what limits its rating, and what is kept beside the lines."""


def _place(scoring: ScoringRound, board: Board, row: Standing, kept: Kept) -> FrozenPlace:
    lines, facts, beside = kept
    total = total_of(board.table, board.marks[row.key])
    rating = rating_of(board.table, total, {fact.fact for fact in facts})
    content = {
        "unit": row.unit,
        "lines": [_line(line, beside) for line in lines],
        "groups": [_group(one) for one in total.groups],
        "adjustments": _adjustments(total),
        "facts": [{"fact": fact.fact, "document": fact.document_number} for fact in facts],
    }
    place = FrozenPlace(
        round=scoring,
        unit_id=row.unit_id,
        place=row.place,
        because=row.because,
        points=total.points,
        rating=rating.name,
        reasons=list(rating.reasons),
        mark=row.mark,
        progress=row.progress,
        progress_place=row.progress_place,
        content=content,
    )
    place.fingerprint = fingerprint_of(place)
    return place


def _line(line: ScoreLine, beside: Beside) -> dict[str, Any]:
    points = {name: getattr(line, f"{name}_points") for name in _COLUMNS}
    words = {name: getattr(line, name) for name in _WORDS}
    return {
        "key": line.criterion.key,
        "name": line.criterion.name,
        "maximum": _plain(line.criterion.maximum),
        "points": _plain(line.points),
        "state": line.state,
        "columns": {name: _plain(value) for name, value in points.items() if value is not None},
        "words": {name: text for name, text in words.items() if text},
        "arithmetic": line.arithmetic,
        "facts": line.facts,
        "empty_because": beside.reasons.get(line.pk, ""),
        "grounds": digest_of(beside.grounds[line.pk]),
    }


def _group(one: GroupSum) -> dict[str, Any]:
    return {
        "key": one.group.key,
        "name": one.group.name,
        "points": _plain(one.points),
        "adjustments": [{"points": _plain(each.points), "why": each.sentence} for each in one.adjustments],
    }


def _adjustments(total: Total) -> list[dict[str, str]]:
    return [{"points": _plain(each.points), "why": each.sentence} for each in total.adjustments]


def _facts(scoring: ScoringRound) -> dict[UUID, list[SheetFact]]:
    found: dict[UUID, list[SheetFact]] = {}
    for fact in SheetFact.objects.filter(sheet__round=scoring, withdrawn_at__isnull=True).order_by("pk"):
        found.setdefault(fact.sheet_id, []).append(fact)
    return found


def _plain(number: Any) -> str:
    return format(number.normalize(), "f")
