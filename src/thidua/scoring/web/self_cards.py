"""Read the cards of a form of self-scoring, keep them, and tell at each what was not kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict

from thidua.core.errors import DomainError, RefusedError
from thidua.core.text import normalise
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.sent import whole_number
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.self_form import Card, SelfForm, card_of, clash_of
from thidua.scoring.queries.sheet_page import Row
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given, NotTakenError

POINTS, NOTE, VERSION, CHOICE, NAME = "d", "gt", "v", "lay", "ten"
NO_NUMBER = "Ghi số, ví dụ 8 hoặc 7,5."
_SAVED = "da-luu"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds for a card."""

    points: str
    note: str
    version: int
    takes_saved: bool


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Text that has no place any more, given back so that it can be copied."""

    label: str
    text: str


def typed_of(data: QueryDict, key: str) -> Typed | None:
    """Return what was sent for a card; None when the form does not hold it."""
    if f"{POINTS}-{key}" not in data:
        return None
    choice = data.get(f"{CHOICE}-{key}", "")
    return Typed(
        points=data.get(f"{POINTS}-{key}", "").strip(),
        note=normalise(data.get(f"{NOTE}-{key}", "").replace("\r\n", "\n")).strip(),
        version=whole_number(choice) or whole_number(data.get(f"{VERSION}-{key}")) or 0,
        takes_saved=choice == _SAVED,
    )


def keep(row: Row, typed: Typed, *, by: Actor, at: datetime) -> ScoreLine:
    """Keep one card; raise what `giving.give` raises, and NotTakenError for what is no number."""
    points = row.bounds.read(typed.points) if typed.points else None
    if typed.points and points is None:
        raise NotTakenError("points", NO_NUMBER)
    given = Given(points, typed.note)
    return giving.give(row.line, Column.SELF, given, expected=typed.version, by=by, at=at)


def keep_all(
    form: SelfForm, sent: Callable[[str], Typed | None], *, by: Actor, at: datetime
) -> dict[UUID, Card]:
    """Keep every card of the form; return those that were not kept, as typed. What is right is kept.

    `sent` gives what was sent for a card by its key.
    """
    refused: dict[UUID, Card] = {}
    for card in form.typed:
        typed = sent(card.key)
        if typed is None or typed.takes_saved or (typed.points, typed.note) == (card.points, card.note):
            continue
        try:
            keep(card.row, typed, by=by, at=at)
        except RefusedError:
            raise
        except DomainError as error:
            refused[card.row.line.pk] = told_at(card.row, typed, error, by=by, at=at)
    return refused


def told_at(row: Row, typed: Typed, error: DomainError, *, by: Actor, at: datetime) -> Card:
    """Return the card as it was typed, with the sentence; what somebody else saved stands beside it."""
    card = replace(card_of(row), points=typed.points, note=typed.note, lack="")
    if not isinstance(error, StaleVersionError):
        return replace(card, fault=error.sentence)
    versions.keep_refused(error, by=by, at=at)
    saved = row.line.__class__.objects.select_related("criterion").get(pk=row.line.pk)
    saved.sheet = row.line.sheet
    return replace(card, clash=clash_of(replace(row, line=saved), error.saved_by, error.saved_at))


def unsaved_of(data: QueryDict, known: Iterable[UUID]) -> list[Unsaved]:
    """Give back what was typed for criteria that are not in the form (any more)."""
    keys = {key.hex for key in known}
    found = []
    for name in data:
        kind, _, key = name.partition("-")
        text = data.get(name, "").strip()
        if kind not in {POINTS, NOTE} or not key or key in keys or not text:
            continue
        label = data.get(f"{NAME}-{key}", "Tiêu chí")[:200]
        found.append(Unsaved(f"{label}, {_KINDS[kind]}", text[:_LONGEST]))
    return found


_KINDS: Mapping[str, str] = {POINTS: "điểm", NOTE: "giải trình"}
