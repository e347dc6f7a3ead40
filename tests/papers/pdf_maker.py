"""Small PDF files with Vietnamese text at given places, written by hand: no font is embedded.

Letters are half as wide as high; a ToUnicode map says what they are, as in files from Word.
"""

import zlib
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
GLYPHS = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Serif/DW 500"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
)


class At(NamedTuple):
    """Words whose first letter stands at `left`, `up` points from the lower left corner."""

    left: float
    up: float
    text: str
    size: float = 12


def line_width(text: str, size: float = 12) -> float:
    return len(text) * size / 2


def centered(up: float, text: str, middle: float = WIDTH / 2, size: float = 12) -> At:
    return At(middle - line_width(text, size) / 2, up, text, size)


def make_pdf(pages: list[list[At]], *, maps_letters: bool = True, extra: bytes = b"") -> bytes:
    """Return a PDF; without `maps_letters` nobody can tell what its glyphs mean."""
    letters = sorted({letter for page in pages for at in page for letter in at.text})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    kids = [f"{6 + 2 * number} 0 R" for number in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Serif/Encoding/Identity-H%b/DescendantFonts[4 0 R]>>"
        % (b"/ToUnicode 5 0 R" if maps_letters else b""),
        GLYPHS,
        _stream(_unicode_map(codes)),
    ]
    for page in pages:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (WIDTH, HEIGHT, len(objects) + 2)
        )
        objects.append(_stream(_content(page, codes)))
    return _file(objects, extra)


def _content(page: list[At], codes: dict[str, int]) -> bytes:
    shown = (
        f"BT /F {at.size} Tf {at.left} {at.up} Td <{''.join(f'{codes[mark]:04x}' for mark in at.text)}> Tj ET"
        for at in page
    )
    return "\n".join(shown).encode()


def _unicode_map(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)


def _file(objects: list[bytes], trailer_extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer_extra,
        start,
    )
    return bytes(out)
