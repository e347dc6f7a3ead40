"""A text cut into paragraphs, with the sentences that set something marked in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.core.letter_looks import PLAIN, Line, Look, looks_of
from thidua.core.letter_parts import Part
from thidua.core.parsing.layout import Kind, lay_out

_BOLD = "**"
_NUMBER = re.compile(r"[ \t#*]*(?:[IVX]+|\d+(?:\.\d+)*)")
_LINE_END = re.compile(r"\n")
_DIGIT = re.compile(r"\d")
_LONGEST_NUMBER = 16
LONGEST_CLAUSE = 1000
_CUT_LENGTHS = {",": 800, " ": 950}
_SIGNS = re.compile(r"\*\*|^[ \t]*#{1,6}[ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that an item points to. An empty stretch is a place to jump to, without a mark.

    `key` names the place ("v22"), `link` where a click leads ("#c22"), `label` what stands beside it.
    """

    start: int
    end: int
    key: str
    link: str = ""
    label: str = ""
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph and their place; `begins` and `ends` tell the first and last of a mark.

    `is_sign` marks what is only there to shape the text: the asterisks and hashes of Markdown.
    """

    text: str
    start: int
    mark: Mark | None = None
    begins: bool = False
    ends: bool = False
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    role: str
    pieces: tuple[Piece, ...]
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Block:
    start: int
    end: int
    role: str = "paragraph"
    is_bold: bool = False
    is_centred: bool = False


def line_blocks(text: str) -> tuple[Block, ...]:
    """Cut a text without known blocks into its lines."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return tuple(blocks)


def mark_up(
    text: str, blocks: Sequence[Block], marks: Iterable[Mark], part: Part | None = None
) -> tuple[Paragraph, ...]:
    """Lay marks over paragraphs; of marks that overlap the first is kept, one over two paragraphs is cut.

    `part` is the stretch to return; its paragraphs look as they do in the whole letter.
    """
    shown = part or Part(0, len(text))
    clean = _without_overlaps(marks, len(text))
    paragraphs, first = [], 0
    lines = [Line(text[b.start : b.end], b.role, b.is_bold, b.is_centred) for b in blocks]
    for whole, look in zip(blocks, looks_of(lines), strict=True):
        if whole.end <= shown.start or whole.start >= shown.end:
            continue
        block = replace(whole, start=max(whole.start, shown.start), end=min(whole.end, shown.end))
        while first < len(clean) and _is_over(clean[first], block.start):
            first += 1
        pieces = tuple(_pieces(text, block, clean, first))
        if pieces:
            paragraphs.append(Paragraph(block.role, pieces, look))
    return tuple(paragraphs)


def _is_over(mark: Mark, position: int) -> bool:
    return mark.end < position or (mark.end == position and mark.start < mark.end)


def _without_overlaps(marks: Iterable[Mark], length: int) -> list[Mark]:
    kept: list[Mark] = []
    reached = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if mark.start >= reached and mark.end <= length:
            kept.append(mark)
            reached = mark.end
    return kept


def _pieces(text: str, block: Block, marks: Sequence[Mark], first: int) -> Iterator[Piece]:
    position = block.start
    for mark in marks[first:]:
        if mark.start >= block.end:
            break
        start, end = max(mark.start, block.start), min(mark.end, block.end)
        if start > position:
            yield from _plain(text, position, start)
        yield Piece(text[start:end], start, mark, begins=start == mark.start, ends=end == mark.end)
        position = end
    if position < block.end:
        yield from _plain(text, position, block.end)


def _plain(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield words between marks, signs of Markdown apart."""
    for sign in _SIGNS.finditer(text, start, end):
        if sign.start() > start:
            yield Piece(text[start : sign.start()], start)
        yield Piece(sign[0], sign.start(), is_sign=True)
        start = sign.end()
    if start < end:
        yield Piece(text[start:end], start)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text between two stops, offered for picking; `is_used` when an item stands there."""

    start: int
    end: int
    text: str
    is_used: bool

    @property
    def words(self) -> str:
        """Return the text in one line, without the signs of Markdown."""
        return " ".join(self.text.replace(_BOLD, "").split()).lstrip("# ")

    @property
    def has_figures(self) -> bool:
        """Whether digits stand behind the number of a heading, as in a target."""
        number = _NUMBER.match(self.words)
        is_heading = number is not None and self.words.startswith(".", number.end())
        return bool(_DIGIT.search(self.words, number.end() if number and is_heading else 0))


def clauses(text: str, marks: Sequence[Mark]) -> Iterator[Clause]:
    """Cut a text at semicolons, full stops and the ends of its paragraphs, to pick a missed clause from.

    A line broken at the margin goes on in the next; a clause too long to be one is cut at a comma or space.
    """
    used = sorted((mark.start, mark.end) for mark in marks)
    start, first = 0, 0
    for end in _stops(text):
        words = text[start:end]
        left = start + len(words) - len(words.lstrip(" -+*•\t\n"))
        right = start + len(words.rstrip(" ,;.\t\n"))
        while first < len(used) and used[first][1] <= left:
            first += 1
        if right > left:
            taken = first < len(used) and used[first][0] < right
            yield Clause(left, right, text[left:right], taken)
        start = end


def _stops(text: str) -> Iterator[int]:
    """Yield where clauses end; the full stop behind the number of a heading ends none."""
    line, start = 0, 0
    wrapped = _wrapped_line_ends(text)
    for index, letter in enumerate(text):
        is_stop = letter == ";" or (letter == "\n" and index not in wrapped)
        is_stop = is_stop or (letter == "." and _is_full_stop(text, line, index))
        if is_stop or _is_too_long(letter, index + 1 - start):
            start = index + 1
            yield start
        if letter == "\n":
            line = index + 1
    if text and text[-1] not in ";\n.":
        yield len(text)


def _wrapped_line_ends(text: str) -> frozenset[int]:
    """Return the line ends within a paragraph; the cells of a row keep theirs."""
    return frozenset(
        end.start()
        for paragraph in lay_out(text).paragraphs
        if paragraph.kind is not Kind.ROW
        for end in _LINE_END.finditer(text, paragraph.start, paragraph.end)
    )


def _is_too_long(letter: str, length: int) -> bool:
    """Cut at a comma when one comes soon enough, else at a space, else anywhere."""
    return length >= _CUT_LENGTHS.get(letter, LONGEST_CLAUSE)


def _is_full_stop(text: str, line: int, index: int) -> bool:
    is_followed = text[index + 1 : index + 2] in {" ", "\n", ""}
    return is_followed and not (index - line <= _LONGEST_NUMBER and _NUMBER.fullmatch(text, line, index))
