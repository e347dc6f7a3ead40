"""Codes with which a head signs on the own phone where the account has no password, only a card."""

from datetime import datetime

from django.db import transaction

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeSignature
from thidua.commitments.services.pledges import lock
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.organisation.models import SigningCode
from thidua.organisation.services import signing_codes
from thidua.organisation.services.signing_codes import Paper

CHANGED = "Bản giao ước đã khác bản đang xem. Nhờ tải lại trang, đọc lại rồi ký."


def paper_of(pledge: Pledge) -> Paper:
    """Name the pledge; the digits stand on the phone of the committee's side."""
    return Paper(f"pledge {pledge.pk}", PledgeSide.AUTHORITY)


@transaction.atomic
def issue(pledge: Pledge, *, seen: str, by: Actor, at: datetime) -> SigningCode:
    """Make the code for the text that was seen, to be told to the head of the unit."""
    pledge = lock(pledge)
    policies.can_give_pledge_code(by, pledge).enforce()
    if PledgeSignature.objects.filter(pledge=pledge, side=PledgeSide.UNIT).exists():
        raise DomainError("Đơn vị đã ký bản này nên không cần mã nữa.")
    if seen != pledge.fingerprint:
        raise DomainError(CHANGED)
    code = signing_codes.issue(paper_of(pledge), seen, by=by, at=at)
    record("commitments.pledge.code", pledge, by=by, at=at)
    return code


def spend(pledge: Pledge, typed: str, *, by: Actor, at: datetime) -> None:
    """Use the code up; who signs cannot have given it."""
    paper = paper_of(pledge)
    code = signing_codes.spend(paper, typed, fingerprint=pledge.fingerprint, changed=CHANGED, at=at)
    if code.user_id == by.user_id:
        raise DomainError("Mã này do chính người ký lấy. Nhờ người khác của Văn phòng lấy mã.")
