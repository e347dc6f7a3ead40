"""The unit's own column as a form: a card a criterion, and what the program computes shown between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from thidua.core.quantities import format_number
from thidua.core.scoring.rules import Milestones, Step
from thidua.scoring.models import ScoreLine, ScoreSheet
from thidua.scoring.queries.sheet_checks import self_lack, self_typed
from thidua.scoring.queries.sheet_page import Row, SheetPage, page_of
from thidua.scoring.queries.sight import WHOLE


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else saved in this card meanwhile."""

    version: int
    saved_by: str
    saved_at: datetime | None
    points: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion: as saved, or as typed with what is wrong with it; only shown where it is computed."""

    row: Row
    is_typed: bool
    points: str
    note: str
    lack: str = ""
    fault: str = ""
    clash: Clash | None = None

    @property
    def key(self) -> str:
        return self.row.line.pk.hex

    @property
    def is_done(self) -> bool:
        return self.row.line.self_points is not None

    @property
    def wants_proof(self) -> bool:
        return bool(self.row.line.criterion.needs_evidence)

    @property
    def full(self) -> Decimal | None:
        """The points that need proof because nothing more can be had; None where there are none."""
        bounds = self.row.bounds
        return bounds.high if bounds.has_end and bounds.is_full(bounds.high) else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """What may be done, each with its points, where the points are the sum of what was done."""
        rule = self.row.line.criterion.row.rule
        return rule.steps if isinstance(rule, Milestones) else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A group with its cards; folded unless `is_open`."""

    number: int
    name: str
    range_words: str
    cards: tuple[Card, ...]
    is_open: bool = False

    @property
    def done(self) -> int:
        return sum(card.is_done for card in self.cards)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.cards)

    def is_wanted(self, key: str) -> bool:
        """Whether somebody comes to mend one of its cards, or to the card with this key."""
        return any(card.fault or card.clash or card.key == key for card in self.cards)

    def only(self, *, typed: bool) -> "Part":
        """Return the group with the cards a person fills, or with the others."""
        return replace(self, cards=tuple(card for card in self.cards if card.is_typed == typed))


@dataclass(frozen=True, slots=True)
class SelfForm:
    """All cards of a sheet; `wanted` is the key of the card that somebody comes for, if any."""

    sheet: ScoreSheet
    parts: tuple[Part, ...]
    faults: tuple[Card, ...] = field(default=())
    wanted: str = ""

    @property
    def cards(self) -> list[Card]:
        return [card for part in self.parts for card in part.cards]

    @property
    def typed(self) -> list[Card]:
        return [card for card in self.cards if card.is_typed]

    @property
    def to_fill(self) -> list[Part]:
        """The groups with cards a person fills; open are the next to fill and what somebody comes for."""
        found = [part for one in self.parts if (part := one.only(typed=True)).cards]
        following = next((part for part in found if not part.is_done), None)
        return [
            replace(part, is_open=part is following or len(found) == 1 or part.is_wanted(self.wanted))
            for part in found
        ]

    @property
    def beside(self) -> list[Part]:
        """The groups with the cards that are only shown."""
        found = (part.only(typed=False) for part in self.parts)
        return [part for part in found if part.cards]

    @property
    def others(self) -> list[Card]:
        return [card for card in self.cards if not card.is_typed]

    @property
    def done(self) -> int:
        return sum(card.is_done for card in self.typed)

    @property
    def share(self) -> int:
        """How much is done, in whole hundredths."""
        return 100 * self.done // max(len(self.typed), 1)

    @property
    def left(self) -> int:
        return len(self.typed) - self.done

    @property
    def lacks(self) -> list[Card]:
        return [card for card in self.typed if card.lack]

    @property
    def points(self) -> Decimal:
        """What the unit gave itself, with what is computed already; caps of groups are not in it."""
        given = (
            card.row.line.self_points if card.is_typed else card.row.line.auto_points for card in self.cards
        )
        return sum((one for one in given if one is not None), Decimal(0))


def form_of(sheet: ScoreSheet, *, wanted: str = "") -> SelfForm:
    """Return the form of a sheet for its own unit, opened at the card with the key `wanted`."""
    return replace(_form(page_of(sheet, WHOLE)), wanted=wanted)


def with_cards(form: SelfForm, told: Mapping[UUID, Card]) -> SelfForm:
    """Put cards as they were typed in the place of those that are saved."""
    parts = tuple(
        replace(part, cards=tuple(told.get(card.row.line.pk, card) for card in part.cards))
        for part in form.parts
    )
    faults = tuple(card for part in parts for card in part.cards if card.fault or card.clash)
    return SelfForm(form.sheet, parts, faults)


def card_of(row: Row, *, is_typed: bool = True) -> Card:
    """Return the card of a line as it is saved."""
    line = row.line
    points = "" if line.self_points is None else format_number(row.bounds.write(line.self_points))
    lack = self_lack(line, row.bounds, has_proof=bool(row.proofs)) if is_typed else ""
    return Card(row, is_typed, points, line.self_note, lack)


def clash_of(row: Row, saved_by: str, saved_at: datetime | None) -> Clash:
    card = card_of(row)
    return Clash(row.line.version, saved_by, saved_at, card.points or "để trống", card.note)


def _form(page: SheetPage) -> SelfForm:
    typed = {line.pk for line in self_typed(row.line for row in page.rows)}
    parts = []
    for chapter in page.chapters:
        cards = tuple(card_of(row, is_typed=row.line.pk in typed) for row in chapter.rows)
        group = chapter.total.group
        parts.append(Part(chapter.number, group.name, group.range_words, cards))
    return SelfForm(page.sheet, tuple(parts))


def lines_by_key(form: SelfForm) -> dict[UUID, ScoreLine]:
    return {card.row.line.pk: card.row.line for card in form.typed}
