"""Whether a line goes on where the one before it stopped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.parsing.markers import read_marker

_CLOSED = (".", ";", ":", "!", "?", "…", "./.", "|")
_NARROWEST, _WIDEST = 30, 160
_WRAPPED_SHARE = 0.5
_BLANK_SHARE = 0.12
_FULL = 0.86
_LINKING = re.compile(
    r"(?:[,\-–/(]|\b(?:và|của|các|những|với|cho|về|do|từ|đến|năm|tháng|ngày|số|tại|theo|trong|trên|đạt|là|hoặc"
    r"|tỉnh|huyện|xã|phường|bằng|để|có|được))$"
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text breaks its lines.

    `width` is the length at which lines were cut (0: a line is a paragraph); `has_blocks` says that
    empty lines part the paragraphs, so that lines without one between them belong together.
    """

    width: int = 0
    has_blocks: bool = False

    def joins(self, before: str, after: str, blanks: int) -> bool:
        """Say whether the line `after` continues `before`, `blanks` empty lines further down."""
        if _is_marker_alone(before):
            return blanks <= 1
        if _opens_item(before, after):
            return False
        if blanks:
            return after[0].islower() and self.is_open(before) and _is_prose(before)
        if _begins_inside(after):
            return True
        if before.isupper() != after.isupper():
            return bool(_LINKING.search(before)) and not before.isupper()
        return self._joins_word(before, after)

    def is_open(self, line: str) -> bool:
        """Say whether the sentence in `line` has not ended."""
        return not line.rstrip("\"”'’) ").endswith(_CLOSED)

    def _joins_word(self, before: str, after: str) -> bool:
        if not self.width:
            return before.isupper() or (self.is_open(before) and bool(_LINKING.search(before)))
        if self.has_blocks:
            return self.is_open(before) or self._is_full(before, after)
        return self.is_open(before) and (bool(_LINKING.search(before)) or self._is_full(before, after))

    def _is_full(self, before: str, after: str) -> bool:
        first = after.split(" ", 1)[0]
        return len(before) + 1 + len(first) > self.width * _FULL


def wrapping_of(lines: Sequence[str], blanks: Sequence[int]) -> Wrapping:
    """Judge from all lines how this text was cut."""
    pairs = [
        (before, after)
        for before, after, blank in zip(lines, lines[1:], blanks[1:], strict=False)
        if blank == 0
    ]
    if not pairs:
        return Wrapping()
    lengths = sorted(len(line) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    inner = [pair for pair in pairs if read_marker(pair[1]) is None]
    wrapped = sum(1 for before, after in inner if _begins_inside(after) and before[-1] not in ".;:")
    if not _NARROWEST <= width <= _WIDEST or wrapped < max(2, len(inner) * _WRAPPED_SHARE * 0.6):
        return Wrapping()
    parted = sum(1 for blank in blanks[1:] if blank)
    return Wrapping(width, parted >= len(lines) * _BLANK_SHARE)


def _is_marker_alone(line: str) -> bool:
    marker = read_marker(line)
    return marker is not None and marker.length >= len(line)


def _opens_item(before: str, after: str) -> bool:
    marker = read_marker(after)
    if marker is None:
        return False
    body = after[marker.length :]
    is_open = before[-1] not in '.;:!?…|"”)'
    if marker.is_bullet and is_open and body[:1].islower():
        return False  # "kinh tế / - xã hội": a hyphen that fell on the line break
    is_number_inside = marker.text[0].isdigit() and is_open and body[:1].islower()
    return not (is_number_inside and bool(_LINKING.search(before)))


def _begins_inside(line: str) -> bool:
    return line[0].islower() or line[0] in ",;.)%/"


def _is_prose(line: str) -> bool:
    return not line.isupper()
