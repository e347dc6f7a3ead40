"""What a file is by its first bytes, whatever its name says, and the sentence for those not read."""

from collections.abc import Mapping

from thidua.papers.archive import Archive
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Kind

_PDF_HEAD = 1024
_TEXT_KINDS: Mapping[str, Kind] = {
    "md": Kind.MARKDOWN,
    "markdown": Kind.MARKDOWN,
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "xhtml": Kind.HTML,
}
_KNOWN_EXTENSIONS: Mapping[str, Kind] = {"docx": Kind.DOCX, "pdf": Kind.PDF, "txt": Kind.TEXT, **_TEXT_KINDS}

_IMAGE = "Đây là ảnh, máy chưa đọc được chữ trong ảnh; hãy xin tệp Word hoặc PDF có chữ."
_OLD_WORD = "Đây là tệp Word đời cũ (.doc); hãy mở bằng Word, chọn Lưu thành .docx rồi đưa lên lại."
_ARCHIVE = "Đây là tệp nén; hãy giải nén rồi đưa lên từng văn bản .docx hoặc .pdf."
_PROGRAM = "Đây là chương trình chứ không phải văn bản nên không được mở; hãy chọn tệp .docx hoặc .pdf."
_MEDIA = "Đây là tệp âm thanh hoặc hình ảnh động; hãy chọn tệp văn bản .docx, .pdf hoặc .txt."
_SHEET = "Đây là bảng tính Excel; hãy chép phần văn bản sang Word, lưu thành .docx rồi đưa lên lại."
_SLIDES = "Đây là tệp trình chiếu; hãy chép phần văn bản sang Word, lưu thành .docx rồi đưa lên lại."
_MACRO = "Tệp có macro nên không được mở; hãy mở bằng Word, chọn Lưu thành .docx rồi đưa lên lại."
_PASSWORD = "Tệp có mật khẩu; hãy bỏ mật khẩu trong Word rồi lưu và đưa lên lại."  # noqa: S105 -- a sentence, no secret
_OPEN_DOCUMENT = (
    "Đây là tệp OpenDocument; hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi đưa lên lại."
)
_WEB_ARCHIVE = "Đây là trang web lưu kiểu .mht; hãy mở ra, chép chữ và dán vào ô văn bản."
_UNKNOWN = "Không nhận ra đây là loại tệp gì; hãy chọn tệp .docx, .pdf, .txt hoặc .html."

_NO_PDF = "Tệp này không phải là PDF; hãy chọn tệp .pdf, hoặc gửi ảnh ở ô gửi ảnh."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rtf", "Đây là tệp RTF; hãy mở bằng Word, chọn Lưu thành .docx rồi đưa lên lại."),
    (b"\x89PNG", "image", _IMAGE),
    (b"\xff\xd8\xff", "image", _IMAGE),
    (b"GIF8", "image", _IMAGE),
    (b"BM\x00\x00", "image", _IMAGE),
    (b"II*\x00", "image", _IMAGE),
    (b"MM\x00*", "image", _IMAGE),
    (b"AT&TFORM", "image", _IMAGE),
    (b"8BPS", "image", _IMAGE),
    (b"MZ", "program", _PROGRAM),
    (b"\x7fELF", "program", _PROGRAM),
    (b"\xca\xfe\xba\xbe", "program", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", "program", _PROGRAM),
    (b"7z\xbc\xaf", "archive", _ARCHIVE),
    (b"Rar!", "archive", _ARCHIVE),
    (b"\x1f\x8b", "archive", _ARCHIVE),
    (b"BZh", "archive", _ARCHIVE),
    (b"\xfd7zXZ", "archive", _ARCHIVE),
    (b"MSCF", "archive", _ARCHIVE),
    (b"ID3", "media", _MEDIA),
    (b"OggS", "media", _MEDIA),
    (b"RIFF", "media", _MEDIA),
    (b"\x1aE\xdf\xa3", "media", _MEDIA),
)
_OLE = b"\xd0\xcf\x11\xe0"
_OLE_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "encrypted", _PASSWORD),
    ("WordDocument", "old_word", _OLD_WORD),
    ("Workbook", "sheet", _SHEET),
    ("PowerPoint Document", "slides", _SLIDES),
)


def kind_of(data: bytes, extension: str) -> Kind:
    """Tell what `data` is; raise `PaperError` with a way out for what we do not read."""
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return Kind.DOCX
    if data.startswith(b"PK\x05\x06"):
        raise PaperError("archive", _ARCHIVE)
    _refuse_binary(data, extension)
    return _text_kind(data, extension)


def require_docx(archive: Archive) -> None:
    """Refuse zips that are something else than a Word document without macros."""
    names = "\n".join(["", *archive.names, ""])
    if "vbaProject.bin\n" in names or "vbaData.xml\n" in names:
        raise PaperError("macro", _MACRO)
    if "[Content_Types].xml" not in archive:
        is_open = "\nMETA-INF/manifest" in names
        raise PaperError("open_document", _OPEN_DOCUMENT) if is_open else PaperError("archive", _ARCHIVE)
    if "\nxl/" in names:
        raise PaperError("sheet", _SHEET)
    if "\nppt/" in names:
        raise PaperError("slides", _SLIDES)
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise PaperError("macro", _MACRO)


def require_pdf(data: bytes) -> None:
    """Refuse what does not begin as a PDF; one that begins as something else may be that as well."""
    if not data.startswith(b"%PDF-"):
        raise PaperError("not_pdf", _NO_PDF)


def note_of_extension(extension: str, kind: Kind) -> tuple[str, ...]:
    """Say that the name was wrong, when it named a kind that the content is not."""
    named = _KNOWN_EXTENSIONS.get(extension)
    if named is None or named is kind:
        return ()
    return (f"Tên tệp có đuôi .{extension} nhưng nội dung là {_NAMES[kind]}; đã đọc theo nội dung.",)


_NAMES: Mapping[Kind, str] = {
    Kind.DOCX: "văn bản Word",
    Kind.PDF: "PDF",
    Kind.TEXT: "chữ thuần",
    Kind.MARKDOWN: "Markdown",
    Kind.HTML: "trang web",
    Kind.PASTED: "chữ dán vào",
}


def _refuse_binary(data: bytes, extension: str) -> None:
    for start, code, sentence in _SIGNATURES:
        if data.startswith(start):
            raise PaperError(code, sentence)
    if data.startswith(_OLE):
        raise _ole_refusal(data, extension)
    if data[4:8] == b"ftyp":
        is_photo = data[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"msf1"}
        raise PaperError("image", _IMAGE) if is_photo else PaperError("media", _MEDIA)
    if extension in {"exe", "dll", "bat", "cmd", "ps1", "vbs", "js", "jar", "msi", "scr", "com", "sh"}:
        raise PaperError("program", _PROGRAM)


def _ole_refusal(data: bytes, extension: str) -> PaperError:
    """Name what is inside; a broken file without a known stream is what its name says it is."""
    for name, code, sentence in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return PaperError(code, sentence)
    return PaperError("old_word", _OLD_WORD) if extension == "doc" else PaperError("unknown", _UNKNOWN)


def _text_kind(data: bytes, extension: str) -> Kind:
    head = data[:_PDF_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (b"<html" in head and head.startswith(b"<")):
        return Kind.HTML
    if head.startswith((b"<svg", b"<?xml")) and extension not in _TEXT_KINDS:
        if b"word.document" in head:
            raise PaperError("old_word", _OLD_WORD)
        raise PaperError("image", _IMAGE) if b"<svg" in head else PaperError("unknown", _UNKNOWN)
    if head.startswith(b"mime-version:"):
        raise PaperError("web_archive", _WEB_ARCHIVE)
    if extension in {"docx", "pdf"} or extension not in _KNOWN_EXTENSIONS:
        return Kind.TEXT
    return _KNOWN_EXTENSIONS[extension]
