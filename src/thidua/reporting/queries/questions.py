"""Where a careful person would ask: a figure out of its own history, or a target that is missed.

Neither is refused; both want a note, so that whoever reads the figure later need not ask again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.achievement import Nature
from thidua.core.goal_text import amount_text, goal_text
from thidua.core.plausibility import Subject, jump
from thidua.core.targets import CHANGES, Verdict
from thidua.foundation.models import prepared
from thidua.movements.models import Allocation, Target
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.wholes import Whole, wholes_of

_YEAR_END = (12, 31)
_VISIT = " Nên đi xem."
_FACTS = frozenset({Nature.STATE, Nature.MILESTONE})


@dataclass(frozen=True, slots=True)
class Past:
    """The unit's figures of earlier periods for one target, oldest first, and what it was given.

    `whole` is what the unit says now of the target that this one is a part of.
    """

    figures: tuple[tuple[Period, Decimal, Decimal | None], ...] = ()
    allocation: Allocation | None = None
    whole: Whole | None = None

    @property
    def values(self) -> list[Decimal]:
        """Figures that can be compared: rates as shares of a hundred."""
        return [comparable(value, base) for _, value, base in self.figures]

    def total(self, year: int) -> Decimal:
        """What was added in earlier periods of a year."""
        return sum((value for period, value, _ in self.figures if period.year == year), Decimal(0))


def past_of(report: Report, targets: Sequence[Target]) -> dict[UUID, Past]:
    """Return past, allocation and total by target; two queries at any number, one more where parts are."""
    wanted = frozenset(target.pk for target in targets)
    wholes = wholes_of((report.pk, target) for target in targets)
    earlier: dict[UUID, list[tuple[Period, Decimal, Decimal | None]]] = {}
    for figure in _before(report.unit_id, wanted, report.period.ends_on):
        earlier.setdefault(figure.target_id, []).append(
            (figure.report.period, figure.value or Decimal(0), figure.base)
        )
    parts = {part.target_id: part for part in _parts(report.unit_id, wanted)}
    return {
        key: Past(tuple(earlier.get(key, ())), parts.get(key), wholes.get((report.pk, key))) for key in wanted
    }


@prepared
def _before(unit_id: UUID, targets: frozenset[UUID], day: date) -> QuerySet[Figure]:
    found: QuerySet[Figure] = Figure.objects.filter(
        report__unit=unit_id,
        target__in=targets,
        report__period__ends_on__lt=day,
        said__in=(CellChoice.NUMBER, CellChoice.NONE),
    )
    return found.select_related("report__period").order_by("report__period__ends_on")


@prepared
def _parts(unit_id: UUID, targets: frozenset[UUID]) -> QuerySet[Allocation]:
    return Allocation.objects.filter(unit=unit_id, target__in=targets)


def notes_missing(report: Report, figures: Sequence[Figure]) -> list[tuple[Target, str]]:
    """Return the figures that cannot be sent without a note, each with its reason."""
    bare = [figure for figure in figures if not figure.note and figure.said == CellChoice.NUMBER]
    past = past_of(report, [figure.target for figure in bare])
    return [
        (figure.target, sentence)
        for figure in bare
        if figure.value is not None
        and (sentence := question_of(report, figure.target, (figure.value, figure.base), past))
    ]


def question_of(
    report: Report,
    target: Target,
    numbers: tuple[Decimal, Decimal | None],
    past: Mapping[UUID, Past],
) -> str:
    """Say why the figure wants a note, or nothing."""
    known = past.get(target.pk, Past())
    value, base = numbers
    if known.whole is not None and (told := known.whole.question(target, value)):
        return told
    measure = "%" if base else target.unit
    subject = Subject(str(report.unit), target.name, measure)
    doubt = jump(subject, comparable(value, base), known.values)
    if doubt is not None:  # its subject stands on the card, and nobody visits while it is being filled
        return doubt.sentence.removeprefix(f"{subject}: ").removesuffix(_VISIT)
    return _missed(report.period, target, value, base, known)


def comparable(value: Decimal, base: Decimal | None) -> Decimal:
    """Return a rate in percent where there is a whole, else the value itself."""
    return value * 100 / base if base else value


def _missed(period: Period, target: Target, value: Decimal, base: Decimal | None, past: Past) -> str:
    """Tell a goal that can no longer be reached: the last period fell short, or a limit is passed.

    A number in the goal of a state or a milestone is only part of its name.
    """
    goal = target.goal
    if not goal.has_numbers or goal.comparator in CHANGES or target.tracking.nature in _FACTS:
        return ""
    reached = comparable(value, base) if base else value
    if target.tracking.nature == Nature.CUMULATIVE:
        return _missed_part(period, target, past.total(period.year) + value, past)
    if goal.judge(reached) != Verdict.MISSED or not (goal.is_limit or is_last(period, target)):
        return ""
    return f"{amount_text(reached, target.unit)} là chưa đạt mức {goal_text(goal)}."


def _missed_part(period: Period, target: Target, total: Decimal, past: Past) -> str:
    part = past.allocation.amount if past.allocation is not None else None
    if part is None:
        return ""
    is_missed = total > part if target.goal.is_limit else is_last(period, target) and total < part
    given, sum_ = amount_text(part, target.unit), amount_text(total, target.unit)
    return f"Cả năm được {sum_}, trong khi giao {given}." if is_missed else ""


def is_last(period: Period, target: Target) -> bool:
    """Whether the target has no later period in its year."""
    end = target.movement.ends_on or date(period.year, *_YEAR_END)
    return period.ends_on >= end
