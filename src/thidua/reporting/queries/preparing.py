"""Which periods the targets of a movement ask for, before and after they are written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.periods import Frequency, due_on, periods_of_year
from thidua.core.periods import Period as Span
from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement, Tracking
from thidua.reporting.models import Period
from thidua.reporting.queries.calendar import SEASONS, working_days
from thidua.reporting.queries.owing import lies_in

_USUAL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Planned:
    """A period that the movement asks for: its days, when its reports are due, whether it stands already."""

    span: Span
    due_on: date
    is_known: bool = False

    @property
    def name(self) -> str:
        return self.span.name


def plan_of(movement: Movement, year: int) -> list[Planned]:
    """Return the periods of the year for every frequency the targets have, months first; three queries."""
    calendar = working_days(movement.authority_id, (year - 1, year, year + 1))
    standing = Period.objects.filter(authority_id=movement.authority_id)
    known = {
        (frequency, start, end): due
        for frequency, start, end, due in standing.values_list("frequency", "starts_on", "ends_on", "due_on")
    }
    return [
        _planned(span, known.get((frequency.value, span.start, span.end)), due_on(span, days, calendar))
        for frequency, days in _frequencies(movement)
        for span in periods_of_year(frequency, year, SEASONS)
        if lies_in(movement, span.start, span.end)
    ]


def _planned(span: Span, standing: date | None, usual: date) -> Planned:
    """Leave the day of a period that stands as it is, be it moved or counted by other days."""
    return Planned(span, standing or usual, is_known=standing is not None)


def to_prepare(actor: Actor) -> list[Movement]:
    """Return the open movements of the actor's own office that have a followed target, in one query."""
    if actor.authority_id is None:
        return []
    found = Movement.objects.filter(
        authority_id=actor.authority_id,
        is_own=True,
        state=MovementState.OPEN,
        targets__tracking__isnull=False,
    )
    return list(found.distinct().order_by("-year", "opened_at"))


def _frequencies(movement: Movement) -> Iterable[tuple[Frequency, int]]:
    """Return the frequencies in use, each with the most days its targets give after the period."""
    rows = Tracking.objects.filter(target__movement=movement).values_list("frequency", "due_days")
    found: dict[Frequency, int] = {}
    for frequency, days in rows:
        found[Frequency(frequency)] = max(days, found.get(Frequency(frequency), -_USUAL_DAYS))
    return sorted(found.items(), key=lambda pair: list(Frequency).index(pair[0]))
