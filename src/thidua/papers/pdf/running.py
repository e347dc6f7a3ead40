"""Page numbers and lines that stand at the edge of every page: no part of the letter."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from thidua.papers.pdf.rows import Row
from thidua.papers.pdf.words import PageWords

_PAGE_NUMBER = re.compile(r"\W*(?:trang\s*)?\d{1,4}(?:\s*(?:/|trên)\s*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 0.1
_FEWEST_PAGES = 3


def without_running(pages: Sequence[PageWords], rows: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each page without numbers and repeated lines at the upper and lower edge."""
    edges = (set(_edge_texts(page, own)) for page, own in zip(pages, rows, strict=True))
    repeated = Counter(chain.from_iterable(edges))
    often = {text for text, count in repeated.items() if count >= max(_FEWEST_PAGES, (len(pages) + 1) // 2)}
    return [
        [row for row in own if not (_is_at_edge(page, row) and _is_running(row, often, len(pages)))]
        for page, own in zip(pages, rows, strict=True)
    ]


def _is_running(row: Row, often: set[str], pages: int) -> bool:
    is_number = pages > 1 and _PAGE_NUMBER.fullmatch(row.text) is not None
    return is_number or _masked(row.text) in often


def _edge_texts(page: PageWords, rows: Sequence[Row]) -> Iterator[str]:
    return (_masked(row.text) for row in rows if _is_at_edge(page, row))


def _is_at_edge(page: PageWords, row: Row) -> bool:
    return row.top < _EDGE * page.height or row.bottom > (1 - _EDGE) * page.height


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)
