"""Work on decisions that runs in the background."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from thidua.decisions.services import printing


@task()
def print_certificates(batch_id: str, user_id: int) -> str:
    """Draw and issue the certificates of a long list."""
    return printing.print_waiting(UUID(batch_id), user_id, at=timezone.now())
