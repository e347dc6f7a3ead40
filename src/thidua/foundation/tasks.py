"""Work of the foundation that runs in the background."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from thidua.foundation.services import files, kept_forms, outbox, receipts, schedules

_ORPHANS_KEPT = timedelta(days=7)
_CONTENTS_KEPT = timedelta(days=90)
_RUNS_KEPT = timedelta(days=30)


@task()
def drain_outbox() -> int:
    """Send the mail that waits."""
    return outbox.drain(at=timezone.now())


@task()
def collect_orphan_files() -> int:
    """Remove files that no record has come to point at in a week."""
    return files.collect_orphans(before=timezone.now() - _ORPHANS_KEPT)


@task()
def forget_kept_forms() -> int:
    """Drop forms that nobody came back for."""
    return kept_forms.forget(before=timezone.now() - kept_forms.LIFE)


@task()
def thin_out() -> int:
    """Drop the contents of old forms and old runs of schedules."""
    now = timezone.now()
    return receipts.forget_contents(before=now - _CONTENTS_KEPT) + schedules.forget_runs(
        before=now - _RUNS_KEPT
    )
