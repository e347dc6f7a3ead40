"""Figures to be verified, each with what a careful reader wants beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.goal_text import amount_text
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.movements.models import Allocation, Target
from thidua.movements.queries.allocations import level_text
from thidua.reporting.enums import CellChoice, FigureState
from thidua.reporting.models import Evidence, Figure, Period
from thidua.reporting.queries.period_list import watches_all
from thidua.reporting.queries.questions import Past, question_of
from thidua.reporting.queries.saying import said_text
from thidua.reporting.queries.wholes import wholes_of

HANDED_IN = (FigureState.SENT, FigureState.RETURNED, FigureState.VERIFIED)
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class VerifyRow:
    """One figure: as said now and last, as given, why one would ask, its proof, and who may judge it."""

    figure: Figure
    said: str
    previous: str
    previous_period: str
    given: str
    so_far: str
    question: str
    evidence: tuple[Evidence, ...] = ()
    allowed: Answer = YES

    @property
    def is_waiting(self) -> bool:
        return self.figure.state == FigureState.SENT

    @property
    def can_undo(self) -> bool:
        """A return is taken back only until its unit writes anew."""
        is_judged = self.figure.state in (FigureState.VERIFIED, FigureState.RETURNED)
        return is_judged and not self.figure.is_rewritten


def to_verify(actor: Actor, period: Period, *, state: str = "", unit: UUID | None = None) -> Any:
    """Return the figures of the period that were handed in; for a unit, those it is in charge of."""
    found = Figure.objects.visible_to(actor).filter(report__period=period, state__in=HANDED_IN)
    if state in HANDED_IN:
        found = found.filter(state=state)
    if unit is not None:
        found = found.filter(report__unit=unit)
    if not watches_all(actor):
        found = found.filter(target__owner__in=actor.unit_ids)
    return found.order_by(
        "report__unit__kind_rank", "report__unit__sort_key", "target__movement", "target__position", "id"
    )


def rows_of(figures: Any, allowed: Callable[[Figure], Answer]) -> list[VerifyRow]:
    """Put past, part and proof beside the figures; five queries at most for any number of them.

    `allowed` says of a figure whether the reader may judge it.
    """
    found = list(
        figures.select_related("report__period", "report__unit", "target__tracking", "target__movement")
    )
    pasts = _pasts(found)
    proofs: dict[object, list[Evidence]] = {}
    for proof in Evidence.objects.kept().filter(figure__in=[figure.id for figure in found]):
        proofs.setdefault(proof.figure_id, []).append(proof)
    return [
        replace(
            _row(figure, pasts[figure.report.unit_id, figure.target_id]),
            evidence=tuple(proofs.get(figure.id, ())),
            allowed=allowed(figure),
        )
        for figure in found
    ]


def _row(figure: Figure, past: Past) -> VerifyRow:
    target = figure.target
    question = ""
    if figure.value is not None:
        numbers = (figure.value, figure.base)
        question = question_of(figure.report, target, numbers, {target.pk: past})
    previous, period = _previous(target, past)
    return VerifyRow(
        figure=figure,
        said=said_text(target, figure.said, figure.value, figure.base),
        previous=previous,
        previous_period=period,
        given=_given(target, past.allocation),
        so_far=_so_far(figure, past),
        question=question,
    )


def _pasts(figures: Sequence[Figure]) -> dict[Key, Past]:
    """Return, by unit and target, the figures of earlier periods and the part that was given."""
    units = {figure.report.unit_id for figure in figures}
    targets = {figure.target_id for figure in figures}
    last = max((figure.report.period.ends_on for figure in figures), default=None)
    earlier: dict[Key, list[tuple[Period, Decimal, Decimal | None]]] = {}
    if last is not None:
        found = Figure.objects.filter(
            report__unit__in=units,
            target__in=targets,
            report__period__ends_on__lt=last,
            said__in=(CellChoice.NUMBER, CellChoice.NONE),
        )
        for row in found.select_related("report__period").order_by("report__period__ends_on"):
            key = (row.report.unit_id, row.target_id)
            earlier.setdefault(key, []).append((row.report.period, row.value or Decimal(0), row.base))
    given = Allocation.objects.filter(unit__in=units, target__in=targets)
    parts = {(part.unit_id, part.target_id): part for part in given}
    wholes = wholes_of((figure.report_id, figure.target) for figure in figures)
    pasts: dict[Key, Past] = {}
    for figure in figures:
        key = (figure.report.unit_id, figure.target_id)
        whole = wholes.get((figure.report_id, figure.target_id))
        pasts[key] = Past(tuple(earlier.get(key, ())), parts.get(key), whole)
    return pasts


def _previous(target: Target, past: Past) -> tuple[str, str]:
    """Return the last figure before this one and the name of its period; empty where there is none."""
    if not past.figures:
        return "", ""
    period, value, base = past.figures[-1]
    return said_text(target, CellChoice.NUMBER, value, base), str(period)


def _given(target: Target, part: Allocation | None) -> str:
    if part is None or part.amount is None:
        return target.goal_text
    if part.base is not None:
        return f"{amount_text(part.amount, '')} trong {amount_text(part.base, '')}"
    return level_text(target.tracking, part.amount)


def _so_far(figure: Figure, past: Past) -> str:
    """The sum since the year began, with this figure, for what adds up."""
    if not figure.target.tracking.adds_up or figure.value is None:
        return ""
    return amount_text(past.total(figure.report.period.year) + figure.value, figure.target.unit)
