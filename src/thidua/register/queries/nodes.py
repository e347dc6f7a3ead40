"""Read the kept hashes of a log: its end, and what proofs need."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from thidua.core.register.nodes import Frontier, Node, nodes_over
from thidua.register.models import Register, RegisterNode


def hashes_of(register: Register, nodes: Iterable[Node]) -> Mapping[Node, bytes]:
    """Return the hash of each node, by one query."""
    places: dict[int, list[int]] = {}
    for node in nodes:
        places.setdefault(node.level, []).append(node.place)
    asked = Q(pk__in=[])
    for level, wanted in places.items():
        asked |= Q(level=level, place__in=wanted)
    rows = RegisterNode.objects.filter(asked, register=register).values_list("level", "place", "hash")
    return {Node(level, place): bytes(found) for level, place, found in rows}


def frontier_of(register: Register, size: int | None = None) -> Frontier:
    """Return the end of the log as it is, or as it was at an earlier size."""
    wanted = register.size if size is None else size
    nodes = nodes_over(0, wanted)
    found = hashes_of(register, nodes)
    return Frontier(wanted, [found[node] for node in nodes])
