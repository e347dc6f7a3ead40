"""Queries that are asked all the time, whose SQL is worked out once in the life of a process.

Django takes longer to write the SQL of a short query than the database takes to answer it. What is kept is
the compiled query and never an answer: each call asks the database anew.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from itertools import count
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.db.transaction import TransactionManagementError

from thidua.foundation.actors import Actor
from thidua.foundation.models.records import Records

ParamsT = ParamSpec("ParamsT")
RowT = TypeVar("RowT")
_MOST_SHAPES = 50
_MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda place: UUID(int=(0xA5A5 << 112) + place),
    datetime: lambda place: datetime(9000, 1, 1, tzinfo=UTC) + timedelta(days=place),
    date: lambda place: date(9000, 1, 1) + timedelta(days=place),
    int: lambda place: 32_000 - place,
    str: lambda place: f"\x1a{place}",
}
"""What stands for a value while a query is compiled; no constant of a query looks like it."""


def prepared(build: Callable[ParamsT, QuerySet[Any, RowT]]) -> Callable[ParamsT, list[RowT]]:
    """Turn a function that builds a query into one that returns its rows; `__wrapped__` is the plain one.

    It takes by position: keys, days, moments, numbers, texts, tuples of them, frozensets of them to be among,
    and an actor. The query may depend on how long a tuple is and on the roles of the actor; each value but
    those of the actor must go into it unaltered, or the first call raises TypeError.
    """
    kept: dict[Any, _Compiled] = {}

    @wraps(build)
    def ask(*values: ParamsT.args, **_: ParamsT.kwargs) -> list[RowT]:
        shapes = tuple(map(_shape, values))
        try:
            query = kept[shapes] if shapes in kept else _compiled(build, values)
        except EmptyResultSet:  # nothing is among none, which Django knows without asking
            return []
        if len(kept) < _MOST_SHAPES:
            kept[shapes] = query
        return query.ask([single for value in values for single in _singles(value)])

    return cast("Callable[ParamsT, list[RowT]]", ask)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A query with its SQL; each parameter is the place of a value of the call, or else a constant."""

    compiler: Any
    rows: Any
    alias: str
    sql: str
    params: tuple[tuple[int | None, Any], ...]
    converters: Any
    records: Records | None

    def ask(self, values: Sequence[Any]) -> list[Any]:
        connection: Any = connections[self.alias]
        if self.compiler.query.select_for_update and not connection.in_atomic_block:
            raise TransactionManagementError("A row is locked in a transaction only.")
        given = [_stored(value, connection) for value in values]
        params = tuple(constant if place is None else given[place] for place, constant in self.params)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if self.compiler.has_extra_select:
            found = [row[: self.compiler.col_count] for row in found]
        if self.records is not None:
            return self.records.made_of(found, connection)
        compiler = copy(self.compiler)  # others may ask at the same time, each on its own connection
        compiler.connection = connection
        compiler.execute_sql = lambda *_, **__: [found]
        compiler.get_converters = lambda _: self.converters
        query = SimpleNamespace(get_compiler=lambda *_, **__: compiler)
        return list(self.rows(SimpleNamespace(db=self.alias, query=query, _known_related_objects={})))


def _compiled(build: Callable[..., QuerySet[Any, Any]], values: Sequence[Any]) -> _Compiled:
    """Build the query with marks in place of the values, and look where in its parameters they turn up."""
    places = count()
    marked = [_marked(value, places) for value in values]
    found: Any = build(*marked)
    compiler = found.query.get_compiler(found.db)
    sql, params = compiler.as_sql()
    marks = [_stored(mark, compiler.connection) for value in marked for mark in _singles(value)]
    at = [next((place for place, mark in enumerate(marks) if mark == param), None) for param in params]
    required = [_stored(mark, compiler.connection) for value in marked for mark in _required(value)]
    followed = found._prefetch_related_lookups  # noqa: SLF001 -- Django has no public way to know it
    if followed or not all(mark in params for mark in required):
        raise TypeError(f"{build} fetches more afterwards, or puts a value into its query altered.")
    rows = found._iterable_class  # noqa: SLF001 -- Django has no public way to know what it makes of rows
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    params = tuple(zip(at, params, strict=True))
    records = Records.of(compiler, converters, found.db) if rows is ModelIterable else None
    return _Compiled(compiler, rows, found.db, sql, params, converters, records)


def _singles(value: Any) -> Sequence[Any]:
    """Return the single values in one argument, always in the same order."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, frozenset):
        found = list(value)
        return found + found[-1:] * (_room(found) - len(found))  # once more does no harm among others
    if isinstance(value, Actor):
        own = [key for key in (value.user_id, value.authority_id) if key is not None]
        return [*own, *sorted(value.authority_ids), *sorted(value.unit_ids)]
    return [value]


def _required(value: Any) -> Sequence[Any]:
    return () if isinstance(value, Actor) else _singles(value)


def _shape(value: Any) -> Any:
    """Return what a query may depend on, apart from the values themselves."""
    if isinstance(value, tuple):
        return len(value)
    if isinstance(value, frozenset):
        return -_room(value)
    if isinstance(value, Actor):
        own = value.user_id is None, value.authority_id is None
        return own, len(value.authority_ids), len(value.unit_ids), value.roles
    return None


def _room(value: Collection[Any]) -> int:
    """Return for how many values a set is prepared, so that few queries are kept for sets of any size."""
    return 1 << (len(value) - 1).bit_length() if value else 0


def _marked(value: Any, places: Iterator[int]) -> Any:
    """Return an argument of the same shape whose single values are marks."""
    if isinstance(value, tuple | frozenset):
        return type(value)(_mark(single, places) for single in _singles(value))
    if not isinstance(value, Actor):
        return _mark(value, places)
    own = {
        name: _mark(key, places)
        for name in ("user_id", "authority_id")
        if (key := getattr(value, name)) is not None
    }
    many = {
        name: frozenset(_mark(key, places) for key in getattr(value, name))
        for name in ("authority_ids", "unit_ids")
    }
    return Actor(**{"user_id": None, "authority_id": None, "name": "", "roles": value.roles, **own, **many})


def _mark(value: Any, places: Iterator[int]) -> Any:
    kind = next(kind for kind in _MARKS if isinstance(value, kind))
    return _MARKS[kind](next(places))


def _stored(value: Any, connection: Any) -> Any:
    """Return a value as it goes to the database."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
