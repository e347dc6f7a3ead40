"""What a leaf holds: a salted hash of a record, so that erasing the record leaves the log valid."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any


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


def sealed(salt: bytes, record: Mapping[str, Any]) -> bytes:
    """Return the salted hash of a record: without the salt nobody can try names against it."""
    return sha256(salt + canonical(record)).digest()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the log as hashed: its number from 0, its kind, its day, the sealed record."""

    number: int
    kind: LeafKind
    on: str
    seal: bytes

    @property
    def data(self) -> bytes:
        return canonical(
            {"number": self.number, "kind": self.kind.value, "on": self.on, "seal": self.seal.hex()}
        )
