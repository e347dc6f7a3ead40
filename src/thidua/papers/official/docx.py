"""The official paper as a Word document that an office goes on editing: paragraphs, tables, page numbers."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import segno

from thidua.papers.official.docx_marks import add_page_number, draw_rule, keep_whole, set_borders, set_face
from thidua.papers.official.glyphs import check_letters
from thidua.papers.official.letter import MOTTO, NATION, Annex, Letter, Paragraph, Proof, Signature, Table

_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 20, 20, 20
_TEXT_WIDTH = 210 - _LEFT - _RIGHT
_HEAD_WIDTHS = (66, 94)
_BODY, _SMALL, _LISTED = 14, 12, 11
_AGENCY_RULE, _TITLE_RULE, _MOTTO_RULE = 24, 30, 58
"""Lengths in millimetres; the rule under the motto is as long as the motto in 13 points."""


def to_docx(letter: Letter, *, made_at: datetime) -> bytes:
    """Return the bytes of a .docx in Times New Roman, A4, with page numbers from page 2.

    Raises `PaperError` for a letter that the fonts of the PDF do not have: both say the same.
    """
    from docx import Document  # noqa: PLC0415 -- a slow library, needed for printing only

    check_letters(letter.words)
    writer = _Writer(Document())
    writer.prepare(letter.title, made_at)
    writer.head(letter)
    writer.title(letter)
    for block in letter.body:
        writer.block(block)
    writer.keep_last_with_signature()
    writer.foot(letter)
    if letter.annex:
        writer.annex(letter.annex)
    target = io.BytesIO()
    writer.document.save(target)
    return target.getvalue()


class _Writer:
    """Puts one part after the other; sizes are points, lengths millimetres."""

    def __init__(self, document: Any) -> None:
        from docx.shared import Mm, Pt  # noqa: PLC0415 -- a slow library, needed for printing only

        self.document, self.mm, self.pt = document, Mm, Pt

    def prepare(self, title: str, made_at: datetime) -> None:
        """Set page, faces of all styles that are used, and the page number."""
        section = self.document.sections[0]
        section.page_width, section.page_height = self.mm(210), self.mm(297)
        section.left_margin, section.right_margin = self.mm(_LEFT), self.mm(_RIGHT)
        section.top_margin, section.bottom_margin = self.mm(_TOP), self.mm(_BOTTOM)
        section.header_distance = self.mm(10)
        for name in ("Normal", "Header", "Heading 1", "Heading 2", "Heading 3"):
            set_face(self.document.styles[name], _BODY)
        normal = self.document.styles["Normal"].paragraph_format
        normal.space_before, normal.space_after, normal.line_spacing = self.pt(0), self.pt(0), 1.0
        add_page_number(section)
        properties = self.document.core_properties
        properties.title, properties.author = title[:255], ""
        properties.created = properties.modified = made_at.replace(tzinfo=None)

    def line(self, paragraph: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Any:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = self.pt(size), bold, italic
        return run

    def centred(self, cell: Any, *, is_first: bool) -> Any:
        paragraph = cell.paragraphs[0] if is_first else cell.add_paragraph()
        paragraph.alignment = 1
        return paragraph

    def grid(self, *widths: int) -> Any:
        """Add a row of cells without lines, which stays on one page."""
        table = self.document.add_table(rows=1, cols=len(widths))
        keep_whole(table.rows[0])
        self.fix_widths(table, widths)
        return table.rows[0].cells

    def fix_widths(self, table: Any, widths: Sequence[float]) -> None:
        """Set the widths of the columns: Word reads those of the cells, LibreOffice those of the grid."""
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.mm(width)

    def head(self, letter: Letter) -> None:
        """Write boxes 1 to 4: agency, nation, number, place and day."""
        left, right = self.grid(*_HEAD_WIDTHS)
        if letter.parent:
            self.line(self.centred(left, is_first=True), letter.parent, _SMALL)
        self.line(self.centred(left, is_first=not letter.parent), letter.agency, _SMALL, bold=True)
        draw_rule(left, self.mm(_HEAD_WIDTHS[0]), self.mm(_AGENCY_RULE))
        self.line(self.centred(right, is_first=True), NATION, _SMALL, bold=True)
        self.line(self.centred(right, is_first=False), MOTTO, 13, bold=True)
        draw_rule(right, self.mm(_HEAD_WIDTHS[1]), self.mm(_MOTTO_RULE))
        left, right = self.grid(*_HEAD_WIDTHS)
        self.line(self.centred(left, is_first=True), letter.number, 13)
        if not letter.kind:
            self.line(self.centred(left, is_first=False), f"V/v {letter.title}", _SMALL)
        self.line(self.centred(right, is_first=True), letter.place_and_day, 13, italic=True)

    def title(self, letter: Letter) -> None:
        """Write boxes 5a and 9a: what the paper is, and whom it is sent to."""
        if letter.kind:
            first = self.document.add_paragraph()
            first.alignment, first.paragraph_format.space_before = 1, self.pt(14)
            self.line(first, letter.kind, _BODY, bold=True)
            second = self.document.add_paragraph()
            second.alignment = 1
            self.line(second, letter.title, _BODY, bold=True)
            draw_rule(self.document, self.mm(_TEXT_WIDTH), self.mm(_TITLE_RULE))
        lines = letter.to_lines
        if not lines:
            return
        beside = f" {lines[0]}" if len(lines) == 1 else ""
        first = self.document.add_paragraph()
        first.paragraph_format.space_before = self.pt(12)
        if beside:
            first.alignment = 1
        else:
            first.paragraph_format.left_indent = self.mm(25)
        self.line(first, f"Kính gửi:{beside}", _BODY)
        for text in lines if not beside else ():
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.left_indent = self.mm(35)
            self.line(paragraph, text, _BODY)

    def block(self, block: Paragraph | Table) -> None:
        if isinstance(block, Table):
            self.table(block)
            return
        paragraph = self.document.add_paragraph(style="Heading 2" if block.bold else "Normal")
        paragraph.alignment = 1 if block.centred else 0 if block.bold else 3
        form = paragraph.paragraph_format
        form.first_line_indent, form.line_spacing = self.mm(0 if block.centred else 10), 1.1
        form.space_before, form.space_after = self.pt(6), self.pt(0)
        form.keep_with_next = block.bold
        self.line(paragraph, block.text, _BODY, bold=block.bold, italic=block.italic)

    def keep_last_with_signature(self) -> None:
        """Let the last paragraph go with what follows, so that no signature stands alone on a page."""
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def table(self, block: Table) -> None:
        """Write a table whose header is repeated on each page, and whose rows stay whole."""
        self.document.add_paragraph().paragraph_format.line_spacing = self.pt(6)
        table = self.document.add_table(rows=1, cols=len(block.header))
        set_borders(table)
        self.cells(table.rows[0], block.header, is_head=True, numbers=frozenset())
        for row in block.rows:
            made = table.add_row()
            keep_whole(made)
            self.cells(made, row, is_head=False, numbers=block.numbers)
        self.fix_widths(table, [_TEXT_WIDTH * part / sum(block.parts) for part in block.parts])

    def cells(self, row: Any, texts: tuple[str, ...], *, is_head: bool, numbers: frozenset[int]) -> None:
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = 1 if is_head else 2 if place in numbers else 0
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = self.pt(2)
            self.line(paragraph, text, _SMALL, bold=is_head)

    def foot(self, letter: Letter) -> None:
        """Write boxes 7 and 9b: who signs, and who gets it."""
        self.document.add_paragraph().paragraph_format.keep_with_next = True
        many = len(letter.signatures)
        if many > 1:
            for cell, one in zip(self.grid(*[_TEXT_WIDTH // many] * many), letter.signatures, strict=True):
                self.sign(cell, one)
            self.document.add_paragraph()
            left = self.grid(_TEXT_WIDTH)[0]
        else:
            left, right = self.grid(_TEXT_WIDTH // 2, _TEXT_WIDTH // 2)
            for one in letter.signatures:
                self.sign(right, one)
        if letter.recipients:
            self.line(left.paragraphs[0], "Nơi nhận:", _SMALL, bold=True, italic=True)
        for text in letter.recipient_lines:
            self.line(left.add_paragraph(), text, _LISTED)
        if letter.proof:
            self.proof(letter.proof)

    def sign(self, cell: Any, one: Signature) -> None:
        for place, text in enumerate(one.lines):
            self.line(self.centred(cell, is_first=place == 0), text, 13, bold=True)
        room = self.centred(cell, is_first=not one.lines)
        room.paragraph_format.space_before = self.pt(10 if one.note else 60)
        self.line(room, one.note, _LISTED, italic=True)
        self.line(self.centred(cell, is_first=False), one.name, _BODY, bold=True)

    def proof(self, proof: Proof) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before = self.pt(10)
        if proof.link:
            drawn = io.BytesIO()
            segno.make(proof.link, error="m").save(drawn, kind="png", border=0, scale=6)
            paragraph.add_run().add_picture(drawn, width=self.mm(22))
            paragraph = self.document.add_paragraph()
        self.line(paragraph, proof.text, 10)

    def annex(self, annex: Annex) -> None:
        """Write a list on pages of its own, under its heading and what it belongs to."""
        self.document.add_page_break()
        lines = ((annex.heading, _BODY, True), (annex.title, _BODY, True), (annex.note, 13, False))
        for text, size, is_bold in lines:
            if text:
                paragraph = self.document.add_paragraph()
                paragraph.alignment = 1
                self.line(paragraph, text, size, bold=is_bold, italic=not is_bold)
        draw_rule(self.document, self.mm(_TEXT_WIDTH), self.mm(_TITLE_RULE))
        for block in annex.blocks:
            self.block(block)
