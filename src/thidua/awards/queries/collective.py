"""What the program itself counts of the people of a unit in a year, for a person to confirm."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.awards.models import Discipline, Rating
from thidua.core.dates import show_date
from thidua.core.eligibility.collective import Counted, MemberYear, counted
from thidua.core.eligibility.facts import DisciplineLevel, Grade
from thidua.organisation.models import Person, Unit

_WARNED = [level.value for level in DisciplineLevel if level.reaches(DisciplineLevel.WARNING)]


@dataclass(frozen=True, slots=True)
class CountedYear:
    """The counts of a unit's people in a year, and the day they were counted on."""

    year: int
    on: date
    counts: Counted

    @property
    def values(self) -> dict[str, Any]:
        """Fill the form with what is known; titles stay empty, for they are counted as they come."""
        return {
            "year": self.year,
            "members": self.counts.members,
            "completed": self.counts.completed,
            "warned": self.counts.warned,
            "paper": f"Máy đếm từ bảng xếp loại, kỷ luật đã ghi, ngày {show_date(self.on)}",
        }

    @property
    def sentence(self) -> str:
        found = self.counts
        told = (
            f"Máy đếm từ những gì đã ghi: {found.members} người, "
            f"{found.rated} người có xếp loại năm {self.year}."
        )
        if found.completed is not None:
            return told
        return f"{told} Còn người chưa xếp loại nên chưa đếm số hoàn thành."


def counted_year(unit: Unit, year: int, on: date) -> CountedYear | None:
    """Count who belongs to the unit or held a post there in the year; None for nobody. Three queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    held = Q(positions__unit=unit, positions__starts_on__lte=last) & (
        Q(positions__ends_on__isnull=True) | Q(positions__ends_on__gte=first)
    )
    people = set(Person.objects.filter(Q(unit=unit) | held).values_list("pk", flat=True))
    if not people:
        return None
    graded = Rating.objects.filter(person__in=people, year=year).values_list("person_id", "grade")
    grades = {person: Grade(grade) for person, grade in graded}
    disciplined = Discipline.objects.filter(person__in=people, level__in=_WARNED)
    warned = set(disciplined.filter(decided_on__year=year).values_list("person_id", flat=True))
    members = [MemberYear(grades.get(person), is_warned=person in warned) for person in people]
    return CountedYear(year, on, counted(members))
