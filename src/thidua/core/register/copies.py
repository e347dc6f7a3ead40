"""The copy of a register that anybody may take and check: one line of JSON an entry.

A line holds the leaf; beside it salt and record, unless the record was erased on request.
"""

import json
from collections.abc import Iterable, Mapping
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
