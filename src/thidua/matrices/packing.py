"""A year of figures as bytes: periods × units × targets, scaled integers, as small as they fit.

Periods come first, so that adding them up runs along memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.errors import DomainError

Whole = NDArray[np.int64]
_SMALL = np.dtype("<i4")
_LARGE = np.dtype("<i8")
_EXACT = 2**62


@dataclass(frozen=True, slots=True)
class Shape:
    """The sides of a packed year; all numbers keep `places` decimals, in 4 bytes each or in 8."""

    periods: int
    units: int
    targets: int
    places: int
    is_small: bool

    def as_plain(self) -> dict[str, Any]:
        return {
            "periods": self.periods,
            "units": self.units,
            "targets": self.targets,
            "places": self.places,
            "is_small": self.is_small,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Shape":
        return cls(**plain)

    @property
    def dtype(self) -> np.dtype[Any]:
        return _SMALL if self.is_small else _LARGE


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed year: figures, goals by unit and target, and which figures are known (empty: all of them)."""

    shape: Shape
    values: bytes
    goals: bytes
    known: bytes = b""


def pack(
    values: Sequence[Sequence[Sequence[Decimal | None]]], goals: Sequence[Sequence[Decimal]], places: int
) -> Packed:
    """Pack periods × units × targets; refuse numbers with more decimals than `places`, or too large."""
    scaled = np.array(
        [[[_scaled(cell, places) for cell in row] for row in rows] for rows in values], np.int64
    )
    aims = np.array([[_scaled(cell, places) for cell in row] for row in goals], np.int64)
    known = np.array([[[cell is not None for cell in row] for row in rows] for rows in values], bool)
    return pack_scaled(scaled, aims, places, known)


def _scaled(number: Decimal | None, places: int) -> int:
    if number is None:
        return 0
    shifted = number.scaleb(places)
    whole = int(shifted)
    if whole != shifted or abs(whole) >= _EXACT:
        raise DomainError(f"Số {number} không xếp được vào ma trận với {places} chữ số sau dấu phẩy.")
    return whole


def pack_scaled(values: Whole, goals: Whole, places: int, known: NDArray[np.bool_] | None = None) -> Packed:
    """Pack integers that are scaled already."""
    periods, units, targets = values.shape
    largest = max(int(np.abs(values).sum(axis=0).max(initial=0)), int(np.abs(goals).max(initial=0)))
    shape = Shape(periods, units, targets, places, is_small=largest <= np.iinfo(_SMALL).max)
    gaps = known is not None and not known.all()
    return Packed(
        shape=shape,
        values=values.astype(shape.dtype).tobytes(),
        goals=goals.astype(shape.dtype).tobytes(),
        known=np.packbits(known).tobytes() if gaps and known is not None else b"",
    )


def values_of(shape: Shape, values: bytes) -> NDArray[Any]:
    """Return the figures as they lie, without a copy."""
    return np.frombuffer(values, shape.dtype).reshape(shape.periods, shape.units, shape.targets)


def goals_of(shape: Shape, goals: bytes) -> NDArray[Any]:
    return np.frombuffer(goals, shape.dtype).reshape(shape.units, shape.targets)


def known_of(shape: Shape, known: bytes) -> NDArray[np.bool_] | None:
    """Return which figures are known, None where all are."""
    if not known:
        return None
    size = shape.periods * shape.units * shape.targets
    bits = np.unpackbits(np.frombuffer(known, np.uint8), count=size)
    return bits.astype(bool).reshape(shape.periods, shape.units, shape.targets)
