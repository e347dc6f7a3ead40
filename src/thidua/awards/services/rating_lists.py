"""Take a pasted list of yearly ratings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.awards import policies
from thidua.awards.enums import FactOrigin, GradeChoice
from thidua.awards.models import Rating
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.awards.services.facts import Put
from thidua.core.errors import DomainError
from thidua.core.pasted.checking import Checked, Choice
from thidua.core.pasted.ratings import PastedRating, RatingList, Somebody, check_ratings
from thidua.foundation.actors import Actor
from thidua.organisation.models import Authority, Person, Unit

_WORDS = {
    GradeChoice.EXCELLENT: ("xuất sắc", "htxsnv", "hoàn thành xuất sắc"),
    GradeChoice.GOOD: ("tốt", "httnv", "hoàn thành tốt"),
    GradeChoice.DONE: ("hoàn thành", "htnv"),
    GradeChoice.FAILED: ("không hoàn thành", "khtnv"),
}
_GRADES = tuple(Choice(grade.value, str(grade.label), _WORDS[grade]) for grade in GradeChoice)


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it was pasted, of one year, with the paper for lines that name none."""

    text: str
    year: int
    paper: str = ""


def check(authority: Authority, sent: Sent) -> Checked[PastedRating[UUID]]:
    """Say what each line would become; writes nothing. Three queries."""
    people = Person.objects.filter(authority=authority).select_related("unit")
    units = Unit.objects.filter(authority=authority).in_force_still()
    everybody = [
        *(Somebody(one.pk, one.full_name, str(one.unit or ""), one.birth_year) for one in people),
        *(Somebody(one.pk, one.name) for one in units),
    ]
    rated = Rating.objects.filter(authority=authority, year=sent.year, household=None)
    known = {person or unit: grade for person, unit, grade in rated.values_list("person", "unit", "grade")}
    return check_ratings(sent.text, RatingList(everybody, _GRADES, known, sent.paper))


@transaction.atomic
def take(authority: Authority, sent: Sent, *, seen: int, by: Actor, at: datetime) -> Put:
    """Write all of the list down, or nothing; `seen` is how many lines were shown as new or another.

    The locked authority lets one list be taken at a time.
    """
    policies.can_write_facts(by, authority.pk).enforce()
    Authority.objects.select_for_update().get(pk=authority.pk)
    checked = check(authority, sent)
    if not checked.is_ready:
        raise DomainError("Danh sách còn chỗ cần sửa, hoặc không còn dòng nào mới. Xem lại rồi nhập.")
    if checked.count != seen:
        raise DomainError("Từ lúc xem đến lúc bấm đã có người thêm hay sửa. Xem lại rồi bấm nhập.")
    lines: list[PastedRating[UUID]] = [*checked.new, *checked.updates]
    shapes = _shapes(authority, lines, sent.year)
    return facts.put(shapes, by=by, at=at, origin=FactOrigin.IMPORTED)


def _shapes(authority: Authority, lines: list[PastedRating[UUID]], year: int) -> list[RatingFacts]:
    people: dict[Any, Any] = Person.objects.filter(authority=authority).in_bulk()
    units: dict[Any, Any] = Unit.objects.filter(authority=authority).in_bulk()
    return [
        RatingFacts(
            person=people.get(line.key),
            unit=units.get(line.key),
            year=year,
            grade=line.grade,
            paper=line.paper,
        )
        for line in lines
    ]
