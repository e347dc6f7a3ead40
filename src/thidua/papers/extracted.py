"""The text of a paper in which every character has a place."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from thidua.core.legacy_fonts import LegacyEncoding, repair_lines
from thidua.core.text import normalise
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_TEXT_CHARACTERS

_TWINS: dict[int, str] = (
    dict.fromkeys(map(ord, "\u00a0\u1680\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")
    | dict.fromkeys(range(0x2000, 0x2007), " ")
    | dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
    | {0xF000 + code: chr(code) for code in range(0x20, 0x7F)}
    | dict.fromkeys(range(0xF0A0, 0xF100), "-")
    | {0xF0A8: "☐", 0xF06F: "☐", 0xF0FD: "☑", 0xF0FE: "☑"}
)
"""Spaces and line ends other than the usual, and the shapes of symbol fonts, mostly bullets."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})
_LEGACY_NAMES = {LegacyEncoding.TCVN3: ".VnTime (TCVN3)", LegacyEncoding.VNI: "VNI"}


class Kind(StrEnum):
    """What a paper was read as."""

    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PASTED = "pasted"


class Role(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE_ROW = "table_row"
    LIST_ITEM = "list_item"
    PAGE_BREAK = "page_break"


class Block(NamedTuple):
    """A range of the text; a page break is an empty one.

    A tuple and not a dataclass: a letter has hundreds of them, and tuples are made four times as fast.
    `page` counts from 1 and is None where the format has no pages; hints are False where unknown.
    """

    start: int
    end: int
    role: Role = Role.PARAGRAPH
    page: int | None = None
    is_bold: bool = False
    is_centered: bool = False


class Draft(NamedTuple):
    """A block before it has its place; `has_gap` asks for an empty line before it."""

    text: str
    role: Role = Role.PARAGRAPH
    page: int | None = None
    is_bold: bool = False
    is_centered: bool = False
    has_gap: bool = False


EMPTY = Draft("")


@dataclass(frozen=True)
class ExtractedText:
    """A paper as text in NFC with LF line ends.

    `notes` are Vietnamese sentences about what was done on the way; `name` is the file name in NFC without
    folders. `drafts` and their cleaned `texts` are what the text was joined from.
    """

    text: str
    kind: Kind
    drafts: Sequence[Draft]
    texts: Sequence[str]
    notes: tuple[str, ...] = ()
    name: str = ""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order: they do not overlap and hold every character but the breaks between them.

        Worked out when first asked for; who only wants the text does not pay for them.
        """
        ends = accumulate(map(len, _pieces(self.drafts, self.texts)))
        blocks: list[Block] = []
        position = 0
        for (_, role, page, is_bold, is_centered, _), text in zip(self.drafts, self.texts, strict=True):
            if text:
                if position:
                    next(ends)  # the gap before
                position = next(ends)
                blocks.append(Block(position - len(text), position, role, page, is_bold, is_centered))
            elif role is Role.PAGE_BREAK:
                blocks.append(Block(position, position, role, page))
        return tuple(blocks)


def note_of_fonts(encoding: LegacyEncoding) -> str:
    """Tell the reader that letters were changed, so that they look twice."""
    return f"Đã chuyển phông {_LEGACY_NAMES[encoding]} sang Unicode."


def repaired(drafts: Sequence[Draft], notes: Sequence[str]) -> tuple[list[Draft], tuple[str, ...]]:
    """Turn text typed in an old font into Unicode where its syllables show it."""
    repair = repair_lines([draft.text for draft in drafts])
    if repair.encoding is None:
        return list(drafts), tuple(notes)
    lines = zip(drafts, repair.lines, strict=True)
    return [draft._replace(text=line) for draft, line in lines], (*notes, note_of_fonts(repair.encoding))


def assemble(drafts: Sequence[Draft], kind: Kind, notes: Sequence[str] = (), name: str = "") -> ExtractedText:
    """Join drafts into one text; drafts without text ask for an empty line, except page breaks."""
    texts = _clean_texts(drafts)
    whole = "".join(_pieces(drafts, texts))
    _require_letters(whole)
    return ExtractedText(whole, kind, drafts, texts, tuple(notes), name)


def _pieces(drafts: Sequence[Draft], texts: Sequence[str]) -> list[str]:
    """Return texts and the gaps between them, in turn."""
    pieces: list[str] = []
    gap = ""
    for draft, text in zip(drafts, texts, strict=True):
        if text:
            if pieces:
                pieces.append(gap or ("\n\n" if draft.has_gap else "\n"))
            pieces.append(text)
            gap = ""
        elif draft.role is not Role.PAGE_BREAK:
            gap = "\n\n"
    return pieces


def clean_text(text: str) -> str:
    """Return NFC without hidden marks, odd spaces and control characters, lines cut at the end."""
    if not _is_clean(text):
        text = normalise(text.translate(_TWINS))
        if not _is_clean(text):
            text = "".join(
                mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in _UNSEEN
            )
    return _cut(text)


def _clean_texts(drafts: Sequence[Draft]) -> list[str]:
    """Clean every text; where nothing needs a change, as nearly always, one look at the whole is enough."""
    texts = [draft[0] for draft in drafts]
    return list(map(_cut if _is_clean(" ".join(texts)) else clean_text, texts))


def _cut(text: str) -> str:
    if "\n" in text:
        return "\n".join(map(str.rstrip, text.split("\n"))).strip("\n")
    return text.rstrip()


def _is_clean(text: str) -> bool:
    """Say whether nothing needs a change; this is seven times faster than changing nothing."""
    return (
        text.replace("\n", " ").replace("\t", " ").isprintable()
        and "Ð" not in text
        and "ð" not in text
        and unicodedata.is_normalized("NFC", text)
    )


def _require_letters(text: str) -> None:
    if len(text) > MAX_TEXT_CHARACTERS:
        raise PaperError(
            "too_long",
            "Văn bản dài quá bốn triệu chữ; hãy tách lấy phần phát động thi đua rồi đưa lên lại.",
        )
    if not any(map(str.isalpha, text)):
        raise PaperError(
            "no_text", "Tệp không có chữ nào để đọc; hãy kiểm tra lại có chọn đúng tệp văn bản hay không."
        )
