"""A signed statement of a log: who keeps it, how long it is, its root (the form of C2SP checkpoints).

The signature is made outside; this is the text that is signed, and the root as people copy it by hand.
"""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass

_FORM = re.compile(r"([^\n]+)\n([0-9]+)\n([A-Za-z0-9+/]{43}=)\n")  # 32 bytes in base 64
_GROUP = 4
_GROUPS = 8
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log at a moment."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def checkpoint_from(text: str) -> Checkpoint:
    """Read the text of a checkpoint; raises ValueError where it has another form."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError("this is no checkpoint")
    origin, size, root = found.groups()
    return Checkpoint(origin, int(size), b64decode(root))


def printed_root(root: bytes) -> str:
    """Return 160 bits of the root in eight groups of four characters without 0, O, 1, I, for minutes."""
    bits = int.from_bytes(root[:20], "big")
    letters = [_LETTERS[bits >> 5 * place & 31] for place in reversed(range(_GROUP * _GROUPS))]
    groups = ["".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP)]
    return " ".join(groups)
