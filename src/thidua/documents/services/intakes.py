"""Receive a long file at once and for good; it is read afterwards."""

from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.documents import policies
from thidua.documents.enums import IntakeState
from thidua.documents.models import Intake, ReadText
from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.foundation.services.audit import record
from thidua.papers.names import clean_name, extension_of
from thidua.papers.sniffing import kind_of


@transaction.atomic
def receive(data: bytes, name: str, *, by: Actor, at: datetime) -> Intake:
    """Keep the bytes and say that they wait; a file that waits already is the same one."""
    policies.can_register(by).enforce()
    if by.authority_id is None or by.user_id is None:
        raise DomainError("Tài khoản này chưa thuộc cơ quan nào nên chưa nhận được văn bản.")
    kind = kind_of(data, extension_of(clean_name(name)))
    stored = files.store(data, media_type=reading.media_type_of(kind), at=at)
    intake, is_new = Intake.objects.get_or_create(
        authority_id=by.authority_id,
        file=stored,
        state=IntakeState.WAITING,
        defaults={"file_name": name[:255], "user_id": by.user_id, "created_at": at},
    )
    if is_new:
        record("documents.intake.receive", intake, by=by, at=at)
    return intake


def note_task(intake: Intake, task_id: str) -> None:
    """Remember which work of the queue reads it."""
    intake.task_id = task_id
    intake.save(update_fields=["task_id"])


def finish(intake: Intake, read_text: ReadText, *, at: datetime) -> None:
    intake.state = IntakeState.DONE
    intake.read_text = read_text
    intake.ended_at = at
    intake.save(update_fields=["state", "read_text", "ended_at"])


@transaction.atomic
def fail(intake: Intake, sentence: str, *, by: Actor, at: datetime) -> None:
    """Keep the sentence that says why nothing came of it."""
    intake.state = IntakeState.FAILED
    intake.fault = sentence[:500]
    intake.ended_at = at
    intake.save(update_fields=["state", "fault", "ended_at"])
    record("documents.intake.fail", intake, by=by, at=at)
