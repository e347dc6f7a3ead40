"""What stands on the form of a report: a card for each figure, with last period and target beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.figures import CellState
from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.movements.models import Target
from thidua.movements.queries.allocations import level_text
from thidua.reporting.enums import CellChoice, FigureState
from thidua.reporting.models import Evidence, Figure, Report
from thidua.reporting.queries.owing import targets_owed
from thidua.reporting.queries.questions import Past, past_of, question_of
from thidua.reporting.queries.reading import Entry, Reading, read_entry
from thidua.reporting.queries.saying import said_text, share_text

_MINUTES_A_FIGURE = Decimal("0.6")
_LOCKED = frozenset({FigureState.SENT, FigureState.VERIFIED})
_WORDS = {CellState.NONE: "khong", CellState.NOT_APPLICABLE: "kad"}


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else saved in a cell meanwhile, told beside what was typed here on the version seen."""

    saved_by: str
    saved_at: datetime
    saved: str
    saved_note: str
    version: int
    seen: int


@dataclass(frozen=True, slots=True)
class Card:
    """One figure to be filled: what was typed, how it reads, what stood there before, what was given.

    `entry` is what the fields show: what is kept, or what was just typed and could not be kept, for the
    reason in `fault` or `clash`.
    """

    number: int
    target: Target
    figure: Figure | None
    entry: Entry
    reading: Reading
    past: Past
    question: str
    evidence: tuple[Evidence, ...]
    report: Report
    fault: str = ""
    clash: Clash | None = None

    @property
    def key(self) -> str:
        """Tell its fields and its place on the page from those of other cards."""
        return str(self.target.pk.hex)

    @property
    def state(self) -> FigureState:
        return FigureState(self.figure.state) if self.figure else FigureState.DRAFT

    @property
    def is_locked(self) -> bool:
        """Sent: changed by a correction only."""
        return self.state in _LOCKED

    @property
    def is_returned(self) -> bool:
        return self.state == FigureState.RETURNED

    @property
    def is_blank(self) -> bool:
        return self.figure is None or (not self.figure.typed and self.figure.said == CellChoice.EMPTY)

    @property
    def version(self) -> int:
        """What the fields stand on; while two versions clash still the one that was seen."""
        if self.clash is not None:
            return self.clash.seen
        return self.figure.version if self.figure else 0

    @property
    def wants_note(self) -> bool:
        return bool(self.question) and not self.entry.note

    @property
    def mistake(self) -> str:
        return self.fault or self.reading.mistake

    @property
    def kind(self) -> str:
        """Which fields the card has: "state", "steps", "two" or "number"."""
        tracking = self.target.tracking
        named = {Nature.STATE: "state", Nature.MILESTONE: "steps"}
        return named.get(Nature(tracking.nature), "two" if tracking.is_counted_in_two else "number")

    @property
    def choice(self) -> str:
        """Which of the things a cell can say is chosen."""
        if self.reading.mistake:
            return "so"
        cell = self.reading.cell
        if self.kind == "state" and cell.state in {CellState.NUMBER, CellState.EMPTY}:
            return "trong" if cell.value is None else "dat" if cell.value else "chua"
        return _WORDS.get(cell.state, "so")

    @property
    def typed(self) -> str:
        """What stands in the field of the number."""
        return self.entry.typed if self.choice == "so" else ""

    @property
    def hint(self) -> str:
        """What to count."""
        name = called(self.report)
        if self.kind == "steps":
            total = self.target.tracking.steps_total
            return f"Số tiêu chí đã đạt đến hết {name}{f', trong {total} tiêu chí' if total else ''}."
        return f"Chỉ tính trong {name}." if self.target.tracking.adds_up else f"Tính đến hết {name}."

    @property
    def measure(self) -> str:
        """The unit beside the field; none where two numbers are counted."""
        if self.kind == "steps":
            return "tiêu chí"
        tracking = self.target.tracking
        return (tracking.numerator_name or "số đạt") if tracking.is_counted_in_two else self.target.unit

    @property
    def whole_name(self) -> str:
        """What the second number counts."""
        return self.target.tracking.denominator_name or "tổng số"

    @property
    def said(self) -> str:
        """The figure as it will be sent; what cannot be read as it was typed."""
        reading = self.reading
        if reading.mistake:
            return f"“{self.entry.typed or self.entry.typed_base}”"
        return said_text(self.target, reading.said, reading.value, reading.base)

    @property
    def words(self) -> str:
        """Spell the number with its unit, so that a slip of the finger is heard."""
        if not self.reading.words or self.kind == "state":
            return ""
        unit = self.measure
        return f"{self.reading.words}{' phần trăm' if unit == '%' else f' {unit}' if unit else ''}"

    @property
    def share(self) -> str:
        """Say what part of the whole the two numbers make: "95,3% của 215"."""
        value, base = self.reading.value, self.reading.base
        return f"{share_text(value, base)} của {format_number(base)}" if value is not None and base else ""

    @property
    def previous_name(self) -> str:
        """When the figure beside was counted."""
        return str(self.past.figures[-1][0].name) if self.past.figures else ""

    @property
    def previous(self) -> str:
        """The figure of the last period, as it would be written."""
        if not self.past.figures:
            return ""
        _, value, base = self.past.figures[-1]
        return said_text(self.target, CellChoice.NUMBER, value, base)

    @property
    def so_far(self) -> str:
        """The sum since the year began, with this figure, for what adds up."""
        if not self.target.tracking.adds_up or self.reading.mistake:
            return ""
        if self.reading.cell.amount is None:
            return ""
        total = self.past.total(self.report.period.year) + self.reading.cell.amount
        return amount_text(total, self.target.unit)

    @property
    def given(self) -> str:
        """What the unit was given of the target, else the level of the target itself."""
        part = self.past.allocation
        if part is None or part.amount is None:
            return self.target.goal_text
        if part.base is not None:
            return f"{amount_text(part.amount, '')} trong {amount_text(part.base, '')}"
        return level_text(self.target.tracking, part.amount)


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a card from being sent: where it is on the page, which figure, what to do."""

    anchor: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A report with its cards."""

    report: Report
    cards: tuple[Card, ...]

    @property
    def called(self) -> str:
        return called(self.report)

    @property
    def blank(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.is_blank and not _holds_back(card))

    @property
    def faulty(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.mistake and not card.is_locked)

    @property
    def noteless(self) -> tuple[Card, ...]:
        return tuple(
            card for card in self.cards if card.wants_note and not card.is_blank and not card.is_locked
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """List what stands in the way of sending, in the order of the cards."""
        return tuple(_problem(card) for card in self.cards if _holds_back(card))

    @property
    def written(self) -> tuple[Card, ...]:
        """Written and not sent yet, be it right or not."""
        return tuple(card for card in self.open if not card.is_blank)

    @property
    def open(self) -> tuple[Card, ...]:
        """Those that can be written; the others are sent."""
        return tuple(card for card in self.cards if not card.is_locked)

    @property
    def sent(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.is_locked)

    @property
    def to_send(self) -> tuple[Card, ...]:
        """Written, not sent yet, and with nothing in its way."""
        return tuple(card for card in self.open if not card.is_blank and not _holds_back(card))

    @property
    def is_sendable(self) -> bool:
        return bool(self.to_send) and not self.problems

    @property
    def stamp(self) -> str:
        """Tell this state of the report from any other, so that nothing is sent that was not looked at."""
        versions = "-".join(f"{card.number}.{card.version}" for card in self.to_send)
        return f"{self.report.version}:{versions}"

    @property
    def minutes(self) -> int:
        """About how long filling it takes."""
        return max(1, round(len(self.cards) * _MINUTES_A_FIGURE))


def called(report: Report) -> str:
    """Name the period inside a sentence: "tháng 4/2024"."""
    name = str(report.period.name)
    return f"{name[:1].lower()}{name[1:]}"


def form_of(report: Report) -> ReportForm:
    """Collect the form in six queries at most for any number of figures. `report` has period and unit."""
    targets = targets_owed(report)
    figures = {figure.target_id: figure for figure in report.figures.with_inspected()}
    proofs: dict[object, list[Evidence]] = {}
    for proof in Evidence.objects.kept().filter(figure__report=report).select_related("file"):
        proofs.setdefault(proof.figure_id, []).append(proof)
    past = past_of(report, targets)
    cards = []
    for number, target in enumerate(targets, 1):
        figure = figures.get(target.pk)
        evidence = tuple(proofs.get(figure.id, ())) if figure else ()
        cards.append(_card(report, number, (target, figure), (past[target.pk], evidence)))
    return ReportForm(report, tuple(cards))


def card_of(report: Report, target: Target, figure: Figure | None) -> Card:
    """Return the one card that was written, without its evidence, in two queries."""
    past = past_of(report, [target])[target.pk]
    return _card(report, 0, (target, figure), (past, ()))


def with_typed(card: Card, entry: Entry, *, fault: str = "", clash: Clash | None = None) -> Card:
    """Show on a card what was typed and could not be kept, and why."""
    reading = read_entry(card.target, entry)
    return replace(card, entry=entry, reading=reading, fault=fault, clash=clash)


def with_problems(form: ReportForm, changed: Mapping[UUID, Card]) -> ReportForm:
    return replace(form, cards=tuple(changed.get(card.target.pk, card) for card in form.cards))


def clash_of(figure: Figure, *, seen: int) -> Clash:
    """Tell what stands in a cell now, for whoever typed on an older version of it."""
    return Clash(
        saved_by=figure.entered_by,
        saved_at=figure.entered_at,
        saved=said_text(figure.target, figure.said, figure.value, figure.base)
        if figure.said != CellChoice.EMPTY or not figure.typed
        else f"“{figure.typed}”",
        saved_note=figure.note,
        version=figure.version,
        seen=seen,
    )


def _holds_back(card: Card) -> bool:
    if card.is_locked:
        return bool(card.fault)
    return bool(card.clash or card.mistake) or (card.wants_note and not card.is_blank)


def _problem(card: Card) -> Problem:
    name = card.target.name
    if card.clash is not None:
        return Problem(f"laym-{card.key}", name, f"{card.clash.saved_by} vừa lưu số khác. Chọn một bản.")
    if card.is_locked:
        return Problem(f"so-lieu-{card.key}", name, card.mistake)
    if card.mistake:
        field = "tong" if card.reading.is_of_whole and not card.fault else "so"
        return Problem(f"{field}-{card.key}", name, card.mistake)
    return Problem(f"gc-{card.key}", name, f"{card.question} Ghi lý do vào ô ghi chú, hoặc sửa số.")


def _card(
    report: Report, number: int, cell: tuple[Target, Figure | None], beside: tuple[Past, tuple[Evidence, ...]]
) -> Card:
    (target, figure), (past, evidence) = cell, beside
    if figure is not None:
        figure.report, figure.target = report, target
    entry = entry_of(figure) if figure else Entry("")
    reading = _reading(target, figure, entry)
    question = ""
    if figure is not None and figure.value is not None:
        question = question_of(report, target, (figure.value, figure.base), {target.pk: past})
    return Card(number, target, figure, entry, reading, past, question, evidence, report)


def entry_of(figure: Figure) -> Entry:
    return Entry(figure.typed, figure.typed_base, figure.decision, figure.note)


def _reading(target: Target, figure: Figure | None, entry: Entry) -> Reading:
    """Read what was typed; a figure that was sent says what is kept, whatever was typed once."""
    reading = read_entry(target, entry)
    if figure is None or figure.state not in _LOCKED:
        return reading
    return replace(reading, cell=figure.cell, base=figure.base, mistake="")
