"""Why one criterion has its points: the rule in words, figures, proof, verifier, and what asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery, Value

from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.core.rounding import percent_text
from thidua.core.scoring.points import points_text
from thidua.movements.models import Allocation, Target
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.saying import said_text
from thidua.scoring.enums import Column, EventKind, ReadingChoice
from thidua.scoring.models import CrossMark, ScoreLine, ScoringRound
from thidua.scoring.queries.crosses import crosses_of
from thidua.scoring.queries.why import AUTO, WhyGroup, WhyLine, counted_by

_PROOF = ("pk", "name", "url", "of_figure")


@dataclass(frozen=True, slots=True)
class WhyColumn:
    """The points one side gave, why, and who it was."""

    name: str
    points: Decimal
    reason: str
    by: str
    counts: bool


@dataclass(frozen=True, slots=True)
class WhyFigure:
    """A figure that the rule read, or that waits for verification."""

    key: UUID
    period: str
    said: str
    sent_by: str
    sent_at: datetime | None
    receipt: str
    verified_by: str
    verified_at: datetime | None

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


@dataclass(frozen=True, slots=True)
class WhyTarget:
    """A target that the criterion reads: its goal, its figures, and the words of the letter."""

    key: UUID
    name: str
    goal: str
    given: str
    unit: str
    sentence: str
    document: UUID | None
    start: int | None
    end: int | None
    figures: tuple[WhyFigure, ...]


@dataclass(frozen=True, slots=True)
class WhyProof:
    """What proves a figure or a line; `url` is set for a link, `is_of_figure` says where a file is kept."""

    key: UUID
    name: str
    url: str
    is_of_figure: bool


@dataclass(frozen=True, slots=True)
class WhyEvent:
    on: date
    what: str
    quantity: Decimal | None


@dataclass(frozen=True, slots=True)
class WhyCriterion:
    """All links below one line, plain values only; `counted` says what the program counts by itself."""

    line: WhyLine
    group: WhyGroup
    rule: str
    condition: str
    guidance: str
    source: str
    arithmetic: tuple[str, ...]
    read: str
    columns: tuple[WhyColumn, ...]
    hidden_self: str
    targets: tuple[WhyTarget, ...]
    proofs: tuple[WhyProof, ...]
    proof_count: int
    events: tuple[WhyEvent, ...]
    counted: str
    steps: tuple[str, ...]
    verifiers: tuple[str, ...]

    @property
    def reads_targets(self) -> bool:
        return bool(self.targets)

    @property
    def figures(self) -> tuple[WhyFigure, ...]:
        return tuple(figure for target in self.targets for figure in target.figures)

    @property
    def verified(self) -> int:
        return sum(figure.is_verified for figure in self.figures)


def why_line(
    scoring: ScoringRound, line: ScoreLine, pair: tuple[WhyGroup, WhyLine], *, hidden_self: str = ""
) -> WhyCriterion:
    """Collect the links in at most four queries. `line` comes with its criterion and sheet.

    `hidden_self` says why the unit's own column is not shown; empty where it is.
    """
    criterion = line.criterion
    group, shown = pair
    targets = _targets(scoring, line)
    proofs = _proofs(line, targets)
    return WhyCriterion(
        line=shown,
        group=group,
        rule=criterion.row.rule.sentence,
        condition=criterion.base_condition,
        guidance=criterion.guidance,
        source=scoring.criteria_set.source,
        arithmetic=tuple(line.arithmetic),
        read=_read(line, targets),
        columns=_columns(line, crosses_of([line]).get(line.pk, ()), is_self_hidden=bool(hidden_self)),
        hidden_self=hidden_self,
        targets=targets,
        proofs=proofs,
        proof_count=len(proofs),
        events=_events(line),
        counted=_counted(line),
        steps=_steps(line),
        verifiers=_verifiers(line, targets),
    )


def without_persons(why: WhyCriterion) -> WhyCriterion:
    """Take out whatever may name a person: who gave, who verified, free words, the proof itself."""
    return replace(
        why,
        columns=tuple(replace(one, by="", reason="") for one in why.columns),
        targets=tuple(
            replace(one, figures=tuple(_without_person(figure) for figure in one.figures))
            for one in why.targets
        ),
        proofs=(),
        events=tuple(replace(one, what="") for one in why.events),
        verifiers=(),
    )


def _without_person(figure: WhyFigure) -> WhyFigure:
    return replace(figure, sent_by="", receipt="", verified_by="")


def _columns(line: ScoreLine, crosses: Iterable[CrossMark], *, is_self_hidden: bool) -> tuple[WhyColumn, ...]:
    """Return the columns in which points stand, in the order in which they were given."""
    counts = counted_by(line)
    given: Sequence[tuple[str, Decimal | None, str, str]] = (
        (AUTO, line.auto_points, "", ""),
        (str(Column.SELF.label), None if is_self_hidden else line.self_points, line.self_note, ""),
        *(
            (str(Column.CROSS.label), one.points, one.reason, f"{one.unit} ({one.by_name})")
            for one in crosses
        ),
        (str(Column.SECOND.label), line.second_points, line.second_reason, line.second_by),
        (str(Column.COUNCIL.label), line.council_points, line.council_reason, line.council_by),
    )
    return tuple(
        WhyColumn(name, points, reason, by, counts=name == counts)
        for name, points, reason, by in given
        if points is not None
    )


def _targets(scoring: ScoringRound, line: ScoreLine) -> tuple[WhyTarget, ...]:
    if line.criterion.reading != ReadingChoice.TARGET:
        return ()
    given = Allocation.objects.filter(target=OuterRef("pk"), unit=line.sheet.unit_id)
    targets = line.criterion.targets.select_related("tracking").order_by("position", "id")
    found = list(
        targets.annotate(
            given_amount=Subquery(given.values("amount")), given_base=Subquery(given.values("base"))
        )
    )
    figures = _figures(scoring, line.sheet.unit_id, found)
    return tuple(
        WhyTarget(
            key=target.pk,
            name=target.name,
            goal=target.goal_text,
            given=_given(target),
            unit=target.unit,
            sentence=target.sentence,
            document=target.document_id,
            start=target.start,
            end=target.end,
            figures=tuple(_figure(target, one) for one in figures.get(target.pk, ())),
        )
        for target in found
    )


def _given(target: Any) -> str:
    """Say what the unit was given: "223 tấn", "193 trong 203"; nothing where it answers for the whole."""
    amount, base = target.given_amount, target.given_base
    if amount is None:
        return ""
    if base:
        return f"{format_number(amount)} trong {format_number(base)}"
    return amount_text(amount, target.unit)


def _figures(scoring: ScoringRound, unit_id: UUID, targets: Iterable[Target]) -> dict[UUID, list[Any]]:
    """Return what was sent of targets up to the last day of the round, newest first."""
    rows = (
        Figure.objects.sent()
        .filter(target__in=list(targets), report__unit=unit_id, report__period__ends_on__lte=scoring.ends_on)
        .select_related("report__period")
        .order_by("-report__period__ends_on", "id")
    )
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.target_id, []).append(row)
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
    facts: Mapping[str, Any] = line.facts
    value, share, count = facts.get("value"), facts.get("share"), facts.get("count")
    if count is not None:
        return f"Đếm được {points_text(Decimal(count))} lần."
    said = []
    if value is not None and len(targets) == 1:
        said.append(amount_text(Decimal(value), targets[0].unit))
    if share is not None:
        said.append(f"đạt {percent_text(Fraction(share))} chỉ tiêu")
    return f"{', '.join(said)}." if said else ""


def _proofs(line: ScoreLine, targets: Iterable[WhyTarget]) -> tuple[WhyProof, ...]:
    """Return what proves the figures, and what was sent with the line itself, in one query."""
    keys = [figure.key for target in targets for figure in target.figures]
    of_line = line.proofs.filter(removed_at__isnull=True).order_by()
    of_figures = Evidence.objects.kept().filter(figure__in=keys).order_by()
    rows = of_line.annotate(of_figure=Value(value=False)).values_list(*_PROOF)
    if keys:
        rows = rows.union(of_figures.annotate(of_figure=Value(value=True)).values_list(*_PROOF), all=True)
    return tuple(WhyProof(*row) for row in rows)


def _events(line: ScoreLine) -> tuple[WhyEvent, ...]:
    if line.criterion.reading != ReadingChoice.EVENTS or line.criterion.event_kind != EventKind.WRITTEN:
        return ()
    rows = line.events.filter(withdrawn_at__isnull=True)
    return tuple(WhyEvent(row.on, row.what, row.quantity) for row in rows)


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
