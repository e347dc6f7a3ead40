"""Where the signature goes: the room left for it above the name of who signs."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from thidua.papers.errors import PaperError

WIDTH, HEIGHT = 160, 56
"""In points; the layout leaves 24 mm (68 pt) between the office of the signer and the name."""
_ABOVE_NAME = 5
_NONE = (
    "Không thấy chỗ ký của {name} trong bản PDF. "
    "Ký bằng chương trình của nơi cấp chứng thư rồi đưa bản đã ký vào."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in points from its lower left corner; pages count from 0."""

    page: int
    left: int
    bottom: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        return (self.left, self.bottom, self.left + WIDTH, self.bottom + HEIGHT)


def place_for(pdf: bytes, name: str) -> Place:
    """Return the first empty room above this name.

    The name may also stand in the text or on a list: there, words stand above it.

    :raises PaperError: there is none
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for left, right, top in _names(text, name):
                place = Place(number, round((left + right - WIDTH) / 2), round(top) + _ABOVE_NAME)
                if not text.get_text_bounded(*place.box).strip():
                    return place
    finally:
        document.close()
    raise PaperError("no_place", _NONE.format(name=name))


def _names(text: pypdfium2.PdfTextPage, name: str) -> Iterator[tuple[float, float, float]]:
    """Yield left, right and top of each place where the name stands, over two lines if it is long."""
    search = text.search(name, match_case=True, match_whole_word=True)
    while found := search.get_next():
        boxes = [text.get_rect(place) for place in range(text.count_rects(*found))]
        if boxes:
            yield min(one[0] for one in boxes), max(one[2] for one in boxes), max(one[3] for one in boxes)
