"""Take lists of units and people pasted from Excel, and take them back."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.pasted.checking import Checked, Choice
from thidua.core.pasted.people import PastedPerson, check_people
from thidua.core.pasted.units import PastedUnit, UnitCounts, check_units
from thidua.core.unit_matching import NamedUnit
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.services import search
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.organisation import policies
from thidua.organisation.enums import ListKind, UnitKind
from thidua.organisation.models import Authority, PastedList, Person, Unit
from thidua.organisation.services import people, unit_counts, units
from thidua.organisation.services.unit_counts import COUNTS

_MOST_NAMED = 3
_WORDS: dict[str, tuple[str, ...]] = {
    UnitKind.VILLAGE: ("xóm", "bản", "ấp", "làng", "buôn", "khu phố", "tổ dân phố", "khối phố"),
    UnitKind.OFFICE: ("văn phòng ubnd", "văn phòng hđnd và ubnd"),
    UnitKind.BOARD: ("ban", "ngành", "ban ngành", "phòng", "bộ phận"),
    UnitKind.PARTY: ("đảng", "tổ chức đảng", "hđnd", "hội đồng nhân dân"),
    UnitKind.UNION: ("mặt trận", "đoàn thể", "hội", "hội đoàn thể", "mttq"),
    UnitKind.SCHOOL: ("trường", "nhà trường"),
    UnitKind.CLINIC: ("trạm y tế xã", "trạm", "y tế"),
    UnitKind.COOPERATIVE: ("htx", "hợp tác"),
    UnitKind.ENTERPRISE: ("công ty", "dn"),
}
KINDS = tuple(Choice(value, label, _WORDS[value]) for value, label in UnitKind.choices)


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it was pasted; `default_kind` is for lines of units that name no kind."""

    kind: ListKind
    text: str
    default_kind: str = ""


def check(authority: Authority, sent: Sent, *, at: datetime) -> Checked[Any]:
    """Say what each line would become; writes nothing. Three queries at most."""
    if sent.kind == ListKind.UNITS:
        in_use = Unit.objects.filter(authority=authority).in_force_still()
        known = {name: UnitCounts(*counts) for name, *counts in in_use.values_list("name", *COUNTS)}
        return check_units(sent.text, kinds=KINDS, known=known, default_kind=sent.default_kind)
    named = [
        NamedUnit(unit.pk, unit.names, unit.kind)
        for unit in Unit.objects.filter(authority=authority).in_force_still().for_list()
    ]
    columns = Person.objects.filter(authority=authority).values_list("full_name", "unit_id", "birth_year")
    there = [PastedPerson(name, unit, year) for name, unit, year in columns]
    return check_people(sent.text, units=named, place=authority.name, known=there, this_year=at.year)


@transaction.atomic
def take(authority: Authority, sent: Sent, *, seen: int, by: Actor, at: datetime) -> PastedList:
    """Add all that is new in the list and put counts right, or nothing; `seen` is how many lines were shown.

    The locked authority lets one list be taken at a time.
    """
    policies.can_add(by, authority).enforce()
    Authority.objects.select_for_update().get(pk=authority.pk)
    checked = check(authority, sent, at=at)
    if not checked.is_ready:
        raise DomainError("Danh sách còn chỗ cần sửa, hoặc không còn dòng nào mới. Xem lại rồi nhập.")
    if checked.count != seen:
        raise DomainError("Từ lúc xem đến lúc bấm đã có người thêm hay sửa. Xem lại rồi bấm nhập.")
    pasted = PastedList.objects.create(
        authority=authority, kind=sent.kind, count=seen, taken_by=by.name, taken_at=at
    )
    if sent.kind == ListKind.UNITS:
        units.create_all(pasted, map(_unit_facts, checked.new), by=by, at=at)
        unit_counts.update_all(pasted, checked.updates, by=by, at=at)
    else:
        people.create_all(pasted, _people_facts(pasted, checked.new), by=by, at=at)
    deed = Deed(changes={"count": (0, seen)}, batch=pasted.pk)
    record("organisation.list.take", pasted, by=by, at=at, deed=deed)
    return pasted


@transaction.atomic
def undo(pasted: PastedList, *, by: Actor, at: datetime) -> PastedList:
    """Remove what the list added and give counts back; refused once any of it was changed or is used.

    The rows are locked first, so that nothing new can point to them while they go.
    """
    found = PastedList.objects.select_for_update(of=("self",)).select_related("authority")
    pasted = found.get(pk=pasted.pk)
    policies.can_change(by, pasted).enforce()
    if pasted.undone_at is not None:
        raise DomainError("Lần nhập này đã hoàn tác.")
    added = list(things_of(pasted).select_for_update(of=("self",)))
    counts = unit_counts.locked_counts(pasted)
    changed = [row.unit for row in counts if row.unit.version != row.version]
    if named := sorted({str(thing) for thing in (*_held(added), *changed)}):
        more = f" và {len(named) - _MOST_NAMED} mục khác" if len(named) > _MOST_NAMED else ""
        raise DomainError(
            f"Chưa hoàn tác được: {', '.join(named[:_MOST_NAMED])}{more} đã sửa hoặc đã dùng ở chỗ khác."
        )
    batch = new_key()
    _remove(pasted, added, batch, by=by, at=at)
    unit_counts.give_back(counts, batch, by=by, at=at)
    pasted.undone_by, pasted.undone_at = by.name, at
    pasted.save(update_fields=["undone_by", "undone_at"])
    deed = Deed(changes={"count": (len(added) + len(counts), 0)}, batch=batch)
    record("organisation.list.undo", pasted, by=by, at=at, deed=deed)
    return pasted


def things_of(pasted: PastedList) -> Any:
    """Return the units or people the list added, in the order of their lists."""
    if pasted.kind == ListKind.UNITS:
        return Unit.objects.filter(pasted_in=pasted).for_list()
    return Person.objects.filter(pasted_in=pasted).select_related("unit").for_list()


def _unit_facts(line: PastedUnit) -> units.UnitFacts:
    return units.UnitFacts(**asdict(line))


def _people_facts(pasted: PastedList, lines: Iterable[Any]) -> Iterator[people.PersonFacts]:
    homes = Unit.objects.filter(authority=pasted.authority).select_related("authority").in_bulk()
    for line in lines:
        yield people.PersonFacts(
            full_name=line.full_name,
            given_name=line.given_name,
            birth_year=line.birth_year,
            is_female=line.is_female,
            unit=homes.get(line.unit),
        )


def _held(added: list[Any]) -> Iterator[Any]:
    """Yield what was changed since, or what anything points to: posts, work, targets, rows between two."""
    yield from (thing for thing in added if thing.version != 1)
    by_key = {thing.pk: thing for thing in added}
    for relation in _relations(added):
        pointing = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": by_key})  # noqa: SLF001 -- Django's documented model API
        yield from (by_key[key] for key in pointing.values_list(relation.field.attname, flat=True))


def _relations(added: list[Any]) -> list[Any]:
    """Return every column of any table that may point to these things, those nobody sees included."""
    fields = added[0]._meta.get_fields(include_hidden=True) if added else ()  # noqa: SLF001 -- Django's documented model API
    return [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]


def _remove(pasted: PastedList, added: list[Any], batch: UUID, *, by: Actor, at: datetime) -> None:
    kind = "unit" if pasted.kind == ListKind.UNITS else "person"
    search.forget_all(kind, (str(thing.pk) for thing in added))
    deed = Deed(batch=batch)
    record_each(f"organisation.{kind}.withdraw", ((thing, deed) for thing in added), by=by, at=at)
    things_of(pasted).order_by().delete()
