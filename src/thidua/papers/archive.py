"""Zip files read from memory so that a bomb stays packed.

The directory is read here and not by `zipfile`: every size is checked before anything is unpacked,
and a letter of a dozen parts is opened in a third of the time.
"""

import struct
import zlib
from typing import NamedTuple

from thidua.papers import limits
from thidua.papers.errors import PaperError

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s4x2H4x3L3H8xL")  # without versions, times and attributes
_LOCAL_SIZE = 30
_LONGEST_COMMENT = 65_535
_STORED, _DEFLATED = 0, 8
_IS_UTF8, _IS_LOCKED = 0x800, 1
_WIDE = 0xFFFF_FFFF  # the number stands in the extra field, as in files of more than 4 GB
_WIDE_FIELD = 1


def broken() -> PaperError:
    """Return the refusal of a file that was cut or damaged."""
    return PaperError(
        "broken",
        "Tệp bị hỏng hoặc chưa tải xong; hãy mở lại bằng Word, lưu một bản mới rồi đưa lên lại.",
    )


def bomb() -> PaperError:
    """Return the refusal of a file that unpacks to far more than it is."""
    return PaperError(
        "bomb",
        "Tệp nén quá mức bình thường nên không được mở; hãy mở bằng Word, lưu một bản mới rồi đưa lên lại.",
    )


class _Part(NamedTuple):
    """One entry of the directory."""

    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    place: int


class Archive:
    """A zip in memory whose parts are read whole, within the limits."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = _directory(data)
        if sum(part.size for part in self._parts.values()) > limits.MAX_UNPACKED_BYTES:
            raise bomb()
        self.names = frozenset(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def size_of(self, name: str, *, most: int = limits.MAX_PART_BYTES) -> int:
        """Return how long a part says it is, unpacked; refuse what `read` would refuse for its size."""
        part = self._parts[name]
        is_dense = part.size > limits.MAX_PART_RATIO * max(part.packed, 1)
        if part.size > most or (is_dense and part.size > limits.RATIO_FREE_BYTES):
            raise bomb()
        return part.size

    def read(self, name: str, *, most: int = limits.MAX_PART_BYTES) -> bytes:
        """Unpack one part; never more than it declares, and that only within the limits."""
        part = self._parts[name]
        if part.flags & _IS_LOCKED:
            raise PaperError(
                "encrypted", "Tệp có mật khẩu; hãy bỏ mật khẩu trong Word rồi lưu và đưa lên lại."
            )
        self.size_of(name, most=most)
        content = _unpack(self._packed(part), part)
        if len(content) != part.size or zlib.crc32(content) != part.checksum:
            raise broken()
        return content

    def _packed(self, part: _Part) -> bytes:
        head = self._data[part.place : part.place + _LOCAL_SIZE]
        if len(head) < _LOCAL_SIZE or not head.startswith(b"PK\x03\x04"):
            raise broken()
        start = part.place + _LOCAL_SIZE + sum(struct.unpack_from("<2H", head, 26))
        return self._data[start : start + part.packed]


def _unpack(packed: bytes, part: _Part) -> bytes:
    if part.method == _STORED:
        return packed
    if part.method != _DEFLATED:
        raise broken()
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.size + 1)
    except zlib.error as error:
        raise broken() from error


def _directory(data: bytes) -> dict[str, _Part]:
    """Read the list of parts; a huge one is refused before an object is made of each entry."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _LONGEST_COMMENT))
    if end < 0 or len(data) - end < _END.size:
        raise broken()
    *_, count, size, offset, _ = _END.unpack_from(data, end)
    if count > limits.MAX_ZIP_ENTRIES or size > limits.MAX_ZIP_DIRECTORY_BYTES:
        raise bomb()
    shift = end - size - offset  # bytes that somebody put before the zip
    place, parts = end - size, dict[str, _Part]()
    if place < 0 or shift < 0:
        raise broken()
    for _ in range(count):
        if end - place < _ENTRY.size:
            raise broken()
        (
            mark, flags, method, checksum, packed, size,
            name_length, extra_length, comment_length, part_place,
        ) = _ENTRY.unpack_from(data, place)  # fmt: skip
        if mark != b"PK\x01\x02":
            raise broken()
        extra_start = place + _ENTRY.size + name_length
        name = _name(data[place + _ENTRY.size : extra_start], flags)
        place = extra_start + extra_length
        if _WIDE in (size, packed, part_place):
            size, packed, part_place = _wide(data[extra_start:place], size, packed, part_place)
        parts[name] = _Part(flags, method, checksum, packed, size, part_place + shift)
        place += comment_length
    return parts


def _wide(extra: bytes, *numbers: int) -> list[int]:
    """Replace the numbers that stand in the extra field, in the order the format sets."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == _WIDE_FIELD:
            wide = iter(struct.unpack_from(f"<{length // 8}Q", extra[place + 4 :].ljust(length, b"\0")))
            return [next(wide, _WIDE) if number == _WIDE else number for number in numbers]
        place += 4 + length
    raise broken()


def _name(raw: bytes, flags: int) -> str:
    if raw.isascii():  # the codec for old names takes ten times as long
        return raw.decode("ascii").replace("\\", "/")
    return raw.decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace").replace("\\", "/")
