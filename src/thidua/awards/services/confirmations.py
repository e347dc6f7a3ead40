"""Answer what only a person can judge: for one nomination, or for many by the same paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.awards import policies
from thidua.awards.models import Confirmation, Nomination
from thidua.awards.queries.candidates import BARS_KEY
from thidua.awards.services.nomination_steps import lock_all
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record_each


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The answer to one rule, and the paper or meeting it stands on.

    `bars` names the bars of a household that apply; with one of them the rule is not met.
    """

    key: str
    rule: str
    is_met: bool
    note: str
    bars: tuple[str, ...] = ()


@transaction.atomic
def confirm(
    nominations: Iterable[Nomination], answer: Confirmed, *, by: Actor, at: datetime
) -> list[Nomination]:
    """Write the answer down for each nomination; an earlier answer to the same rule gives way.

    :raises DomainError: nothing says on what it stands
    """
    locked = lock_all(nominations)
    for nomination in locked:
        policies.can_confirm(by, nomination).enforce()
    note = answer.note.strip()
    if not note:
        raise DomainError("Ghi căn cứ để xác nhận, ví dụ số biên bản họp.")
    keys = [answer.key, *(f"{BARS_KEY}.{bar}" for bar in answer.bars)]
    earlier = Confirmation.objects.filter(nomination__in=locked)
    earlier.filter(key=answer.key).delete()
    if answer.key == BARS_KEY:
        earlier.filter(key__startswith=f"{BARS_KEY}.").delete()
    Confirmation.objects.bulk_create(
        Confirmation(
            nomination=nomination,
            key=key,
            is_met=answer.is_met and not answer.bars,
            note=note,
            by_name=by.name,
            at=at,
        )
        for nomination in locked
        for key in keys
    )
    told = f"{answer.rule}: {'đạt' if answer.is_met and not answer.bars else 'không đạt'}"
    deed = Deed(changes={"rule": (None, told)}, reason=note)
    record_each("awards.nomination.confirm", ((one, deed) for one in locked), by=by, at=at)
    return locked
