"""Rows of a prepared query as records: what Django works out for each query anew, worked out once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self, cast

from django.db.models import Model, query
from django.db.models.base import ModelState
from django.db.models.expressions import ColPairs
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

_PLAIN = frozenset({DeferredAttribute, ForeignKeyDeferredAttribute})
"""How the columns stand whose values a new record takes as they are."""

Known = dict[tuple[int, Any], Any]
"""Records that stand beside others, by where they begin in a row and their key."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The columns of one record in a row, how their values are converted, and the records beside it."""

    make: Callable[[str, Sequence[str], Sequence[Any]], Any]
    alias: str
    columns: slice
    names: tuple[str, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    beside: tuple["_Beside", ...]

    def record(self, row: Sequence[Any], connection: Any, known: Known) -> Any:
        values = list(row[self.columns])
        for place, steps, expression in self.converters:
            for step in steps:
                values[place] = step(values[place], expression, connection)
        record = self.make(self.alias, self.names, values)
        for one in self.beside:
            one.put(row, record, connection, known)
        return record


@dataclass(frozen=True, slots=True)
class _Beside:
    """A record another one names. Rows that name the same get one and the same, as from a prefetch."""

    part: _Part
    key: int
    on_record: Callable[[Any, Any], None]
    on_beside: Callable[[Any, Any], None]

    def put(self, row: Sequence[Any], record: Any, connection: Any, known: Known) -> None:
        key = row[self.key]
        if key is None:
            self.on_record(record, None)
            return
        at = self.key, key
        if at not in known:
            known[at] = self.part.record(row, connection, known)
        self.on_record(record, known[at])
        self.on_beside(known[at], record)


@dataclass(frozen=True, slots=True)
class Records:
    """Where in a row each record stands, and how its values are converted, as `ModelIterable` has it."""

    part: _Part
    more: tuple[tuple[str, int, Any, Any], ...]

    @classmethod
    def of(cls, compiler: Any, converters: Any, alias: str) -> Self | None:
        """Read a compiled query; None for one that Django has to put together itself.

        That is one with a key of several columns, or with a record in the columns of another.
        """
        select, info = compiler.select, compiler.klass_info
        related = cast("Any", query).get_related_populators(info, select, alias)
        if any(isinstance(column[0], ColPairs) for column in select) or _is_mixed(related):
            return None
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = tuple(column[0].target.attname for column in select[columns])
        own, beside = _within(columns, converters), _beside(related, converters)
        part = _Part(_maker(info["model"], names), alias, columns, names, own, beside)
        places = (compiler.annotation_col_map or {}).items()
        return cls(part, tuple((name, place, *converters.get(place, ((), None))) for name, place in places))

    def made_of(self, rows: Iterable[Sequence[Any]], connection: Any) -> list[Any]:
        """Make the records of rows as they came from the database."""
        known: Known = {}
        return [self._record(row, connection, known) for row in rows]

    def _record(self, row: Sequence[Any], connection: Any, known: Known) -> Any:
        record = self.part.record(row, connection, known)
        for name, place, steps, expression in self.more:
            value = row[place]
            for step in steps:
                value = step(value, expression, connection)
            setattr(record, name, value)
        return record


def _beside(populators: Iterable[Any], converters: Any) -> tuple[_Beside, ...]:
    return tuple(
        _Beside(
            _Part(
                _maker(one.model_cls, one.init_list),
                one.db,
                columns := slice(one.cols_start, one.cols_end),
                tuple(one.init_list),
                _within(columns, converters),
                _beside(one.related_populators, converters),
            ),
            one.cols_start + one.pk_idx,
            one.local_setter,
            one.remote_setter,
        )
        for one in populators
    )


def _maker(model: Any, names: Iterable[str]) -> Callable[[str, Sequence[str], Sequence[Any]], Any]:
    """Return how a record is made of values: put in as they are, where making it does nothing else."""
    is_plain = (
        getattr(model.from_db, "__func__", None) is vars(Model)["from_db"].__func__
        and model.__init__ is Model.__init__
        and not any(signal.has_listeners(model) for signal in (pre_init, post_init))
        and all(type(getattr(model, name)) in _PLAIN for name in names)
    )
    return partial(_put_in, model) if is_plain else model.from_db


def _put_in(model: Any, alias: str, names: Sequence[str], values: Sequence[Any]) -> Any:
    state = ModelState()
    state.adding, state.db = False, alias
    record = model.__new__(model)
    record.__dict__.update(zip(names, values, strict=True), _state=state)
    return record


def _within(columns: slice, converters: Any) -> tuple[tuple[int, Any, Any], ...]:
    """Return the converters of some columns, by their place among these."""
    among = range(columns.start, columns.stop)
    return tuple((place - columns.start, *how) for place, how in converters.items() if place in among)


def _is_mixed(populators: Iterable[Any]) -> bool:
    return any(one.reorder_for_init or _is_mixed(one.related_populators) for one in populators)
