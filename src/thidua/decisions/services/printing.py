"""Print what waits: drawn outside of any transaction, issued in one; what went wrong is kept in words."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.decisions.enums import BatchState
from thidua.decisions.models import CertificateBatch
from thidua.decisions.services import certificates
from thidua.decisions.services.certificates import Printing
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of


def print_waiting(batch_id: UUID, user_id: int, *, at: datetime) -> str:
    """Print a batch for who asked for it, unless that was done; return its state."""
    batch = CertificateBatch.objects.select_related("decision__authority", "decision__paper", "stock").get(
        pk=batch_id
    )
    if batch.state != BatchState.WAITING:
        return str(batch.state)
    by = actor_of(User.objects.get(pk=user_id), timezone.localdate(at))
    at = batch.decision.authority.moment(at)
    try:
        drawn = certificates.draw(batch.decision, Printing(batch.link, batch.stock), at=at)
        certificates.issue(batch.decision, drawn, by=by, at=at, batch=batch)
    except DomainError as refusal:
        certificates.fail(batch, refusal.sentence)
    return str(batch.state)
