"""Official papers in the layout of Decree 30/2020 (Phụ lục I): a letter in, the bytes of docx or PDF out."""

from thidua.papers.official.docx import to_docx
from thidua.papers.official.glyphs import check_letters
from thidua.papers.official.letter import (
    Annex,
    Letter,
    Paragraph,
    Proof,
    Section,
    Signature,
    Table,
    day_in_words,
    number_text,
)
from thidua.papers.official.pdf import to_pdf
from thidua.papers.official.stamp import stamped

__all__ = [
    "Annex",
    "Letter",
    "Paragraph",
    "Proof",
    "Section",
    "Signature",
    "Table",
    "check_letters",
    "day_in_words",
    "number_text",
    "stamped",
    "to_docx",
    "to_pdf",
]
