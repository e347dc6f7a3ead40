"""What a leaf holds: a salted hash of a record and of its parts, so that erasing one leaves the log valid.

In the first form a leaf seals one record, which goes as a whole. In the second a part stands aside for each
person named: the leaf seals the record with the seals of the parts, and a part goes alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

FORMAT = 2
"""The form of leaves written today; those of the first stay as they are."""


class LeafKind(StrEnum):
    """What is written into the register."""

    DECISION = "decision"
    CERTIFICATE = "certificate"
    CORRECTION = "correction"
    REVOCATION = "revocation"
    BALLOT = "ballot"
    ERASURE = "erasure"
    RESTORE = "restore"

    @property
    def words(self) -> str:
        return {
            "decision": "Quyết định",
            "certificate": "Giấy chứng nhận",
            "correction": "Đính chính",
            "revocation": "Hủy bỏ",
            "ballot": "Kết quả bỏ phiếu",
            "erasure": "Đã xóa theo yêu cầu",
            "restore": "Phục hồi từ bản sao",
        }[self]


def canonical(record: Mapping[str, Any]) -> bytes:
    """Return the one byte form of a record: JSON in UTF-8 with sorted keys and no spaces."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def names_in(value: object) -> Iterator[str]:
    """Yield the names that a record or a part holds, wherever they stand in it."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from [part] if key == "name" and isinstance(part, str) else names_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from names_in(part)


def sealed(salt: bytes, record: Mapping[str, Any]) -> bytes:
    """Return the salted hash of a record: without the salt nobody can try names against it."""
    return sha256(salt + canonical(record)).digest()


def sealed_with(salt: bytes, record: Mapping[str, Any], parts: Iterable[bytes]) -> bytes:
    """Return the salted hash of a record together with the seals of its parts, in their order."""
    return sealed(salt, {"record": record, "parts": [part.hex() for part in parts]})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the log as hashed: its number from 0, its kind, its day, the sealed record, its form."""

    number: int
    kind: LeafKind
    on: str
    seal: bytes
    format: int = FORMAT

    @property
    def data(self) -> bytes:
        """The hashed bytes; a leaf of the first form does not name it."""
        told = {"number": self.number, "kind": self.kind.value, "on": self.on, "seal": self.seal.hex()}
        return canonical(told if self.format == 1 else {**told, "format": self.format})
