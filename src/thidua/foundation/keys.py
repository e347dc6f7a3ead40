"""Keys of rows that travel between installations."""

from typing import Any
from uuid import UUID

import uuid6


def new_key() -> UUID:
    """Return a UUIDv7: unique everywhere and in order of time, so that indexes stay compact."""
    return UUID(int=uuid6.uuid7().int)


def key_of(obj: Any) -> str:
    """Return the key a record is known by in the audit trail; of a key in parts, the unique one."""
    return str(obj.id if isinstance(obj.pk, tuple) else obj.pk)
