"""Gather many narrow rows into one value in the database, where thousands of objects would cost too much."""

import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Aggregate
from django.db.models.sql.compiler import SQLCompiler


class ExactDecoder(json.JSONDecoder):
    """Reads numbers as Decimal, never as binary fractions."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "parse_float": Decimal})


class Gathered(Aggregate):
    """A list with one list of the expressions' values for each row of the group.

    Keys come as the database writes them: gather them `Cast` to text and compare them with such text.
    """

    function = "JSON_AGG"
    template = "JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))"
    output_field = models.JSONField(decoder=ExactDecoder)
    arity = None

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        """SQLite names the same functions differently."""
        template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, **context)
