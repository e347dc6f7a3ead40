"""Paragraph styles, read only as far as a document uses them.

styles.xml often weighs more than the letter (350 kB from some programs, 10 ms to parse), and a
letter uses a handful of styles: the used ones are cut out of the bytes and only they are parsed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from thidua.papers.docx.markup import FONTS, W, child, is_on, number, parse, value

_ROOT = re.compile(rb"<(\w*:?)styles\b[^>]*>")
_BASED_ON = re.compile(rb"basedOn\s[^<>]*?val=\"([^\"<>]*)\"")
_DEFAULT = re.compile(rb"default=\"(?:1|true)\"")
_MOST_DEFAULTS = 8
_MOST_STYLES = 200
_LONGEST_STYLE = 100_000
_HEADING_NAME = re.compile(r"(heading \d|title|subtitle)$")
_MOST_STEPS = 20
_BODY_OUTLINE = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph gets from its style, ancestors included; None where nothing is said."""

    is_heading: bool = False
    num_id: str | None = None
    depth: int | None = None
    is_bold: bool | None = None
    is_centered: bool | None = None
    font: str | None = None


class Styles:
    """The styles of one document."""

    def __init__(self, xml: bytes, used: Iterable[str]) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default_id = ""
        self._default_font: str | None = None
        thin = _thin(xml, {name.encode() for name in used})
        if thin:
            self._load(parse(thin))

    def of(self, style_id: str | None) -> Style:
        """Return the style; the default one for None and for names the document does not define."""
        key = style_id if style_id in self._elements else self._default_id
        if key not in self._known:
            self._known[key] = self._inherited(key)
        return self._known[key]

    @property
    def any_numbered(self) -> bool:
        """Say whether a style in use numbers its paragraphs."""
        return any(element.find(f"{W}pPr/{W}numPr") is not None for element in self._elements.values())

    @property
    def any_bold(self) -> bool:
        """Say whether a style in use sets bold."""
        return any(element.find(f"{W}rPr/{W}b") is not None for element in self._elements.values())

    def _load(self, root: etree._Element) -> None:
        for element in root.findall(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "default") in {"1", "true"} and element.get(W + "type") == "paragraph":
                self._default_id = style_id
        fonts = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        self._default_font = font_of(fonts)

    def _inherited(self, style_id: str) -> Style:
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(chain) < _MOST_STEPS:
            seen.add(style_id)
            element = self._elements[style_id]
            chain.append(_own(element))
            style_id = value(element, "basedOn") or ""
        merged = Style(font=self._default_font)
        for style in reversed(chain):
            merged = _over(merged, style)
        return merged


def font_of(fonts: etree._Element | None) -> str | None:
    """Return the font of Western letters, in which old Vietnamese fonts typed theirs."""
    if fonts is None:
        return None
    return fonts.get(W + "ascii") or fonts.get(W + "hAnsi")


def _over(below: Style, above: Style) -> Style:
    said = {
        name: getattr(above, name) for name in Style.__slots__ if getattr(above, name) not in {None, False}
    }
    if above.is_bold is False:
        said["is_bold"] = False
    return replace(below, **said)


def _own(element: etree._Element) -> Style:
    paragraph, run = child(element, W + "pPr"), child(element, W + "rPr")
    numbers = child(paragraph, W + "numPr")
    bold = child(run, W + "b")
    depth, alignment = value(numbers, "ilvl"), value(paragraph, "jc")
    name = (value(element, "name") or "").lower()
    return Style(
        is_heading=bool(_HEADING_NAME.match(name)) or is_outlined(paragraph),
        num_id=value(numbers, "numId"),
        depth=None if depth is None else number(depth),
        is_bold=None if bold is None else is_on(bold),
        is_centered=None if alignment is None else alignment == "center",
        font=font_of(child(run, FONTS)),
    )


def is_outlined(properties: etree._Element | None) -> bool:
    """Say whether paragraph properties put it in the outline, as headings are."""
    return number(value(properties, "outlineLvl"), _BODY_OUTLINE) < _BODY_OUTLINE


def _thin(xml: bytes, used: set[bytes]) -> bytes:
    """Cut styles.xml down to the styles in use, their ancestors and the defaults."""
    root = _ROOT.search(xml)
    if root is None:
        return b""
    prefix = root[1]
    default = _default_style(xml, prefix)
    waiting = sorted(used)
    slices = {b"": default} if default else {}
    while waiting and len(slices) < _MOST_STYLES:
        style_id = waiting.pop()
        if style_id not in slices:
            slices[style_id] = _style(xml, prefix, style_id)
            waiting.extend(match[1] for match in _BASED_ON.finditer(slices[style_id]))
    head = xml[max(xml.find(b"<%bdocDefaults" % prefix), 0) :]
    defaults = _until(head, b"</%bdocDefaults>" % prefix) if b"docDefaults" in xml else b""
    return b"%b%b%b</%bstyles>" % (root[0], defaults, b"".join(slices.values()), prefix)


def _style(xml: bytes, prefix: bytes, style_id: bytes) -> bytes:
    """Return the bytes of one style; empty when the document does not define it."""
    place = xml.find(b'styleId="%b"' % style_id)
    return _around(xml, prefix, place) if place >= 0 else b""


def _default_style(xml: bytes, prefix: bytes) -> bytes:
    """Return the bytes of the style of paragraphs that name none."""
    for place in islice(_DEFAULT.finditer(xml), _MOST_DEFAULTS):
        found = _around(xml, prefix, place.start())
        if b'type="paragraph"' in found[: found.find(b">")]:
            return found
    return b""


def _around(xml: bytes, prefix: bytes, place: int) -> bytes:
    start = xml.rfind(b"<", 0, place)
    is_style = xml.startswith(b"<%bstyle " % prefix, start)
    return _until(xml[start : start + _LONGEST_STYLE], b"</%bstyle>" % prefix) if is_style else b""


def _until(xml: bytes, closing: bytes) -> bytes:
    end = xml.find(closing)
    return xml[: end + len(closing)] if end >= 0 else b""
