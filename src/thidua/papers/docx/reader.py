"""A .docx from its bytes to drafts."""

import posixpath
from dataclasses import dataclass

from thidua.core.legacy_fonts import looks_legacy
from thidua.papers.archive import Archive, broken
from thidua.papers.docx import markup
from thidua.papers.docx.fonts import decode_fonts
from thidua.papers.docx.markup import W, child, parse
from thidua.papers.docx.numbering import Numbering
from thidua.papers.docx.paragraphs import settings_of
from thidua.papers.docx.stream import Stream
from thidua.papers.docx.styles import Styles
from thidua.papers.docx.tree import MarkedBody, drop_foreign_signs, has_changes, marked
from thidua.papers.extracted import Draft, note_of_fonts, repaired

_MAY_HOLD_SIGNS = (b"\xef", b"&")  # single bytes are found forty times as fast as longer ones
_USUAL_BODY = "word/document.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHANGES = "Tệp còn vết sửa (Track Changes): chữ đã xóa được bỏ qua, chữ thêm vào được giữ."


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a document that text comes from; empty bytes where it has none."""

    archive: Archive
    body_name: str

    def sibling(self, name: str) -> bytes:
        path = posixpath.join(posixpath.dirname(self.body_name), name)
        return self.archive.read(path) if path in self.archive else b""


def read_docx(archive: Archive) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the drafts of a Word document and notes on what was done."""
    parts = _Parts(archive, _body_name(archive))
    xml = archive.read(parts.body_name)
    body = child(parse(xml), W + "body")
    if body is None:
        raise broken()
    if any(byte in xml for byte in _MAY_HOLD_SIGNS):
        drop_foreign_signs(body)
    return _read(marked(body), parts)


def _read(body: MarkedBody, parts: _Parts) -> tuple[list[Draft], tuple[str, ...]]:
    text = body.text()
    is_suspect = looks_legacy(text)
    styles = _styles(body, parts, is_needed=is_suspect or markup.STYLE in body.tags)
    encodings = decode_fonts(body.paragraphs, styles) if is_suspect else frozenset()
    if encodings:
        text = body.text()
    numbers = parts.sibling("numbering.xml") if markup.NUMBERS in body.tags or styles.any_numbered else b""
    settings = settings_of(body, styles, Numbering(parse(numbers) if numbers else None))
    drafts = Stream(settings).read(text)
    changes = (_CHANGES,) if has_changes(body.tags) else ()
    notes = (*changes, *map(note_of_fonts, sorted(encodings)))
    return repaired(drafts, notes) if is_suspect and not encodings else (drafts, notes)


def _styles(body: MarkedBody, parts: _Parts, *, is_needed: bool) -> Styles:
    if not is_needed:
        return Styles(b"", ())
    used = {element.get(markup.VAL, "") for element in body.found.get(markup.STYLE, ())}
    return Styles(parts.sibling("styles.xml"), used)


def _body_name(archive: Archive) -> str:
    if _USUAL_BODY in archive:
        return _USUAL_BODY
    if "_rels/.rels" not in archive:
        raise broken()
    for relation in parse(archive.read("_rels/.rels")).iter(_RELATION):
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in archive:
            return target
    raise broken()
