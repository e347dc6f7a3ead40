"""Whether a line goes on where the one before it stopped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.core.parsing.lines import Line

_CLOSED = (".", ";", ":", "!", "?", "…", "|")
_QUOTES = "\"”'’) "
_NARROWEST, _WIDEST = 30, 160
_WRAPPED_SHARE = 0.3
_BLANK_SHARE = 0.12
_FULL = 0.86
_LINKING = re.compile(
    r"(?:[,\-–/(]|\b(?:và|của|các|những|với|cho|về|do|từ|đến|năm|tháng|ngày|số|tại|theo|trong|trên|đạt|là|hoặc"
    r"|tỉnh|huyện|xã|phường|bằng|để|có|được|khoảng|dưới|hơn|quá))$"
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text breaks its lines.

    A line is full when the next word would have made it longer than `width` (0: a line is a
    paragraph); `has_blocks` says that empty lines part the paragraphs, so that lines without one
    between them belong together.
    """

    width: int = 0
    has_blocks: bool = False

    def joins(self, before: Line, after: Line) -> bool:
        """Say whether the line `after` continues the line `before`."""
        if before.marker and before.marker.length >= len(before.text):
            return after.blank_before <= 1 and not after.marker
        if _opens_item(before, after):
            return False
        if after.blank_before:
            return after.text[0].islower() and is_open(before.text) and not before.text.isupper()
        return self._joins_near(before.text, after)

    def _joins_near(self, before: str, after: Line) -> bool:
        """Judge two lines without an empty one between them."""
        is_hyphen = after.marker is not None and after.marker.is_bullet
        is_number = self.width > 0 and after.text[0].isdigit() and is_open(before)
        if is_hyphen or is_number or _begins_inside(after.text):
            return True
        is_upper = before.isupper()
        if is_upper != after.text.isupper():
            return not is_upper and bool(_LINKING.search(before))
        return self._joins_word(before, after.text)

    def _joins_word(self, before: str, after: str) -> bool:
        if not self.width:
            return before.isupper() or (is_open(before) and bool(_LINKING.search(before)))
        if self.has_blocks:
            return is_open(before) or _room_needed(before, after) >= self.width
        is_full = _room_needed(before, after) >= self.width
        return is_open(before) and (is_full or bool(_LINKING.search(before)))


def _room_needed(before: str, after: str) -> int:
    """Return how long the line would be with the first word of the next one."""
    return len(before) + 1 + len(after.split(" ", 1)[0])


def is_open(line: str) -> bool:
    """Say whether the sentence in `line` has not ended."""
    return not line.rstrip(_QUOTES).endswith(_CLOSED)


def wrapping_of(lines: Sequence[Line]) -> Wrapping:
    """Judge from all lines how this text was cut."""
    inner = [
        (before.text, after.text)
        for before, after in pairwise(lines)
        if not after.blank_before and after.marker is None
    ]
    if not inner:
        return Wrapping()
    lengths = sorted(len(line.text) for line in lines)
    longest = lengths[len(lengths) * 9 // 10]
    cut = sorted(_room_needed(before, after) for before, after in inner if _is_cut(before, after))
    if not _NARROWEST <= longest <= _WIDEST or len(cut) < max(2, len(inner) * _WRAPPED_SHARE):
        return Wrapping()
    parted = sum(1 for line in lines[1:] if line.blank_before)
    width = min(cut[len(cut) // 8], lengths[len(lengths) * 49 // 50] + 1)
    return Wrapping(max(width, int(longest * _FULL)), parted >= len(lines) * _BLANK_SHARE)


def _is_cut(before: str, after: str) -> bool:
    """Say whether a sentence surely runs over the end of this line."""
    return before[-1] not in ".;:" and (_begins_inside(after) or after[0].isdigit())


def _opens_item(before: Line, after: Line) -> bool:
    marker = after.marker
    if marker is None:
        return False
    body = after.text[marker.length :]
    is_unfinished = before.text[-1] not in '.;:!?…|"”)'
    if marker.is_bullet and is_unfinished and (body[:1].islower() or _is_span(before.text, body)):
        return False  # "kinh tế / - xã hội", "2021 / - 2025": a hyphen that fell on the line break
    is_number_inside = marker.text[0].isdigit() and is_unfinished and body[:1].islower()
    return not (is_number_inside and _LINKING.search(before.text))


def _is_span(before: str, body: str) -> bool:
    return before[-1:].isdigit() and body[:1].isdigit()


def _begins_inside(line: str) -> bool:
    return line[0].islower() or line[0] in ",;.)%/"
