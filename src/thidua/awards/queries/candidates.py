"""Those put forward as the law looks at them: with every fact it may ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import prefetch_related_objects

from thidua.awards.models import Hold, Nomination, PriorAward
from thidua.awards.queries.known import Known, known_of
from thidua.core.eligibility import facts
from thidua.core.eligibility.facts import Candidate, Held, Merit, Rated, Subject, Won
from thidua.core.law.kinds import AwardForm
from thidua.core.law.packs import RulePack
from thidua.core.text import search_key
from thidua.law.shipped import national_law

RowT = TypeVar("RowT")
BARS_KEY = "bars"
"""Under which a person answers whether a bar of a household applies; `bars.<key>` names one that does."""


def candidates_of(nominations: Iterable[Nomination], *, on: date | None = None) -> dict[UUID, Candidate]:
    """Return each nomination as a candidate on the day its round is judged on, or on another.

    The number of queries is the same for three and for five hundred.
    """
    listed = list(nominations)
    prefetch_related_objects(listed, "round", "person", "unit", "household__head")
    known = known_of(listed)
    return {one.pk: _candidate(one, known, on or one.round.judged_on) for one in listed}


def _candidate(one: Nomination, known: Known, on: date) -> Candidate:
    key, year = one.subject_key, one.round.year
    work = next((row for row in _of_person(known.work, one) if row.year == year), None)
    awards = [row for row in known.awards.get(key, ()) if row.revoked_on is None or row.revoked_on > on]
    others = [row for row in known.open.get(key, ()) if row.pk != one.pk]
    pack = national_law().pack_on(one.round.judged_on)
    return Candidate(
        subject=Subject(one.subject.value),
        year=year,
        on=on,
        merit=Merit(one.round.merit),
        achievement=_achievement(one.achievement, one.kind_code, pack),
        ratings={row.year: Rated(facts.Grade(row.grade), row.paper) for row in known.ratings.get(key, ())},
        won=tuple(_won(row, pack) for row in awards),
        put_forward=tuple(_put_forward(row, pack) for row in others),
        initiatives=tuple(
            facts.Initiative(row.year, row.name, row.paper) for row in _of_person(known.initiatives, one)
        ),
        disciplines=tuple(
            facts.Discipline(facts.DisciplineLevel(row.level), row.decided_on, row.ends_on, row.paper)
            for row in known.disciplines.get(key, ())
        ),
        holds=tuple(_held(row) for row in known.holds if _is_about(row, one)),
        members=_members(one, known),
        months_worked=work.months if work else None,
        is_on_maternity=work.is_on_maternity if work else False,
        bars=_bars(one, known),
        closed_on=one.unit.valid_to if one.unit else None,
        confirmed={
            row.key: facts.Confirmation(row.is_met, row.note, row.by_name)
            for row in known.confirmed.get(one.pk, ())
        },
    )


def _of_person(rows: Mapping[UUID, Sequence[RowT]], one: Nomination) -> Sequence[RowT]:
    return rows.get(one.person_id, ()) if one.person_id else ()


def _achievement(text: str, code: str, pack: RulePack) -> str:
    """Return what tells one achievement from another; a title is for the whole year, not for one deed."""
    kind = pack.kinds.get(code)
    return "" if kind is not None and kind.form == AwardForm.TITLE else search_key(text)


def _won(row: PriorAward, pack: RulePack) -> Won:
    achievement = _achievement(row.achievement, row.code, pack)
    return Won(row.code, row.name, row.year, row.paper, Merit(row.merit), achievement)


def _put_forward(row: Nomination, pack: RulePack) -> Won:
    achievement = _achievement(row.achievement, row.kind_code, pack)
    return Won(row.kind_code, row.kind_name, row.round.year, "", Merit(row.round.merit), achievement)


def _held(row: Hold) -> Held:
    return Held(f"{row.get_kind_display()}, {row.reason}", row.document_number, row.starts_on, row.ends_on)


def _is_about(hold: Hold, one: Nomination) -> bool:
    """Say whether a hold is about who is put forward; one about a person is found by name and unit."""
    if not hold.person_name:
        return hold.unit_id is not None and hold.unit_id == one.unit_id
    person = one.person or (one.household.head if one.household else None)
    if person is None or hold.authority_id != one.authority_id:
        return False
    if search_key(hold.person_name) != search_key(person.full_name):
        return False
    return None in (hold.unit_id, person.unit_id) or hold.unit_id == person.unit_id


def _members(one: Nomination, known: Known) -> facts.Members | None:
    """Return the people of a collective; titles nobody counted are counted from awards and nominations."""
    row = known.collectives.get((one.unit_id, one.round.year)) if one.unit_id else None
    if row is None:
        return None
    place = (row.unit_id, row.year)
    advanced, exemplary = known.advanced.get(place, frozenset()), known.exemplary.get(place, frozenset())
    is_counted = None in (row.advanced, row.exemplary)
    return facts.Members(
        count=row.members,
        completed=row.completed,
        advanced=len(advanced) if row.advanced is None else row.advanced,
        exemplary=len(exemplary) if row.exemplary is None else row.exemplary,
        warned=row.warned,
        source=f"{row.paper}; danh hiệu đếm từ hệ thống" if is_counted else row.paper,
    )


def _bars(one: Nomination, known: Known) -> frozenset[str] | None:
    answers = known.confirmed.get(one.pk, ())
    if not any(row.key == BARS_KEY for row in answers):
        return None
    named: Sequence[str] = [row.key for row in answers if row.key.startswith(f"{BARS_KEY}.")]
    return frozenset(key.removeprefix(f"{BARS_KEY}.") for key in named)
