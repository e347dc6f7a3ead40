"""What is counted of the people of a collective in a year; what is not known stays open."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.eligibility.facts import Grade


@dataclass(frozen=True, slots=True)
class MemberYear:
    """One of the people in the year: the rating, None where nobody wrote one, and whether warned or worse."""

    grade: Grade | None = None
    is_warned: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """`completed` is None while somebody is not rated: who was not looked at is not counted as failed."""

    members: int
    rated: int
    completed: int | None
    warned: int


def counted(people: Sequence[MemberYear]) -> Counted:
    """Count people, those rated, those who did their work, those disciplined with a warning or worse."""
    grades = [one.grade for one in people if one.grade is not None]
    is_whole = bool(people) and len(grades) == len(people)
    return Counted(
        members=len(people),
        rated=len(grades),
        completed=sum(grade.reaches(Grade.DONE) for grade in grades) if is_whole else None,
        warned=sum(one.is_warned for one in people),
    )
