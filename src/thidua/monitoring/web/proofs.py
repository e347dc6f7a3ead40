"""What somebody proves before signing, checked ahead of the transaction: a wrong guess must stay counted."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring import policies
from thidua.monitoring.enums import SignSide
from thidua.monitoring.models import Visit
from thidua.monitoring.services.codes import record_of
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
    if not isinstance(request.user, User):
        return Proof()
    password, code = request.POST.get("password", ""), request.POST.get("code", "")
    return Proof(
        password=bool(password) and is_password_of(request.user, password),
        code=bool(code) and _is_code(cast("SignedInRequest", request), code),
    )


def _is_code(request: SignedInRequest, typed: str) -> bool:
    """Read from the address whose code it is: who signs for the unit types the team's, the team the unit's.

    Who may not sign here guesses nothing: some wrong guesses end a code.
    """
    match = request.resolver_match
    asked: dict[str, Any] = match.kwargs if match else {}
    visit = Visit.objects.visible_to(request.actor).filter(pk=asked["pk"]).first()
    if visit is None:
        return False
    if "side" in asked:
        side, may_sign = SignSide.TEAM, policies.can_sign(request.actor, visit, SignSide.UNIT)
    else:
        side, may_sign = SignSide.UNIT, policies.can_sign_for_unit(request.actor, visit)
    if not may_sign:
        return False
    return signing_codes.guess(record_of(visit, side), typed, of=visit, by=request.actor, at=now_of(request))
