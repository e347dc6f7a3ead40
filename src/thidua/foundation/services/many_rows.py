"""Many rows of one table written at once: no models, moved by one statement, parents looked up once.

Models and their signals are left out, so this is for tables that nobody listens to; rows that are models
already are stored by `foundation.models.add_many`.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

from django.db import IntegrityError, connection, models

_STAGE = "staged_rows"
_MOST_VALUES = 900
"""In one statement; SQLite may take no more than 999."""
_ROOM = (("cache_size", -65_536), ("temp_store", 2))
"""64 MB for pages, and temporary tables beside them."""
_MOST_ASKED = 10_000


@contextmanager
def writing_many() -> Iterator[None]:
    """Spare the work within what is done again and again for each of many rows.

    `insert_like` looks for the parents of its rows itself, once; SQLite would look for each parent of each
    row, again and again for the same few. What the transaction changes stays in memory until it ends. And
    nothing looks for cycles among a million cells that have none.
    To be entered before the transaction begins, and to hold nothing that deletes; inside a transaction, and
    in PostgreSQL, rows stay checked one by one.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        with connection.constraint_checks_disabled(), _in_memory():
            yield
    finally:
        if was_collecting:
            gc.enable()


@contextmanager
def _in_memory() -> Iterator[None]:
    """Give SQLite room for all pages: in its usual two megabytes each is written out several times."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = [(name, *cursor.execute(f"PRAGMA {name}").fetchone()) for name, _ in _ROOM]
        _set(cursor, _ROOM)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            _set(cursor, before)


def _set(cursor: Any, pragmas: Iterable[tuple[str, int]]) -> None:
    for name, value in pragmas:
        cursor.execute(f"PRAGMA {name} = {value}")


def insert_like(sample: models.Model, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert a row for each place of the columns, all of one length; other fields are as in the sample.

    Columns are named as in the database and hold what it keeps; rows are written fastest in the order of
    their keys. Raise `IntegrityError` when a parent is missing or a constraint refuses; the caller holds the
    transaction.
    """
    alike = _alike(columns)
    columns = {name: values for name, values in columns.items() if name not in alike}
    shared = {**_shared(sample, {**columns, **alike}), **alike}
    _look_for_parents(sample, {**columns, **{name: (value,) for name, value in shared.items()}})
    names = ", ".join(map(connection.ops.quote_name, (*columns, *shared)))
    table = connection.ops.quote_name(sample._meta.db_table)  # noqa: SLF001 -- Django's documented model API
    values = ", ".join("%s" for _ in shared)
    with connection.cursor() as cursor:
        _stage(cursor, table, columns)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {_STAGE}.*, {values} FROM {_STAGE}",  # noqa: S608 -- names of our own
            list(shared.values()),
        )
        cursor.execute(f"DROP TABLE {_STAGE}")


def _alike(columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return the one value of each column that knows no other, unless all columns are so."""
    count = len(next(iter(columns.values())))
    alike = {
        name: values[0]
        for name, values in columns.items()
        if values[0] == values[-1] and values.count(values[0]) == count
    }
    return alike if len(alike) < len(columns) else {}


def _stage(cursor: Any, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Put the columns into a temporary table without any index, many rows a statement.

    From there one statement moves them all; one for each row would open all indexes of the table anew.
    """
    names = ", ".join(map(connection.ops.quote_name, columns))
    cursor.execute(f"CREATE TEMPORARY TABLE {_STAGE} AS SELECT {names} FROM {table} WHERE 1 = 0")  # noqa: S608 -- names of our own
    row = f"({', '.join('%s' for _ in columns)})"
    at_once = _MOST_VALUES // len(columns)
    count = len(next(iter(columns.values())))
    rows: Any = zip(*columns.values(), strict=True)
    values = chain.from_iterable(islice(rows, count - count % at_once))
    batches = zip(
        *[values] * (at_once * len(columns)), strict=True
    )  # so many values in a row, again and again
    insert = f"INSERT INTO {_STAGE} VALUES "  # noqa: S608 -- a name of our own
    cursor.executemany(insert + ", ".join([row] * at_once), batches)
    cursor.executemany(insert + row, rows)


def _shared(sample: models.Model, columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return what the sample says in all other columns, as the database takes it."""
    fields = sample._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
    return {
        str(field.column): field.get_db_prep_save(getattr(sample, field.attname), connection)
        for field in fields
        if field.column not in columns
    }


def _look_for_parents(sample: models.Model, columns: Mapping[str, Sequence[Any]]) -> None:
    for field in sample._meta.concrete_fields:  # noqa: SLF001 -- Django's documented model API
        if not isinstance(field, models.ForeignKey):
            continue
        wanted = list({*columns[str(field.column)]} - {None})
        parents = field.related_model._base_manager  # noqa: SLF001 -- no filter of its own hides a parent
        found = sum(
            parents.filter(**{f"{field.target_field.name}__in": wanted[start : start + _MOST_ASKED]}).count()
            for start in range(0, len(wanted), _MOST_ASKED)
        )
        if found != len(wanted):
            raise IntegrityError(f"{field.name}: {len(wanted) - found} rows point at nothing")
