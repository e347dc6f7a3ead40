"""Write many rows by one statement that is run for each of them.

Django writes one long statement for all, with a place for each value of each row. That takes longer than
storing them, and SQLite takes no more than a thousand values in one.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import DatabaseError, connections, models, router

Columns = Sequence[Any]
Values = Iterable[Sequence[Any]]
"""The values of each column, over all rows."""


def add_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model; a key that the database counts up is not read back."""
    if not rows:
        return
    model = type(rows[0])
    columns = [column for column in _columns_of(model) if not isinstance(column, models.AutoField)]
    _add(model, columns, _values(rows, columns))
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- Django's documented model API


def add_each(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Do so for rows that are plain values of the named fields: all but a key that the database counts up."""
    if rows:
        _add(model, _named(model, tuple(names)), zip(*rows, strict=True))


def add_if_new(row: models.Model) -> bool:
    """Insert a row and say so, or say that one with its key stands; who adds the same one is awaited."""
    model = type(row)
    columns, key = _columns_of(model), _name(model._meta.pk)  # noqa: SLF001 -- Django's documented model API
    statement = f"{_insert(model, columns)} ON CONFLICT ({key}) DO NOTHING"
    is_new = _written(model, statement, columns, _values([row], columns))[0] == 1
    row._state.adding = not is_new  # noqa: SLF001 -- Django's documented model API
    return is_new


def change_many(rows: Sequence[models.Model], names: Sequence[str], *, key: str) -> None:
    """Store the named fields of rows that stand and are locked, each found by its unique field `key`.

    Raises DatabaseError when one of them is not there.
    """
    if rows:
        model, columns = type(rows[0]), _named(type(rows[0]), (*names, key))
        _change(model, columns, _values(rows, columns))


def change_each(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Do so for rows that were read as plain values; the last name is that of the unique field.

    A foreign key is named, and given, as the column is (`unit_id`).
    """
    if rows:
        _change(model, _named(model, tuple(names)), zip(*rows, strict=True))


def _add(model: type[models.Model], columns: Columns, values: Values) -> None:
    _run(model, _insert(model, columns), columns, values)


def _insert(model: type[models.Model], columns: Columns) -> str:
    names, places = ", ".join(map(_name, columns)), ", ".join("%s" for _ in columns)
    return f"INSERT INTO {_table(model)} ({names}) VALUES ({places})"  # noqa: S608 -- our own names


def _change(model: type[models.Model], columns: Columns, values: Values) -> None:
    *changed, key = columns
    settings = ", ".join(f"{_name(column)} = %s" for column in changed)
    statement = f"UPDATE {_table(model)} SET {settings} WHERE {_name(key)} = %s"  # noqa: S608 -- our own names
    _run(model, statement, columns, values)


def _run(model: type[models.Model], statement: str, columns: Columns, values: Values) -> None:
    written, all_rows = _written(model, statement, columns, values)
    if written != all_rows:
        raise DatabaseError(f"{written} of {all_rows} rows were written")


def _written(model: type[models.Model], statement: str, columns: Columns, values: Values) -> tuple[int, int]:
    """Run a statement for each row; return how many rows were written, of how many."""
    connection = connections[router.db_for_write(model)]
    stored = [_stored(column, given, connection) for column, given in zip(columns, values, strict=True)]
    rows = list(zip(*stored, strict=True))
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
        return cursor.rowcount, len(rows)


def _values(rows: Sequence[models.Model], columns: Columns) -> Values:
    return ([*map(attrgetter(column.attname), rows)] for column in columns)


def _stored(column: Any, values: Sequence[Any], connection: Any) -> Sequence[Any]:
    """Return the values of a column as the database takes them."""
    if isinstance(column, models.CharField | models.TextField) and {*map(type, values)} == {str}:
        return values  # Django would come to the same by five steps for each
    first = values[0]
    if all(value is first for value in values):
        return [column.get_db_prep_save(first, connection)] * len(values)
    return [column.get_db_prep_save(value, connection) for value in values]


def _columns_of(model: type[models.Model]) -> Columns:
    return model._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API


@lru_cache
def _named(model: type[models.Model], names: tuple[str, ...]) -> Columns:
    known = {name: column for column in _columns_of(model) for name in (column.name, column.attname)}
    return tuple(known[name] for name in names)


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'  # noqa: SLF001 -- Django's documented model API


def _name(column: Any) -> str:
    return f'"{column.column}"'
