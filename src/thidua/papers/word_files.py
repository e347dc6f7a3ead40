"""Word documents that are kept as they came: checked as letters are, and calling nothing from elsewhere."""

import re
from html import unescape

from thidua.papers.archive import Archive
from thidua.papers.errors import PaperError
from thidua.papers.extraction import Kind, extract
from thidua.papers.names import clean_name

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SETTINGS = "word/_rels/settings.xml.rels"
_LINK = re.compile(r"<[^<>]*attachedTemplate[^<>]*>")
_FAR = re.compile(r"""Target\s*=\s*["'](?!file:///[a-z]:|[a-z]:)(?:[a-z]+:|\\\\|//)""", re.IGNORECASE)

_NO_WORD = "Tệp này không phải văn bản Word; hãy chọn tệp .docx, PDF hoặc ảnh."
_CALLING = (
    "Tệp lấy mẫu từ một máy khác nên không được nhận; "
    "hãy mở bằng Word, chép nội dung sang văn bản mới rồi lưu thành .docx."
)


def check_word(data: bytes, name: str) -> str:
    """Return the name a .docx is kept under; raise `PaperError` with a sentence for any other file."""
    if extract(data, name).kind is not Kind.DOCX:
        raise PaperError("not_word", _NO_WORD)
    archive = Archive(data)
    if _SETTINGS in archive and _calls_elsewhere(archive.read(_SETTINGS)):
        raise PaperError("dangerous", _CALLING)
    tidy = clean_name(name)
    return tidy if tidy.lower().endswith(".docx") else clean_name(f"{tidy}.docx")


def _calls_elsewhere(links: bytes) -> bool:
    """Say whether a template is fetched from a server; one on a disk, as Word writes it, is harmless."""
    text = unescape(links.decode("utf-8", "replace"))
    return "\0" in text or any(_FAR.search(link) is not None for link in _LINK.findall(text))
