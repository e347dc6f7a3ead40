"""What goes to SQLite and comes from it, as Django converts it; the same again is converted once.

Django looks through each statement for its parameters, and makes each key of its text, row by row: together
that takes longer than reading them. What is kept is found again by the very text.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any, cast
from uuid import UUID

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations

_STATEMENTS_KEPT, _LONGEST_KEPT = 400, 8000
_KEYS_KEPT = 16_384


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor, which looks only once where the parameters of a statement are."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is not None or len(query) > _LONGEST_KEPT:
            return str(super().convert_query(query, param_names=param_names))
        return _converted(query)


class Operations(DatabaseOperations):
    """Django's operations, which give the same key for the same text."""

    def convert_uuidfield_value(self, value: str | None, *_how: object) -> UUID | None:
        return None if value is None else _key(value)


_converted: Callable[[str], str] = lru_cache(_STATEMENTS_KEPT)(
    partial(cast("Any", base.SQLiteCursorWrapper).convert_query, None)
)
"""Django's own way for parameters by place, which asks nothing of the cursor."""

_key: Callable[[Any], UUID] = lru_cache(_KEYS_KEPT)(UUID)
