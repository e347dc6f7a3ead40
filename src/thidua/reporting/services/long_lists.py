"""Store a long list of figures at once: new ones only, in one transaction, told once in the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key, new_keys
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority
from thidua.organisation.queries import province_id_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState, Route
from thidua.reporting.models import Figure
from thidua.reporting.queries.long_lists import Item, LongList, read_list

_OWN = ("id", "report_id", "target_id", "said", "value", "typed")
_MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """How many figures were stored."""

    count: int


class ListFaultsError(DomainError):
    """Rows of the list cannot be stored; nothing was. `faults` name the first of them by their cells."""

    def __init__(self, read: LongList) -> None:
        said = " ".join(read.faults[:_MOST_SAID])
        super().__init__(f"Chưa nhập gì: {read.fault_count} dòng cần sửa. {said}")
        self.faults = tuple(read.faults)


@transaction.atomic
def store(data: bytes, name: str, commune: Authority, *, by: Actor, at: datetime) -> Stored:
    """Store every figure of the list as a draft, or nothing: a figure that is there already is a fault.

    One statement for all rows: models are not made, and the history has one entry for the list, since the
    figures themselves say who wrote them, when, and by which way.
    """
    policies.can_store_list(by, commune).enforce()
    Authority.objects.select_for_update().get(pk=commune.pk)
    read = read_list(data, name, commune)
    if read.fault_count:
        raise ListFaultsError(read)
    if not read.items:
        raise DomainError("Danh sách không có số nào để nhập.")
    _insert(commune, read.items, by, at)
    deed = Deed({"count": (0, len(read.items))}, batch=new_key())
    record("reporting.figure.store_list", commune, by=by, at=at, deed=deed)
    return Stored(len(read.items))


def _insert(commune: Authority, items: Sequence[Item], by: Actor, at: datetime) -> None:
    """Insert all rows with one prepared statement; what they share is made ready once."""
    shared = _shared(commune, by, at)
    columns = [connection.ops.quote_name(name) for name in (*_OWN, *shared)]
    table = connection.ops.quote_name(Figure._meta.db_table)  # noqa: SLF001 -- Django's documented model API
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 -- names of our own columns
    rest = tuple(shared.values())
    rows = [(key, *item, *rest) for key, item in zip(new_keys(len(items)), items, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _shared(commune: Authority, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the columns that all rows share, as the database takes them."""
    sample = Figure(
        province_id=province_id_of(commune.pk),
        commune_id=commune.pk,
        state=FigureState.DRAFT,
        route=Route.WORKBOOK,
        entered_by=by.name,
        entered_by_user_id=by.user_id,
        entered_at=at,
    )
    fields = Figure._meta.concrete_fields  # noqa: SLF001 -- Django's documented model API
    return {
        str(field.column): field.get_db_prep_save(getattr(sample, field.attname), connection)
        for field in fields
        if field.column not in _OWN
    }
