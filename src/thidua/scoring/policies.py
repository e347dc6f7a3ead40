"""Who may write criteria, run a round of scoring, give points in which column, and answer replies."""

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned
from thidua.scoring.enums import (
    CLOSED_ROUNDS,
    LIVE_ROUNDS,
    SETTLED_ROUNDS,
    Column,
    ReplyState,
    RoundState,
    SelfState,
    SetState,
)
from thidua.scoring.models import CriteriaSet, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.models.sheet import SCORERS
from thidua.scoring.queries.sight import NOTHING, WHOLE, Sight

_LOCKED = Answer("Bộ tiêu chí đã khóa nên không sửa được. Cần sửa thì lập bản mới, có ghi lý do.")
_SETTLED = Answer("Đợt chấm đã chốt nên không đổi điểm được. Sai sót được ghi cạnh kết quả đã chốt.")
_NOT_OPEN = Answer("Đợt chấm chưa mở.")
_ANNOUNCED = Answer("Đã có kết quả dự kiến nên không chấm ở cột này nữa. Có ý kiến thì gửi ý kiến về điểm.")
_TOLD = Answer(
    "Đã báo kết quả dự kiến nên điểm chỉ đổi theo ý kiến đang chờ trả lời. Cần chấm lại thì bấm “Chấm tiếp”."
)

_UNTOLD = Answer("Đợt chấm chưa có kết quả dự kiến. Lúc này mỗi đơn vị chỉ xem điểm của mình.")

_OWN = frozenset({"self_points", "self_note"})
"""Columns of a line that who checks reads only when done."""


def can_write_criteria(actor: Actor) -> Answer:
    """Begin a set of criteria."""
    if actor.has(Role.OFFICE) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng được soạn bộ tiêu chí.")


def can_change_criteria(actor: Actor, criteria_set: CriteriaSet) -> Answer:
    """Change a set that is not locked."""
    allowed = _office_of(actor, criteria_set, "Chỉ Văn phòng của xã được sửa bộ tiêu chí.")
    if allowed and criteria_set.state != SetState.DRAFT:
        return _LOCKED
    return allowed


def can_delete_criteria(actor: Actor, criteria_set: CriteriaSet) -> Answer:
    """Delete a draft, as long as no round was written down with it."""
    allowed = can_change_criteria(actor, criteria_set)
    if allowed and (using := criteria_set.rounds.first()):
        return Answer(f"Đợt chấm “{using}” đang dùng bộ này. Chọn bộ khác cho đợt chấm rồi mới bỏ được.")
    return allowed


def can_lock_criteria(actor: Actor, criteria_set: CriteriaSet) -> Answer:
    """Lock a set, or begin the edition that replaces it."""
    return _office_of(actor, criteria_set, "Chỉ Văn phòng của xã được khóa bộ tiêu chí.")


def can_plan(actor: Actor) -> Answer:
    """Write a round of scoring down."""
    if actor.has(Role.OFFICE) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng được lập đợt chấm điểm.")


def can_see_communes(actor: Actor) -> Answer:
    """See the rounds of the communes below side by side."""
    if actor.has(Role.UPPER):
        return YES
    return Answer("Bảng các xã chỉ cấp trên của xã xem.")


def can_see_all(actor: Actor) -> Answer:
    """See the sheets of all units while a round goes on."""
    return YES if actor.has(*SCORERS) else Answer("Đơn vị xem phiếu của đơn vị mình.")


def can_change_round(actor: Actor, scoring: ScoringRound) -> Answer:
    """Change a round that was not opened yet."""
    allowed = can_run(actor, scoring)
    if allowed and scoring.state != RoundState.DRAFT:
        return Answer("Đợt chấm đã mở nên không sửa được. Cần đổi thì hủy đợt này và lập đợt mới.")
    return allowed


def can_run(actor: Actor, scoring: ScoringRound) -> Answer:
    """Take a round from one step to the next."""
    return _office_of(actor, scoring, "Chỉ Văn phòng của xã được mở và chốt đợt chấm điểm.")


def can_score_self(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Fill the unit's own column: its head, until it is sent; afterwards only when it was returned."""
    if sheet.unit_id not in actor.unit_ids or not actor.has(Role.UNIT_HEAD, Role.EDITOR):
        return Answer("Chỉ người của đơn vị được tự chấm.")
    if sheet.self_state == SelfState.SENT:
        return Answer("Phiếu tự chấm đã gửi. Cần sửa thì nhờ Văn phòng trả lại.")
    return _before_announced(sheet)


def can_send_back(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Return the unit's own column to it with a reason."""
    allowed = _office_of(actor, sheet, "Chỉ Văn phòng của xã được trả lại phiếu tự chấm.")
    if allowed and sheet.self_state != SelfState.SENT:
        return Answer("Đơn vị chưa gửi phiếu tự chấm nên chưa có gì để trả lại.")
    return _before_announced(sheet) if allowed else allowed


def can_name_second(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Say who checks a sheet."""
    allowed = _office_of(actor, sheet, "Chỉ Văn phòng của xã được giao phiếu cho người thẩm định.")
    if allowed and sheet.second_done_at is not None:
        return Answer("Phiếu này đã thẩm định xong nên không đổi người nữa.")
    return _before_announced(sheet) if allowed else allowed


def can_score_second(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Fill the second column: who was named, else the office; never somebody of the unit itself."""
    if sheet.unit_id in actor.unit_ids:
        return Answer("Người của đơn vị không thẩm định điểm của đơn vị mình.")
    if sheet.authority_id != actor.authority_id or not actor.has(Role.OFFICE, Role.COUNCIL, Role.INSPECTOR):
        return Answer("Chỉ Văn phòng, Hội đồng hoặc tổ kiểm tra của xã được thẩm định điểm.")
    if sheet.second_id is not None and sheet.second_id != actor.user_id:
        return Answer("Phiếu này đã giao cho người khác thẩm định.")
    return _before_announced(sheet)


def can_score_cross(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Check another unit of the same block; that both are in it is asked where the block is known."""
    if sheet.unit_id in actor.unit_ids or not actor.unit_ids or not actor.has(Role.UNIT_HEAD):
        return Answer("Chấm chéo do trưởng đơn vị khác trong cụm, khối làm.")
    return _before_announced(sheet)


def can_score_council(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Write what the council decided; of a result that units were told, only where one of them objects."""
    if sheet.authority_id != actor.authority_id or not actor.has(Role.OFFICE, Role.COUNCIL):
        return Answer("Điểm của Hội đồng do Văn phòng hoặc thành viên Hội đồng ghi.")
    if sheet.unit_id in actor.unit_ids:
        return Answer("Người của đơn vị không ghi điểm của Hội đồng cho đơn vị mình.")
    if sheet.round.state == RoundState.PROVISIONAL and not _has_open_reply(sheet):
        return _TOLD
    return _while_open(sheet)


def _has_open_reply(sheet: ScoreSheet) -> bool:
    found: bool = sheet.replies.filter(state=ReplyState.WAITING).exists()
    return found


def can_see_board(actor: Actor, scoring: ScoringRound) -> Answer:
    """See the points of all units side by side while they are still being scored."""
    if scoring.authority_id in actor.authority_ids and actor.has(*SCORERS):
        return YES
    return Answer("Bảng điểm mọi đơn vị chỉ Văn phòng, Hội đồng, tổ kiểm tra và lãnh đạo xem.")


def can_give_on_board(actor: Actor, scoring: ScoringRound) -> Answer:
    """Write what the council decided, on the board of a round."""
    return can_score_council(actor, ScoreSheet(authority_id=scoring.authority_id, round=scoring))


def sight_of(actor: Actor, sheet: ScoreSheet) -> Sight:
    """Say what `actor` may see of a sheet; every page and file of it asks here.

    A unit sees its own sheet whole. Others see it while they may judge it, or once results were told; the
    unit's own points only when nobody can write the second column any more, so that they lead nobody.
    """
    if sheet.unit_id in actor.unit_ids:
        return WHOLE
    if not can_see_standing(actor, sheet.round):
        return NOTHING
    return WHOLE if is_second_closed(sheet) else Sight(WHOLE.columns - {Column.SELF}, counts=True)


def is_second_closed(sheet: ScoreSheet) -> bool:
    """Whether the second column stays as it is: its check is done, or the round has come to its end.

    A provisional result may be scored again, so it does not close the column.
    """
    return sheet.second_done_at is not None or sheet.round.state in CLOSED_ROUNDS


def can_see_self(actor: Actor, sheet: ScoreSheet) -> Answer:
    """See the unit's own column: nobody but the unit before the check is done, whoever may check."""
    return YES if sight_of(actor, sheet).sees_self else Answer("Điểm tự chấm hiện ra sau khi thẩm định xong.")


def can_see_standing(actor: Actor, scoring: ScoringRound) -> Answer:
    """See all units of a round: who scores always, units once there is a provisional result."""
    if actor.has(*SCORERS) or scoring.state in SETTLED_ROUNDS | {RoundState.PROVISIONAL}:
        return YES
    return _UNTOLD


def can_see_why(actor: Actor, sheet: ScoreSheet) -> Answer:
    """See how the points of a unit come about: the unit itself always, others as they see the standing."""
    return YES if sight_of(actor, sheet).counts else _UNTOLD


def can_read_history(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Read who gave which points when; the trail of single lines is for office and keeper."""
    if actor.has(Role.OFFICE, Role.KEEPER) and sheet.authority_id == actor.authority_id:
        return YES
    return Answer("Lịch sử từng dòng điểm chỉ Văn phòng và người quản trị xem.")


def can_reply(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Answer a provisional result."""
    if sheet.unit_id not in actor.unit_ids or not actor.has(Role.UNIT_HEAD, Role.EDITOR):
        return Answer("Chỉ người của đơn vị được gửi ý kiến về điểm của đơn vị.")
    if sheet.round.state != RoundState.PROVISIONAL:
        return Answer("Ý kiến chỉ gửi được khi có kết quả dự kiến và chưa chốt.")
    return YES


def can_answer_reply(actor: Actor, sheet: ScoreSheet) -> Answer:
    """Tell a unit what became of its reply."""
    allowed = _office_of(actor, sheet, "Chỉ Văn phòng của xã được trả lời ý kiến về điểm.")
    if allowed and sheet.round.state != RoundState.PROVISIONAL:
        return Answer("Chỉ trả lời được khi kết quả còn là dự kiến.")
    return allowed


def _before_announced(sheet: ScoreSheet) -> Answer:
    return _ANNOUNCED if sheet.round.state == RoundState.PROVISIONAL else _while_open(sheet)


def _while_open(sheet: ScoreSheet) -> Answer:
    if sheet.round.state in LIVE_ROUNDS:
        return YES
    return _NOT_OPEN if sheet.round.state == RoundState.DRAFT else _SETTLED


def _office_of(actor: Actor, owned: AuthorityOwned, refusal: str) -> Answer:
    if actor.has(Role.OFFICE) and owned.authority_id == actor.authority_id:
        return YES
    return Answer(refusal)


def waits_for_own_points(actor: Actor, entry: AuditEntry) -> bool:
    """Whether an entry on a line gives away what the unit gave itself, to somebody who is still to check."""
    if _OWN.isdisjoint(entry.changes):
        return False
    line = ScoreLine.all_lines.select_related("sheet__round").filter(pk=entry.object_id).first()
    return line is not None and not can_see_self(actor, line.sheet)
