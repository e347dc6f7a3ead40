"""Add and change people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import search, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.organisation import policies
from thidua.organisation.models import Authority, PastedList, Person, Unit

_EARLIEST_BIRTH = 1900


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person. `given_name` overrules the last word of the name for sorting."""

    full_name: str
    given_name: str = ""
    birth_year: int | None = None
    is_female: bool | None = None
    unit: Unit | None = None


@transaction.atomic
def create(authority: Authority, facts: PersonFacts, *, by: Actor, at: datetime) -> Person:
    """Add a person to an authority."""
    policies.can_add(by, authority).enforce()
    check(authority, facts, at)
    person = Person(authority=authority, **_values(facts))
    person.full_clean()
    person.save()
    search.index(_findable(person))
    record("organisation.person.create", person, by=by, at=at)
    return person


@transaction.atomic
def create_all(pasted: PastedList, many: Iterable[PersonFacts], *, by: Actor, at: datetime) -> list[Person]:
    """Add the people of a pasted list, in few statements."""
    policies.can_add(by, pasted.authority).enforce()
    new = []
    for facts in many:
        check(pasted.authority, facts, at)
        person = Person(authority=pasted.authority, pasted_in=pasted, **_values(facts))
        person.fill_keys()
        person.clean_fields(exclude={"authority", "pasted_in", "unit"})
        new.append(person)
    Person.objects.bulk_create(new, batch_size=500)
    search.index_new(_findable(person) for person in new)
    deed = Deed(batch=pasted.pk)
    record_each("organisation.person.create", ((person, deed) for person in new), by=by, at=at)
    return new


@transaction.atomic
def change(person: Person, facts: PersonFacts, *, expected: int, by: Actor, at: datetime) -> Person:
    """Correct what is known of a person."""
    person = (
        Person.objects.select_for_update(of=("self",)).select_related("authority", "unit").get(pk=person.pk)
    )
    policies.can_change(by, person).enforce()
    check(person.authority, facts, at)
    changes = versions.apply(person, _values(facts), expected=expected)
    if changes:
        search.index(_findable(person))
        record("organisation.person.change", person, by=by, at=at, deed=Deed(changes=changes))
    return person


def page_of(person: Person) -> str:
    """Return the address of the person's page; held against the URL table by a test."""
    return f"/nguoi/{person.pk}/"


def _values(facts: PersonFacts) -> dict[str, object]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def check(authority: Authority, facts: PersonFacts, at: datetime) -> None:
    """Hold what is known of a person against the authority and the calendar.

    :raises DomainError: a unit of elsewhere, a year of birth that cannot be
    """
    if facts.unit is not None and facts.unit.authority_id != authority.pk:
        raise DomainError(f"{facts.unit} không thuộc {authority}.")
    if facts.birth_year is not None and not _EARLIEST_BIRTH <= facts.birth_year <= at.year:
        raise DomainError(f"Năm sinh phải từ {_EARLIEST_BIRTH} đến năm nay.")


def _findable(person: Person) -> search.Findable:
    return search.Findable(
        authority_id=person.authority_id,
        kind="person",
        object_id=str(person.pk),
        title=person.full_name,
        detail=person.unit.name if person.unit is not None else "",
        url=page_of(person),
    )


def _all() -> Iterator[search.Findable]:
    return (_findable(person) for person in Person.objects.select_related("unit").order_by("pk").iterator())


search.declare("person", _all)
