"""A hash of how a photo looks, nearly the same when it is shrunk, cut a little or saved anew.

The coarse waves of brightness (a discrete cosine transform of 32 × 32 grey points, of which the lowest
8 × 8 are kept) hardly change then; each gives one bit: stronger than the middle one or not.
"""

import math
from collections.abc import Sequence
from operator import mul
from statistics import median

from PIL import Image

_SIDE, _KEPT = 32, 8
_QUIET = 24.0
"""Waves below this are noise of the camera; a black picture has no others and gives a nearly empty hash."""
_WAVES = [
    [math.cos(math.pi * (2 * place + 1) * wave / (2 * _SIDE)) for place in range(_SIDE)]
    for wave in range(_KEPT)
]


def look_of(image: Image.Image) -> str:
    """Return the hash as 16 hexadecimal digits."""
    grey = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    points = list(grey.tobytes())
    rows = [points[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]
    across = [[_product(row, wave) for row in rows] for wave in _WAVES]
    strengths = [_product(column, wave) for column in across for wave in _WAVES]
    loud = [value if abs(value) > _QUIET else 0.0 for value in strengths]
    middle = median(loud[1:])  # the first is the mean brightness
    bits = "".join("1" if value > middle else "0" for value in loud)
    return f"{int(bits, 2):016x}"


def _product(points: Sequence[float], wave: Sequence[float]) -> float:
    return math.fsum(map(mul, points, wave))
