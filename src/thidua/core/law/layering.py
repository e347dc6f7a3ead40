"""One layer of rules laid over another: a pack over the one before it, a province over the nation."""

from collections.abc import Mapping
from typing import Any


def layered(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return `below` with what `above` says in its place; tables are merged entry by entry.

    An entry of `above` that is the empty table takes the entry of `below` away.
    """
    found = dict(below)
    for key, value in above.items():
        if value == {}:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = layered(found[key], value)
        else:
            found[key] = value
    return found
