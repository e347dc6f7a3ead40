"""How long a paper takes to read, told from its size alone, before it is read."""

from thidua.papers.archive import Archive
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Kind
from thidua.papers.extraction import check_size
from thidua.papers.limits import MAX_TEXT_CHARACTERS
from thidua.papers.names import clean_name, extension_of
from thidua.papers.sniffing import kind_of

_KILOBYTE = 1024
_LONG_FILE = 5 * 1024 * _KILOBYTE
_LONG_TEXT = 300 * _KILOBYTE
_DOCUMENT = "word/document.xml"
_MARKUP_OF_WORD = 8  # bytes of markup for one of text
_SECONDS_PER_MEGABYTE, _OF_PDF = 4, 20


def is_long(data: bytes, name: str) -> bool:
    """Say whether reading would keep a person waiting; what is refused anyway is not long."""
    try:
        check_size(len(data))
        kind = kind_of(data, extension_of(clean_name(name)))
        text = _text_bytes(data, kind)
        return text > _LONG_TEXT or (text > 0 and len(data) > _LONG_FILE)
    except PaperError:
        return False


def seconds_for(size: int, *, is_pdf: bool) -> int:
    """Estimate upwards how long a file of this size takes on a small server."""
    each = _OF_PDF if is_pdf else _SECONDS_PER_MEGABYTE
    return 5 + size * each // (_KILOBYTE * _KILOBYTE)


def _text_bytes(data: bytes, kind: Kind) -> int:
    if kind is Kind.DOCX:
        archive = Archive(data)
        return archive.size_of(_DOCUMENT) // _MARKUP_OF_WORD if _DOCUMENT in archive else 0
    if kind is Kind.TEXT and len(data.decode(errors="ignore")) > MAX_TEXT_CHARACTERS:
        return 0  # refused at once
    return len(data)
