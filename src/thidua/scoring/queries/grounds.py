"""What the points of a line stand on, as plain values: shown live, and kept as they were when frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from thidua.core.scoring.points import points_text
from thidua.scoring.enums import Column

AUTO = "tự tính"


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


def given_words(who: str, points: Decimal) -> str:
    """Say who gave points: "Thẩm định chấm 7 điểm.", "Hội đồng trừ 2 điểm."."""
    verb = "trừ" if points < 0 else "chấm"
    return f"{who[:1].upper()}{who[1:]} {verb} {points_text(abs(points))} điểm."


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
    def told(self) -> tuple[str, ...]:
        """Say how the points that count come about: by the arithmetic, or who gave others than that."""
        auto = next((one.points for one in self.columns if one.name == AUTO), None)
        given = next((one for one in self.columns if one.counts and one.name != AUTO), None)
        if given is None or given.points == auto:
            return self.arithmetic
        return (given_words(given.name, given.points),)

    @property
    def figures(self) -> tuple[WhyFigure, ...]:
        return tuple(figure for target in self.targets for figure in target.figures)

    @property
    def verified(self) -> int:
        return sum(figure.is_verified for figure in self.figures)
