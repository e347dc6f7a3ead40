"""What higher apps may want to follow, told in the transaction of the change.

So what follows is saved together with the figure or not at all: no figure is ever acknowledged without its
points. A listener that raises undoes the change.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.dispatch import Signal

results_changed = Signal()
"""Verified results of units may be others: `unit_ids`, `target_ids`, `at`."""

counts_changed = Signal()
"""What is counted of the reports of units may be different (sent, asked for, lowered): `unit_ids`, `at`."""


def tell_of_results(pairs: Iterable[tuple[UUID, UUID]], *, at: datetime) -> None:
    """Tell which (unit, target) have other verified figures; nothing is told of none."""
    known = set(pairs)
    if not known:
        return
    units, targets = {unit_id for unit_id, _ in known}, {target_id for _, target_id in known}
    results_changed.send(sender=None, unit_ids=units, target_ids=targets, at=at)


def tell_of_counts(unit_ids: Iterable[UUID], *, at: datetime) -> None:
    """Tell of which units other reports count; nothing is told of none."""
    known = set(unit_ids)
    if known:
        counts_changed.send(sender=None, unit_ids=known, at=at)
