"""What Word knows of a paragraph beside its letters: its number, its role, how it is set."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from thidua.papers.docx import markup
from thidua.papers.docx.markup import VAL, is_on, number, value
from thidua.papers.docx.numbering import Numbering
from thidua.papers.docx.styles import Styles, is_outlined
from thidua.papers.docx.tree import MarkedBody
from thidua.papers.extracted import Role


class Setting(NamedTuple):
    """How one paragraph is set; `label` is its automatic number, with the space after it."""

    label: str = ""
    role: Role = Role.PARAGRAPH
    is_bold: bool = False
    is_centered: bool = False
    starts_page: bool = False


PLAIN = Setting()


Look = tuple[str | None, str | None, bool, bool]
"""Style, alignment, whether in the outline, whether on a new page; many paragraphs look alike."""


_UNSET: Look = (None, None, False, False)


class _Known(NamedTuple):
    """What follows from a look: the setting, and the list that its style counts in."""

    setting: Setting
    num_id: str | None
    depth: int


def settings_of(body: MarkedBody, styles: Styles, numbering: Numbering) -> list[Setting]:
    """Return the setting of each paragraph, in order, in which lists count; none when all are plain."""
    if markup.B not in body.tags and not body.has_properties and not styles.any_bold:
        return []
    bold = {next(switch.iterancestors(markup.P), None) for switch in body.found.get(markup.B, ())}
    read = _SettingReader(styles, numbering)
    return [read(*pair, has_bold=pair[0] in bold) for pair in _with_properties(body.element)]


def _with_properties(body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yield each paragraph with its own properties; the first word of those without is not looked at."""
    paragraph = None
    for element in body.iter(markup.P, markup.PARAGRAPH_PROPERTIES):
        if element.tag == markup.P:
            if paragraph is not None:
                yield paragraph, None
            paragraph = element
        elif paragraph is not None:  # else they are what a tracked change replaced
            yield paragraph, element
            paragraph = None
    if paragraph is not None:
        yield paragraph, None


class _SettingReader:
    """Reads settings in document order; looks that occurred before are not worked out again."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._known: dict[Look, _Known] = {}

    def __call__(
        self, paragraph: etree._Element, properties: etree._Element | None, *, has_bold: bool
    ) -> Setting:
        look, numbers = (_UNSET, None) if properties is None else _look(properties)
        known = self._known.get(look) or self._worked_out(look)
        setting, num_id, depth = known
        if numbers is not None:
            num_id = value(numbers, "numId") or num_id
            depth = number(value(numbers, "ilvl"), depth)
        if num_id is not None and (label := self._numbering.label(num_id, depth)):
            role = Role.LIST_ITEM if setting.role is Role.PARAGRAPH else setting.role
            setting = Setting(label, role, setting.is_bold, setting.is_centered, setting.starts_page)
        return setting._replace(is_bold=_is_bold(paragraph)) if has_bold else setting

    def _worked_out(self, look: Look) -> _Known:
        style_id, alignment, is_outlined, starts_page = look
        style = self._styles.of(style_id)
        setting = Setting(
            role=Role.HEADING if style.is_heading or is_outlined else Role.PARAGRAPH,
            is_bold=bool(style.is_bold),
            is_centered=bool(style.is_centered) if alignment is None else alignment == "center",
            starts_page=starts_page,
        )
        depth = style.depth
        if depth is None:
            depth = self._numbering.depth_of_style(style.num_id or "", style_id or "")
        self._known[look] = _Known(PLAIN if setting == PLAIN else setting, style.num_id, depth)
        return self._known[look]


def _look(properties: etree._Element) -> tuple[Look, etree._Element | None]:
    style_id = alignment = numbers = None
    is_heading = starts_page = False
    for element in properties:
        tag = element.tag
        if tag == markup.STYLE:
            style_id = element.get(VAL)
        elif tag == markup.ALIGNMENT:
            alignment = element.get(VAL)
        elif tag == markup.NUMBERS:
            numbers = element
        elif tag == markup.OUTLINE:
            is_heading = is_outlined(properties)
        elif tag == markup.PAGE_BREAK_BEFORE:
            starts_page = is_on(element)
    return (style_id, alignment, is_heading, starts_page), numbers


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
