"""Store a long list of figures at once: new ones only, in one transaction, told once in the history."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key, new_keys
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.many_rows import insert_like, writing_many
from thidua.organisation.models import Authority
from thidua.organisation.queries import province_id_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState, Route
from thidua.reporting.models import Figure
from thidua.reporting.queries.long_lists import LongList, read_list

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


@writing_many()
@transaction.atomic
def store(data: bytes, name: str, commune: Authority, *, by: Actor, at: datetime) -> Stored:
    """Store every figure of the list as a draft, or nothing: a figure that is there already is a fault.

    The history has one entry for the list, since the figures themselves say who wrote them, when, and by
    which way.
    """
    policies.can_store_list(by, commune).enforce()
    Authority.objects.select_for_update().get(pk=commune.pk)
    read = read_list(data, name, commune)
    if read.fault_count:
        raise ListFaultsError(read)
    if not read.items:
        raise DomainError("Danh sách không có số nào để nhập.")
    _insert(commune, read, by, at)
    deed = Deed({"count": (0, len(read.items))}, batch=new_key())
    record("reporting.figure.store_list", commune, by=by, at=at, deed=deed)
    return Stored(len(read.items))


def _insert(commune: Authority, read: LongList, by: Actor, at: datetime) -> None:
    """Insert all rows in the order of report and target, so that the index of both grows at its end."""
    sample = Figure(
        province_id=province_id_of(commune.pk),
        commune_id=commune.pk,
        state=FigureState.DRAFT,
        route=Route.WORKBOOK,
        entered_by=by.name,
        entered_by_user_id=by.user_id,
        entered_at=at,
    )
    insert_like(sample, {"id": new_keys(len(read.items)), **read.columns()})
