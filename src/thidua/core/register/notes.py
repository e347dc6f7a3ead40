"""A checkpoint with its signature, in the form of C2SP signed notes (Ed25519); signing is done outside."""

from base64 import b64encode
from hashlib import sha256

from thidua.core.register.checkpoints import Checkpoint

_ED25519 = b"\x01"


def key_hash(name: str, public_key: bytes) -> bytes:
    """Return the four bytes by which a note names the key it was signed with."""
    return sha256(f"{name}\n".encode() + _ED25519 + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes) -> str:
    """Return the key as it is handed to those who check: name, hash and the 32 bytes of the key."""
    shown = b64encode(_ED25519 + public_key).decode()
    return f"{name}+{key_hash(name, public_key).hex()}+{shown}"


def signed_note(checkpoint: Checkpoint, name: str, public_key: bytes, signature: bytes) -> str:
    """Return the text of a checkpoint with its signature line."""
    line = b64encode(key_hash(name, public_key) + signature).decode()
    return f"{checkpoint.text}\n— {name} {line}\n"
