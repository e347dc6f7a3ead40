"""Titles that may be aimed at, as dated data: whom they are for, by which article, from when.

The data come from a file; nothing of the law stands in code. From the day on which the law was changed and
nobody has read the new text, every title is unconfirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Title:
    """A title in force on a day; `subject` is collective, person or household."""

    subject: str
    name: str
    citation: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a day, and what is to be said above them."""

    titles: tuple[Title, ...]
    caution: str = ""
    absence: str = ""

    def of(self, subject: str) -> tuple[Title, ...]:
        return tuple(title for title in self.titles if title.subject == subject)

    def is_listed(self, subject: str, name: str) -> bool:
        """Say whether a title as typed is one of the list; others may be registered too."""
        return any(title.name == name for title in self.of(subject))


def titles_on(data: Mapping[str, Any], on: date) -> Titles:
    """Read the titles in force on a day from the parsed file; faults of the file raise KeyError."""
    is_old = on <= date.fromisoformat(data["confirmed_until"])
    found = tuple(_titles(data["titles"], on, is_old=is_old))
    absence = data["absence"]
    told = on >= date.fromisoformat(absence["from"])
    return Titles(
        titles=found,
        caution="" if is_old else data["afterwards"],
        absence=f"{absence['sentence']} Căn cứ: {absence['citation']}." if told else "",
    )


def _titles(rows: Sequence[Mapping[str, Any]], on: date, *, is_old: bool) -> list[Title]:
    return [
        Title(row["subject"], row["name"], row["citation"], is_confirmed=row["is_confirmed"] and is_old)
        for row in rows
        if date.fromisoformat(row["from"]) <= on and ("to" not in row or on <= date.fromisoformat(row["to"]))
    ]
