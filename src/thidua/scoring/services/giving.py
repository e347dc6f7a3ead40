"""Give points in a column of a line: one door for the unit, who checks and the council."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.points import LineState, points_text
from thidua.core.scoring.rules import READS_PEERS, Milestones, Rule
from thidua.core.scoring.rules.base import RuleKind
from thidua.foundation.actors import Actor
from thidua.foundation.models import change_many, prepared
from thidua.foundation.policy import Answer
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.enums import Column
from thidua.scoring.models import Criterion, ScoreLine, ScoreProof, ScoreSheet, ScoringRound
from thidua.scoring.queries.edition_effects import edition_words
from thidua.scoring.services import lines

LONGEST_NOTE, LONGEST_REASON = 1000, 500
COUNTING = frozenset({RuleKind.COUNTED, RuleKind.DEDUCTED, RuleKind.SAMPLED, RuleKind.BASE_LESS_FAULTS})
_WORDS = {
    Column.SELF: "self_note",
    Column.SECOND: "second_reason",
    Column.COUNCIL: "council_reason",
}
_POLICIES: Mapping[Column, Callable[[Actor, ScoreSheet], Answer]] = {
    Column.SELF: policies.can_score_self,
    Column.SECOND: policies.can_score_second,
    Column.CROSS: policies.can_score_cross,
    Column.COUNCIL: policies.can_score_council,
}
_COUNTS = (Column.SECOND, Column.COUNCIL)
_DONE = "Đã thẩm định xong nên chỉ ghi thêm được lý do. Cần đổi điểm thì Hội đồng ghi, có lý do."


class NotTakenError(DomainError):
    """What was given is not taken; `field` is the part of `Given` that must be mended."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gives a line: points, words beside them, and what they saw, where the rule asks for it.

    Points None leave the column empty. `count`, `steps`, `base_met` are read in the second column only; of
    a line whose events are written with their days, `count` 0 says that there were none.
    """

    points: Decimal | None = None
    words: str = ""
    count: Decimal | None = None
    steps: frozenset[str] | None = None
    base_met: bool | None = None


@transaction.atomic
def give(
    line: ScoreLine, column: Column, given: Given, *, expected: int, by: Actor, at: datetime
) -> ScoreLine:
    """Write a column of a line and let the sheet follow.

    Raises NotTakenError with the sentence for the place, StaleVersionError when somebody wrote the same
    column after version `expected`, RefusedError when the column is not open to `by`.
    """
    line = lock(line)
    may_give(by, line, column).enforce()
    bounds = bounds_of_line(line)
    refuse_odd(line, column, given, bounds)
    values = _values(line, column, given, by)
    changes = versions.apply(line, values, expected=_expected(line, values, expected))
    if not changes:
        return line
    reason = given.words.strip()
    record("scoring.line.give", line, by=by, at=at, deed=Deed(_told(line, changes), reason=reason))
    if column in _COUNTS:
        follow(line, changes, by=by, at=at)
    _refuse_unsaid(line, column, bounds)
    return line


def lock(line: ScoreLine) -> ScoreLine:
    """Take a sheet and its line for changing; the state of the round is read after both are held.

    Where the database lets one writer in at a time, the same statement tells of the round too. A line that
    another edition took over in this very moment is found in a second look.
    """
    if line.criterion.rule_kind in READS_PEERS:
        lines.hold_sheets(ScoreSheet.objects.filter(round__sheets=line.sheet_id))
    found = _locked(line.pk) or _locked(line.pk)
    if not found:
        raise DomainError("Tiêu chí này không còn trong bộ tiêu chí của đợt chấm nên chưa lưu.")
    if connection.features.has_select_for_update:
        found[0].sheet.round = _round(found[0].sheet.round_id)[0]
    return found[0]


@prepared
def _locked(line_id: UUID) -> QuerySet[ScoreLine]:
    locked = ScoreLine.objects.select_for_update(of=("sheet", "self")).filter(pk=line_id).order_by()
    found: QuerySet[ScoreLine] = locked.select_related(
        "criterion__group", "sheet__unit", "sheet__round__criteria_set"
    )
    return found


@prepared
def _round(round_id: UUID) -> QuerySet[ScoringRound]:
    return ScoringRound.objects.select_related("criteria_set").filter(pk=round_id)


def may_give(by: Actor, line: ScoreLine, column: Column) -> Answer:
    """Say whether `by` may write this column of this line, and why not."""
    allowed = _POLICIES[column](by, line.sheet)
    if not allowed:
        return allowed
    if line.auto_state == LineState.NOT_ASSIGNED:
        return Answer("Đơn vị không được giao chỉ tiêu này nên không chấm điểm.")
    if column == Column.SELF and line.criterion.is_computed:
        return Answer("Điểm này tự tính từ số liệu đã thẩm định nên không phải tự chấm.")
    if column == Column.SELF and not line.criterion.self_scored:
        return Answer("Tiêu chí này đơn vị không tự chấm.")
    return allowed


def bounds_of_line(line: ScoreLine) -> Bounds:
    """Return what may be written for a line; criterion, group and set are loaded."""
    group = line.criterion.group
    return bounds_of(line.criterion.row, group.head, line.sheet.round.criteria_set.places)


def asks_count(criterion: Criterion) -> bool:
    """Whether who checks writes one number of what was counted, without days."""
    return not criterion.is_computed and not criterion.is_counted_by_hand and criterion.rule_kind in COUNTING


def follow(line: ScoreLine, changes: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Let points, sheet and rating follow what was written on a locked line."""
    if not changes.keys().isdisjoint({"count", "steps", "base_met"}):
        lines.recount(line, by=by, at=at)
        line.refresh_from_db(fields=["auto_points", "auto_state", "arithmetic", "facts", "points", "state"])
        line.sheet.refresh_from_db(fields=lines.KEPT)
    before = (line.points, line.state)
    lines.put_counted(line)
    if (line.points, line.state) != before:
        change_many([line], ["points", "state"], key="id")
        lines.settle_held(line.sheet, line.sheet.round.criteria_set, by=by, at=at)


def _values(line: ScoreLine, column: Column, given: Given, by: Actor) -> dict[str, Any]:
    has_given = given.points is not None
    values: dict[str, Any] = {f"{column}_points": given.points, _WORDS[column]: given.words.strip()}
    if column != Column.SELF:
        values[f"{column}_by"] = by.name if has_given else ""
    is_seen = column == Column.SECOND and line.sheet.second_done_at is None
    return values | (_seen(line.criterion, given) if is_seen else {})


def _seen(criterion: Criterion, given: Given) -> dict[str, Any]:
    """Return what who checks saw, as far as the rule asks for it."""
    seen: dict[str, Any] = {}
    if asks_count(criterion) or criterion.is_counted_by_hand:
        seen["count"] = given.count
    if criterion.rule_kind == RuleKind.MILESTONES and not criterion.is_computed:
        seen["steps"] = None if given.steps is None else sorted(given.steps)
    if criterion.base_condition:
        seen["base_met"] = given.base_met
    return seen


def refuse_odd(line: ScoreLine, column: Column, given: Given, bounds: Bounds) -> None:
    """Refuse what no scorer may write, whatever the other columns say."""
    longest = LONGEST_NOTE if column == Column.SELF else LONGEST_REASON
    if len(given.words.strip()) > longest:
        raise NotTakenError("words", f"Ghi dài quá {longest} chữ. Nhờ rút gọn rồi lưu lại.")
    if given.points is not None and (fault := bounds.fault_of(given.points)):
        raise NotTakenError("points", fault)
    if column == Column.SECOND and line.sheet.second_done_at is not None:
        _refuse_late(line, given)
    if column == Column.COUNCIL and given.points is not None and not given.words.strip():
        raise NotTakenError("words", "Ghi lý do Hội đồng cho điểm này.")
    if given.count is not None and given.count < 0 and line.criterion.rule_kind != RuleKind.BASE_LESS_FAULTS:
        raise NotTakenError("count", "Số đếm không âm.")
    if given.steps is not None and not given.steps <= set(step_names(line.criterion.row.rule)):
        raise NotTakenError("steps", "Có việc không còn trong tiêu chí này. Nhờ tải lại trang.")


def _refuse_late(line: ScoreLine, given: Given) -> None:
    """Refuse whatever counts once the check is done: the unit's own points are seen from then on."""
    if given.points != line.second_points:
        raise NotTakenError("points", _DONE)
    for name, value in _seen(line.criterion, given).items():
        if _kept(value) != _kept(getattr(line, name)):
            raise NotTakenError(name, _DONE)


def _kept(value: Any) -> Any:
    """Hold a list without a ticked step for one that nobody began."""
    return None if value == [] else value


def _refuse_unsaid(line: ScoreLine, column: Column, bounds: Bounds) -> None:
    """Refuse a difference from the columns before that nobody explains; the line already follows."""
    if column != Column.SECOND or line.second_points is None or line.second_reason:
        return
    refuse_difference(line, line.second_points, bounds)
    if policies.is_second_closed(line.sheet):
        _refuse_other("tự chấm", line.self_points, line.second_points, bounds)
    if _lacks_proof(line, line.second_points, bounds):
        raise NotTakenError("words", "Cho điểm tối đa khi chưa có minh chứng. Ghi lý do.")


def refuse_difference(line: ScoreLine, points: Decimal, bounds: Bounds) -> None:
    """Refuse points without a word that differ from the computed ones.

    Only who checks is asked about the unit's own points, and only once done: nobody else may see them here.
    """
    _refuse_other("tự tính", line.auto_points, points, bounds)


def _refuse_other(name: str, other: Decimal | None, points: Decimal, bounds: Bounds) -> None:
    if other is not None and other != points:
        shown = points_text(bounds.write(other))
        raise NotTakenError("words", f"Khác điểm {name} ({shown}). Ghi lý do.")


def _lacks_proof(line: ScoreLine, points: Decimal, bounds: Bounds) -> bool:
    if not line.criterion.needs_evidence or not bounds.is_full(points):
        return False
    return not ScoreProof.objects.filter(line=line, removed_at__isnull=True).exists()


def _expected(line: ScoreLine, values: Mapping[str, Any], expected: int) -> int:
    """Two people may write two columns of a line at once; only the same column is a conflict.

    So is a form that was filled for another edition of the set.
    """
    if line.version == expected:
        return expected
    touched = {one.field: one for one in versions.since(line, expected).fields}
    if "criterion" in touched and any(getattr(line, name) != value for name, value in values.items()):
        edition = line.sheet.round.criteria_set.number
        beside = {"criterion": (touched["criterion"].before, edition_words(line.criterion, edition))}
        raise versions.stale(line, values, expected=expected, beside=beside)
    return line.version if touched.keys().isdisjoint(values) else expected


def step_names(rule: Rule) -> dict[str, str]:
    """Return the sub-steps of a rule by their key; none for other rules."""
    return {step.key: step.name for step in rule.steps} if isinstance(rule, Milestones) else {}


def _told(line: ScoreLine, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """Tell ticked steps by their names, not their keys."""
    told = dict(changes)
    if "steps" in told:
        names = step_names(line.criterion.row.rule)
        before, after = (
            None if keys is None else ", ".join(names.get(key, key) for key in keys) or "không việc nào"
            for keys in told["steps"]
        )
        told["steps"] = (before, after)
    return told
