"""Add, change, close and reopen units."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import normalise
from thidua.foundation.actors import Actor
from thidua.foundation.services import search, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.organisation import policies
from thidua.organisation.models import Authority, PastedList, Position, Unit


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a unit. `aliases` are further names letters use for it, one a line.

    `household_count` and `population` are weights when a target is split; None is not known.
    """

    name: str
    kind: str
    short_name: str = ""
    aliases: str = ""
    household_count: int | None = None
    population: int | None = None
    valid_from: date | None = None


@transaction.atomic
def create(authority: Authority, facts: UnitFacts, *, by: Actor, at: datetime) -> Unit:
    """Add a unit to an authority."""
    policies.can_add(by, authority).enforce()
    _check_name(authority, facts.name)
    unit = Unit(authority=authority, **_clean(facts))
    unit.full_clean()
    unit.save()
    _index(unit)
    record("organisation.unit.create", unit, by=by, at=at)
    return unit


@transaction.atomic
def create_all(pasted: PastedList, many: Iterable[UnitFacts], *, by: Actor, at: datetime) -> list[Unit]:
    """Add the units of a pasted list, in few statements; its names were held against those in use."""
    policies.can_add(by, pasted.authority).enforce()
    new = [Unit(authority=pasted.authority, pasted_in=pasted, **_clean(facts)) for facts in many]
    for unit in new:
        unit.fill_keys()
        unit.clean_fields(exclude={"authority", "pasted_in"})
    Unit.objects.bulk_create(new, batch_size=500)
    search.index_new(_findable(unit) for unit in new)
    deed = Deed(batch=pasted.pk)
    record_each("organisation.unit.create", ((unit, deed) for unit in new), by=by, at=at)
    return new


@transaction.atomic
def change(unit: Unit, facts: UnitFacts, *, expected: int, by: Actor, at: datetime) -> Unit:
    """Correct what is known of a unit."""
    unit = _lock(unit, by)
    if unit.valid_to is None:
        _check_name(unit.authority, facts.name, but=unit)
    elif facts.valid_from is not None and unit.valid_to < facts.valid_from:
        raise DomainError("Ngày bắt đầu phải trước ngày đơn vị ngừng hoạt động.")
    changes = versions.apply(unit, _clean(facts), expected=expected)
    if changes:
        _index(unit)
        record("organisation.unit.change", unit, by=by, at=at, deed=Deed(changes=changes))
    return unit


@transaction.atomic
def close(unit: Unit, *, last_day: date, reason: str, expected: int, by: Actor, at: datetime) -> Unit:
    """Write down the unit's last day and why; it stays in the books, its positions end with it."""
    if not reason.strip():
        raise DomainError("Ghi lý do đơn vị ngừng hoạt động.")
    unit = _lock(unit, by)
    if unit.valid_to is not None:
        raise DomainError(f"{unit} đã ghi ngừng hoạt động. Tải lại trang để xem bản mới nhất.")
    if unit.valid_from is not None and last_day < unit.valid_from:
        raise DomainError("Ngày cuối phải sau ngày đơn vị bắt đầu hoạt động.")
    changes = versions.apply(unit, {"valid_to": last_day}, expected=expected)
    record(
        "organisation.unit.close", unit, by=by, at=at, deed=Deed(changes=changes, reason=normalise(reason))
    )
    _end_positions(unit, last_day, by=by, at=at)
    return unit


@transaction.atomic
def reopen(unit: Unit, *, reason: str, expected: int, by: Actor, at: datetime) -> Unit:
    """Undo `close`; positions that ended stay ended."""
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại đơn vị.")
    unit = _lock(unit, by)
    _check_name(unit.authority, unit.name, but=unit)
    changes = versions.apply(unit, {"valid_to": None}, expected=expected)
    if changes:
        deed = Deed(changes=changes, reason=normalise(reason))
        record("organisation.unit.reopen", unit, by=by, at=at, deed=deed)
    return unit


def page_of(unit: Unit) -> str:
    """Return the address of the unit's page; held against the URL table by a test."""
    return f"/don-vi/{unit.pk}/"


def _lock(unit: Unit, by: Actor) -> Unit:
    unit = Unit.objects.select_for_update(of=("self",)).select_related("authority").get(pk=unit.pk)
    policies.can_change(by, unit).enforce()
    return unit


def _clean(facts: UnitFacts) -> dict[str, object]:
    lines = (" ".join(line.split()) for line in normalise(facts.aliases).splitlines())
    return {**asdict(facts), "aliases": "\n".join(dict.fromkeys(line for line in lines if line))}


def _check_name(authority: Authority, name: str, *, but: Unit | None = None) -> None:
    """Refuse the name of another unit in force; the locked authority lets one such check run at a time."""
    Authority.objects.select_for_update().get(pk=authority.pk)
    taken = Unit.objects.filter(authority=authority, name=name).in_force_still()
    if any(unit != but for unit in taken):
        raise DomainError("Đã có đơn vị cùng tên đang hoạt động. Nhờ ghi tên khác, hoặc sửa đơn vị đó.")


def _end_positions(unit: Unit, last_day: date, *, by: Actor, at: datetime) -> None:
    found = Position.objects.select_related("authority", "person").select_for_update(of=("self",))
    for position in found.filter(unit=unit).ending_after(last_day):
        if refused := policies.can_end_post(by, position).refusal:
            raise DomainError(f"Kết thúc chức vụ {position} trước khi ghi đơn vị ngừng. {refused}")
        changes = versions.apply(
            position, {"ends_on": max(last_day, position.starts_on)}, expected=position.version
        )
        deed = Deed(changes=changes, reason=f"{unit} ngừng hoạt động")
        record("organisation.position.end", position, by=by, at=at, deed=deed)


def _index(unit: Unit) -> None:
    search.index(_findable(unit))


def _findable(unit: Unit) -> search.Findable:
    return search.Findable(
        authority_id=unit.authority_id,
        kind="unit",
        object_id=str(unit.pk),
        title=unit.name,
        detail=unit.get_kind_display(),
        url=page_of(unit),
        words=f"{unit.short_name} {unit.aliases}",
    )


def _all() -> Iterator[search.Findable]:
    return (_findable(unit) for unit in Unit.objects.order_by("pk").iterator())


search.declare("unit", _all)
