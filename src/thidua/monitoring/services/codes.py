"""Codes with which the two sides of a record sign: the unit's on the inspector's phone, or the other way."""

from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.monitoring import policies
from thidua.monitoring.enums import SignSide
from thidua.monitoring.models import Visit, VisitSignature
from thidua.monitoring.queries.visit_content import CHANGED, fingerprint_of
from thidua.monitoring.services.visits import lock
from thidua.organisation.models import SigningCode
from thidua.organisation.services import signing_codes
from thidua.organisation.services.signing_codes import Paper


def record_of(visit: Visit, side: SignSide) -> Paper:
    """Name the record of a visit and the side that gets the digits."""
    return Paper(f"visit {visit.pk}", side)


@transaction.atomic
def issue(visit: Visit, side: SignSide, *, seen: str, by: Actor, at: datetime) -> SigningCode:
    """Make the code of a side for the record that was seen."""
    visit = lock(visit)
    policies.can_sign(by, visit, side).enforce()
    if VisitSignature.objects.filter(visit=visit, side=SignSide.UNIT).exists():
        raise DomainError("Đơn vị đã ký biên bản này nên không cần mã nữa.")
    if seen != fingerprint_of(visit):
        raise DomainError(CHANGED)
    code = signing_codes.issue(record_of(visit, side), seen, by=by, at=at)
    record("monitoring.visit.code", visit, by=by, at=at)
    return code


def spend(visit: Visit, side: SignSide, typed: str, *, at: datetime) -> SigningCode:
    """Use the code of a side up, for the record as it was when the code was made."""
    paper = record_of(visit, side)
    return signing_codes.spend(paper, typed, fingerprint=fingerprint_of(visit), changed=CHANGED, at=at)
