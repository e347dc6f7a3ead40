"""What Word knows of a paragraph beside its letters: its number, its role, how it is set."""

from typing import NamedTuple

from lxml import etree

from thidua.papers.docx import markup
from thidua.papers.docx.markup import W, is_on, number, value
from thidua.papers.docx.numbering import Numbering
from thidua.papers.docx.styles import Style, Styles, is_outlined
from thidua.papers.extracted import Role


class Setting(NamedTuple):
    """How one paragraph is set; `label` is its automatic number, with the space after it."""

    label: str = ""
    role: Role = Role.PARAGRAPH
    is_bold: bool = False
    is_centered: bool = False
    starts_page: bool = False


PLAIN = Setting()


def settings_of(
    paragraphs: list[etree._Element], styles: Styles, numbering: Numbering, tags: frozenset[str]
) -> list[Setting]:
    """Return the setting of each paragraph, in document order, in which lists count."""
    has_bold = markup.B in tags or styles.any_bold
    if markup.PARAGRAPH_PROPERTIES not in tags and not has_bold:
        return [PLAIN] * len(paragraphs)
    return [_setting_of(paragraph, styles, numbering, has_bold=has_bold) for paragraph in paragraphs]


def _setting_of(
    paragraph: etree._Element, styles: Styles, numbering: Numbering, *, has_bold: bool
) -> Setting:
    first = paragraph[0] if len(paragraph) else None
    properties = first if first is not None and first.tag == markup.PARAGRAPH_PROPERTIES else None
    is_bold = has_bold and _is_bold(paragraph)
    if properties is None:
        return Setting(is_bold=True) if is_bold else PLAIN
    return _setting(properties, styles, numbering, is_bold=is_bold)


def _setting(properties: etree._Element, styles: Styles, numbering: Numbering, *, is_bold: bool) -> Setting:
    style_id = value(properties, "pStyle")
    style = styles.of(style_id)
    label = _label(properties, style, style_id or "", numbering)
    alignment = value(properties, "jc")
    page = properties.find(W + "pageBreakBefore")
    return Setting(
        label,
        _role(properties, style, label),
        is_bold,
        bool(style.is_centered) if alignment is None else alignment == "center",
        page is not None and is_on(page),
    )


def _role(properties: etree._Element, style: Style, label: str) -> Role:
    if style.is_heading or is_outlined(properties):
        return Role.HEADING
    return Role.LIST_ITEM if label else Role.PARAGRAPH


def _label(properties: etree._Element, style: Style, style_id: str, numbering: Numbering) -> str:
    numbers = properties.find(markup.NUMBERS)
    num_id = value(numbers, "numId") or style.num_id
    if num_id is None or num_id == "0":
        return ""
    own_depth = value(numbers, "ilvl")
    if own_depth is not None:
        return numbering.label(num_id, number(own_depth))
    depth = style.depth if style.depth is not None else numbering.depth_of_style(num_id, style_id)
    return numbering.label(num_id, depth)


def _is_bold(paragraph: etree._Element) -> bool:
    """Say whether every word is bold by its own run."""
    is_bold = has_words = False
    for element in paragraph.iter(markup.R, markup.B, markup.T):
        tag = element.tag
        if tag == markup.R:
            is_bold = False
        elif tag == markup.B:
            is_bold = is_on(element)
        elif element.text and not element.text.isspace():
            if not is_bold:
                return False
            has_words = True
    return has_words
