"""What the points of a line stand on, as plain values: shown live, and kept as they were when frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from thidua.scoring.enums import Column


@dataclass(frozen=True, slots=True)
class WhyColumn:
    """The points one side gave, why, and who it was."""

    name: str
    points: Decimal
    reason: str
    by: str
    counts: bool

    @property
    def is_own(self) -> bool:
        return self.name == Column.SELF.label


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
class Grounds:
    """All links below one line, plain values only; `counted` says what the program counts by itself."""

    rule: str
    condition: str
    guidance: str
    source: str
    arithmetic: tuple[str, ...]
    read: str
    columns: tuple[WhyColumn, ...]
    targets: tuple[WhyTarget, ...]
    proofs: tuple[WhyProof, ...]
    proof_count: int
    events: tuple[WhyEvent, ...]
    counted: str
    steps: tuple[str, ...]
    verifiers: tuple[str, ...]

    @property
    def figures(self) -> tuple[WhyFigure, ...]:
        return tuple(figure for target in self.targets for figure in target.figures)

    @property
    def verified(self) -> int:
        return sum(figure.is_verified for figure in self.figures)
