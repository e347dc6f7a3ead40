"""Histories that wait: what somebody may not read yet, because it would lead them.

The trail itself is whole; only the page that shows it leaves entries out. An app registers, by type of
object, a rule that says whether a reader must still wait.
"""

from collections.abc import Callable, Sequence

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry

Waits = Callable[[Actor, AuditEntry], bool]
_rules: dict[str, Waits] = {}


def register(object_type: str, waits: Waits) -> None:
    """Let `waits` say of an entry on objects of this type whether the reader may not see it yet."""
    _rules[object_type] = waits


def opened(actor: Actor, entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """Return the entries that the reader may see now."""
    return [entry for entry in entries if not _waits(actor, entry)]


def _waits(actor: Actor, entry: AuditEntry) -> bool:
    rule = _rules.get(entry.object_type)
    return rule is not None and rule(actor, entry)
