"""Whose office the shell speaks for."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.foundation.models import prepared
from thidua.organisation.models import Authority, Unit


@dataclass(frozen=True, slots=True)
class Agency:
    """The office named in the header and the footer; `stands_on` is the day of a sample commune."""

    name: str
    committee: str
    office_phone: str
    office_zalo: str
    office_address: str
    place: str
    answers_for_content: str
    is_demo: bool
    stands_on: date | None

    @property
    def phone_link(self) -> str:
        """The number as a telephone dials it, without the spaces people write."""
        return _dialled(self.office_phone)

    @property
    def zalo_link(self) -> str:
        return _dialled(self.office_zalo)


def only_agency() -> Agency | None:
    """Return the only office here that has units, for strangers; None where there are many. One query."""
    found = _with_units()
    return agency_from(found[0]) if len(found) == 1 else None


@prepared
def _with_units() -> QuerySet[Authority]:
    return Authority.objects.filter(pk__in=Unit.objects.values("authority_id"))[:2]


def agency_from(office: Authority) -> Agency:
    """Return the office as the shell shows it, from a record that is at hand."""
    return Agency(
        name=office.name,
        committee=office.committee,
        office_phone=office.office_phone,
        office_zalo=office.office_zalo,
        office_address=office.office_address,
        place=office.place,
        answers_for_content=office.answers_for_content,
        is_demo=office.is_demo,
        stands_on=office.stands_on,
    )


def _dialled(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number)
