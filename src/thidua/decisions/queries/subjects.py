"""Of whom and of which unit a line of a decision is."""

from uuid import UUID

from thidua.awards.models import Hold
from thidua.core.text import search_key
from thidua.decisions.models import Award
from thidua.organisation.models import Person


def is_about(hold: Hold, award: Award) -> bool:
    """Say whether a hold names the unit of an award, or its person by name."""
    if not hold.person_name:
        return hold.unit_id is not None and hold.unit_id == unit_of(award)
    person = person_of(award)
    return person is not None and search_key(hold.person_name) == search_key(person.full_name)


def unit_of(award: Award) -> UUID | None:
    if award.unit_id:
        return award.unit_id
    person = person_of(award)
    return person.unit_id if person else None


def person_of(award: Award) -> Person | None:
    """The person praised, or the head of the household."""
    return award.person or (award.household.head if award.household else None)
