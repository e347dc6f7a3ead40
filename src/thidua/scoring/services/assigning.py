"""Give several sheets of a round to who checks them, in one deed: all of them or none."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.organisation.models import User
from thidua.scoring.models import ScoreSheet
from thidua.scoring.services import sheets


class Seen(NamedTuple):
    """A sheet and the version that was seen of it."""

    sheet: ScoreSheet
    version: int


@transaction.atomic
def name_many(chosen: Iterable[Seen], person: User | None, *, by: Actor, at: datetime) -> int:
    """Say who checks each of these sheets; return how many. A refusal names the unit it is about."""
    ordered = sorted(chosen, key=lambda one: one.sheet.pk)
    for sheet, version in ordered:
        try:
            sheets.name_second(sheet, person, expected=version, by=by, at=at)
        except DomainError as error:
            if type(error) is not DomainError:
                raise
            raise DomainError(f"{sheet.unit}: {error.sentence}") from error
    return len(ordered)
