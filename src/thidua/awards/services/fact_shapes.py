"""What is written down of somebody, one shape a kind of fact, each with the paper it stands in."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

from thidua.awards.enums import MeritChoice
from thidua.awards.models import (
    CollectiveYear,
    Discipline,
    Initiative,
    PersonProfile,
    PriorAward,
    Rating,
    WorkYear,
)
from thidua.organisation.models import Household, Person, Unit

AnyFact = Rating | PriorAward | Discipline | Initiative | CollectiveYear | WorkYear | PersonProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The values of one fact; `ONE` names what it is written down once for, empty where often."""

    NAME: ClassVar[str]
    MODEL: ClassVar[Any]
    ONE: ClassVar[tuple[str, ...]] = ()

    paper: str

    @property
    def values(self) -> dict[str, Any]:
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.strip() if isinstance(value, str) else value for name, value in found.items()}

    @property
    def owners(self) -> tuple[Person | Unit | Household, ...]:
        """Return whom it is about."""
        values = self.values
        return tuple(values[name] for name in ("person", "unit", "household") if values.get(name) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectShape(Shape):
    """A fact about a person, a unit or a household."""

    person: Person | None = None
    unit: Unit | None = None
    household: Household | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFacts(SubjectShape):
    NAME = "rating"
    MODEL = Rating
    ONE = ("person", "unit", "household", "year")

    year: int
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFacts(SubjectShape):
    """An award somebody holds; `code` is its kind where that is known."""

    NAME = "prior_award"
    MODEL = PriorAward

    name: str
    year: int
    code: str = ""
    merit: str = MeritChoice.REGULAR
    achievement: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisciplineFacts(SubjectShape):
    """A form of discipline; `ends_on` is the last day of its period, None while nobody knows it."""

    NAME = "discipline"
    MODEL = Discipline

    level: str
    decided_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeFacts(Shape):
    NAME = "initiative"
    MODEL = Initiative

    person: Person
    year: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveFacts(Shape):
    """The people of a unit in a year; what nobody counted stays None."""

    NAME = "collective"
    MODEL = CollectiveYear
    ONE = ("unit", "year")

    unit: Unit
    year: int
    members: int
    completed: int | None = None
    advanced: int | None = None
    exemplary: int | None = None
    warned: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts(Shape):
    NAME = "work"
    MODEL = WorkYear
    ONE = ("person", "year")

    person: Person
    year: int
    months: int
    is_on_maternity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFacts(Shape):
    NAME = "profile"
    MODEL = PersonProfile
    ONE = ("person",)

    person: Person
    identity_number: str = ""
    is_leader: bool | None = None
    is_direct_worker: bool | None = None
