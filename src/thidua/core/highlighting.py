"""Find in a title the words somebody searched for, whatever their accents."""

import re
from dataclasses import dataclass

from thidua.core.text import search_key

_PIECES = re.compile(r"(\w+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it is one of the words searched for."""

    text: str
    is_match: bool


def highlight(text: str, words: str) -> list[Piece]:
    """Part `text` where words beginning with a searched word start and end; the parts join to `text`."""
    wanted = tuple(search_key(words).split())
    pieces: list[Piece] = []
    for part in _PIECES.split(text):
        is_match = bool(wanted) and search_key(part).startswith(wanted)
        if not part:
            continue
        if pieces and pieces[-1].is_match == is_match:
            pieces[-1] = Piece(pieces[-1].text + part, is_match)
        else:
            pieces.append(Piece(part, is_match))
    return pieces
