"""A Reading as JSON: the agreed scheme for other programs, and an exact copy for storage."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from thidua.core.parsing.reading import (
    Assignment,
    Doubt,
    LegalBasisCited,
    MovementNamed,
    Reading,
    Span,
    TargetRead,
)

_HINTS = get_type_hints(Reading)

Json = dict[str, Any]
"""What `json.dumps` takes; the values differ in kind."""


def to_scheme(reading: Reading) -> Json:
    """Return the object of the annotation scheme; numbers are JSON numbers, doubts are extra."""
    return {
        "metadata": _plain(reading.metadata),
        "theme": reading.theme,
        "legal_bases": [_basis(basis) for basis in reading.legal_bases],
        "movements": [_movement(movement) for movement in reading.movements],
        "targets": [_target(target, reading.text) for target in reading.targets],
        "assignments": [_assignment(assignment) for assignment in reading.assignments],
        "doubts": [_doubt(doubt) for doubt in reading.doubts],
    }


def to_json(reading: Reading) -> str:
    """Return the whole Reading as text that `from_json` reads back equal."""
    return json.dumps(_plain(reading), ensure_ascii=False, separators=(",", ":"))


def from_json(stored: str) -> Reading:
    """Read back what `to_json` wrote."""
    record = json.loads(stored)
    if not isinstance(record, dict):
        raise TypeError("Bản ghi không phải là một bản đọc văn bản.")
    return Reading(**{name: _built(_HINTS[name], value) for name, value in record.items()})


def _basis(basis: LegalBasisCited) -> Json:
    return {
        "type": basis.type,
        "number": basis.number,
        "issuer": basis.issuer,
        "date": basis.date,
        "name": basis.name,
        **_place(basis.span),
    }


def _movement(movement: MovementNamed) -> Json:
    period = list(movement.period) if movement.period else None
    return {
        "name": movement.name,
        "period": period,
        "level": movement.level,
        "is_launched": movement.is_launched,
        **_place(movement.span),
    }


def _target(target: TargetRead, text: str) -> Json:
    return {
        "text": text[target.span.start : target.span.end],
        "name": target.name,
        "comparator": target.comparator.value,
        "low": _number(target.low),
        "high": _number(target.high),
        "unit": target.unit,
        "per": target.per,
        "parent": target.parent,
        **_place(target.span),
        "field": target.field.value,
        "heading": target.heading,
        "doubts": [_doubt(doubt) for doubt in target.doubts],
    }


def _assignment(assignment: Assignment) -> Json:
    return {
        "unit": assignment.unit,
        "task_excerpt": assignment.task_excerpt,
        "due": assignment.due,
        "due_text": assignment.due_text,
        **_place(assignment.span),
        "doubts": [_doubt(doubt) for doubt in assignment.doubts],
    }


def _doubt(doubt: Doubt) -> Json:
    place = _place(doubt.span) if doubt.span else {}
    return {"code": doubt.code, "question": doubt.question, **place}


def _place(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _number(value: Decimal | None) -> int | float | None:
    """Return a JSON number: whole ones without a point; the scheme has no exact decimals."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _plain(value: Any) -> Any:
    """Turn dataclasses into dicts, decimals and enums into strings, tuples into lists."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


def _built(kind: Any, value: Any) -> Any:
    """Build a value of the declared `kind`; the annotations of the dataclasses are the schema."""
    if get_origin(kind) is UnionType:
        if value is None:
            return None
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        kinds = [parts[0]] * len(value) if parts[-1] is Ellipsis else list(parts)
        return tuple(_built(part, item) for part, item in zip(kinds, value, strict=True))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, (Decimal, Enum)):
        return kind(value)
    return value
