"""Let the day of the sample commune come forward, so that what waits for a day can be tried."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.monitoring import policies
from thidua.organisation.models import Authority
from thidua.reporting.services import periods


@transaction.atomic
def move(authority: Authority, day: date, *, expected: int, by: Actor, at: datetime) -> Authority:
    """Let a later day come, up to today; reports whose period has begun by then are asked for.

    There is no way back: what was judged by a day stays judged by it. `at` is real; what follows is written
    down on the new day, as all deeds after it.
    """
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    policies.can_move_day(by, authority).enforce()
    stands_on, today = authority.day(localdate(at)), localdate(at)
    if day <= stands_on:
        raise DomainError(f"Xã mẫu đang ở ngày {show_date(stands_on)}. Chọn một ngày sau ngày ấy.")
    if day > today:
        raise DomainError(f"Xã mẫu không đi quá hôm nay, {show_date(today)}. Chọn ngày sớm hơn.")
    changes = versions.apply(authority, {"stands_on": day}, expected=expected)
    at = authority.moment(at)
    record("monitoring.sample_day.move", authority, by=by, at=at, deed=Deed(changes=changes))
    periods.begin_sample(authority, by=by, at=at)
    return authority
