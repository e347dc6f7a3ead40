"""Take a very long workbook in, in the background; harmless when it is run again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.papers.errors import PaperError
from thidua.reporting.enums import ImportState
from thidua.reporting.models import FigureImport
from thidua.reporting.services import imports


def take_waiting(batch_id: UUID, user_id: int, seen: Mapping[str, Any], *, at: datetime) -> ImportState:
    """Write all that was seen, or keep the sentence that says why not."""
    batch: FigureImport = FigureImport.objects.select_related("authority").get(pk=batch_id)
    by = actor_of(User.objects.get(pk=user_id), timezone.localdate(at))
    at = batch.authority.moment(at)
    saw = imports.Seen(
        str(seen["digest"]), bool(seen["has_seen_faults"]), str(seen["reason"]), seen["overwrites"]
    )
    try:
        batch = imports.take_queued(batch, saw, by=by, at=at)
    except (PaperError, DomainError) as fault:
        imports.fail(batch, str(fault), by=by, at=at)
        return ImportState.FAILED
    return ImportState(batch.state)
