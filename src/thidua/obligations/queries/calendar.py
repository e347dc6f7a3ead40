"""What a person's calendar holds: days and titles of the own units' open work, nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from thidua.obligations.enums import ObligationState
from thidua.obligations.models import CalendarFeed, Obligation
from thidua.organisation.models import Authority
from thidua.organisation.queries import actor_of

_DAYS_BACK, _MOST = 60, 500


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One piece of work on its day; `changed` counts its changes, so that a telephone takes the newest.

    What was called off stays for a while as such, so that a calendar that kept a copy strikes it out.
    """

    key: str
    title: str
    due_on: date
    given_at: datetime
    changed: int
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The entries of a feed and the name it is shown under."""

    name: str
    entries: tuple[CalendarEntry, ...]


def calendar_of(secret: str, *, on: date) -> Calendar | None:
    """Return what the secret address shows on a day; None for an address that is none (any more).

    Rights are those of today: whoever lost the post reads an empty calendar. A sample commune shows the
    days around the one it stands on. Four queries.
    """
    feed = CalendarFeed.objects.filter(secret=secret, user__is_active=True).select_related("user").first()
    if feed is None:
        return None
    actor = actor_of(feed.user, on)
    day = Authority.objects.day_of(actor.authority_id, on)
    found = Obligation.objects.visible_to(actor).of_units(actor.unit_ids).exclude(state=ObligationState.DONE)
    rows = found.filter(due_on__gte=day - timedelta(days=_DAYS_BACK)).select_related("unit")
    return Calendar(
        name=f"Việc của {actor.name}",
        entries=tuple(
            CalendarEntry(
                str(work.pk),
                f"{work.unit.name}: {work.title}",
                work.due_on,
                work.created_at,
                work.version,
                work.state == ObligationState.CANCELLED,
            )
            for work in rows.order_by("due_on", "id")[:_MOST]
            if work.due_on is not None
        ),
    )
