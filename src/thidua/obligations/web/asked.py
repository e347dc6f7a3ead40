"""What several views read from an address in the same way."""

from uuid import UUID


def key_or_none(text: str) -> UUID | None:
    """Read a key; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
