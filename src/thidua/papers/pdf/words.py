"""What the child process that opens a PDF hands over."""

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """Letters without a space between, in points from the lower left corner of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_bold: bool = False

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page in the order of the file."""

    width: float
    height: float
    words: tuple[Word, ...]
