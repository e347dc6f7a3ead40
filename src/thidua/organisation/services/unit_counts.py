"""Put right how many households and people known units have, from one pasted list, and take it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from thidua.core.pasted.units import CountsUpdate
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record_each
from thidua.organisation.models import PastedCounts, PastedList, Unit

COUNTS = ("household_count", "population")


def update_all(pasted: PastedList, updates: Iterable[CountsUpdate], *, by: Actor, at: datetime) -> None:
    """Give units other counts, in few statements; what they had is kept beside the list."""
    wanted = {update.name: update.counts for update in updates}
    found = Unit.objects.filter(authority=pasted.authority, name__in=wanted).in_force_still()
    units = list(found.select_for_update(of=("self",)).order_by("pk"))
    kept: list[PastedCounts] = []
    deeds: list[tuple[Unit, Deed]] = []
    for unit in units:
        after = {name: getattr(wanted[unit.name], name) for name in COUNTS}
        before = {name: getattr(unit, name) for name in COUNTS}
        deeds.append((unit, _deed(unit, after, pasted.pk)))
        sides = {f"{name}_before": before[name] for name in COUNTS}
        sides |= {f"{name}_after": after[name] for name in COUNTS}
        kept.append(PastedCounts(pasted=pasted, unit=unit, version=unit.version, **sides))
    _store(units)
    PastedCounts.objects.bulk_create(kept)
    record_each("organisation.unit.change", deeds, by=by, at=at)


def counts_of(pasted: PastedList) -> list[PastedCounts]:
    """Return what the list put right, in the order of the list of units."""
    found = pasted.counts.select_related("unit")
    return list(found.order_by("unit__kind_rank", "unit__sort_key", "id"))


def locked_counts(pasted: PastedList) -> list[PastedCounts]:
    """Lock the units first, so that nobody changes one while it is given back."""
    rows = list(pasted.counts.all())
    found = Unit.objects.select_for_update(of=("self",)).filter(pk__in=[row.unit_id for row in rows])
    units = {unit.pk: unit for unit in found.order_by("pk")}
    for row in rows:
        row.unit = units[row.unit_id]
    return rows


def give_back(rows: Sequence[PastedCounts], batch: UUID, *, by: Actor, at: datetime) -> None:
    """Give locked units the counts they had before the list."""
    deeds = [
        (row.unit, _deed(row.unit, {name: getattr(row, f"{name}_before") for name in COUNTS}, batch))
        for row in rows
    ]
    _store([row.unit for row in rows])
    record_each("organisation.unit.change", deeds, by=by, at=at)


def _deed(unit: Unit, values: dict[str, int | None], batch: UUID) -> Deed:
    """Set the values on the unit, and return what to tell of it."""
    changes: dict[str, tuple[object, object]] = {
        name: (getattr(unit, name), value) for name, value in values.items() if getattr(unit, name) != value
    }
    changes["version"] = (unit.version, unit.version + 1)
    for name, value in values.items():
        setattr(unit, name, value)
    unit.version += 1
    return Deed(changes=changes, batch=batch)


def _store(units: Sequence[Unit]) -> None:
    Unit.objects.bulk_update(units, [*COUNTS, "version"], batch_size=200)
