from typing import ClassVar, Self, TypeVar

from django.db import models

from thidua.core.text import search_words

Row = TypeVar("Row", bound=models.Model)


class MatchingQuerySet(models.QuerySet[Row]):
    """Rows found by words: the column named by `key_column` holds their search key after a space."""

    key_column: ClassVar[str] = "search"

    def matching(self, words: str) -> Self:
        """Every word must begin somewhere in the row, in any order, whatever the accents."""
        found = self
        for word in search_words(words):
            found = found.filter(**{f"{self.key_column}__contains": f" {word}"})
        return found
