"""What is written down of one sort for the whole commune, in words, the newest year first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from thidua.awards.models import Discipline
from thidua.awards.queries.fact_page import FactLine, in_words
from thidua.awards.queries.subjects import Whom, people_named, units_named
from thidua.foundation.actors import Actor

_PAGE = 50
_NAMES = {"person": "person__sort_key", "household": "household__head__sort_key", "unit": "unit__sort_key"}
_READ = {
    "person": ("person__unit",),
    "household": ("household__head", "household__unit"),
    "unit": ("unit",),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One fact with whom it is about."""

    whom: Whom
    line: FactLine


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of whom facts are listed: all, or those with every word of `words` in the name; which page."""

    words: str = ""
    number: str | None = None


def facts_listed(actor: Actor, model: Any, wanted: Wanted, on: date) -> Page[Listed]:
    """Return a page: the newest year first, of one year by name. At most five queries."""
    owners = [name for name in _NAMES if name in {field.name for field in model._meta.fields}]  # noqa: SLF001 -- Django's documented model API
    found = model.objects.visible_to(actor)
    if wanted.words:
        found = found.filter(_named(actor, wanted.words, owners, on))
    names = [F(_NAMES[name]) for name in owners]
    newest = "-decided_on" if model is Discipline else "-year"
    ordered = found.order_by(newest, Coalesce(*names) if len(names) > 1 else names[0], "id")
    read = ordered.select_related(*(path for name in owners for path in _READ[name]))
    page = Paginator(read, _PAGE).get_page(wanted.number)
    page.object_list = [_listed(row, owners) for row in page.object_list]
    return page


def _listed(row: Any, owners: Collection[str]) -> Listed:
    return Listed(Whom(**{name: getattr(row, name) for name in owners}), FactLine(row, in_words(row)))


def _named(actor: Actor, words: str, owners: Collection[str], on: date) -> Q:
    people: list[UUID] = people_named(actor, words, on) if set(owners) & {"person", "household"} else []
    by_owner = {
        "person": Q(person__in=people),
        "household": Q(household__head__in=people),
        "unit": Q(unit__in=units_named(actor, words, on)) if "unit" in owners else Q(),
    }
    found = Q(pk__in=())
    for name in owners:
        found |= by_owner[name]
    return found
