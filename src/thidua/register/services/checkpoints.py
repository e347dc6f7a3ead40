"""Sign the state of a register, so that what was said once can be held against it for ever."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from thidua.core.register.checkpoints import Checkpoint, printed_root
from thidua.core.register.leaves import LeafKind
from thidua.core.register.notes import signed_note
from thidua.register.models import Register, RegisterCheckpoint
from thidua.register.queries.nodes import frontier_of
from thidua.register.services import keys, known, leaves


@transaction.atomic
def checkpoint(authority_id: UUID, *, at: datetime) -> RegisterCheckpoint:
    """Sign the register as it is; where that was done already, return what was signed then."""
    register = leaves.locked(authority_id)
    key, secret = keys.signing_key(register) or _new_key(register, at)
    register.refresh_from_db()
    _admit_restore(register, at)
    register.refresh_from_db()
    standing = register.checkpoints.filter(size=register.size, key=key).first()
    if standing is not None:
        return standing
    state = Checkpoint(register.name, register.size, frontier_of(register).root)
    transaction.on_commit(lambda: known.keep(state), robust=True)
    note = signed_note(state, register.name, bytes(key.public), secret.sign(state.text.encode()))
    return RegisterCheckpoint.objects.create(
        register=register, key=key, size=state.size, root=state.root, note=note, made_at=at
    )


def _admit_restore(register: Register, at: datetime) -> None:
    """Let the log say that it was put back to an earlier day, once, before it is signed again."""
    signed = known.forgotten(register)
    if signed is None or register.leaves.filter(about=f"root:{signed.root.hex()}").exists():
        return
    told = {"was": signed.size, "is": register.size, "root": printed_root(signed.root)}
    _say_restored(register, told, f"root:{signed.root.hex()}", at)


def _say_restored(register: Register, told: dict[str, Any], about: str, at: datetime) -> None:
    day = timezone.localdate(at)
    leaves.append(register.authority_id, LeafKind.RESTORE, day, told, about=about, at=at)


def checkpoint_all(*, at: datetime) -> int:
    """Sign every register that grew since it was signed; return how many did."""
    grown = 0
    for register in Register.objects.select_related("authority").order_by("pk"):
        newest = register.checkpoints.first()
        if newest is None or newest.size < register.size:
            checkpoint(register.authority_id, at=register.authority.moment(at))
            grown += 1
    return grown


def _new_key(register: Register, at: datetime) -> keys.Signing:
    """Make a key; a register that had another one says in its own log that it was restored."""
    had_one = register.keys.exists()
    key, secret = keys.make(register, at=at)
    if had_one:
        _say_restored(register, {"key": key.text}, f"key:{key.pk}", at)
    return key, secret
