"""What python-docx has no words for: faces for all scripts, rules, borders, the field of the page number."""

from typing import Any

FACE = "Times New Roman"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMED = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


def set_face(style: Any, size: int) -> None:
    """Give a style the face for every script; with fewer Word takes another one for some letters."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- a slow library, needed for printing only
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 -- same

    style.font.name, style.font.size = FACE, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in _SCRIPTS:
        faces.set(qn(f"w:{script}"), FACE)
    for theme in _THEMED:
        faces.attrib.pop(qn(f"w:{theme}"), None)


def draw_rule(where: Any, room: int, length: int) -> None:
    """Add a line of `length` in the middle of `room`: an empty small paragraph with a border above."""
    from docx.shared import Pt  # noqa: PLC0415 -- a slow library, needed for printing only

    paragraph = where.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = (room - length) // 2
    form.line_spacing, form.space_before, form.space_after = Pt(4), Pt(2), Pt(4)
    top = _element("w:top", val="single", sz="6", space="1", color="000000")
    borders = _element("w:pBdr")
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- python-docx names no other way to the XML
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def set_borders(table: Any) -> None:
    """Draw all lines of a table and repeat its first row on every page."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    table._tbl.tblPr.append(borders)  # noqa: SLF001 -- same
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))  # noqa: SLF001 -- same


def keep_whole(row: Any) -> None:
    """Let no page end within a row."""
    row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit", val="true"))  # noqa: SLF001 -- same


def add_page_number(section: Any) -> None:
    """Put the number of the page in the middle of the head, not on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = 1
    run = paragraph.add_run()
    for part in (
        _element("w:fldChar", fldCharType="begin"),
        _words("PAGE"),
        _element("w:fldChar", fldCharType="end"),
    ):
        run._r.append(part)  # noqa: SLF001 -- same


def _words(text: str) -> Any:
    made = _element("w:instrText")
    made.text = text
    return made


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- a slow library, needed for printing only
    from docx.oxml.ns import qn  # noqa: PLC0415 -- same

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
