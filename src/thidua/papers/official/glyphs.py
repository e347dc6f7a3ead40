"""Which letters the shipped fonts have: what is missing is told, never drawn as an empty box."""

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from thidua.papers.errors import PaperError

FONTS = Path(str(resources.files("thidua.papers.official") / "fonts"))
_REGULAR = FONTS / "LiberationSerif-Regular.ttf"
_SPACES = frozenset("\n\t\r")
_WINDOWS, _BASIC_PLANE = 3, 1
_TABLE_RECORD, _HEAD = 16, 12
_MOST_NAMED = 5


def check_letters(texts: Iterable[str]) -> None:
    """Raise `PaperError` naming the letters that no official paper can be drawn with."""
    known = known_letters()
    missing = sorted({sign for text in texts for sign in text} - known - _SPACES)
    if missing:
        named = ", ".join(f"“{_shown(sign)}”" for sign in missing[:_MOST_NAMED])
        raise PaperError(
            "no_glyph",
            f"Phông chữ của văn bản không có ký tự {named}. Xóa hoặc thay ký tự ấy rồi làm lại.",
        )


@cache
def known_letters() -> frozenset[str]:
    """Return every sign that the font draws, read from its own table of letters; the four faces agree."""
    data = _REGULAR.read_bytes()
    return frozenset(map(chr, _codes(data, _letter_table(data))))


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else unicodedata.name(sign, f"mã {ord(sign)}")


def _letter_table(data: bytes) -> int:
    """Return where the table of the basic plane begins (format 4, which every such font has)."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, _HEAD + _TABLE_RECORD * i) for i in range(count))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (tables,) = struct.unpack_from(">H", data, start + 2)
    for place in range(tables):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * place)
        if (platform, encoding) == (_WINDOWS, _BASIC_PLANE):
            return int(start + offset)
    raise PaperError("no_font", "Thiếu phông chữ của văn bản. Cài lại chương trình.")


def _codes(data: bytes, start: int) -> Iterator[int]:
    """Yield the codes of the segments; glyph 0, which is the empty box, is none."""
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    many = doubled // 2
    ends = struct.unpack_from(f">{many}H", data, start + 14)
    begins = struct.unpack_from(f">{many}H", data, start + 16 + doubled)
    shifts = struct.unpack_from(f">{many}H", data, start + 16 + 2 * doubled)
    far = start + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{many}H", data, far)
    for place in range(many):
        for code in range(begins[place], min(ends[place], 0xFFFE) + 1):
            glyph = code
            if offsets[place]:
                at = far + 2 * place + offsets[place] + 2 * (code - begins[place])
                (glyph,) = struct.unpack_from(">H", data, at)
            if (glyph + shifts[place]) % 0x10000:
                yield code
