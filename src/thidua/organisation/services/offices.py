"""What pages and printed papers say of the own office."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.models import Authority


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """How to reach the office, the place written before dates, and who answers for public pages."""

    office_phone: str = ""
    office_zalo: str = ""
    office_address: str = ""
    place_name: str = ""
    content_by: str = ""


@transaction.atomic
def change(authority: Authority, facts: OfficeFacts, *, expected: int, by: Actor, at: datetime) -> Authority:
    """Say anew how the office is reached; the name and the code stay as the register of communes tells."""
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    policies.can_change_office(by, authority).enforce()
    changes = versions.apply(authority, asdict(facts), expected=expected)
    if changes:
        record("organisation.office.change", authority, by=by, at=at, deed=Deed(changes=changes))
    return authority
