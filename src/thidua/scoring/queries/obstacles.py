"""What keeps a round from its next step, in sentences that say what to do."""

from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from thidua.core.scoring import LineState
from thidua.scoring.enums import RoundState, SetState
from thidua.scoring.models import ScoreLine, ScoringRound
from thidua.scoring.queries.standing import Board
from thidua.scoring.queries.ties import manners_of


def obstacles_to_open(scoring: ScoringRound, unit_count: int) -> tuple[str, ...]:
    """Say why a round cannot be opened yet."""
    found = []
    if scoring.criteria_set.state != SetState.LOCKED:
        found.append("Bộ tiêu chí chưa khóa. Khóa bộ tiêu chí rồi mới mở đợt chấm.")
    if not unit_count:
        found.append("Cụm, khối này chưa có đơn vị nào trong những ngày của đợt chấm.")
    return tuple(found)


def obstacles_of_differences(scoring: ScoringRound) -> tuple[str, ...]:
    """Say where who checked gave other points than the unit and has not written why. One query.

    Only of sheets whose check is done: before, nobody may see where the unit's own points differ. The lines
    are those of `checking.Check.unexplained`, what was counted or ticked beside what was given.
    """
    checked = ScoreLine.objects.annotate(checked=Coalesce("second_points", "auto_points"))
    found = checked.filter(
        ~Q(checked=F("self_points")),
        ~Q(auto_state=LineState.NOT_ASSIGNED),
        sheet__round=scoring,
        sheet__second_done_at__isnull=False,
        self_points__isnull=False,
        checked__isnull=False,
        second_reason="",
    )
    silent = list(found.values_list("sheet__unit__name", "criterion__name").order_by("sheet__unit__sort_key"))
    if not silent:
        return ()
    unit, criterion = silent[0]
    count = f"Còn {len(silent)} dòng thẩm định khác tự chấm mà chưa ghi lý do"
    return (f"{count}, ví dụ {unit}, “{criterion}”. Ghi lý do rồi báo kết quả.",)


def obstacles_of_replies(scoring: ScoringRound, waiting: int, today: date) -> tuple[str, ...]:
    """Say what the right of reply keeps from being frozen: days that are left, replies nobody answered."""
    if scoring.state != RoundState.PROVISIONAL:
        return ()
    found = []
    opens_on = day_to_freeze(scoring, today)
    if opens_on is not None:
        last = f"{scoring.replies_until:%d/%m/%Y}"
        found.append(f"Các đơn vị còn gửi ý kiến được đến hết ngày {last}. Chốt được từ {opens_on:%d/%m/%Y}.")
    if waiting:
        found.append(f"Còn {waiting} ý kiến chưa trả lời. Trả lời xong rồi chốt.")
    return tuple(found)


def day_to_freeze(scoring: ScoringRound, today: date) -> date | None:
    """Return the first day on which units may no longer answer; None once it has come."""
    last = scoring.replies_until if scoring.state == RoundState.PROVISIONAL else None
    return last + timedelta(days=1) if last is not None and today <= last else None


def obstacles_of_ties(scoring: ScoringRound, board: Board) -> tuple[str, ...]:
    """Say which equals people must tell apart; without a step of people equals share their place."""
    if not board.open_ties or not manners_of(scoring):
        return ()
    names = "; ".join(", ".join(tie) for tie in board.open_ties)
    return (f"Còn đơn vị bằng điểm chưa phân hạng: {names}. Ghi kết quả phân hạng rồi chốt.",)
