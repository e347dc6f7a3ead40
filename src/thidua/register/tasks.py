"""Work of the register that runs in the background."""

from django.utils import timezone
from django_tasks import task

from thidua.register.services import checkpoints


@task()
def sign_registers() -> int:
    """Sign every register that grew during the day."""
    return checkpoints.checkpoint_all(at=timezone.now())
