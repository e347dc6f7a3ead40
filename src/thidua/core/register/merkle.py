"""The tree of a log: its root, proofs that a leaf is in it and that it only grew (RFC 6962, section 2.1)."""

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes in order; that of no leaf is the hash of nothing."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = _half(len(leaves))
    return node_hash(root_of(leaves[:half]), root_of(leaves[half:]))


def inclusion_proof(leaves: Sequence[bytes], place: int) -> tuple[bytes, ...]:
    """Return the hashes that lead from leaf `place` (from 0) to the root, nearest first."""
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    if place < half:
        return (*inclusion_proof(leaves[:half], place), root_of(leaves[half:]))
    return (*inclusion_proof(leaves[half:], place - half), root_of(leaves[:half]))


def root_from_inclusion(leaf: bytes, place: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Return the root a proof leads to, or None where the proof does not fit the place and the size."""
    if not 0 <= place < size:
        return None
    node, at, last = leaf, place, size - 1
    for sibling in proof:
        if last == 0:
            return None
        if at % 2 or at == last:
            node = node_hash(sibling, node)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the hashes that show that the first `old_size` leaves are still the beginning of the log."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(old_size)
    return _consistency(leaves, old_size, is_whole=True)


def _consistency(leaves: Sequence[bytes], old_size: int, *, is_whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if is_whole else (root_of(leaves),)
    half = _half(len(leaves))
    if old_size <= half:
        return (*_consistency(leaves[:half], old_size, is_whole=is_whole), root_of(leaves[half:]))
    return (*_consistency(leaves[half:], old_size - half, is_whole=False), root_of(leaves[:half]))


def grew(old_root: bytes, old_size: int, root: bytes, size: int, proof: Sequence[bytes]) -> bool:
    """Say whether a log of `size` leaves begins with that of `old_size` leaves and root `old_root`."""
    if old_size == size:
        return not proof and old_root == root
    if not 0 < old_size < size:
        return False
    is_power_of_two = old_size & (old_size - 1) == 0
    path = [old_root, *proof] if is_power_of_two else list(proof)
    return bool(path) and _roots_along(path, old_size, size) == (old_root, root)


def _roots_along(path: Sequence[bytes], old_size: int, size: int) -> tuple[bytes, bytes] | None:
    """Return the old and the new root a path leads to, or None where its length does not fit."""
    at, last = old_size - 1, size - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at % 2 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return (old, new) if last == 0 else None


def _half(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
