"""Tell units that a round takes nominations, and until when."""

from datetime import datetime

from django.utils.timezone import localdate

from thidua.awards.enums import AwardRoundState
from thidua.awards.models import AwardRound
from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.organisation.models import Unit


def tell_of_round(award_round: AwardRound, *, by: Actor, at: datetime) -> None:
    """Tell every unit in force, each once, of a round with a last day that still lies ahead.

    The units of whoever opens it know. A round without a last day, such as for a sudden deed, asks nobody.
    """
    on, due_on = award_round.authority.day(localdate(at)), award_round.due_on
    if award_round.state != AwardRoundState.OPEN or due_on is None or due_on < on:
        return
    units = Unit.objects.filter(authority=award_round.authority).in_force(on).exclude(pk__in=by.unit_ids)
    notices.tell(
        (
            News(
                dedup_key=f"award-round-open:{award_round.pk}:{unit.pk}",
                authority_id=award_round.authority_id,
                unit_id=unit.pk,
                title=f"Mời gửi đề nghị khen thưởng: {award_round.name}"[:200],
                detail=f"Nhận đề nghị đến hết ngày {show_date(due_on)}.",
                url=f"/khen-thuong/dot/{award_round.pk}/",
            )
            for unit in units
        ),
        at=at,
    )
