"""The key a register is signed with: made once, its private half in a file that only the program reads.

The database holds the public half alone, so that a copy of it, or a backup, cannot sign. Where the file is
gone (a restore on another machine) a new key is made, and the register says so.
"""

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings

from thidua.register.models import Register, RegisterKey

_OWNER_ONLY = 0o600

Signing = tuple[RegisterKey, Ed25519PrivateKey]


def signing_key(register: Register) -> Signing | None:
    """Return the key that signs, or None where there is none yet or its file is gone."""
    key = register.keys.order_by("-pk").first()
    place = _place_of(bytes(key.public)) if key else None
    if key is None or place is None or not place.exists():
        return None
    return key, Ed25519PrivateKey.from_private_bytes(place.read_bytes())


def make(register: Register, *, at: datetime) -> Signing:
    """Make a key: the file first, for good, then the row."""
    secret = Ed25519PrivateKey.generate()
    public = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    _write(_place_of(public), secret.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    return RegisterKey.objects.create(register=register, public=public, made_at=at), secret


def folder() -> Path:
    """Return where keys lie: in the data folder, left out of every backup."""
    return Path(settings.DATA) / "keys"


def _place_of(public: bytes) -> Path:
    return folder() / public.hex()


def _write(place: Path, secret: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    opened = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
