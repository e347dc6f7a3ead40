"""Take a sheet from hand to hand: sent by the unit, returned to it, given to who checks, checked."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.organisation.models import User
from thidua.organisation.queries import actor_of
from thidua.scoring import policies
from thidua.scoring.enums import SELF_WORKFLOW, SelfState
from thidua.scoring.models import ScoreSheet
from thidua.scoring.queries.checkers import CHECKERS
from thidua.scoring.queries.sheet_checks import lines_of, second_open, self_lacks
from thidua.scoring.services import duties

LONGEST_REASON = 500


@transaction.atomic
def send(sheet: ScoreSheet, *, expected: int, by: Actor, at: datetime) -> ScoreSheet:
    """Send the unit's own column; it must be whole, and full marks must have proof."""
    sheet = lock(sheet)
    policies.can_score_self(by, sheet).enforce()
    if lacks := self_lacks(sheet):
        first = lacks[0]
        raise DomainError(f"Còn {len(lacks)} tiêu chí cần xem. “{first.line.criterion}”: {first.sentence}")
    values = {
        "self_state": SELF_WORKFLOW.target_of("send", state=SelfState(sheet.self_state)),
        "self_sent_at": at,
        "self_sent_by": by.name,
        "returned_because": "",
    }
    _write("send", sheet, values, expected=expected, by=by, at=at)
    duties.settle([sheet], by=by, at=at)
    return sheet


@transaction.atomic
def send_back(sheet: ScoreSheet, reason: str, *, expected: int, by: Actor, at: datetime) -> ScoreSheet:
    """Return the unit's own column with a reason; the unit is told and may mend it."""
    sheet = lock(sheet)
    policies.can_send_back(by, sheet).enforce()
    words = reason.strip()
    if not words:
        raise DomainError("Ghi lý do trả lại để đơn vị biết chỗ cần sửa.")
    if len(words) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} chữ. Nhờ rút gọn rồi gửi lại.")
    state = SELF_WORKFLOW.target_of("send_back", state=SelfState(sheet.self_state))
    values = {"self_state": state, "returned_because": words}
    _write("send_back", sheet, values, expected=expected, by=by, at=at)
    duties.settle([sheet], by=by, at=at)
    _tell_returned(sheet, words, at)
    return sheet


@transaction.atomic
def name_second(
    sheet: ScoreSheet, person: User | None, *, expected: int, by: Actor, at: datetime
) -> ScoreSheet:
    """Say who checks a sheet; None leaves it to whoever of office, council or inspectors comes first."""
    sheet = lock(sheet)
    policies.can_name_second(by, sheet).enforce()
    if person is not None:
        _refuse_unfit(sheet, person, at)
    _write("name_second", sheet, {"second": person}, expected=expected, by=by, at=at)
    return sheet


@transaction.atomic
def finish_second(sheet: ScoreSheet, *, expected: int, by: Actor, at: datetime) -> ScoreSheet:
    """Say that the check is done: every line has points; from now on the unit's own column is shown."""
    sheet = lock(sheet)
    policies.can_score_second(by, sheet).enforce()
    if sheet.second_done_at is not None:
        return sheet
    if left := second_open(lines_of(sheet)):
        raise DomainError(f"Còn {len(left)} tiêu chí chưa thẩm định, ví dụ “{left[0].criterion}”.")
    values = {"second_done_at": at, "second_done_by": by.name, "second_asked_because": ""}
    _write("finish_second", sheet, values, expected=expected, by=by, at=at)
    return sheet


def lock(sheet: ScoreSheet) -> ScoreSheet:
    """Take a sheet for changing; its round is read after it is held."""
    found: ScoreSheet = (
        ScoreSheet.objects.select_for_update(of=("self",)).select_related("unit", "second").get(pk=sheet.pk)
    )
    found.round = sheet.round.__class__.objects.select_related("criteria_set").get(pk=found.round_id)
    return found


def _write(
    verb: str, sheet: ScoreSheet, values: dict[str, Any], *, expected: int, by: Actor, at: datetime
) -> None:
    changes = versions.apply(sheet, values, expected=expected)
    reason = str(values.get("returned_because", ""))
    told = {name: change for name, change in changes.items() if not name.endswith("_at")}
    if changes:
        record(f"scoring.sheet.{verb}", sheet, by=by, at=at, deed=Deed(changes=told, reason=reason))


def _refuse_unfit(sheet: ScoreSheet, person: User, at: datetime) -> None:
    """Ask of who is named what the policy will ask when they come."""
    acting = actor_of(person, localdate(at))
    if acting.authority_id != sheet.authority_id or not acting.has(*CHECKERS):
        raise DomainError("Chọn người của Văn phòng, Hội đồng hoặc tổ kiểm tra của xã.")
    if sheet.unit_id in acting.unit_ids:
        raise DomainError("Người của đơn vị không thẩm định điểm của đơn vị mình. Chọn người khác.")


def _tell_returned(sheet: ScoreSheet, reason: str, at: datetime) -> None:
    notices.tell(
        [
            News(
                dedup_key=f"score-sheet:{sheet.pk}:{sheet.version}",
                authority_id=sheet.authority_id,
                unit_id=sheet.unit_id,
                title=f"{sheet.round}: phiếu tự chấm bị trả lại."[:200],
                detail=reason,
                url=duties.page_of(sheet),
            )
        ],
        at=at,
    )
