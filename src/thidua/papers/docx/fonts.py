"""Runs typed in old Vietnamese fonts, turned into Unicode inside the tree."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from thidua.core.legacy_fonts import FontEncoding, LegacyEncoding, decode, font_encoding, has_unicode_letters
from thidua.papers.docx import markup
from thidua.papers.docx.markup import W, value
from thidua.papers.docx.styles import Styles, font_of

_WATCHED = (markup.R, markup.FONTS, markup.T, W + "tab", W + "br", W + "cr", W + "softHyphen")


class _Typed(NamedTuple):
    element: etree._Element
    font: FontEncoding | None


def decode_fonts(paragraphs: Iterable[etree._Element], styles: Styles) -> frozenset[LegacyEncoding]:
    """Rewrite letters by the names of their fonts; return the encodings that were found.

    A run with Unicode letters in such a font only bears its name and stays.
    """
    found: set[LegacyEncoding] = set()
    for paragraph in paragraphs:
        style = styles.of(value(paragraph.find(markup.PARAGRAPH_PROPERTIES), "pStyle"))
        typed = _typed(paragraph, style.font)
        for font, group in groupby(typed, lambda piece: piece.font):
            if font is not None and _rewrite([piece.element for piece in group], font):
                found.add(font.encoding)
    return frozenset(found)


def _typed(paragraph: etree._Element, inherited: str | None) -> Iterator[_Typed]:
    """Yield the texts of a paragraph with their fonts; a tab or a break ends a group by having none."""
    font = font_encoding(inherited or "")
    for element in paragraph.iter(*_WATCHED):
        tag = element.tag
        if tag == markup.R:
            font = font_encoding(inherited or "")
        elif tag == markup.FONTS:
            named = font_of(element)
            font = font_encoding(named) if named else font
        elif tag == W + "softHyphen":
            element.tag, element.text = markup.T, "\u00ad"  # in these fonts it is the letter "ư"
            yield _Typed(element, font)
        else:
            yield _Typed(element, font if tag == markup.T else None)


def _rewrite(elements: list[etree._Element], font: FontEncoding) -> bool:
    """Decode neighbours together, since VNI writes a letter in two characters that may be parted."""
    text = "".join(element.text or "" for element in elements)
    if has_unicode_letters(text):
        return False
    decoded = decode(text, font.encoding, capitals=font.is_capitals)
    if decoded == text:
        return False
    for element in elements:
        element.text = None
    elements[0].text = decoded
    return True
