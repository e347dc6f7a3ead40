"""Those put forward as the law looks at them: with every fact it may ask for."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import prefetch_related_objects

from thidua.awards.enums import HoldKind
from thidua.awards.models import Nomination
from thidua.awards.queries.known import ADVANCED, COUNTING, EXEMPLARY, Known, Row, known_of
from thidua.core.eligibility import facts
from thidua.core.eligibility.facts import Candidate, Held, Merit, Rated, Subject, Won
from thidua.core.law.kinds import AwardForm
from thidua.core.law.packs import RulePack
from thidua.core.text import search_key
from thidua.law.shipped import national_law

BARS_KEY = "bars"
"""Under which a person answers whether a bar of a household applies; `bars.<key>` names one that does."""


def candidates_of(
    nominations: Iterable[Nomination],
    *,
    on: date | None = None,
    granted: Collection[Nomination] | None = None,
) -> dict[UUID, Candidate]:
    """Return each nomination as a candidate on the day its round is judged on, or on another.

    Titles put forward beside count once they are handed in; where a decision is made, those it grants only
    (`granted`). The number of queries is the same for three and for five hundred.
    """
    listed = list(nominations)
    if not listed:
        return {}
    prefetch_related_objects(listed, "round", "person", "unit", "household__head")
    known = _standing(known_of(listed), granted)
    holds = tuple(row._replace(name=search_key(row.name)) for row in known.all("hold"))
    return {one.pk: _candidate(one, known, holds, on or one.round.judged_on) for one in listed}


def _standing(known: Known, granted: Collection[Nomination] | None) -> Known:
    """Leave out of the titles put forward those on which nothing may stand."""
    if granted is None:
        return known
    keys = {one.pk for one in granted}
    titles = {(one.person_id, one.kind_code) for one in granted}
    rows = dict(known.rows)
    for (sort, owner), found in known.rows.items():
        if sort == "open":
            rows[sort, owner] = [row if row.other in keys else row._replace(paper="") for row in found]
        elif sort == "title_open":
            rows[sort, owner] = [row for row in found if (row.other, row.code) in titles]
    return Known(rows)


def _candidate(one: Nomination, known: Known, holds: Iterable[Row], on: date) -> Candidate:
    award_round, person = one.round, one.person_id
    owner, year = one.subject_key[1], award_round.year
    pack = national_law().pack_on(award_round.judged_on)
    work = next((row for row in _of(known, "work", person) if row.year == year), None)
    awards = sorted(known.of("award", owner), key=lambda row: -row.year)
    return Candidate(
        subject=Subject(one.subject.value),
        year=year,
        on=on,
        merit=Merit(award_round.merit),
        achievement=_achievement(one.achievement, one.kind_code, pack),
        ratings={row.year: Rated(facts.Grade(row.code), row.paper) for row in known.of("rating", owner)},
        won=tuple(_won(row, pack) for row in awards if row.to_on is None or row.to_on > on),
        put_forward=tuple(_beside(row, pack) for row in known.of("open", owner) if row.other != one.pk),
        initiatives=tuple(
            facts.Initiative(row.year, row.name, row.paper) for row in _of(known, "initiative", person)
        ),
        disciplines=tuple(_disciplines(known.of("discipline", owner))),
        holds=tuple(_held(row) for row in holds if _is_about(row, one)),
        members=_members(one, known),
        months_worked=work.number if work else None,
        is_on_maternity=bool(work and work.warned),
        bars=_bars(one, known),
        closed_on=one.unit.valid_to if one.unit_id else None,
        confirmed={
            row.code: facts.Confirmation(bool(row.number), row.deed, row.name)
            for row in known.of("confirmed", one.pk)
        },
    )


def _of(known: Known, sort: str, person: UUID | None) -> Iterable[Row]:
    return known.of(sort, person) if person else ()


def _achievement(text: str, code: str, pack: RulePack) -> str:
    """Return what tells one achievement from another; a title is for the whole year, not for one deed."""
    kind = pack.kinds.get(code)
    return "" if kind is not None and kind.form == AwardForm.TITLE else search_key(text)


def _won(row: Row, pack: RulePack) -> Won:
    achievement = _achievement(row.deed, row.code, pack)
    return Won(row.code, row.name, row.year, row.paper, Merit(row.merit), achievement)


def _beside(row: Row, pack: RulePack) -> Won:
    """Return what is put forward beside; the row has its state where an award has its paper."""
    return replace(_won(row, pack), decision="", counts=row.paper in COUNTING)


def _disciplines(rows: Iterable[Row]) -> Iterable[facts.Discipline]:
    for row in sorted(rows, key=lambda row: row.from_on or date.min):
        if row.from_on is not None:
            yield facts.Discipline(facts.DisciplineLevel(row.code), row.from_on, row.to_on, row.paper)


def _held(row: Row) -> Held:
    reason = f"{HoldKind(row.code).label}, {row.deed}"
    return Held(reason, row.paper, row.from_on or date.min, row.to_on)


def _is_about(hold: Row, one: Nomination) -> bool:
    """Say whether a hold is about who is put forward; one about a person is found by name and unit.

    The name of the hold comes as a key, worked out once for all of a list.
    """
    if hold.other != one.authority_id:
        return False
    if not hold.name or one.unit_id:
        return not hold.name and hold.owner is not None and hold.owner == one.unit_id
    person = one.person if one.person_id else one.household.head
    is_near = None in (hold.owner, person.unit_id) or hold.owner == person.unit_id
    return is_near and hold.name == search_key(person.full_name)


def _members(one: Nomination, known: Known) -> facts.Members | None:
    """Return the people of a collective; titles nobody counted are counted from awards and nominations."""
    if not one.unit_id:
        return None
    year = one.round.year
    row = next((row for row in known.of("collective", one.unit_id) if row.year == year), None)
    if row is None:
        return None
    holders = (*known.of("titled", row.owner), *known.of("title_open", row.owner))
    titled = [who for who in holders if who.year == row.year]
    advanced, exemplary = (
        len({who.other for who in titled if who.code in codes}) for codes in (ADVANCED, EXEMPLARY)
    )
    is_counted = None in (row.advanced, row.exemplary)
    return facts.Members(
        count=row.number or 0,
        completed=row.completed,
        advanced=advanced if row.advanced is None else row.advanced,
        exemplary=exemplary if row.exemplary is None else row.exemplary,
        warned=row.warned,
        source=f"{row.paper}; danh hiệu đếm từ hệ thống" if is_counted else row.paper,
    )


def _bars(one: Nomination, known: Known) -> frozenset[str] | None:
    keys = [row.code for row in known.of("confirmed", one.pk)]
    if BARS_KEY not in keys:
        return None
    start = f"{BARS_KEY}."
    return frozenset(key.removeprefix(start) for key in keys if key.startswith(start))
