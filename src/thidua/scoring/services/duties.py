"""The work of scoring oneself: asked when a round opens, done when the sheet is sent, off when it is late.

It follows from round and sheet alone, so that whoever changes either only says `settle`.
"""

from collections.abc import Iterable
from datetime import datetime

from thidua.foundation.actors import Actor
from thidua.obligations.enums import ObligationState
from thidua.obligations.services import origins
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.origins import Outcome
from thidua.scoring.enums import RoundState, SelfState
from thidua.scoring.models import ScoreSheet

ORIGIN = "scoring"
_OVER = "Đợt chấm đã qua bước tự chấm."
_CANCELLED = "Đợt chấm đã hủy."


def page_of(sheet: ScoreSheet) -> str:
    return f"/cham-diem/phieu/{sheet.pk}/"


def ask(sheets: Iterable[ScoreSheet], *, at: datetime) -> None:
    """Give units the work of scoring themselves; the sheets know round and unit."""
    origins.ask(((sheet.unit, _work(sheet)) for sheet in sheets), at=at)


def settle(sheets: Iterable[ScoreSheet], *, by: Actor, at: datetime) -> None:
    """Bring the work in line with sheets and their round, in few statements for any number."""
    origins.settle(ORIGIN, {str(sheet.pk): _outcome(sheet) for sheet in sheets}, by=by, at=at)


def _outcome(sheet: ScoreSheet) -> Outcome:
    if sheet.self_state == SelfState.SENT:
        return Outcome(ObligationState.DONE)
    if sheet.round.state == RoundState.OPEN:
        return Outcome(ObligationState.OPEN)
    reason = _CANCELLED if sheet.round.state == RoundState.CANCELLED else _OVER
    return Outcome(ObligationState.CANCELLED, reason)


def _work(sheet: ScoreSheet) -> Work:
    return Work(
        title=f"Tự chấm điểm, đợt “{sheet.round}”"[:300],
        due_on=sheet.round.self_due_on,
        origin_kind=ORIGIN,
        origin_id=str(sheet.pk),
        origin_url=page_of(sheet),
    )
