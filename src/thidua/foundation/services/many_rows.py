"""Many rows of one table written at once: no models, one prepared statement, parents looked up once.

Models and their signals are left out, so this is for tables that nobody listens to; rows that are models
already are stored by `foundation.models.add_many`.
"""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from django.db import IntegrityError, connection, models

_PLAIN = re.compile(r"[^'%\\\0]*")
"""Text in which nothing ends a literal, stands for a parameter, or escapes."""

_MOST_ASKED = 10_000


@contextmanager
def writing_many() -> Iterator[None]:
    """Spare the work within what is done again and again for each of many rows.

    `insert_like` looks for the parents of its rows itself, once; SQLite would look for each parent of each
    row, again and again for the same few. And nothing looks for cycles among a million cells that have none.
    To be entered before the transaction begins, and to hold nothing that deletes; inside a transaction, and
    in PostgreSQL, rows stay checked one by one.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        with connection.constraint_checks_disabled():
            yield
    finally:
        if was_collecting:
            gc.enable()


def insert_like(sample: models.Model, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert a row for each place of the columns, all of one length; other fields are as in the sample.

    Columns are named as in the database and hold what it keeps; rows are written fastest in the order of
    their keys. Raise `IntegrityError` when a parent is missing or a constraint refuses; the caller holds the
    transaction.
    """
    shared = _shared(sample, columns)
    _look_for_parents(sample, {**columns, **{name: (value,) for name, value in shared.items()}})
    literals = {name: _literal(value) for name, value in shared.items()}
    count = len(next(iter(columns.values())))
    rest = {name: repeat(value, count) for name, value in shared.items() if literals[name] is None}
    bound = {**columns, **rest}
    written = {name: text for name, text in literals.items() if text is not None}
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, (*bound, *written)))
    values = ", ".join((*("%s" for _ in bound), *written.values()))
    table = quote(sample._meta.db_table)  # noqa: SLF001 -- Django's documented model API
    rows: Any = zip(*bound.values(), strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({values})",  # noqa: S608 -- names of our own, plain literals
            rows,
        )


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


def _literal(value: Any) -> str | None:
    """Write a value into the statement if it needs no quoting: to bind it costs as much as any column."""
    if value is None:
        return "NULL"
    if type(value) is int:
        return str(value)
    return f"'{value!s}'" if isinstance(value, str) and _PLAIN.fullmatch(value) else None
