"""Who may be put forward: found by name as somebody types, or taken by key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from thidua.awards.enums import SubjectChoice
from thidua.awards.models.nomination import JUDGES
from thidua.core.eligibility.facts import Subject
from thidua.core.text import search_key, search_words, spells
from thidua.foundation.actors import Actor
from thidua.organisation.models import Household, Person, Unit
from thidua.organisation.queries import people_for_list

_MOST_FOUND = 20
_ThingT = TypeVar("_ThingT", Person, Unit, Household)
SLUGS: Mapping[str, SubjectChoice] = {
    "ca-nhan": SubjectChoice.PERSON,
    "tap-the": SubjectChoice.COLLECTIVE,
    "ho": SubjectChoice.HOUSEHOLD,
}


@dataclass(frozen=True, slots=True)
class Whom:
    """One person, unit or household, as pages name it."""

    person: Person | None = None
    unit: Unit | None = None
    household: Household | None = None

    @property
    def thing(self) -> Person | Unit | Household:
        for one in (self.person, self.unit, self.household):
            if one is not None:
                return one
        raise LookupError

    @property
    def values(self) -> dict[str, Any]:
        return {"person": self.person, "unit": self.unit, "household": self.household}

    @property
    def slug(self) -> str:
        if self.person is not None:
            return "ca-nhan"
        return "tap-the" if self.unit is not None else "ho"

    @property
    def sort(self) -> SubjectChoice:
        return SLUGS[self.slug]

    @property
    def subject(self) -> Subject:
        return Subject(self.sort.value)

    @property
    def home(self) -> Unit | None:
        """The unit it belongs to, or is."""
        if self.person is not None:
            return self.person.unit
        return self.unit if self.household is None else self.household.unit

    @property
    def detail(self) -> str:
        about = [self.sort.label.capitalize()]
        if self.unit is None and self.home is not None:
            about.append(str(self.home))
        return ", ".join(about)


def people_of(actor: Actor) -> Any:
    """People the actor may put forward: those who judge all of the commune, a unit its own."""
    return _own(Person, actor, "unit_id").select_related("unit")


def units_of(actor: Actor, on: date) -> Any:
    return _own(Unit, actor, "pk").in_force(on).for_list()


def households_of(actor: Actor) -> Any:
    return _own(Household, actor, "unit_id").select_related("head", "unit")


def found_by(actor: Actor, words: str, on: date) -> list[Whom]:
    """Return who has every word in the name: units first, then people, then households. Four queries.

    Within each, those spelled as typed, accents and all, come first.
    """
    if not search_words(words):
        return []
    units = _nearest_first(units_named(actor, words, on), words)
    return [*(Whom(unit=unit) for unit in units), *_people_and_households(actor, words, on)]


def whom(actor: Actor, slug: str, pk: UUID, on: date) -> Whom | None:
    """Return one by its key, None where the actor may not put it forward."""
    if slug == "ca-nhan":
        person = people_of(actor).filter(pk=pk).first()
        return Whom(person=person) if person else None
    if slug == "tap-the":
        unit = units_of(actor, on).filter(pk=pk).first()
        return Whom(unit=unit) if unit else None
    household = households_of(actor).filter(pk=pk).first() if slug == "ho" else None
    return Whom(household=household) if household else None


def units_named(actor: Actor, words: str, on: date) -> list[Unit]:
    """Return the units with every word in a name of theirs. One query."""
    return [unit for unit in units_of(actor, on) if _fits(" ".join(unit.names), words)]


def _people_and_households(actor: Actor, words: str, on: date) -> list[Whom]:
    named = people_named(actor, words, on)
    people = _nearest_first(people_of(actor).filter(pk__in=named).for_list(), words)
    households = households_of(actor).filter(head__in=named).order_by("head__sort_key")
    return [
        *(Whom(person=one) for one in people[:_MOST_FOUND]),
        *(Whom(household=one) for one in _nearest_first(households, words)[:_MOST_FOUND]),
    ]


def _nearest_first(found: Iterable[_ThingT], words: str) -> list[_ThingT]:
    """Put those first that hold the words as typed; "Hà" also finds "Hạ"."""
    return sorted(found, key=lambda one: not spells(str(one), words))


def people_named(actor: Actor, words: str, on: date) -> list[UUID]:
    """Return the people of that name; a unit looks among its own, so that others do not crowd them out."""
    if actor.has(*JUDGES):
        return list(people_for_list(actor, on, words=words).values_list("pk", flat=True))
    own = people_of(actor).values_list("pk", "full_name")
    heads = households_of(actor).values_list("head", "head__full_name")
    return [pk for pk, name in (*own, *heads) if _fits(name, words)]


def _fits(name: str, words: str) -> bool:
    key = f" {search_key(name)}"
    return all(f" {word}" in key for word in search_words(words))


def _own(model: Any, actor: Actor, column: str) -> Any:
    found = model.objects.filter(authority_id=actor.authority_id)
    return found if actor.has(*JUDGES) else found.filter(**{f"{column}__in": actor.unit_ids})
