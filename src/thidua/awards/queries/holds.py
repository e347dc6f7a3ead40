"""Holds on praise as their list shows them."""

from datetime import date

from thidua.awards.models import Hold
from thidua.core.text import search_key, search_words
from thidua.foundation.actors import Actor


def holds_listed(actor: Actor, on: date, *, words: str = "", is_all: bool = False) -> list[Hold]:
    """Return what holds on a day, or with `is_all` also what is over, the newest first. One query.

    `words` are looked for in whom it is about, in the paper and in the reason.
    """
    found = Hold.objects.visible_to(actor).for_list()
    if not is_all:
        found = found.in_force(on)
    return [hold for hold in found if _fits(hold, words)]


def _fits(hold: Hold, words: str) -> bool:
    key = search_key(f"{hold.subject} {hold.document_number} {hold.reason}")
    return all(word in key for word in search_words(words))
