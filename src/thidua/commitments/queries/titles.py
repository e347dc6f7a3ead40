"""The titles a movement's units may aim at, from the law of the day."""

from datetime import date

from thidua.core.errors import DomainError
from thidua.core.titles import Titles, titles_of
from thidua.law.shipped import national_law
from thidua.movements.models import Movement


def titles_in(movement: Movement, on: date) -> Titles:
    """Return the titles in force when the movement ends, else on the day; none where no pack covers it."""
    try:
        pack = national_law().pack_on(movement.ends_on or on)
    except DomainError:
        return Titles(())
    return titles_of(pack)
