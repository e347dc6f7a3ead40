"""Addresses of pages about one record, worked out once for each page and not for each record."""

from functools import cache
from uuid import UUID

from django.conf import settings
from django.urls import reverse

_NOBODY = UUID(int=0)


def address_of(name: str, pk: UUID, *more: str) -> str:
    """Return what `reverse` does of a page whose address begins with a key; lists ask for scores."""
    return _pattern(settings.ROOT_URLCONF, name, more).replace(str(_NOBODY), str(pk))


@cache
def _pattern(_table: str, name: str, more: tuple[str, ...]) -> str:
    return reverse(name, args=[_NOBODY, *more])
