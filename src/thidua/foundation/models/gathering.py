"""Gather many narrow rows into one value in the database, where thousands of objects would cost too much."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Aggregate
from django.db.models.sql.compiler import SQLCompiler

_EXACT = json.JSONDecoder(parse_float=Decimal)


class Gathered(Aggregate):
    """A list with one list of the expressions' values for each row of the group; numbers are exact.

    Keys come as the database writes them: gather them `Cast` to text and compare them with such text.
    """

    function = "JSON_AGG"
    template = "JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))::text"
    output_field = models.TextField()
    arity = None

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """SQLite names the same functions differently."""
        template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **context)

    @property
    def convert_value(self) -> Callable[..., Any]:
        """Read with one decoder for all rows; making one for each would take longer than reading."""
        return _read


class GatheredText(Gathered):
    """The same as the text it comes as: who keeps what was read of a text need not read it again."""

    @property
    def convert_value(self) -> Callable[..., Any]:
        return _as_it_came


def read_gathered(value: str | None) -> list[Any]:
    return list(_EXACT.decode(value)) if value else []


def _as_it_came(value: str | None, *_how: object) -> str:
    return value or ""


def _read(value: str | None, *_how: object) -> list[Any]:
    return read_gathered(value)
