"""How the paragraphs of a letter look on the screen: letterhead, titles, headings, list items, rows.

A text file says nothing of this, so the habits of official letters decide (Nghị định 30/2020, annex I);
what a Word file said of bold and centred lines goes before them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_HEAD_LINES = 14
_LONGEST_HEADING = 110
_LONGEST_HEAD_LINE = 160
_SHORTEST_CAPITALS = 4

_BODY = re.compile(r"Kính gửi|Căn cứ|Thực hiện|Xét|Để |[-+*•–] |[IVX]+\. |\d+\.")
_NUMBERED = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*)[.)]?\s+(?=\D)|(?:Điều|Phần|Chương|Mục) +[\dIVX]+[.:]? *")
_ITEM = re.compile(r"[-+*•–] |[a-zđ]\) ")
_NATION = "Độc lập"


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph looks like; a plain one is none of these."""

    is_strong: bool = False
    is_centred: bool = False
    is_item: bool = False
    is_row: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it was found: its words, its role, and what the file said of its shape."""

    words: str
    role: str = "paragraph"
    is_bold: bool = False
    is_centred: bool = False


def looks_of(lines: Sequence[Line]) -> Iterator[Look]:
    """Say of each paragraph how it looks. Cost: one pass."""
    is_head = True
    for number, line in enumerate(lines):
        words = line.words.strip().strip("*# ")
        is_head = is_head and number < _MOST_HEAD_LINES and not _begins_body(words)
        yield _look(line, words, is_head=is_head)


def _look(line: Line, words: str, *, is_head: bool) -> Look:
    if line.role == "table_row":
        return Look(is_row=True)
    is_heading = _is_heading(words)
    if _ITEM.match(line.words.strip()) or (line.role == "list_item" and not is_heading):
        return Look(is_strong=line.is_bold, is_item=True)
    is_capitals = _is_in_capitals(words)
    is_centred = line.is_centred or is_head or is_capitals
    is_strong = line.is_bold or line.role == "heading" or is_capitals or is_heading
    return Look(is_strong=is_strong or (is_head and words.startswith(_NATION)), is_centred=is_centred)


def _begins_body(words: str) -> bool:
    return len(words) > _LONGEST_HEAD_LINE or bool(_BODY.match(words))


def _is_in_capitals(words: str) -> bool:
    letters = sum(map(str.isalpha, words))
    return letters >= _SHORTEST_CAPITALS and len(words) <= _LONGEST_HEADING and words == words.upper()


def _is_heading(words: str) -> bool:
    """A short numbered line that opens a part; one with figures is a heading only before a colon."""
    number = _NUMBERED.match(words)
    if number is None or len(words) > _LONGEST_HEADING or words[-1] in ";,.":
        return False
    return words.endswith(":") or not any(map(str.isdigit, words[number.end() :]))
