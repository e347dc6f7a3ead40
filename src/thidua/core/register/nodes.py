"""The perfect subtrees of a log, kept one by one: an append and a proof each need O(log n) of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from thidua.core.register.merkle import EMPTY_ROOT, node_hash


class Node(NamedTuple):
    """The subtree over the `1 << level` leaves from `place << level`."""

    level: int
    place: int


@dataclass
class Frontier:
    """The end of a log of `size` leaves: the hashes of its largest perfect subtrees, the largest first."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> list[tuple[Node, bytes]]:
        """Append the hash of a leaf and return the subtrees that are whole with it, the leaf first."""
        made = [(Node(0, self.size), leaf)]
        level, place = 0, self.size
        while place & 1:
            level, place = level + 1, place >> 1
            made.append((Node(level, place), node_hash(self.hashes.pop(), made[-1][1])))
        self.hashes.append(made[-1][1])
        self.size += 1
        return made

    @property
    def root(self) -> bytes:
        return root_over(self.hashes)


def root_over(hashes: Sequence[bytes]) -> bytes:
    """Return the root over neighbouring subtrees, each at least as large as the next."""
    if not hashes:
        return EMPTY_ROOT
    *before, last = hashes
    return reduce(lambda right, left: node_hash(left, right), reversed(before), last)


def nodes_over(start: int, end: int) -> tuple[Node, ...]:
    """Return the perfect subtrees over the leaves of a subtree of the log, the largest first."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append(Node(level, start >> level))
        start += 1 << level
    return tuple(found)


def siblings_of(place: int, size: int) -> tuple[tuple[Node, ...], ...]:
    """Return what each step from leaf `place` to the root of `size` leaves is hashed with, nearest first."""
    if not 0 <= place < size:
        raise IndexError(place)
    start, end, found = 0, size, []
    while end - start > 1:
        half = start + (1 << (end - start - 1).bit_length() - 1)
        other = (half, end) if place < half else (start, half)
        start, end = (start, half) if place < half else (half, end)
        found.append(nodes_over(*other))
    return tuple(reversed(found))


def proof_from(place: int, size: int, hash_of: Callable[[Node], bytes]) -> tuple[bytes, ...]:
    """Return the inclusion proof of leaf `place` in `size` leaves, from subtrees that were kept."""
    return tuple(root_over([*map(hash_of, nodes)]) for nodes in siblings_of(place, size))
