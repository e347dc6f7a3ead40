"""What anybody may take of a register and check: a copy, one line of JSON an entry; or one with its proof.

A line holds the leaf; beside it salt and record, unless the record was erased on request.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.register.leaves import Leaf, sealed


@dataclass(frozen=True, slots=True)
class Entry:
    """A leaf with what it seals; salt and record are None once erased."""

    leaf: Leaf
    salt: bytes | None
    record: Mapping[str, Any] | None

    @property
    def holds(self) -> bool:
        """Say whether the record still fits its seal; an erased one cannot be held against it."""
        if self.salt is None or self.record is None:
            return self.salt is None and self.record is None
        return sealed(self.salt, self.record) == self.leaf.seal


def copy_of(entries: Iterable[Entry]) -> str:
    """Return the lines of a copy, in the order of the log."""
    return "".join(f"{json.dumps(_line(entry), ensure_ascii=False, sort_keys=True)}\n" for entry in entries)


def proof_text(entry: Entry, proof: Sequence[bytes], note: str) -> str:
    """Return one entry, the hashes that lead from it to the root, and the checkpoint that names the root."""
    told = {"entry": _line(entry), "note": note, "proof": [step.hex() for step in proof]}
    return f"{json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)}\n"


def _line(entry: Entry) -> dict[str, Any]:
    leaf = entry.leaf
    return {
        "number": leaf.number,
        "kind": leaf.kind.value,
        "on": leaf.on,
        "seal": leaf.seal.hex(),
        "salt": None if entry.salt is None else entry.salt.hex(),
        "record": entry.record,
    }
