"""Tell equals apart by a ballot or by the competent authority, with the paper it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.enums import LIVE_ROUNDS, TieManner
from thidua.scoring.models import ScoringRound, TieDecision
from thidua.scoring.queries.ties import manners_of, open_ties
from thidua.scoring.services.rounds import lock

_SETTLED = "Đợt chấm đã chốt nên thứ hạng không đổi được nữa."


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who comes first among equals: all of them in order, how it was decided, in which paper."""

    manner: TieManner
    order: Sequence[UUID]
    document_number: str
    reason: str = ""


@transaction.atomic
def decide(scoring: ScoringRound, ruling: Ruling, *, by: Actor, at: datetime) -> TieDecision:
    """Write down the order of one group of equals."""
    scoring = lock(scoring)
    policies.can_run(by, scoring).enforce()
    _refuse_odd(scoring, ruling)
    made = TieDecision.objects.create(
        round=scoring,
        manner=ruling.manner,
        order=[str(unit_id) for unit_id in ruling.order],
        document_number=ruling.document_number.strip(),
        reason=ruling.reason.strip(),
        by_name=by.name,
        at=at,
    )
    changes = {"document_number": ("", made.document_number), "manner": ("", made.manner)}
    record("scoring.tie.decide", made, by=by, at=at, deed=Deed(changes=changes, reason=made.reason))
    return made


@transaction.atomic
def withdraw(decision: TieDecision, *, by: Actor, at: datetime) -> TieDecision:
    """Take a decision back before the round is frozen; it stays readable."""
    scoring = lock(decision.round)
    policies.can_run(by, scoring).enforce()
    if scoring.state not in LIVE_ROUNDS:
        raise DomainError(_SETTLED)
    found = TieDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        record("scoring.tie.withdraw", found, by=by, at=at)
    return found


def _refuse_odd(scoring: ScoringRound, ruling: Ruling) -> None:
    if scoring.state not in LIVE_ROUNDS:
        raise DomainError(_SETTLED)
    if not ruling.document_number.strip():
        raise DomainError("Ghi số biên bản hoặc quyết định phân hạng.")
    if len(set(ruling.order)) != len(ruling.order):
        raise DomainError("Một đơn vị được chọn hai lần. Mỗi hạng chọn một đơn vị khác nhau.")
    wanted = {str(unit_id) for unit_id in ruling.order}
    if wanted not in open_ties(scoring):
        raise DomainError("Các đơn vị này không còn bằng điểm nhau. Mở lại trang để xem điểm mới.")
    allowed = manners_of(scoring)
    if allowed and ruling.manner.value not in allowed:
        label = TieManner(allowed[0]).label
        raise DomainError(f"Bộ tiêu chí quy định phân hạng bằng {label}. Chọn lại cách phân hạng.")
