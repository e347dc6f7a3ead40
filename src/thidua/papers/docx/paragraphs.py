"""What Word knows of a paragraph beside its letters: its number, its role, how it is set."""

from typing import NamedTuple

from lxml import etree

from thidua.papers.docx import markup
from thidua.papers.docx.markup import VAL, is_on, number, value
from thidua.papers.docx.numbering import Numbering
from thidua.papers.docx.styles import Styles, is_outlined
from thidua.papers.extracted import Role


class Setting(NamedTuple):
    """How one paragraph is set; `label` is its automatic number, with the space after it."""

    label: str = ""
    role: Role = Role.PARAGRAPH
    is_bold: bool = False
    is_centered: bool = False
    starts_page: bool = False


PLAIN = Setting()


class _Look(NamedTuple):
    """What the properties of a paragraph say beside its number; many paragraphs look alike."""

    style_id: str | None = None
    alignment: str | None = None
    is_outlined: bool = False
    starts_page: bool = False


def settings_of(
    paragraphs: list[etree._Element], styles: Styles, numbering: Numbering, tags: frozenset[str]
) -> list[Setting]:
    """Return the setting of each paragraph, in document order, in which lists count."""
    if markup.PARAGRAPH_PROPERTIES not in tags and markup.B not in tags and not styles.any_bold:
        return [PLAIN] * len(paragraphs)
    bold = _with_bold(paragraphs) if markup.B in tags else frozenset()
    read = _SettingReader(styles, numbering)
    return [read(paragraph, has_bold=paragraph in bold) for paragraph in paragraphs]


class _SettingReader:
    """Reads settings in document order; looks that occurred before are not worked out again."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._known: dict[_Look, Setting] = {}

    def __call__(self, paragraph: etree._Element, *, has_bold: bool) -> Setting:
        properties = next(paragraph.iterchildren(markup.PARAGRAPH_PROPERTIES), None)
        look, numbers = _look(properties)
        if look not in self._known:
            self._known[look] = self._setting(look)
        setting = self._known[look]
        label = self._label(look, numbers)
        if label:
            role = Role.LIST_ITEM if setting.role is Role.PARAGRAPH else setting.role
            setting = setting._replace(label=label, role=role)
        return setting._replace(is_bold=_is_bold(paragraph)) if has_bold else setting

    def _setting(self, look: _Look) -> Setting:
        style = self._styles.of(look.style_id)
        setting = Setting(
            role=Role.HEADING if style.is_heading or look.is_outlined else Role.PARAGRAPH,
            is_bold=bool(style.is_bold),
            is_centered=bool(style.is_centered) if look.alignment is None else look.alignment == "center",
            starts_page=look.starts_page,
        )
        return PLAIN if setting == PLAIN else setting

    def _label(self, look: _Look, numbers: etree._Element | None) -> str:
        style = self._styles.of(look.style_id)
        num_id = value(numbers, "numId") or style.num_id
        if num_id is None or num_id == "0":
            return ""
        own_depth = value(numbers, "ilvl")
        if own_depth is not None:
            return self._numbering.label(num_id, number(own_depth))
        depth = style.depth
        if depth is None:
            depth = self._numbering.depth_of_style(num_id, look.style_id or "")
        return self._numbering.label(num_id, depth)


def _look(properties: etree._Element | None) -> tuple[_Look, etree._Element | None]:
    style_id = alignment = numbers = None
    is_heading = starts_page = False
    for element in () if properties is None else properties:
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
    return _Look(style_id, alignment, is_heading, starts_page), numbers


def _with_bold(paragraphs: list[etree._Element]) -> frozenset[etree._Element]:
    """Return the paragraphs that hold a switch for bold; most hold none and need no closer look."""
    return frozenset(
        paragraph for paragraph in paragraphs if next(paragraph.iter(markup.B), None) is not None
    )


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
