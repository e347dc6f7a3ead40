"""Text files: finding out in which code they were saved, and cutting them into blocks."""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from thidua.core.legacy_fonts import repair_lines, vietnamese_share, words_of
from thidua.papers.errors import PaperError
from thidua.papers.extracted import Draft, Role

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_SAMPLE_LINES = 400
_MOST_CONTROLS = 0.003
_MOST_ZEROS = 0.3
_LEAST_SENSE = 0.5
_FEW_HIGH_BYTES = 0.3
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-+*•–]|\d{1,3}[.)]|[a-zđ]\))\s")
_WIDEST_WRAPPED = 130


def decode_text(data: bytes) -> str:
    """Return the text of a file; UTF-8, UTF-16, CP1258 and old fonts are told apart."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if guess := _utf16_without_mark(data):
        return _decoded(data, guess)
    if len(_CONTROLS.findall(data[: _SAMPLE * 16])) > _MOST_CONTROLS * len(data[: _SAMPLE * 16]):
        raise _noise()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)


def plain_drafts(text: str, *, is_markdown: bool = False) -> Iterator[Draft]:
    """Yield the lines as blocks; lines of a text cut at a width stay together up to an empty line."""
    for number, page in enumerate(_LINE_ENDS.sub("\n", text).split("\x0c")):
        if number:
            yield Draft("", Role.PAGE_BREAK)
        lines = page.split("\n")
        is_cut = not is_markdown and _is_wrapped(lines)
        yield from _wrapped_blocks(lines) if is_cut else _lines_as_blocks(lines)


def _lines_as_blocks(lines: Sequence[str]) -> Iterator[Draft]:
    return (Draft(line, _role(line)) for line in lines)


def _wrapped_blocks(lines: Sequence[str]) -> Iterator[Draft]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
            continue
        if block:
            yield Draft("\n".join(block), _role(block[0]))
            block = []
        yield Draft("")


def _role(line: str) -> Role:
    if _HEADING.match(line):
        return Role.HEADING
    if line.lstrip().startswith("|") or " | " in line:
        return Role.TABLE_ROW
    return Role.LIST_ITEM if _ITEM.match(line) else Role.PARAGRAPH


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether lines were cut at a width: none is long, and empty lines part the paragraphs."""
    filled = [line for line in lines if line.strip()]
    has_gaps = len(filled) < len(lines) - 1
    return has_gaps and bool(filled) and max(map(len, filled)) <= _WIDEST_WRAPPED


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs == 0:
        return None
    if sample[1::2].count(0) > _MOST_ZEROS * pairs and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > _MOST_ZEROS * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _noise() from error
    sample = text[:_SAMPLE]
    senseless = sum(1 for mark in sample if unicodedata.category(mark) in {"Cc", "Cn", "Co"})
    if senseless - sum(map(sample.count, "\r\n\t\x0c")) > _MOST_CONTROLS * len(sample):
        raise _noise()
    return text


def _single_byte(data: bytes) -> str:
    """Choose between CP1258 and Western letters, which old fonts used, by which makes syllables."""
    western = data.decode("cp1252", "replace")
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    repaired = "\n".join(repair_lines(_sample_lines(western)).lines)
    sense_windows = vietnamese_share(words_of("\n".join(_sample_lines(windows))))
    sense_western = vietnamese_share(words_of(repaired))
    is_mostly_plain = len(_HIGH.findall(data)) < _FEW_HIGH_BYTES * len(data)
    if max(sense_windows, sense_western) < _LEAST_SENSE and not is_mostly_plain:
        raise _noise()
    return windows if sense_windows >= sense_western else western


def _sample_lines(text: str) -> list[str]:
    return text.splitlines()[:_SAMPLE_LINES]


def _noise() -> PaperError:
    return PaperError(
        "noise", "Tệp không chứa chữ đọc được; hãy mở lại bằng Word, lưu thành .docx rồi đưa lên lại."
    )
