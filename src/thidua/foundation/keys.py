"""Keys of rows that travel between installations."""

from uuid import UUID

import uuid6


def new_key() -> UUID:
    """Return a UUIDv7: unique everywhere and in order of time, so that indexes stay compact."""
    return UUID(int=uuid6.uuid7().int)
