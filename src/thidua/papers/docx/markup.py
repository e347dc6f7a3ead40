"""WordprocessingML: names of elements, and XML parsed with every door closed."""

from typing import Final

from lxml import etree

from thidua.papers.archive import broken
from thidua.papers.errors import PaperError

_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

P: Final = W + "p"
R: Final = W + "r"
T: Final = W + "t"
B: Final = W + "b"
FONTS: Final = W + "rFonts"
PARAGRAPH_PROPERTIES: Final = W + "pPr"
ALIGNMENT: Final = W + "jc"
OUTLINE: Final = W + "outlineLvl"
PAGE_BREAK_BEFORE: Final = W + "pageBreakBefore"
NUMBERS: Final = W + "numPr"
STYLE: Final = W + "pStyle"
VAL: Final = W + "val"
TABLE: Final = W + "tbl"
ROW: Final = W + "tr"
CELL: Final = W + "tc"
TEXT_BOX: Final = W + "txbxContent"

_PROLOGUE: Final = 4096  # further on the parser still finds it, by then having read it unexpanded
_OFF: Final = frozenset({"0", "false", "off", "none"})


def parse(xml: bytes) -> etree._Element:
    """Parse one part: no entities, no network, no document type, no endless depth."""
    if xml[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        xml = _as_utf8(xml)
    may_declare = b"!" in xml  # one byte is found at once, and letters hold few
    prologue = xml[:_PROLOGUE]
    if may_declare and b"<!DOCTYPE" in prologue:
        raise _forbidden()
    if b"purl.oclc" in prologue:
        xml = xml.replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise broken() from error
    if may_declare and root.getroottree().docinfo.internalDTD is not None:
        raise _forbidden()
    return root


def is_on(element: etree._Element) -> bool:
    """Say whether a switch such as <w:b/> is on; <w:b w:val="0"/> is off."""
    return element.get(VAL) not in _OFF


def value(parent: etree._Element | None, name: str) -> str | None:
    """Return w:val of the child `name`, None without it."""
    element = child(parent, W + name)
    return None if element is None else element.get(VAL)


def child(parent: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the first child with this tag; `find` reads its argument as a path, which is slower."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def number(text: str | None, default: int = 0) -> int:
    """Read a small whole number; anything else is `default`."""
    if text is not None and text.lstrip("-").isdecimal() and len(text) <= len("-99999"):
        return int(text)
    return default


def _as_utf8(xml: bytes) -> bytes:
    try:
        text = xml.decode("utf-16")
    except UnicodeDecodeError as error:
        raise broken() from error
    head, mark, rest = text.partition("?>")
    return (rest if mark and head.startswith("<?xml") else text).encode()


def _forbidden() -> PaperError:
    return PaperError(
        "dangerous",
        "Tệp chứa lệnh gọi ra ngoài nên không được mở; hãy mở bằng Word, lưu một bản mới rồi đưa lên lại.",
    )
