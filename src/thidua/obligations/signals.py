"""What higher apps may want to follow, told in the transaction of the change."""

from django.dispatch import Signal

work_stepped = Signal()
"""Somebody said that work is done, off or open: `work`, `by`, `at`. A listener that raises undoes it."""
