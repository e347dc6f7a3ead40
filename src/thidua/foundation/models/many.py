"""Write many rows by one statement that is run for each of them.

Django writes one long statement for all, with a place for each value of each row. That takes longer than
storing them, and SQLite takes no more than a thousand values in one.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connections, models, router

Columns = Sequence[Any]


def add_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model; a key that the database counts up is not read back."""
    if not rows:
        return
    columns = [column for column in _columns_of(rows[0]) if not isinstance(column, models.AutoField)]
    names, places = ", ".join(map(_name, columns)), ", ".join("%s" for _ in columns)
    _run(rows, f"INSERT INTO {_table(rows[0])} ({names}) VALUES ({places})", columns)  # noqa: S608 -- our own names
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- Django's documented model API


def change_many(rows: Sequence[models.Model], names: Sequence[str], *, key: str) -> None:
    """Store the named fields of rows that stand and are locked, each found by its unique field `key`.

    Raises DatabaseError when one of them is not there.
    """
    if not rows:
        return
    known = {column.name: column for column in _columns_of(rows[0])}
    columns = [known[name] for name in names]
    values = ", ".join(f"{_name(column)} = %s" for column in columns)
    where = f"{_name(known[key])} = %s"
    _run(rows, f"UPDATE {_table(rows[0])} SET {values} WHERE {where}", [*columns, known[key]])  # noqa: S608 -- same


def _run(rows: Sequence[models.Model], statement: str, columns: Columns) -> None:
    connection = connections[router.db_for_write(type(rows[0]))]
    stored = [[_stored(row, column, connection) for column in columns] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, stored)
        if cursor.rowcount != len(rows):
            raise DatabaseError(f"{cursor.rowcount} of {len(rows)} rows were written")


def _stored(row: models.Model, column: Any, connection: Any) -> Any:
    value = getattr(row, column.attname)
    if type(value) is str and isinstance(column, models.CharField | models.TextField):
        return value  # Django would come to the same by five steps
    return column.get_db_prep_save(value, connection)


def _columns_of(row: models.Model) -> Columns:
    return row._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API


def _table(row: models.Model) -> str:
    return f'"{row._meta.db_table}"'  # noqa: SLF001 -- Django's documented model API


def _name(column: Any) -> str:
    return f'"{column.column}"'
