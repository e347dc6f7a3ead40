"""What higher apps may want to follow, told in the transaction of the change."""

from django.dispatch import Signal

promises_changed = Signal()
"""Plans, pledges or registrations of units count otherwise than before: `unit_ids`, `kinds`, `at`.

`kinds` are among PLAN, PLEDGE, REGISTRATION. A listener that raises undoes the change."""

PLAN = "no_plan"
PLEDGE = "no_pledge"
REGISTRATION = "no_registration"
"""What is counted where the promise is missing, as criteria name it."""
