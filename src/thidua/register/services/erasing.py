"""Take the words of an entry out of the register where the law asks for it; the log stays valid."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.core.register.leaves import LeafKind
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.register import policies
from thidua.register.models import RegisterLeaf
from thidua.register.services import leaves, traces
from thidua.register.services.checkpoints import checkpoint


@transaction.atomic
def erase(leaf: RegisterLeaf, *, reason: str, by: Actor, at: datetime) -> RegisterLeaf:
    """Drop salt and record, add the entry that says so, sign; return that entry.

    :raises RefusedError: somebody else than the office, or an entry that holds nothing to erase
    """
    leaves.locked(leaf.register.authority_id)
    held: RegisterLeaf = RegisterLeaf.objects.select_for_update(of=("self",)).get(pk=leaf.pk)
    policies.can_erase(by, held).enforce()
    traces.overwrite_what_is_freed()
    held.salt = held.record = None
    held.save(update_fields=["salt", "record"])
    told = leaves.append(
        held.register.authority_id,
        LeafKind.ERASURE,
        timezone.localdate(at),
        {"erased": held.number},
        about=f"leaf:{held.number}",
        at=at,
    )
    checkpoint(held.register.authority_id, at=at)
    record("register.leaf.erase", held, by=by, at=at, deed=Deed(reason=reason))
    transaction.on_commit(traces.drop_old_pages)
    return told
