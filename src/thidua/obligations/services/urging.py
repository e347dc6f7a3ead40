"""Say how a commune sends its reminders."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.receivers import fault_of
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.obligations import policies
from thidua.obligations.models import Urging
from thidua.obligations.models.urging import A_WORKING_DAY
from thidua.organisation.models import Authority


@dataclass(frozen=True, slots=True)
class Choices:
    """What leaves by itself, the machine that is told (no address, no machine), and the most hours."""

    notices_leave_alone: bool = False
    receiver_url: str = ""
    most_hours: int = A_WORKING_DAY


@transaction.atomic
def choose(authority: Authority, choices: Choices, *, expected: int, by: Actor, at: datetime) -> Urging:
    """Change the choices; the first address of a machine brings a key with it."""
    urging = _locked(authority, by)
    fault = fault_of(choices.receiver_url, own_machine=settings.LOCAL_RECEIVER)
    if choices.receiver_url and fault:
        raise DomainError(fault)
    changes = versions.apply(urging, asdict(choices), expected=expected)
    if choices.receiver_url and not urging.receiver_key:
        _give_key(urging)
    if changes:
        record("obligations.urging.choose", urging, by=by, at=at, deed=Deed(changes=changes))
    return urging


@transaction.atomic
def renew_key(authority: Authority, *, by: Actor, at: datetime) -> Urging:
    """Make a new key; what is signed from now on carries it, and it stands in no history."""
    urging = _locked(authority, by)
    if not urging.receiver_url:
        raise DomainError("Ghi địa chỉ máy nhận tin trước rồi mới đổi khóa.")
    _give_key(urging)
    record("obligations.urging.renew_key", urging, by=by, at=at)
    return urging


def _locked(authority: Authority, by: Actor) -> Urging:
    policies.can_choose_urging(by, authority).enforce()
    Urging.objects.get_or_create(authority=authority)
    found: Urging = Urging.objects.select_for_update(of=("self",)).get(authority=authority)
    return found


def _give_key(urging: Urging) -> None:
    urging.receiver_key = secrets.token_hex(32)
    urging.save(update_fields=["receiver_key"])
