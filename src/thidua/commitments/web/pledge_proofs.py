"""What somebody proves before signing, checked ahead of the transaction: a wrong guess must stay counted."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge
from thidua.commitments.services.pledge_codes import paper_of
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import User
from thidua.organisation.services import signing_codes
from thidua.organisation.web.guesses import is_password_of
from thidua.organisation.web.today import now_of


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the password is right, and whether the digits of the other phone are."""

    password: bool = False
    code: bool = False


def read_ahead(request: HttpRequest) -> Proof:
    """Check what was typed; the form that comes back undoes its transaction, not the count of guesses."""
    password, code = request.POST.get("password", ""), request.POST.get("code", "")
    if not isinstance(request.user, User):
        return Proof()
    return Proof(
        password=bool(password) and is_password_of(request.user, password),
        code=bool(code) and _is_code(cast("SignedInRequest", request), code),
    )


def _is_code(request: SignedInRequest, typed: str) -> bool:
    """Check digits of who may sign for the unit; nobody else guesses, since wrong guesses end a code."""
    match = request.resolver_match
    asked: dict[str, Any] = match.kwargs if match else {}
    pledge = Pledge.objects.visible_to(request.actor).filter(pk=asked["pk"]).first()
    if pledge is None or not policies.can_sign_pledge(request.actor, pledge, PledgeSide.UNIT):
        return False
    return signing_codes.guess(paper_of(pledge), typed, of=pledge, by=request.actor, at=now_of(request))
