"""The authorities and their lineage that come with the program, as tables with a source on each row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

_FOLDER = resources.files("thidua.organisation") / "data"


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """An authority as the table tells it; what the source does not tell is empty."""

    name: str
    level: str
    code: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    formed_from: str
    source: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One step of lineage. Two authorities may bear one name: `before_ended_on` tells the older one."""

    kind: str
    before: str
    before_ended_on: date
    after: str
    on: date
    source: str


def authorities() -> Iterator[AuthorityRow]:
    """Return the rows, each after the one above it."""
    for row in _rows("authorities.csv"):
        days = {name: _day(row.pop(name)) for name in ("valid_from", "valid_to")}
        yield AuthorityRow(**row, **days)  # type: ignore[arg-type]  # two kinds of columns


def changes() -> Iterator[ChangeRow]:
    for row in _rows("authority_changes.csv"):
        days = {name: date.fromisoformat(row.pop(name)) for name in ("before_ended_on", "on")}
        yield ChangeRow(**row, **days)  # type: ignore[arg-type]  # two kinds of columns


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8") as table:
        yield from csv.DictReader(table)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
