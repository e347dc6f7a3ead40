"""Read what the points of lines stand on: of one line for a page, of all lines when a round is frozen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import CharField, DecimalField, F, FilteredRelation, Q, Value

from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.core.rounding import percent_text
from thidua.core.scoring.points import points_text
from thidua.movements.models import Target
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.saying import said_text
from thidua.scoring.enums import Column, EventKind, ReadingChoice
from thidua.scoring.models import CrossMark, ScoreEvent, ScoreLine, ScoreProof, ScoringRound
from thidua.scoring.queries.grounds import AUTO, Grounds, WhyColumn, WhyEvent, WhyFigure, WhyProof, WhyTarget
from thidua.scoring.queries.why import counted_by

_OF_LINE, _OF_FIGURE, _ACROSS = "line", "figure", "across"
_POINTS: Any = DecimalField(max_digits=9, decimal_places=4)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What proves lines and figures, and what neighbours gave lines, by line or figure."""

    proofs: dict[UUID, list[WhyProof]]
    across: dict[UUID, list[WhyColumn]]


def grounds_of(scoring: ScoringRound, lines: Sequence[ScoreLine]) -> dict[UUID, Grounds]:
    """Return the grounds by line, in at most four queries. Lines come with their criteria and sheets."""
    targets = targets_of(scoring, lines)
    beside = _beside(lines, targets)
    events = _events(lines)
    return {
        line.pk: _grounds(scoring, line, targets.get(line.pk, ()), beside, events.get(line.pk, ()))
        for line in lines
    }


def _grounds(
    scoring: ScoringRound,
    line: ScoreLine,
    targets: tuple[WhyTarget, ...],
    beside: _Beside,
    events: Iterable[WhyEvent],
) -> Grounds:
    criterion = line.criterion
    figures = [figure.key for target in targets for figure in target.figures]
    proofs = (*beside.proofs.get(line.pk, ()), *(p for key in figures for p in beside.proofs.get(key, ())))
    return Grounds(
        rule=criterion.row.rule.sentence,
        condition=criterion.base_condition,
        guidance=criterion.guidance,
        source=scoring.criteria_set.source,
        arithmetic=tuple(line.arithmetic),
        read=_read(line, targets),
        columns=_columns(line, beside.across.get(line.pk, ())),
        targets=targets,
        proofs=proofs,
        proof_count=len(proofs),
        events=tuple(events),
        counted=_counted(line),
        steps=_steps(line),
        verifiers=_verifiers(line, targets),
    )


def _columns(line: ScoreLine, across: Iterable[WhyColumn]) -> tuple[WhyColumn, ...]:
    """Return the columns in which points stand, in the order in which they were given."""
    counts = counted_by(line)
    given: Sequence[tuple[str, Decimal | None, str, str]] = (
        (AUTO, line.auto_points, "", ""),
        (str(Column.SELF.label), line.self_points, line.self_note, ""),
        *((one.name, one.points, one.reason, one.by) for one in across),
        (str(Column.SECOND.label), line.second_points, line.second_reason, line.second_by),
        (str(Column.COUNCIL.label), line.council_points, line.council_reason, line.council_by),
    )
    return tuple(
        WhyColumn(name, points, reason, by, counts=name == counts)
        for name, points, reason, by in given
        if points is not None
    )


def targets_of(scoring: ScoringRound, lines: Sequence[ScoreLine]) -> dict[UUID, tuple[WhyTarget, ...]]:
    """Return what lines read with goals and figures, by line, in two queries, none where nothing is read."""
    reading = [line for line in lines if line.criterion.reading == ReadingChoice.TARGET]
    if not reading:
        return {}
    given = _given(reading)
    targets = {target for pairs in given.values() for target in pairs}
    figures = _figures(scoring, {line.sheet.unit_id for line in reading}, targets)
    return {
        line.pk: tuple(
            _target(target, rows.get(line.sheet.unit_id), figures.get((target.pk, line.sheet.unit_id), ()))
            for target, rows in given[line.criterion_id].values()
        )
        for line in reading
    }


_Given = dict[UUID, dict[UUID, tuple[Target, dict[UUID, Any]]]]
"""By criterion and target: the target, and the same with what each unit was given of it."""


def _given(lines: Iterable[ScoreLine]) -> _Given:
    units = {line.sheet.unit_id for line in lines}
    criteria = {line.criterion_id for line in lines}
    rows: Any = (
        Target.objects.filter(criteria__in=criteria)
        .annotate(
            of_criterion=F("criteria__pk"),
            given=FilteredRelation("allocations", condition=Q(allocations__unit__in=units)),
            given_to=F("given__unit_id"),
            given_amount=F("given__amount"),
            given_base=F("given__base"),
        )
        .select_related("tracking")
        .order_by("position", "id")
    )
    found: _Given = {criterion: {} for criterion in criteria}
    for row in rows:
        _, by_unit = found[row.of_criterion].setdefault(row.pk, (row, {}))
        by_unit[row.given_to] = row
    return found


def _target(target: Target, given: Any, figures: Iterable[Any]) -> WhyTarget:
    return WhyTarget(
        key=target.pk,
        name=target.name,
        goal=target.goal_text,
        given=_given_text(given, target.unit),
        unit=target.unit,
        sentence=target.sentence,
        document=target.document_id,
        start=target.start,
        end=target.end,
        figures=tuple(_figure(target, one) for one in figures),
    )


def _given_text(given: Any, unit: str) -> str:
    """Say what the unit was given: "223 tấn", "193 trong 203"; nothing where it answers for the whole."""
    if given is None or given.given_amount is None:
        return ""
    if given.given_base:
        return f"{format_number(given.given_amount)} trong {format_number(given.given_base)}"
    return amount_text(given.given_amount, unit)


def _figures(
    scoring: ScoringRound, units: set[UUID], targets: set[UUID]
) -> dict[tuple[UUID, UUID], list[Figure]]:
    """Return what units sent of targets up to the last day of the round, newest first."""
    rows = (
        Figure.objects.sent()
        .filter(target__in=targets, report__unit__in=units, report__period__ends_on__lte=scoring.ends_on)
        .select_related("report__period")
        .order_by("-report__period__ends_on", "id")
    )
    found: dict[tuple[UUID, UUID], list[Figure]] = {}
    for row in rows:
        found.setdefault((row.target_id, row.report.unit_id), []).append(row)
    return found


def _figure(target: Target, figure: Figure) -> WhyFigure:
    report = figure.report
    is_verified = figure.state == FigureState.VERIFIED
    return WhyFigure(
        key=figure.id,
        period=report.period.name,
        said=said_text(target, figure.said, figure.value, figure.base),
        sent_by=report.sent_by,
        sent_at=report.sent_at,
        receipt=report.receipt,
        verified_by=figure.verified_by if is_verified else "",
        verified_at=figure.verified_at if is_verified else None,
    )


def _read(line: ScoreLine, targets: Sequence[WhyTarget]) -> str:
    """Say what the rule read when the points were worked out: "90 tấn, đạt 75% chỉ tiêu"."""
    return read_text(line.facts, targets[0].unit if len(targets) == 1 else None)


def read_text(facts: Mapping[str, Any], unit: str | None) -> str:
    """Say what a rule read; the value is said where it has one unit of measure."""
    value, share, count = facts.get("value"), facts.get("share"), facts.get("count")
    if count is not None:
        number = Decimal(count)
        return f"Đếm được {points_text(abs(number))} lần{' bị trừ' if number < 0 else ''}."
    said = []
    if value is not None and unit is not None:
        said.append(amount_text(Decimal(value), unit))
    if share is not None:
        said.append(f"đạt {percent_text(Fraction(share))} chỉ tiêu")
    return f"{', '.join(said)}." if said else ""


def _beside(lines: Sequence[ScoreLine], targets: Mapping[UUID, Sequence[WhyTarget]]) -> _Beside:
    """Return proof of lines and figures, and what neighbours gave, in one query."""
    keys = [figure.key for found in targets.values() for target in found for figure in target.figures]
    of_lines = ScoreProof.objects.filter(line__in=[line.pk for line in lines], removed_at__isnull=True)
    across = CrossMark.objects.filter(line__in=[line.pk for line in lines], points__isnull=False)
    rows = _rows(of_lines, _OF_LINE, "line_id", "name", "url")
    others = [_rows(across, _ACROSS, "line_id", "unit__name", "reason", "points")]
    if keys:
        proofs = Evidence.objects.kept().filter(figure__in=keys)
        others.append(_rows(proofs, _OF_FIGURE, "figure_id", "name", "url"))
    found = _Beside({}, {})
    for kind, owner, key, name, text, points in rows.union(*others, all=True):
        if kind == _ACROSS:
            mark = WhyColumn(str(Column.CROSS.label), points, text, name, counts=False)
            found.across.setdefault(owner, []).append(mark)
        else:
            proof = WhyProof(key, name, text, is_of_figure=kind == _OF_FIGURE)
            found.proofs.setdefault(owner, []).append(proof)
    return found


def _rows(found: Any, kind: str, owner: str, name: str, text: str, points: str = "") -> Any:
    """Ask for rows of one kind in the columns that all kinds share."""
    size = F(points) if points else Value(None, output_field=_POINTS)
    return found.order_by().values_list(
        Value(kind, output_field=CharField()), owner, "pk", F(name), F(text), size
    )


def _events(lines: Iterable[ScoreLine]) -> dict[UUID, list[WhyEvent]]:
    """Return what people counted for lines, by line; no query where nothing is counted by hand."""
    wanted = [line.pk for line in lines if line.criterion.is_counted_by_hand]
    found: dict[UUID, list[WhyEvent]] = {}
    if wanted:
        for row in ScoreEvent.objects.filter(line__in=wanted, withdrawn_at__isnull=True):
            found.setdefault(row.line_id, []).append(WhyEvent(row.on, row.what, row.quantity))
    return found


def _counted(line: ScoreLine) -> str:
    """Name what the program counts by itself; empty where people count."""
    criterion = line.criterion
    if criterion.reading != ReadingChoice.EVENTS or criterion.event_kind == EventKind.WRITTEN:
        return ""
    return str(EventKind(criterion.event_kind).label)


def _steps(line: ScoreLine) -> tuple[str, ...]:
    """Name the sub-steps that were ticked."""
    if not line.steps:
        return ()
    named = {
        str(one.get("key", "")): str(one.get("name", "")) for one in line.criterion.rule.get("steps", [])
    }
    return tuple(named.get(key) or key for key in line.steps)


def _verifiers(line: ScoreLine, targets: Iterable[WhyTarget]) -> tuple[str, ...]:
    """Name who stands for the points: who verified the figures, who judged the line."""
    of_figures = [one.verified_by for target in targets for one in target.figures if one.verified_by]
    of_line = [one for one in (line.second_by, line.council_by) if one]
    return tuple(dict.fromkeys([*of_figures, *of_line]))
