"""What a register was when it was last signed, kept beside the key and not in the database.

A database that was put back to an earlier day (a restore) forgets what it signed since. Held against this
file it shows, and the register says so in an entry of its own, before anybody outside has to find out.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from thidua.core.register.checkpoints import Checkpoint, checkpoint_from
from thidua.register.models import Register
from thidua.register.queries.nodes import frontier_of
from thidua.register.services.keys import folder


def keep(state: Checkpoint) -> None:
    """Remember what was signed; called once the transaction has been committed."""
    place = _place_of(state.origin)
    with NamedTemporaryFile("w", dir=place.parent, delete=False, encoding="utf-8") as fresh:
        fresh.write(state.text)
    Path(fresh.name).replace(place)


def forgotten(register: Register) -> Checkpoint | None:
    """Return what was signed last, where the register no longer continues it."""
    place = _place_of(register.name)
    if not place.exists():
        return None
    known = checkpoint_from(place.read_text(encoding="utf-8"))
    if known.size <= register.size and frontier_of(register, known.size).root == known.root:
        return None
    return known


def _place_of(name: str) -> Path:
    return folder() / f"{name}.checkpoint"
