"""From a file to text with places: the one entrance for every format.

Pure on bytes, no Django: the command line, the web and batches use the same function.
"""

from os import fstat
from pathlib import Path

from thidua.papers.archive import Archive
from thidua.papers.docx.reader import read_docx
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Block, Draft, ExtractedText, Kind, Role, assemble, repaired
from thidua.papers.html.reader import read_html
from thidua.papers.limits import MAX_FILE_BYTES
from thidua.papers.names import clean_name, extension_of
from thidua.papers.pdf.reader import read_pdf
from thidua.papers.plain import decode_text, plain_drafts
from thidua.papers.sniffing import kind_of, note_of_extension, require_docx

__all__ = [
    "Block",
    "ExtractedText",
    "Kind",
    "PaperError",
    "Role",
    "check_size",
    "extract",
    "extract_file",
    "from_pasted",
]


def extract(data: bytes, name: str) -> ExtractedText:
    """Read a paper; raise `PaperError` with a Vietnamese sentence for what cannot be read."""
    check_size(len(data))
    name = clean_name(name)
    extension = extension_of(name)
    kind = kind_of(data, extension)
    drafts, notes = _drafts(data, kind)
    return assemble(drafts, kind, (*note_of_extension(extension, kind), *notes), name)


def extract_file(path: Path) -> ExtractedText:
    """Read a file of the disk; one that is too large is refused before it is read."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise PaperError("unreadable", "Đây không phải là một tệp; hãy chọn tệp văn bản.")
        with path.open("rb", buffering=0) as stream:
            size = fstat(stream.fileno()).st_size
            check_size(size)
            data = stream.readall()
    except OSError as error:
        raise PaperError("unreadable", "Không mở được tệp; hãy kiểm tra tên tệp và quyền đọc.") from error
    return extract(data, path.name)


def from_pasted(text: str) -> ExtractedText:
    """Read text that somebody pasted into a page."""
    check_size(len(text))
    drafts, notes = repaired(list(plain_drafts(text)), ())
    return assemble(drafts, Kind.PASTED, notes)


def check_size(size: int) -> None:
    """Refuse by size alone, so that a huge upload need not be read."""
    if size == 0:
        raise PaperError("empty", "Tệp trống, không có chữ nào; hãy chọn lại đúng tệp văn bản.")
    if size > MAX_FILE_BYTES:
        raise PaperError("too_large", "Tệp lớn hơn 25 MB; hãy bỏ bớt ảnh trong văn bản rồi đưa lên lại.")


def _drafts(data: bytes, kind: Kind) -> tuple[list[Draft], tuple[str, ...]]:
    if kind is Kind.DOCX:
        archive = Archive(data)
        require_docx(archive)
        return read_docx(archive)
    if kind is Kind.PDF:
        drafts, notes = read_pdf(data)
        return repaired(drafts, notes)
    if kind is Kind.HTML:
        return repaired(read_html(data), ())
    return repaired(list(plain_drafts(decode_text(data), is_markdown=kind is Kind.MARKDOWN)), ())
