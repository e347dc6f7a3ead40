"""What a sheet still lacks before it is sent or its check is finished."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.points import LineState
from thidua.foundation.models import prepared
from thidua.scoring.models import ScoreLine, ScoreProof, ScoreSheet


@dataclass(frozen=True, slots=True)
class Lack:
    """A line that must be mended, and how."""

    line: ScoreLine
    sentence: str


def lines_of(sheet: ScoreSheet) -> list[ScoreLine]:
    """Return the lines in the order of the set, each knowing its sheet and the group of its criterion."""
    lines = list(sheet.lines.select_related("criterion__group"))
    for line in lines:
        line.sheet = sheet
    return lines


def self_typed(lines: Iterable[ScoreLine]) -> list[ScoreLine]:
    """Return the lines that the unit scores itself: neither computed nor left to others."""
    return [
        line
        for line in lines
        if line.criterion.self_scored
        and not line.criterion.is_computed
        and line.auto_state != LineState.NOT_ASSIGNED
    ]


def proofs_of(lines: Sequence[ScoreLine]) -> dict[UUID, list[ScoreProof]]:
    """Return what proves each line and was not taken back."""
    found: dict[UUID, list[ScoreProof]] = {}
    for proof in _proofs(frozenset(line.pk for line in lines)):
        found.setdefault(proof.line_id, []).append(proof)
    return found


@prepared
def _proofs(line_ids: frozenset[UUID]) -> QuerySet[ScoreProof]:
    return ScoreProof.objects.filter(line__in=line_ids, removed_at__isnull=True)


def self_lacks(sheet: ScoreSheet) -> list[Lack]:
    """Say what keeps the unit's own column from being sent."""
    typed = self_typed(lines_of(sheet))
    proofs = proofs_of(typed)
    places = sheet.round.criteria_set.places
    found = ((line, self_lack(line, _bounds(line, places), has_proof=line.pk in proofs)) for line in typed)
    return [Lack(line, sentence) for line, sentence in found if sentence]


def _bounds(line: ScoreLine, places: int) -> Bounds:
    return bounds_of(line.criterion.row, line.criterion.group.head, places)


def self_lack(line: ScoreLine, bounds: Bounds, *, has_proof: bool) -> str:
    """Say what a line lacks before the unit may send it; full marks stand on proof."""
    if line.self_points is None:
        return "Chưa tự chấm."
    if has_proof:
        return ""
    if line.criterion.needs_evidence and line.self_points != 0:
        return "Tiêu chí này phải có minh chứng."
    return "Tự chấm điểm tối đa thì phải có minh chứng." if bounds.is_full(line.self_points) else ""


def second_open(lines: Iterable[ScoreLine]) -> list[ScoreLine]:
    """Return the lines that have no points yet, neither computed nor from who checks."""
    return [line for line in lines if line.auto_state != LineState.NOT_ASSIGNED and not _is_checked(line)]


def _is_checked(line: ScoreLine) -> bool:
    is_left = line.criterion.is_computed and line.auto_state == LineState.NOT_REPORTED
    return line.second_points is not None or line.auto_points is not None or is_left
