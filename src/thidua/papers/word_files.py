"""Word documents that are kept as they came: checked as letters are, and calling nothing from elsewhere."""

import re
from collections.abc import Iterator

from thidua.papers.archive import Archive
from thidua.papers.docx import markup
from thidua.papers.errors import PaperError
from thidua.papers.extraction import Kind, extract
from thidua.papers.names import clean_name

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FAR = re.compile(r"(?!file:///[a-z]:|[a-z]:)(?:[a-z][a-z0-9+.-]+:|[\\/]{2})", re.IGNORECASE)
_OPENED_BY_HAND = re.compile(r"(?:https?|mailto):", re.IGNORECASE)

_NO_WORD = "Tệp này không phải văn bản Word; hãy chọn tệp .docx, PDF hoặc ảnh."
_CALLING = (
    "Tệp tự lấy nội dung từ một máy khác nên không được nhận; "
    "hãy mở bằng Word, chép nội dung sang văn bản mới rồi lưu thành .docx."
)


def check_word(data: bytes, name: str) -> str:
    """Return the name a .docx is kept under; raise `PaperError` with a sentence for any other file."""
    if extract(data, name).kind is not Kind.DOCX:
        raise PaperError("not_word", _NO_WORD)
    if any(_is_called(kind, target) for kind, target in _targets(Archive(data))):
        raise PaperError("dangerous", _CALLING)
    tidy = clean_name(name)
    return tidy if tidy.lower().endswith(".docx") else clean_name(f"{tidy}.docx")


def _targets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield kind and target of whatever the parts of a document lead to, by any name of a part."""
    for name in sorted(archive.names):
        if name.lower().endswith(".rels"):
            for one in markup.parse(archive.read(name)).iter("{*}Relationship"):
                yield one.get("Type", ""), one.get("Target", "").strip()


def _is_called(kind: str, target: str) -> bool:
    """Say whether Word fetches this from a server as it opens, or a link does what no web address does.

    A template on the disk of its writer, as Word writes it, is harmless.
    """
    if _FAR.match(target) is None:
        return False
    return not (kind.endswith("/hyperlink") and _OPENED_BY_HAND.match(target))
