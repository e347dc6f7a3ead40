"""Take lists of yearly ratings, and take them back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.awards import policies
from thidua.awards.enums import FactOrigin, GradeChoice
from thidua.awards.models import Rating, RatingIntake, RatingIntakeLine
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.awards.services.facts import Put
from thidua.core.errors import DomainError
from thidua.core.pasted.checking import Checked, Choice
from thidua.core.pasted.ratings import PastedRating, RatingList, Somebody, check_ratings
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.organisation.models import Authority, Person, Unit

_WORDS = {
    GradeChoice.EXCELLENT: ("xuất sắc", "htxsnv", "hoàn thành xuất sắc"),
    GradeChoice.GOOD: ("tốt", "httnv", "hoàn thành tốt"),
    GradeChoice.DONE: ("hoàn thành", "htnv"),
    GradeChoice.FAILED: ("không hoàn thành", "khtnv"),
}
_MOST_NAMED = 3
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
def take(authority: Authority, sent: Sent, *, seen: int, by: Actor, at: datetime) -> RatingIntake:
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
    stood = Rating.objects.filter(authority=authority, year=sent.year).values_list("pk", "grade", "paper")
    before = {key: (grade, paper) for key, grade, paper in stood}
    lines: list[PastedRating[UUID]] = [*checked.new, *checked.updates]
    put = facts.put(_shapes(authority, lines, sent.year), by=by, at=at, origin=FactOrigin.IMPORTED)
    return _keep(authority, sent.year, put, before, by=by, at=at)


@transaction.atomic
def undo(intake: RatingIntake, *, by: Actor, at: datetime) -> RatingIntake:
    """Remove what a list added and give back what it changed.

    :raises DomainError: it was taken back already, or one of its ratings was changed since
    """
    intake = RatingIntake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    policies.can_write_facts(by, intake.authority_id).enforce()
    if intake.undone_at is not None:
        raise DomainError("Lần nhập này đã hoàn tác.")
    lines = _locked_lines(intake)
    if moved := sorted(line.rating.subject_name for line in lines if not line.is_as_written):
        more = f" và {len(moved) - _MOST_NAMED} người khác" if len(moved) > _MOST_NAMED else ""
        names = ", ".join(moved[:_MOST_NAMED])
        raise DomainError(f"Chưa hoàn tác được: xếp loại của {names}{more} đã sửa sau lần nhập này.")
    _give_back(lines, by=by, at=at)
    intake.undone_by, intake.undone_at = by.name, at
    intake.save(update_fields=["undone_by", "undone_at"])
    deed = Deed(changes={"count": (intake.count, 0)}, batch=new_key())
    record("awards.ratings.undo", intake, by=by, at=at, deed=deed)
    return intake


def _keep(
    authority: Authority, year: int, put: Put, before: dict[UUID, tuple[str, str]], *, by: Actor, at: datetime
) -> RatingIntake:
    """Write down what the list did, for taking it back."""
    rows: list[Any] = [*put.added, *put.changed]
    intake = RatingIntake.objects.create(
        authority=authority, year=year, count=len(rows), taken_by=by.name, taken_at=at
    )
    lines = []
    for row in rows:
        grade, paper = before.get(row.pk, ("", ""))
        lines.append(
            RatingIntakeLine(
                intake=intake,
                rating=row,
                grade=row.grade,
                paper=row.paper,
                grade_before=grade,
                paper_before=paper,
            )
        )
    RatingIntakeLine.objects.bulk_create(lines)
    deed = Deed(changes={"count": (0, len(rows))}, batch=intake.pk)
    record("awards.ratings.take", intake, by=by, at=at, deed=deed)
    return intake


def _locked_lines(intake: RatingIntake) -> list[RatingIntakeLine]:
    lines = list(intake.lines.all())
    found = Rating.objects.select_for_update(of=("self",)).select_related("person", "unit", "household__head")
    ratings = found.in_bulk([line.rating_id for line in lines])
    for line in lines:
        line.rating = ratings[line.rating_id]
    return lines


def _give_back(lines: list[RatingIntakeLine], *, by: Actor, at: datetime) -> None:
    deed = Deed(reason="Hoàn tác lần nhập từ Excel")
    added = [line.rating for line in lines if not line.grade_before]
    for line in lines:
        if line.grade_before:
            values = {"grade": line.grade_before, "paper": line.paper_before}
            changes = versions.apply(line.rating, values, expected=line.rating.version)
            record("awards.rating.change", line.rating, by=by, at=at, deed=Deed(changes=changes))
    record_each("awards.rating.drop", ((row, deed) for row in added), by=by, at=at)
    Rating.objects.filter(pk__in=[row.pk for row in added]).delete()


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
