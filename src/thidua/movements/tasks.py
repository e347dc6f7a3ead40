"""Work of the movements that runs in the background."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from thidua.movements.services import letters


@task()
def read_letter(intake_id: str) -> str:
    """Read a long letter into its draft."""
    return letters.read_waiting(UUID(intake_id), at=timezone.now()).value
