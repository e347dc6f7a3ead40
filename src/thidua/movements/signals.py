"""What higher apps may want to know of, or to refuse."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.dispatch import Signal

duties_changed = Signal()
"""Which unit answers for what changed in an authority: `authority_id`, `at`."""


frequency_changing = Signal()
"""A target is about to be reported in other periods: `target`, `frequency`. Sent before anything is written;
a listener that raises a DomainError refuses it."""


def tell_of_duties(authority_id: UUID, *, at: datetime) -> None:
    """Tell it on commit, with keys only; a listener that fails is logged and does not undo what was saved."""
    send = partial(duties_changed.send_robust, sender=None, authority_id=authority_id, at=at)
    transaction.on_commit(send)
