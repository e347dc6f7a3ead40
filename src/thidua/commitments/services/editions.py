"""A signed pledge is changed only by a new edition, with a reason, that both sign again."""

from datetime import datetime

from django.db import transaction

from thidua.commitments import policies
from thidua.commitments.enums import STANDING_PLEDGES, PledgeState
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.services import finding
from thidua.commitments.services.pledges import lock, refuse_closed_unit
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@transaction.atomic
def begin(signed: Pledge, *, reason: str, by: Actor, at: datetime) -> Pledge:
    """Begin the edition after a signed one as a draft with the agreed numbers; the old one holds till then.

    Raises:
        DomainError: there is no reason, the unit is no more, or an edition is being made already.

    """
    signed = lock(signed)
    policies.can_renew_pledge(by, signed).enforce()
    refuse_closed_unit(signed.unit, at)
    if not reason.strip():
        raise DomainError("Ghi lý do lập bản mới; lý do được in trong bản mới.")
    of_unit = Pledge.objects.filter(movement=signed.movement, unit=signed.unit)
    if of_unit.filter(state__in=STANDING_PLEDGES - {PledgeState.SIGNED}).exists():
        raise DomainError("Đang có một bản giao ước chưa ký xong của đơn vị này. Làm tiếp bản đó.")
    # an edition that was given up makes room for the next: one edition is replaced by one
    Pledge.objects.filter(replaces=signed, state=PledgeState.WITHDRAWN).update(replaces=None)
    made = Pledge.objects.create(
        authority_id=signed.authority_id,
        movement=signed.movement,
        unit=signed.unit,
        number=max(of_unit.values_list("number", flat=True)) + 1,
        replaces=signed,
        replaced_because=reason.strip().rstrip("."),
        theme=signed.theme,
        promise=signed.promise,
    )
    PledgeLine.objects.bulk_create(_copied(made, line) for line in signed.lines.all())
    finding.index_pledges([made])
    record("commitments.pledge.renew", made, by=by, at=at, deed=Deed(reason=reason.strip()))
    return made


def _copied(made: Pledge, line: PledgeLine) -> PledgeLine:
    return PledgeLine(
        pledge=made,
        target_id=line.target_id,
        position=line.position,
        text=line.text,
        measure=line.measure,
        base=line.base,
        offered=line.agreed,
    )
