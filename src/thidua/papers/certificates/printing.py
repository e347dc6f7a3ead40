"""Draw certificates with Typst and the shipped fonts: the same pages on every machine."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from importlib import resources
from typing import Any, Literal

from PIL import Image

from thidua.core.quantities import format_number
from thidua.papers.certificates.codes import Code, codes_of
from thidua.papers.certificates.faces import PLAIN, Face, Stock
from thidua.papers.errors import PaperError
from thidua.papers.official.glyphs import FONTS, check_letters
from thidua.papers.official.pdf import page_count

MOST_FACES = 2_000
_PICTURE_PPI, _SMALL_PPI = 72, 24
_COLOURS = 32
"""Enough for ink, frame and their edges; a picture takes a quarter of the bytes then."""


def certificates_pdf(faces: Sequence[Face], *, link: str, made_at: datetime, stock: Stock = PLAIN) -> bytes:
    """Return one PDF with a page for each face; `link` and the code of a face are the address in its QR.

    :raises PaperError: no face, too many, a letter no font has, or a text too long for its place
    """
    if not 0 < len(faces) <= MOST_FACES:
        raise PaperError("bad_batch", f"Mỗi lần in từ 1 đến {MOST_FACES} giấy. Chia thành nhiều lần.")
    check_letters(word for face in faces for word in face.words)
    codes = codes_of(link, [face.code for face in faces])
    made = _compiled("certificate.typ", _given(faces, codes, stock), made_at)
    if page_count(made) != len(faces):
        raise PaperError("too_long", "Có giấy không vừa một trang. Rút ngắn thành tích rồi in lại.")
    return made


def certificate_png(face: Face, *, made_at: datetime, is_small: bool = False) -> bytes:
    """Return a picture of one certificate on plain paper, 842 pixels wide, a small one 281.

    :raises PaperError: a letter no font has, or a text too long for its place
    """
    check_letters(face.words)
    given = _given([face], codes_of("", [face.code]), PLAIN)
    ppi = _SMALL_PPI if is_small else _PICTURE_PPI
    drawn = Image.open(io.BytesIO(_compiled("certificate.typ", given, made_at, "png", ppi=ppi)))
    kept = io.BytesIO()
    drawn.convert("RGB").quantize(_COLOURS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def stock_test_pdf(stock: Stock, *, made_at: datetime) -> bytes:
    """Return a page of crosses and rulers in mm, to be held against the stock before a batch is printed."""
    texts = {"right_text": _mm(stock.right), "down_text": _mm(stock.down)}
    given = {"stock": {**asdict(stock), **texts}}
    return _compiled("test_page.typ", given, made_at)


def _mm(length: float) -> str:
    return format_number(Decimal(str(length)))


def _given(faces: Sequence[Face], codes: Sequence[Code], stock: Stock) -> Mapping[str, Any]:
    return {
        "title": faces[0].title,
        "stock": asdict(stock),
        "faces": [{**_whole(face), "rows": code.rows} for face, code in zip(faces, codes, strict=True)],
    }


def _whole(face: Face) -> dict[str, str]:
    """Keep a dash between two words on one line ("kinh tế - xã hội")."""
    return {key: text.replace(" - ", "\u00a0-\u00a0") for key, text in asdict(face).items()}


def _compiled(
    template: str,
    given: Mapping[str, Any],
    made_at: datetime,
    form: Literal["pdf", "png"] = "pdf",
    **more: Any,
) -> bytes:
    import typst  # noqa: PLC0415 -- a slow library, needed for printing only

    source = (resources.files("thidua.papers.certificates") / template).read_bytes()
    try:
        made: bytes = typst.compile(
            source,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
            timestamp=made_at.astimezone(UTC).replace(microsecond=0),
            format=form,
            pdf_standards=["a-2b"] if form == "pdf" else None,
            **more,
        )
    except typst.TypstError as fault:
        raise _told(fault) from fault
    return made


def _told(fault: Exception) -> PaperError:
    _, found, text = str(fault).partition("too long: ")
    if not found:
        raise fault
    shown = text.strip(' "')[:60]
    return PaperError("too_long", f"“{shown}…” dài quá chỗ in. Rút ngắn rồi in lại.")
