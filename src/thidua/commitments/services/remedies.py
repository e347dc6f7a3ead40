"""Write down what is done about a line of a signed pledge that is at risk."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.models import PledgeLine, PledgeRemedy
from thidua.commitments.services.pledges import lock
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@dataclass(frozen=True, slots=True)
class RemedyFacts:
    """Why a line is at risk, what is done, who sees to it, by when."""

    cause: str
    remedy: str
    owner: str
    due_on: date


@transaction.atomic
def note(line: PledgeLine, facts: RemedyFacts, *, by: Actor, at: datetime) -> PledgeRemedy:
    """Add what is done; the promise itself does not change, and what was written before stays to be read."""
    pledge = lock(line.pledge)
    policies.can_note_remedy(by, pledge).enforce()
    if facts.due_on < pledge.authority.day(localdate(at)):
        raise DomainError("Ngày xong phải từ hôm nay trở đi.")
    made = PledgeRemedy(
        line=line,
        cause=facts.cause.strip(),
        remedy=facts.remedy.strip(),
        owner=facts.owner.strip(),
        due_on=facts.due_on,
        by_name=by.name,
        at=at,
    )
    made.full_clean(exclude=["line"])
    made.save(force_insert=True)
    told: dict[str, tuple[object, object]] = {
        name: ("", getattr(made, name)) for name in ("cause", "remedy", "owner", "due_on")
    }
    record("commitments.pledge.remedy", line, by=by, at=at, deed=Deed(told))
    return made
