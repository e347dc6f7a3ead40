"""Read a letter that waits, and make its draft; harmless when it is run again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.documents.enums import IntakeState
from thidua.documents.models import Intake
from thidua.documents.services import intakes, reading
from thidua.foundation.services import files
from thidua.movements.services import drafts
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.papers.errors import PaperError


def read_waiting(key: UUID, *, at: datetime) -> IntakeState:
    """Read outside a transaction, then keep reading and draft in one; a fault stays as a sentence."""
    intake = Intake.objects.select_related("file", "authority").get(pk=key)
    if intake.state != IntakeState.WAITING:
        return IntakeState(intake.state)
    by = actor_of(User.objects.get(pk=intake.user_id), timezone.localdate(at))
    at = intake.authority.moment(at)
    try:
        data = files.read(intake.file)
        ahead = reading.read_ahead(data, intake.file_name, by=by)
        with transaction.atomic():
            read_text = reading.take_in(data, intake.file_name, by=by, at=at, ahead=ahead)
            drafts.from_letter(read_text, by=by, at=at)
            intakes.finish(intake, read_text, at=at)
    except (PaperError, DomainError) as fault:
        intake = Intake.objects.get(pk=key)
        intakes.fail(intake, str(fault), by=by, at=at)
    return IntakeState(intake.state)
