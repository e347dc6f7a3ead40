"""Whose office the shell speaks for."""

from dataclasses import dataclass

from thidua.foundation.actors import Actor
from thidua.organisation.models import Authority, Unit


@dataclass(frozen=True, slots=True)
class Agency:
    """The office named in the header and the footer."""

    name: str
    committee: str
    office_phone: str
    office_zalo: str
    is_demo: bool


def agency_of(actor: Actor | None) -> Agency | None:
    """Return the actor's office; for a stranger the only office here that has units, if there is one.

    One query.
    """
    authorities = Authority.objects.all()
    if actor and actor.authority_id:
        found = list(authorities.filter(pk=actor.authority_id))
    else:
        found = list(authorities.filter(pk__in=Unit.objects.values("authority_id"))[:2])
    if len(found) != 1:
        return None
    office = found[0]
    return Agency(office.name, office.committee, office.office_phone, office.office_zalo, office.is_demo)
