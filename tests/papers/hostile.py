"""Files that somebody hands in by mistake or by malice, made here; none is downloaded."""

import functools
import io
import random
import struct
import zipfile
from collections.abc import Iterator

from tests.papers.docx_maker import SPACES, TYPES, bare_docx, official_letter, paragraph, zipped
from tests.papers.pdf_maker import At, make_pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MEGABYTE = 1024 * 1024
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
Case = tuple[str, bytes, str]
"""A file name, its bytes, and the code of the refusal."""


def cases() -> Iterator[Case]:
    """Yield every hostile file."""
    yield from empty_and_large()
    yield from broken_words()
    yield from dangerous_words()
    yield from bombs()
    yield from other_formats()
    yield from senseless()
    yield from pdfs()


def empty_and_large() -> Iterator[Case]:
    yield "trong.docx", b"", "empty"
    yield "lon.docx", bytes(60 * MEGABYTE), "too_large"
    yield "dai.txt", "Thi đua yêu nước. ".encode() * 300_000, "too_long"
    yield "khong-chu.txt", b"123 456 --- \n\n 789", "no_text"
    yield "khong-chu.docx", bare_docx(paragraph("123 …")), "no_text"
    yield "chi-khoang-trang.txt", b" \n\t\n ", "no_text"


def broken_words() -> Iterator[Case]:
    letter = official_letter(3)
    yield "cut.docx", letter[: len(letter) // 2], "broken"
    yield "cut-end.docx", letter[:-10], "broken"
    yield "head.docx", letter[:4], "broken"
    middle = len(letter) // 3
    yield "crc.docx", _with_wrong_crc(letter), "broken"
    yield "no-middle.docx", letter[:middle] + letter[middle + 2000 :], "broken"
    yield "no-body.docx", zipped({"[Content_Types].xml": TYPES, "word/other.xml": "<a/>"}), "broken"
    yield "bad-xml.docx", bare_docx("", {"word/document.xml": "<w:document"}), "broken"
    yield "no-root.docx", bare_docx("", {"word/document.xml": f"<w:document {SPACES}/>"}), "broken"
    yield "half-utf16.docx", bare_docx("", {"word/document.xml": b"\xff\xfe\x00\xd8a"}), "broken"
    yield "locked-part.docx", _with_flag(bare_docx(paragraph("a"))), "encrypted"
    yield "method.docx", _with_method(bare_docx(paragraph("a"))), "broken"


def dangerous_words() -> Iterator[Case]:
    local = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    remote = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">'
    for name, doctype in (
        ("xxe", local),
        ("dtd", remote),
        ("laughs", f'<!DOCTYPE a [<!ENTITY e0 "ha">{ENTITIES}]>'),
    ):
        document = f"{doctype}<w:document {SPACES}><w:body>{paragraph('a &x; &e9;')}</w:body></w:document>"
        yield f"{name}.docx", bare_docx("", {"word/document.xml": document}), "dangerous"
        padded = f"<!--{'-x' * 4000}-->{document}"
        yield f"{name}-late.docx", bare_docx("", {"word/document.xml": padded}), "dangerous|broken"
    yield "macro.docm", bare_docx(paragraph("a"), {"word/vbaProject.bin": b"x"}), "macro"
    yield "renamed-macro.docx", bare_docx(paragraph("a"), {"word/vbaProject.bin": b"x"}), "macro"
    typed = TYPES.replace("application/xml", "application/vnd.ms-word.document.macroEnabled.main+xml")
    yield "typed-macro.docx", bare_docx(paragraph("a"), {"[Content_Types].xml": typed}), "macro"


def bombs() -> Iterator[Case]:
    yield "ratio.docx", bare_docx("", {"word/document.xml": bytes(20 * MEGABYTE)}), "bomb"
    yield "large-part.docx", bare_docx("", {"word/document.xml": bytes(30 * MEGABYTE)}), "bomb"
    yield "many.docx", zipped({f"word/{n}.xml": "" for n in range(2500)}), "bomb"
    yield (
        "styles.docx",
        bare_docx(paragraph("a", '<w:pStyle w:val="A"/>'), {"word/styles.xml": bytes(9 * MEGABYTE)}),
        "bomb",
    )
    yield (
        "lying-size.docx",
        _with_small_size(bare_docx("", {"word/document.xml": bytes(20 * MEGABYTE)})),
        "broken",
    )
    yield "deep.docx", bare_docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "broken"
    yield (
        "tables.docx",
        bare_docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 60),
        "bomb",
    )
    attribute = "<w:p " + " ".join(f'a{n}="x"' for n in range(50_000)) + "/>"
    yield "attributes.docx", bare_docx(attribute), "no_text|broken"
    unclosed = f"<w:styles {SPACES}>" + '<w:style w:styleId="A">' * 80_000
    yield (
        "unclosed.docx",
        bare_docx(paragraph("1", '<w:pStyle w:val="A"/>'), {"word/styles.xml": unclosed}),
        "no_text|broken|bomb",
    )


def other_formats() -> Iterator[Case]:
    yield "cu.doc", OLE + "WordDocument".encode("utf-16-le"), "old_word"
    yield "cu-hong.doc", OLE[:4] + b"\x00" * 600, "old_word"
    yield "cu-doi-ten.docx", OLE + "WordDocument".encode("utf-16-le"), "old_word"
    yield "mat-khau.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"
    yield "bang.xls", OLE + "Workbook".encode("utf-16-le"), "sheet"
    yield "trinh-chieu.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "slides"
    yield "la.msg", OLE, "unknown"
    yield "bang.xlsx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}), "sheet"
    yield "trinh-chieu.pptx", zipped({"[Content_Types].xml": TYPES, "ppt/a.xml": "<a/>"}), "slides"
    yield (
        "mo.odt",
        zipped({"mimetype": "application/vnd.oasis", "META-INF/manifest.xml": "<a/>"}),
        "open_document",
    )
    yield "nen.zip", zipped({"a.txt": "a", "../b.txt": "b"}), "archive"
    yield "nen-rong.zip", zipped({}), "archive"
    yield "van-ban.rtf", b"{\\rtf1 abc}", "rtf"
    yield "anh.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "image"
    yield "anh.docx", b"\xff\xd8\xff\xe0" + bytes(50), "image"
    yield "anh.heic", b"\0\0\0\x18ftypheic" + bytes(50), "image"
    yield "anh.svg", b"<svg onload='x'><text>a</text></svg>", "image"
    yield "phim.mp4", b"\0\0\0\x18ftypisom" + bytes(50), "media"
    yield "nhac.mp3", b"ID3" + bytes(50), "media"
    yield "chay.exe", b"MZ" + bytes(100), "program"
    yield "chay.docx", b"MZ" + bytes(100), "program"
    yield "chay.pdf", b"\x7fELF" + bytes(100), "program"
    yield "lenh.bat", b"@echo off", "program"
    yield "\u202ecod.exe", b"MZ" + bytes(100), "program"
    yield "nen.rar", b"Rar!\x1a\x07" + bytes(100), "archive"
    yield "nen.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "archive"
    yield "nen.gz", b"\x1f\x8b\x08" + bytes(100), "archive"
    yield "trang.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web_archive"
    yield "word2003.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "old_word"
    yield "la.xml", b'<?xml version="1.0"?><a/>', "unknown"


def senseless() -> Iterator[Case]:
    noise = random.Random(1)  # noqa: S311 -- the same noise every time
    yield "nhieu.txt", noise.randbytes(100_000), "noise"
    yield "nhieu.docx", noise.randbytes(100_000), "noise"
    yield "nhieu.bin", noise.randbytes(5_000), "noise"
    yield "cao.txt", bytes(noise.randrange(0xA0, 0x100) for _ in range(5_000)), "noise"
    yield "khong.txt", bytes(5_000), "noise"
    yield "utf16-le.txt", b"\xff\xfe" + b"\x00\xd8" * 100, "noise"
    yield "rong.html", b"<html><script>alert(1)</script><body></body></html>", "no_text"
    yield "long.html", b"<html>" + b"<table><tr><td>" * 3000 + b"a", "too_deep"


def pdfs() -> Iterator[Case]:
    good = make_pdf([[At(80, 500, "Thi đua yêu nước, kế hoạch năm 2024")]])
    yield "cut.pdf", good[:40], "broken"
    yield "head.pdf", b"%PDF-1.7\n", "broken"
    noise = random.Random(2)  # noqa: S311 -- the same noise every time
    yield "noise.pdf", b"%PDF-1.7\n" + noise.randbytes(50_000), "broken"
    yield "scan.pdf", make_pdf([[]]), "scanned"
    yield "cycle.pdf", good.replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]"), "broken|scanned|too_heavy"
    yield "huge-count.pdf", good.replace(b"/Count 1", b"/Count 9"), "broken|scanned|too_heavy|too_many_pages"


@functools.cache
def harmless() -> tuple[Case, ...]:
    """Return files that look bad and are to be read; in place of a code stands a part of their text."""
    letter = bare_docx(paragraph("Thi đua"))
    pdf = make_pdf([[At(80, 500, "Thi đua yêu nước năm 2024")]])
    evil = f'<w:settings {SPACES}><w:attachedTemplate r:id="x" xmlns:r="r"/></w:settings>'
    return (
        ("ten-sai.pdf", letter, "Thi đua"),
        ("ten-sai.docx", pdf, "Thi đua yêu nước"),
        ("that-ra-la-chu.docx", "Thi đua yêu nước".encode(), "Thi đua yêu nước"),
        ("khong-duoi", "Thi đua yêu nước".encode(), "Thi đua yêu nước"),
        ("mau-tu-xa.docx", bare_docx(paragraph("Thi đua"), {"word/settings.xml": evil}), "Thi đua"),
        ("zip-sau-pdf.pdf", pdf + zipped({"a": "b"}), "Thi đua yêu nước"),
        ("duong-dan.docx", bare_docx(paragraph("Thi đua"), {"../../etc/x": "y", "/abs": "z"}), "Thi đua"),
        ("tieng-anh.txt", b"A letter in English without any target.", "English"),
        ("kich-ban.html", b"<html><body onload=x>Thi <img src=x onerror=y>dua</body></html>", "Thi dua"),
    )


def _with_wrong_crc(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("word/document.xml").CRC
    return data.replace(struct.pack("<L", place), struct.pack("<L", place ^ 1))


def _central(data: bytes) -> int:
    return data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))


def _with_flag(data: bytes) -> bytes:
    place = _central(data)
    return data[: place + 8] + b"\x01\x00" + data[place + 10 :]


def _with_method(data: bytes) -> bytes:
    place = _central(data)
    return data[: place + 10] + b"\x63\x00" + data[place + 12 :]


def _with_small_size(data: bytes) -> bytes:
    place = _central(data)
    return data[: place + 24] + struct.pack("<L", 1000) + data[place + 28 :]
