"""The official paper as PDF, drawn by Typst with the shipped fonts: the same page on every machine.

The letter goes in as data; nothing of it is ever read as markup.
"""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import segno

from thidua.papers.errors import PaperError
from thidua.papers.official.glyphs import FONTS, check_letters
from thidua.papers.official.letter import MOTTO, NATION, Annex, Letter, Paragraph, Table

MOST_PAGES = 200


def to_pdf(letter: Letter, *, made_at: datetime) -> bytes:
    """Return the PDF (PDF/A-2b); the same letter and time give the same bytes.

    Raises `PaperError` for a letter that no font has, and for a paper of more than 200 pages.
    """
    import typst  # noqa: PLC0415 -- a slow library, needed for printing only

    check_letters(letter.words)
    template = (resources.files("thidua.papers.official") / "official.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
        sys_inputs={"letter": json.dumps(_data(letter), ensure_ascii=False)},
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
        pdf_standards=["a-2b"],
    )
    if page_count(made) > MOST_PAGES:
        raise PaperError("too_long", f"Văn bản dài quá {MOST_PAGES} trang. Rút ngắn nội dung rồi làm lại.")
    return made


def page_count(data: bytes) -> int:
    """Return the number of pages of a PDF of ours."""
    import pypdfium2  # noqa: PLC0415 -- a slow library, needed for printing only

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _data(letter: Letter) -> Mapping[str, Any]:
    return {
        "nation": NATION,
        "motto": MOTTO,
        "parent": letter.parent,
        "agency": letter.agency,
        "number": letter.number,
        "place_and_day": letter.place_and_day,
        "kind": letter.kind,
        "title": letter.title,
        "to": letter.to_lines,
        "body": [_block(block) for block in letter.body],
        "recipients": letter.recipient_lines,
        "signatures": [{"lines": one.lines, "name": one.name, "note": one.note} for one in letter.signatures],
        "proof": letter.proof.text if letter.proof else "",
        "code": _code(letter.proof.link) if letter.proof and letter.proof.link else "",
        "annex": _annex(letter.annex) if letter.annex else None,
    }


def _annex(annex: Annex) -> Mapping[str, Any]:
    blocks = [_block(block) for block in annex.blocks]
    return {"heading": annex.heading, "title": annex.title, "note": annex.note, "blocks": blocks}


def _block(block: Paragraph | Table) -> Mapping[str, Any]:
    if isinstance(block, Paragraph):
        return {"text": block.text, "bold": block.bold, "italic": block.italic, "centred": block.centred}
    return {
        "header": block.header,
        "rows": block.rows,
        "widths": block.parts,
        "numbers": sorted(block.numbers),
    }


def _code(link: str) -> str:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()
