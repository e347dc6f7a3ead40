"""A word across every page of a copy that is handed out: the kept bytes stay as they are."""

import ctypes
import io
import math
from typing import Any

from thidua.papers.official.glyphs import FONTS, check_letters

_FONT = FONTS / "LiberationSerif-Bold.ttf"
_RED, _GREEN, _BLUE, _OPACITY = 178, 34, 34, 120
_PART = 0.8  # of the diagonal of the page
_ONE_POINT = 100.0  # the size at which a text is measured before it is fitted


def stamped(data: bytes, words: str) -> bytes:
    """Return the PDF with `words` written up across each page; raises PaperError for letters of no font."""
    import pypdfium2  # noqa: PLC0415 -- a slow library, needed for printing only

    check_letters([words])
    document = pypdfium2.PdfDocument(data)
    try:
        font = _font(pypdfium2.raw, document)
        for page in document:
            _write(pypdfium2.raw, document, page, font, words)
        kept = io.BytesIO()
        document.save(kept)
    finally:
        document.close()
    return kept.getvalue()


def _font(raw: Any, document: Any) -> Any:
    letters = _FONT.read_bytes()
    given = (ctypes.c_uint8 * len(letters)).from_buffer_copy(letters)
    return raw.FPDFText_LoadFont(document.raw, given, len(letters), raw.FPDF_FONT_TRUETYPE, 1)


def _write(raw: Any, document: Any, page: Any, font: Any, words: str) -> None:
    """Fit the words into the diagonal of the page, half see-through, and let the page draw them last."""
    width, height = page.get_size()
    turn = math.atan2(height, width)
    text = raw.FPDFPageObj_CreateTextObj(document.raw, font, _ONE_POINT)
    encoded = f"{words}\0".encode("utf-16-le")
    raw.FPDFText_SetText(text, ctypes.cast(ctypes.c_char_p(encoded), ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPageObj_SetFillColor(text, _RED, _GREEN, _BLUE, _OPACITY)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    size = _PART * math.hypot(width, height) / (right.value - left.value)
    along, up = (right.value + left.value) / 2 * size, (top.value + bottom.value) / 2 * size
    cos, sin = math.cos(turn), math.sin(turn)
    middle = (width / 2 - cos * along + sin * up, height / 2 - sin * along - cos * up)
    raw.FPDFPageObj_Transform(text, cos * size, sin * size, -sin * size, cos * size, *middle)
    raw.FPDFPage_InsertObject(page.raw, text)
    raw.FPDFPage_GenerateContent(page.raw)
