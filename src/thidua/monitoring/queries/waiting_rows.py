"""Rows of several tables by one query: what waits in a season lies in many of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

_KINDS: dict[str, Any] = {
    "key": UUIDField(),
    "of": UUIDField(),
    "state": CharField(max_length=20),
    "name": CharField(max_length=200),
    "detail": CharField(max_length=500),
    "more": CharField(max_length=500),
    "day": DateField(),
    "first": IntegerField(),
    "second": IntegerField(),
    "third": IntegerField(),
}
_PREFIX = "row_"


@dataclass(frozen=True, slots=True)
class Row:
    """One record that waits; `part` says of which table, and what the other columns hold."""

    part: str
    key: UUID
    of: UUID | None
    state: str | None
    name: str | None
    detail: str | None
    more: str | None
    day: date | None
    first: int | None
    second: int | None
    third: int | None


def shaped(found: QuerySet[Any], part: str, **columns: Any) -> QuerySet[Any]:
    """Return a query in the common shape; what a part has no use for stays empty."""
    named: dict[str, Any] = {f"{_PREFIX}part": Value(part, output_field=CharField())}
    for name, kind in _KINDS.items():
        given = columns.get(name, Cast(Value(None), kind))
        named[f"{_PREFIX}{name}"] = F(given) if isinstance(given, str) else given
    rows: QuerySet[Any] = found.order_by().annotate(**named).values_list(*named)
    return rows


def waiting_of(found: QuerySet[Any], kind: str, *, key: F, of: F, name: Any, of_name: Any) -> QuerySet[Any]:
    """Return the part of one kind of thing that waits, of a movement, a round or a session."""
    return shaped(found, kind, key=key, of=of, name=name, detail=of_name)


def rows_of(parts: Iterable[QuerySet[Any] | None]) -> Sequence[Row]:
    """Return the rows of all parts; one query, none where there is no part."""
    asked = [part for part in parts if part is not None]
    if not asked:
        return ()
    found: Any = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    names = ("part", *_KINDS)
    return [Row(**dict(zip(names, values, strict=True))) for values in found]


def of_part(rows: Iterable[Row], part: str) -> Iterator[Row]:
    return (row for row in rows if row.part == part)
