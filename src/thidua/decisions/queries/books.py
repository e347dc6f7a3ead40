"""The books of numbers: what was issued in a year, number by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.paper_numbers import gaps_in
from thidua.decisions.models import IssuedPaper, NumberBook
from thidua.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class BookShelf:
    """The books somebody may read, the years they are of, and the one that is open."""

    books: Sequence[NumberBook]
    years: Sequence[int]
    year: int | None
    book: NumberBook | None


def shelf_of(actor: Actor, *, year: int | None, code: str) -> BookShelf:
    """Return the books of a year, the newest where none is named; `code` opens one of them."""
    books = list(NumberBook.objects.visible_to(actor))
    years = sorted({book.year for book in books}, reverse=True)
    shown = year if year in years else next(iter(years), None)
    of_year = [book for book in books if book.year == shown]
    return BookShelf(of_year, years, shown, next((book for book in of_year if book.code == code), None))


def papers_in(actor: Actor, shelf: BookShelf, words: str) -> QuerySet[IssuedPaper]:
    """Return the papers of the open book, or of all of the year; `words` look into number and title."""
    found: Any = IssuedPaper.objects.visible_to(actor).filter(book__year=shelf.year or 0)
    if shelf.book is not None:
        found = found.filter(book=shelf.book)
    if words:
        found = found.filter(
            Q(number__icontains=words) | Q(title__icontains=words) | Q(signer__icontains=words)
        )
    listed: QuerySet[IssuedPaper] = found.for_list()
    return listed


def gap_words(book: NumberBook) -> str:
    """Say whether numbers run on without a gap."""
    missing = gaps_in(book.papers.values_list("ordinal", flat=True))
    if missing:
        return f"Thiếu số {', '.join(map(str, missing))}. Nhờ báo người quản trị."
    return f"Từ 01 đến {book.last:02}, liền mạch, không thiếu số nào."
