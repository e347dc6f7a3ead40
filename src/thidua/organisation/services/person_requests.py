"""Units ask for somebody to be added to the list of people; the office adds or says why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import search_key
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.organisation import policies
from thidua.organisation.enums import PersonRequestState
from thidua.organisation.models import Person, PersonRequest, Unit
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts

PAGE = "/nguoi/nho-them/"
"""The address of the list of requests; held against the URL table by a test."""
_MOST_WAITING = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is missing: the name, the year of birth where it is known, and what the person does."""

    unit: Unit
    full_name: str
    birth_year: int | None = None
    work: str = ""


@transaction.atomic
def ask(wanted: Wanted, *, by: Actor, at: datetime) -> PersonRequest:
    """Ask the office for somebody.

    :raises DomainError: the unit has that person already or waits for too many answers
    """
    unit = Unit.objects.select_for_update(of=("self",)).select_related("authority").get(pk=wanted.unit.pk)
    policies.can_ask_for_person(by, unit).enforce()
    _refuse_known(unit, wanted)
    people.check(unit.authority, PersonFacts(wanted.full_name, birth_year=wanted.birth_year), at)
    made = PersonRequest(
        authority=unit.authority,
        unit=unit,
        full_name=" ".join(wanted.full_name.split()),
        birth_year=wanted.birth_year,
        work=wanted.work.strip(),
        asked_by=by.name,
        asked_at=at,
    )
    made.full_clean(validate_constraints=False)
    made.save(force_insert=True)
    record("organisation.person_request.ask", made, by=by, at=at)
    return made


@transaction.atomic
def add(seen: PersonRequest, *, expected: int, by: Actor, at: datetime) -> Person:
    """Add the person as the unit wrote it, and tell the unit."""
    asked = _lock(seen, by)
    facts = PersonFacts(asked.full_name, birth_year=asked.birth_year, unit=asked.unit)
    person = people.create(asked.authority, facts, by=by, at=at)
    _answer(asked, {"state": PersonRequestState.ADDED, "person": person}, "add", expected, by=by, at=at)
    _tell(asked, "Văn phòng đã thêm vào danh sách. Lập đề nghị được rồi.", at)
    return person


@transaction.atomic
def refuse(seen: PersonRequest, reason: str, *, expected: int, by: Actor, at: datetime) -> PersonRequest:
    """Add nobody, with the reason, which the unit reads.

    :raises DomainError: no reason, or answered already
    """
    asked, told = _lock(seen, by), reason.strip()
    if not told:
        raise DomainError("Ghi lý do không thêm để đơn vị biết.")
    _answer(asked, {"state": PersonRequestState.REFUSED, "reason": told}, "refuse", expected, by=by, at=at)
    _tell(asked, f"Văn phòng không thêm. Lý do: {told}", at)
    return asked


def _refuse_known(unit: Unit, wanted: Wanted) -> None:
    name = search_key(wanted.full_name)
    if not name:
        raise DomainError("Ghi họ và tên.")
    waiting = list(PersonRequest.objects.waiting().filter(unit=unit))
    if len(waiting) >= _MOST_WAITING:
        raise DomainError(f"Đang có {len(waiting)} lời nhờ chờ trả lời. Gọi Văn phòng để thêm cả danh sách.")
    for one in (*waiting, *unit.people.all()):
        if search_key(one.full_name) == name and wanted.birth_year in {None, one.birth_year}:
            held = (
                "đã nhờ rồi, đang chờ Văn phòng"
                if isinstance(one, PersonRequest)
                else "đã có trong danh sách"
            )
            raise DomainError(f"{one.full_name} {held}. Trùng tên người khác thì ghi năm sinh.")


def _lock(seen: PersonRequest, by: Actor) -> PersonRequest:
    found = PersonRequest.objects.select_for_update(of=("self",)).select_related("authority", "unit")
    locked: PersonRequest = found.get(pk=seen.pk)
    policies.can_change(by, locked).enforce()
    if locked.state != PersonRequestState.WAITING:
        raise DomainError(f"Lời nhờ này đã trả lời: {locked.get_state_display().lower()}.")
    return locked


def _answer(
    asked: PersonRequest, values: dict[str, Any], verb: str, expected: int, *, by: Actor, at: datetime
) -> None:
    changes = versions.apply(asked, values, expected=expected)
    deed = Deed(changes={"state": changes["state"]}, reason=asked.reason)
    record(f"organisation.person_request.{verb}", asked, by=by, at=at, deed=deed)


def _tell(asked: PersonRequest, detail: str, at: datetime) -> None:
    news = News(
        dedup_key=f"person-request:{asked.pk}",
        authority_id=asked.authority_id,
        unit_id=asked.unit_id,
        title=f"Nhờ thêm {asked.full_name}",
        detail=detail,
        url=PAGE,
    )
    notices.tell([news], at=at)
