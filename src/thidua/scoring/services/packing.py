"""Lay the figures of a movement out as a matrix, again when they changed."""

from django.db import transaction

from thidua.matrices.packing import Packed
from thidua.movements.models import Movement
from thidua.scoring.models import PackedYear
from thidua.scoring.queries.packed import Layout, lay_out, stamp_of


@transaction.atomic
def pack_year(movement: Movement) -> PackedYear | None:
    """Return the matrix of a movement, laid out anew if the rows changed; None where nothing fits into one.

    It is derived, so that nobody is asked and the history tells nothing of it.
    """
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    stamp = stamp_of(movement)
    kept: PackedYear | None = PackedYear.objects.filter(movement=movement).first()
    if kept is not None and kept.stamp == stamp:
        return kept
    found = lay_out(movement)
    if found is None:
        PackedYear.objects.filter(movement=movement).delete()
        return None
    values = _columns(*found) | {"stamp": stamp}
    made, _ = PackedYear.objects.update_or_create(movement=movement, defaults=values)
    return made


def _columns(layout: Layout, packed: Packed) -> dict[str, object]:
    axes = {
        "units": [str(key) for key in layout.units],
        "targets": [str(key) for key in layout.targets],
        "adds_up": list(layout.adds_up),
        "shape": packed.shape.as_plain(),
    }
    return {"axes": axes, "values": packed.values, "goals": packed.goals, "known": packed.known}
