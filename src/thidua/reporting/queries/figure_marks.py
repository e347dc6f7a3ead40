"""Marks of figures in a workbook that was handed out: what stood in each cell, to see what changed since."""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from thidua.movements.models import Target
from thidua.reporting.models import Figure, Period
from thidua.reporting.queries.reading import Entry, Reading

HEADING = "Dấu của máy"
_KEY = re.compile(r"dau:([0-9a-f]{32})")
_ONE = re.compile(r"\b([0-9a-f]{12})-([0-9a-f]{8})\b")
_TAIL, _LENGTH = 12, 8  # the end of a key is random, its beginning is the time it was made


class Marks(NamedTuple):
    """The marks of a workbook by row and target, and the period it was handed out for."""

    period_id: UUID
    by_row: Mapping[int, Mapping[str, str]]

    def of(self, row: int, target: Target) -> str | None:
        """Return what stood in a cell, "" for nothing; None in a row that was put in since."""
        row_marks = self.by_row.get(row)
        return None if row_marks is None else row_marks.get(_tail(target), "")


def marks_key(period: Period) -> str:
    return f"dau:{period.pk.hex}"


def row_marks(figures: Iterable[Figure]) -> str:
    """Write the marks of one unit's figures; a figure that says nothing has none."""
    marks = ((figure, mark_of(figure)) for figure in figures)
    return " ".join([".", *(f"{_tail(figure.target)}-{mark}" for figure, mark in marks if mark)])


def read_marks(rows: Sequence[Sequence[object]], keys: Sequence[object]) -> Marks | None:
    """Read the column of marks under its key; None in a workbook of somebody else."""
    for column, key in enumerate(keys):
        found = _KEY.fullmatch(key) if isinstance(key, str) else None
        if found:
            cells = ((number, row[column]) for number, row in enumerate(rows) if column < len(row))
            texts = ((number, cell) for number, cell in cells if isinstance(cell, str) and cell[:1] == ".")
            return Marks(UUID(hex=found[1]), {number: dict(_ONE.findall(text)) for number, text in texts})
    return None


def mark_of(figure: Figure | None) -> str:
    """Return what two states of a figure share when they say the same; "" for nothing said."""
    if figure is None:
        return ""
    return _mark(figure.said, figure.value, figure.base, figure.decision, figure.typed)


def mark_of_reading(reading: Reading, entry: Entry) -> str:
    return _mark(reading.said, reading.value, reading.base, entry.decision, entry.typed)


def _mark(said: str, value: object, base: object, decision: str, typed: str) -> str:
    words = typed if said == "empty" else ""
    if said == "empty" and not (words or decision):
        return ""
    parts = (said, _plain(value), _plain(base), decision, words)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:_LENGTH]


def _plain(value: object) -> str:
    text = "" if value is None else f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tail(target: Target) -> str:
    return target.pk.hex[-_TAIL:]
