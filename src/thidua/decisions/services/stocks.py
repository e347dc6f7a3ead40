"""The paper in the cupboard: what is printed on it already, and how far printing is moved."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.models import CertificateStock
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority


@transaction.atomic
def add(authority: Authority, values: Mapping[str, Any], *, by: Actor, at: datetime) -> CertificateStock:
    """Describe a stock of paper."""
    policies.can_keep_stocks(by, authority.pk).enforce()
    _refuse_twice(authority.pk, values["name"])
    made = CertificateStock.objects.create(authority=authority, **values)
    record("decisions.stock.add", made, by=by, at=at)
    return made


@transaction.atomic
def change(
    stock: CertificateStock, values: Mapping[str, Any], *, expected: int, by: Actor, at: datetime
) -> CertificateStock:
    """Move printing on a stock; what was printed before stays as it is."""
    held: CertificateStock = CertificateStock.objects.select_for_update(of=("self",)).get(pk=stock.pk)
    policies.can_keep_stocks(by, held.authority_id).enforce()
    _refuse_twice(held.authority_id, values["name"], but=held.pk)
    changes = versions.apply(held, values, expected=expected)
    record("decisions.stock.change", held, by=by, at=at, deed=Deed(changes=changes))
    return held


def _refuse_twice(authority_id: UUID, name: str, *, but: UUID | None = None) -> None:
    if CertificateStock.objects.filter(authority_id=authority_id, name=name).exclude(pk=but).exists():
        raise DomainError(f"Đã có phôi “{name}”. Ghi tên khác.")
