"""Rows of a prepared query as records: what Django works out for each query anew, worked out once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from django.db.models import query
from django.db.models.expressions import ColPairs


@dataclass(frozen=True, slots=True)
class Records:
    """Where in a row each record stands, and how its values are converted, as `ModelIterable` has it."""

    model: Any
    alias: str
    columns: slice
    names: tuple[str, ...]
    related: tuple[Any, ...]
    beside: tuple[tuple[str, int], ...]
    converters: tuple[tuple[int, Any, Any], ...]

    @classmethod
    def of(cls, compiler: Any, converters: Any, alias: str) -> Self | None:
        """Read a compiled query; None for one with a key of several columns, which Django puts together."""
        select, info = compiler.select, compiler.klass_info
        if any(isinstance(column[0], ColPairs) for column in select):
            return None
        at = info["select_fields"]
        columns = slice(at[0], at[-1] + 1)
        return cls(
            model=info["model"],
            alias=alias,
            columns=columns,
            names=tuple(column[0].target.attname for column in select[columns]),
            related=tuple(cast("Any", query).get_related_populators(info, select, alias)),
            beside=tuple((compiler.annotation_col_map or {}).items()),
            converters=tuple((place, *how) for place, how in converters.items()),
        )

    def made_of(self, rows: Iterable[Sequence[Any]], connection: Any) -> list[Any]:
        """Make the records of rows as they came from the database."""
        return [self._record(self._converted(row, connection)) for row in rows]

    def _converted(self, row: Sequence[Any], connection: Any) -> list[Any]:
        values = list(row)
        for place, steps, expression in self.converters:
            for step in steps:
                values[place] = step(values[place], expression, connection)
        return values

    def _record(self, row: list[Any]) -> Any:
        record = self.model.from_db(self.alias, self.names, row[self.columns])
        for one in self.related:
            one.populate(row, record)
        for name, place in self.beside:
            setattr(record, name, row[place])
        return record
