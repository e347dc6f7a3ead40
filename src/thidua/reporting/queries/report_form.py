"""What stands on the form of a report: a card for each figure, with last period and target beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.goal_text import amount_text
from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice, FigureState
from thidua.reporting.models import Evidence, Figure, Report
from thidua.reporting.queries.owing import targets_owed
from thidua.reporting.queries.questions import Past, past_of, question_of
from thidua.reporting.queries.reading import Entry, Reading, read_entry

_MINUTES_A_FIGURE = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Card:
    """One figure to be filled: what was typed, how it reads, what stood there before, what was given."""

    number: int
    target: Target
    figure: Figure | None
    reading: Reading
    past: Past
    question: str
    evidence: tuple[Evidence, ...]

    @property
    def state(self) -> FigureState:
        return FigureState(self.figure.state) if self.figure else FigureState.DRAFT

    @property
    def is_blank(self) -> bool:
        return self.figure is None or (not self.figure.typed and self.figure.said == CellChoice.EMPTY)

    @property
    def version(self) -> int:
        return self.figure.version if self.figure else 0

    @property
    def wants_note(self) -> bool:
        return bool(self.question) and not (self.figure and self.figure.note)

    @property
    def measure(self) -> str:
        """The unit beside the field; none where two numbers are counted."""
        tracking = self.target.tracking
        return tracking.numerator_name if tracking.is_counted_in_two else self.target.unit

    @property
    def previous(self) -> str:
        """The figure of the last period, as it would be written."""
        if not self.past.figures:
            return ""
        _, value, base = self.past.figures[-1]
        if base is not None:
            return f"{amount_text(value, '')} trong {amount_text(base, '')}"
        return amount_text(value, self.target.unit)

    @property
    def so_far(self) -> str:
        """The sum since the year began, with this figure, for what adds up."""
        if not self.target.tracking.adds_up or self.figure is None:
            return ""
        now = self.reading.cell.amount or Decimal(0)
        return amount_text(self.past.total(self.figure.report.period.year) + now, self.target.unit)

    @property
    def given(self) -> str:
        """What the unit was given of the target, else the level of the target itself."""
        part = self.past.allocation
        if part is None or part.amount is None:
            return self.target.goal_text
        if part.base is not None:
            return f"{amount_text(part.amount, '')} trong {amount_text(part.base, '')}"
        return amount_text(part.amount, self.target.unit)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A report with its cards."""

    report: Report
    cards: tuple[Card, ...]

    @property
    def blank(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.is_blank)

    @property
    def faulty(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.reading.mistake)

    @property
    def noteless(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.wants_note and not card.is_blank)

    @property
    def to_send(self) -> tuple[Card, ...]:
        """Written and not sent yet."""
        waiting = {FigureState.DRAFT, FigureState.RETURNED}
        return tuple(card for card in self.cards if card.state in waiting and not card.is_blank)

    @property
    def minutes(self) -> int:
        """About how long filling it takes."""
        return max(1, round(len(self.cards) * _MINUTES_A_FIGURE))


def form_of(report: Report) -> ReportForm:
    """Collect the form in five queries for any number of figures. `report` comes with period and unit."""
    targets = targets_owed(report)
    figures = {figure.target_id: figure for figure in report.figures.all()}
    proofs: dict[object, list[Evidence]] = {}
    for proof in Evidence.objects.kept().filter(figure__report=report).select_related("file"):
        proofs.setdefault(proof.figure_id, []).append(proof)
    past = past_of(report, [target.pk for target in targets])
    cards = []
    for number, target in enumerate(targets, 1):
        figure = figures.get(target.pk)
        if figure is not None:
            figure.report, figure.target = report, target
        evidence = tuple(proofs.get(figure.id, ())) if figure else ()
        cards.append(_card(number, target, figure, (past[target.pk], evidence)))
    return ReportForm(report, tuple(cards))


def card_of(report: Report, target: Target) -> Card:
    """Return the one card that has changed, as it stands on the whole form."""
    cards: Sequence[Card] = form_of(report).cards
    return next(card for card in cards if card.target.pk == target.pk)


def _card(
    number: int, target: Target, figure: Figure | None, beside: tuple[Past, tuple[Evidence, ...]]
) -> Card:
    past, evidence = beside
    entry = Entry(figure.typed, figure.typed_base) if figure else Entry("")
    reading = read_entry(target, entry)
    question = ""
    if figure is not None and figure.value is not None:
        question = question_of(figure.report, target, (figure.value, figure.base), {target.pk: past})
    return Card(number, target, figure, reading, past, question, evidence)
