"""Many QR codes that differ only at their end, made together.

For one version, one mask and one length, the modules of a code depend linearly (over GF(2)) on the bits of
its text, the check words included. So the code of each text is that of the text with an empty end, and for
each bit set in the end the pattern of that bit on top. Some hundred codes are drawn, however many are asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import xor

import segno

from thidua.papers.errors import PaperError

_MASK = 3  # one mask for all; which one matters little to a reader, and trying eight takes most of the time
_BITS = 8


@dataclass(frozen=True, slots=True)
class Code:
    """The modules of a code, `size` rows of as many bits, the first row highest."""

    size: int
    modules: int

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the rows as digits, 1 for a dark module."""
        digits = f"{self.modules:0{self.size**2}b}"
        return tuple(digits[start : start + self.size] for start in range(0, len(digits), self.size))


def codes_of(prefix: str, ends: Sequence[str]) -> tuple[Code, ...]:
    """Return the codes of `prefix` followed by each end; the ends are ASCII and equally long.

    :raises PaperError: ends of different lengths, or of other letters
    """
    if not ends:
        return ()
    length = len(ends[0])
    if any(len(end) != length or not end.isascii() for end in ends):
        raise PaperError("bad_code", "Các mã kiểm tra phải dài bằng nhau và chỉ gồm chữ không dấu, chữ số.")
    size, base, patterns = _patterns(prefix, length)
    return tuple(Code(size, _laid(base, patterns, end.encode())) for end in ends)


@lru_cache(maxsize=8)  # one office prints under one address, batch after batch
def _patterns(prefix: str, length: int) -> tuple[int, int, tuple[int, ...]]:
    """Return the size of the codes, that of the empty end, and what each bit of an end changes in it."""
    size, base = _drawn(prefix, bytes(length))
    bits = range(length * _BITS)
    return size, base, tuple(_drawn(prefix, _one_bit(place, length))[1] ^ base for place in bits)


def _laid(base: int, patterns: Sequence[int], end: bytes) -> int:
    bits = int.from_bytes(end, "big")
    last = len(patterns) - 1
    return reduce(xor, (pattern for place, pattern in enumerate(patterns) if bits >> last - place & 1), base)


def _one_bit(place: int, length: int) -> bytes:
    return (1 << length * _BITS - 1 - place).to_bytes(length, "big")


def _drawn(prefix: str, end: bytes) -> tuple[int, int]:
    code = segno.make(
        prefix.encode() + end, mode="byte", error="m", boost_error=False, mask=_MASK, micro=False
    )
    rows = [int("".join("1" if module else "0" for module in row), 2) for row in code.matrix]
    size = len(rows)
    return size, reduce(lambda found, row: found << size | row, rows, 0)
