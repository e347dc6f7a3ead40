"""The child process that opens a PDF: `python -m thidua.papers.pdf.worker SECONDS < file.pdf`.

It prints one JSON object: pages with words, or an error.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

from thidua.papers import limits
from thidua.papers.confinement import confine

_HYPHENS = frozenset({0x02, 0xFFFE})  # how the library writes a hyphen at the end of a line
_FONT_NAME_BYTES = 128
_BOLD = (b"bold", b"black", b"heavy")
_PASSWORD_ERROR = 4


def main() -> None:
    """Read standard input as a PDF and print what stands in it."""
    confine()
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2  # noqa: PLC0415 -- a slow library, needed in this process only

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        return {"error": "encrypted" if is_locked else "broken"}
    if len(document) > limits.MAX_PDF_PAGES:
        return {"error": "too_many_pages"}
    pages: list[dict[str, Any]] = []
    total = 0
    for page in document:
        text = page.get_textpage()
        words = list(_words(text.raw, pypdfium2.raw))
        text.close()
        total += sum(len(word[0]) for word in words)
        if total > limits.MAX_TEXT_CHARACTERS:
            return {"error": "too_long"}
        pages.append({"width": page.get_width(), "height": page.get_height(), "words": words})
        page.close()
    return {"pages": pages}


def _words(page: Any, raw: Any) -> Iterator[tuple[str, float, float, float, float, bool]]:
    """Yield words; only the first and last letter of each is asked for its place, which is slow."""
    start = 0
    codes: list[int] = []
    for index in range(max(raw.FPDFText_CountChars(page), 0)):
        code = raw.FPDFText_GetUnicode(page, index)
        code = ord("-") if code in _HYPHENS else code
        if code == 0 or chr(code).isspace():
            if codes:
                yield _word(page, raw, codes, (start, index - 1))
            codes = []
            continue
        if not codes:
            start = index
        codes.append(code)
    if codes:
        yield _word(page, raw, codes, (start, start + len(codes) - 1))


def _word(
    page: Any, raw: Any, codes: list[int], ends: tuple[int, int]
) -> tuple[str, float, float, float, float, bool]:
    text = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    first, last = (_box(page, raw, index) for index in ends)
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    raw.FPDFText_GetFontInfo(page, ends[0], name, _FONT_NAME_BYTES, None)
    is_bold = any(sign in name.value.lower() for sign in _BOLD)
    left, right = min(first[0], last[0]), max(first[1], last[1])
    return text, left, min(first[2], last[2]), right, max(first[3], last[3]), is_bold


def _box(page: Any, raw: Any, index: int) -> tuple[float, float, float, float]:
    rectangle = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, rectangle)
    return (
        round(rectangle.left, 1),
        round(rectangle.right, 1),
        round(min(rectangle.bottom, rectangle.top), 1),
        round(max(rectangle.bottom, rectangle.top), 1),
    )


if __name__ == "__main__":
    main()
