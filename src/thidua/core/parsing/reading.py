"""What the reader hands over: facts with their place in the text, and doubts in words.

Offsets are character positions in the NFC text that was read; ``text[start:end]`` is the
sentence that set the item, so that every later number can be followed back to it.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How a target compares a result with its value."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"
    MAINTAIN = "maintain"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    QUALITATIVE = "qualitative"


class Field(StrEnum):
    """The field of work a target belongs to ("lĩnh vực")."""

    ECONOMY = "economy"
    CULTURE_SOCIETY = "culture_society"
    ENVIRONMENT = "environment"
    DEFENCE_SECURITY = "defence_security"
    NEW_RURAL = "new_rural"
    ADMINISTRATION = "administration"
    PARTY_BUILDING = "party_building"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the text that was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason, in Vietnamese for people, why a careful reader would hesitate.

    `code` names the kind of doubt for programs; `question` is the sentence shown.
    """

    code: str
    question: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The frame of an administrative document; None and () where the text is silent."""

    issuer: str | None = None
    number: str | None = None
    place: str | None = None
    date: str | None = None
    type: str | None = None
    subject: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasisCited:
    """A document cited by number, or a law cited by name and year."""

    type: str | None
    number: str | None
    issuer: str | None
    date: str | None
    name: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class MovementNamed:
    """A movement the text launches or names. `is_launched` marks the document's own."""

    name: str
    period: tuple[str, str] | None
    level: str | None
    span: Span
    is_launched: bool = False


@dataclass(frozen=True, slots=True)
class TargetRead:
    """One indicator with one value, and the clause that set it.

    Values are exact decimals in `unit`; `per` is a time base ("năm"), `parent` the name of
    the total this one is part of; `heading` the printed heading above it ("2.1. Chỉ tiêu kinh tế").
    """

    name: str
    comparator: Comparator
    low: Decimal | None
    high: Decimal | None
    unit: str
    per: str | None
    parent: str | None
    span: Span
    field: Field = Field.OTHER
    heading: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit made responsible, the beginning of its first task, and a deadline when one is written.

    `due` is an ISO date, shortened to year-month or year when the text says no more.
    """

    unit: str
    task_excerpt: str
    span: Span
    due: str | None = None
    due_text: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one text."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    theme: str | None = None
    legal_bases: tuple[LegalBasisCited, ...] = ()
    movements: tuple[MovementNamed, ...] = ()
    targets: tuple[TargetRead, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
