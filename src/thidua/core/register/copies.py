"""What anybody may take of a register and check: a copy, one line of JSON an entry; or one with its proof.

A line holds the leaf; beside it salt and record, and what was told of each person, unless it was erased.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.register.leaves import Leaf, sealed, sealed_with


@dataclass(frozen=True, slots=True)
class Part:
    """What an entry tells of one person, with its own salt; salt and text are None once erased."""

    seal: bytes
    salt: bytes | None
    text: Mapping[str, Any] | None

    @property
    def holds(self) -> bool:
        """Say whether the text still fits its seal; an erased one cannot be held against it."""
        if self.salt is None or self.text is None:
            return self.salt is None and self.text is None
        return sealed(self.salt, self.text) == self.seal


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf with what it seals; salt and record are None once erased, which only the first form allows."""

    leaf: Leaf
    salt: bytes | None
    record: Mapping[str, Any] | None
    parts: tuple[Part, ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether the record and every part still fit their seals."""
        if self.salt is None or self.record is None:
            return self.leaf.format == 1 and self.salt is None and self.record is None
        if self.leaf.format == 1:
            return sealed(self.salt, self.record) == self.leaf.seal
        seals = [part.seal for part in self.parts]
        fits = sealed_with(self.salt, self.record, seals) == self.leaf.seal
        return fits and all(part.holds for part in self.parts)


def copy_of(entries: Iterable[Entry]) -> str:
    """Return the lines of a copy, in the order of the log."""
    return "".join(f"{json.dumps(_line(entry), ensure_ascii=False, sort_keys=True)}\n" for entry in entries)


def proof_text(entry: Entry, proof: Sequence[bytes], note: str) -> str:
    """Return one entry, the hashes that lead from it to the root, and the checkpoint that names the root."""
    told = {"entry": _line(entry), "note": note, "proof": [step.hex() for step in proof]}
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)}\n"


def _line(entry: Entry) -> dict[str, Any]:
    leaf = entry.leaf
    told = {
        "number": leaf.number,
        "kind": leaf.kind.value,
        "on": leaf.on,
        "seal": leaf.seal.hex(),
        "salt": _hex(entry.salt),
        "record": entry.record,
    }
    if leaf.format == 1:
        return told
    parts = [{"seal": part.seal.hex(), "salt": _hex(part.salt), "text": part.text} for part in entry.parts]
    return {**told, "format": leaf.format, "parts": parts}


def _hex(salt: bytes | None) -> str | None:
    return None if salt is None else salt.hex()
