"""What strangers take away: the copy of a register, and the proof that one entry is in it."""

from thidua.core.register.copies import copy_of as lines_of
from thidua.core.register.copies import proof_text
from thidua.core.register.nodes import proof_from, siblings_of
from thidua.register.models import Register, RegisterCheckpoint, RegisterLeaf
from thidua.register.queries.nodes import hashes_of

_AT_ONCE = 500


def newest_of(register: Register) -> RegisterCheckpoint | None:
    """Return the checkpoint that is shown and held against."""
    found: RegisterCheckpoint | None = register.checkpoints.order_by("-size", "-pk").first()
    return found


def copy_of(register: Register, size: int) -> str:
    """Return the first `size` entries as lines of a copy."""
    leaves = RegisterLeaf.objects.filter(register=register, number__lt=size).order_by("number")
    return lines_of(leaf.entry for leaf in leaves.prefetch_related("parts").iterator(_AT_ONCE))


def proof_of(leaf: RegisterLeaf) -> str | None:
    """Return the proof of an entry against the newest checkpoint, or None while none of it was signed."""
    signed = newest_of(leaf.register)
    if signed is None or signed.size <= leaf.number:
        return None
    steps = siblings_of(leaf.number, signed.size)
    hashes = hashes_of(leaf.register, (node for step in steps for node in step))
    proof = proof_from(leaf.number, signed.size, hashes.__getitem__)
    return proof_text(leaf.entry, proof, signed.note)


def keys_of(register: Register) -> str:
    """Return the keys a register was ever signed with, one a line."""
    return "".join(f"{key.text}\n" for key in register.keys.select_related("register"))
