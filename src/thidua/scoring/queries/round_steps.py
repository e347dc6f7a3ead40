"""What each step of a round does, told before anybody takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from thidua.scoring.enums import RoundState
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.obstacles import (
    day_to_freeze,
    obstacles_of_differences,
    obstacles_of_replies,
    obstacles_of_ties,
    obstacles_to_open,
)
from thidua.scoring.queries.part_year import round_sentences
from thidua.scoring.queries.round_page import gaps_of, names_text
from thidua.scoring.queries.rounds import units_of, waiting_replies
from thidua.scoring.queries.standing import standing_of

_UNCHECKED = Q(second_done_at=None)


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step before it is taken: what it does, what is missing, why it has to wait and until which day.

    `warnings` are consequences that are easily overlooked. `question` is what must be ticked because the step
    goes against what is usual.
    """

    title: str
    button: str
    effects: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    opens_on: date | None = None
    question: str = ""
    warnings: tuple[str, ...] = ()


def open_page(scoring: ScoringRound, _: date) -> StepPage:
    units = units_of(scoring)
    effects = [
        f"{len(units)} đơn vị có phiếu chấm: {names_text([unit.name for unit in units])}.",
        f"Điểm tính từ số liệu đã thẩm định đến hết ngày {scoring.ends_on:%d/%m/%Y}, đổi theo số liệu.",
        "Mở rồi không sửa được đợt chấm; chỉ còn cách hủy, có ghi lý do.",
    ]
    if scoring.self_due_on:
        effects.insert(2, f"Mỗi đơn vị có thêm việc tự chấm điểm, hạn {scoring.self_due_on:%d/%m/%Y}.")
    obstacles = obstacles_to_open(scoring, len(units))
    warnings = round_sentences(scoring)
    return StepPage("Mở đợt chấm", "Mở đợt chấm", tuple(effects), obstacles=obstacles, warnings=warnings)


def announce_page(scoring: ScoringRound, until: date) -> StepPage:
    effects = (
        "Các đơn vị thấy điểm và thứ hạng dự kiến, và nhận thông báo.",
        f"Đơn vị gửi ý kiến được đến hết ngày {until:%d/%m/%Y} ({scoring.reply_days} ngày làm việc).",
        "Việc tự chấm còn mở của các đơn vị được bỏ.",
        "Số liệu đổi thì điểm dự kiến vẫn đổi theo, cho đến khi chốt.",
    )
    gaps = tuple(gap.sentence for gap in gaps_of(scoring))
    obstacles = obstacles_of_differences(scoring)
    left = _share_of(scoring, _UNCHECKED & Q(missing__gt=0))
    question = left and f"Vẫn báo kết quả dự kiến khi {left} phiếu chưa chấm xong"
    title = "Báo kết quả dự kiến"
    return StepPage(title, title, effects, gaps, obstacles, question=question)


def _share_of(scoring: ScoringRound, unfinished: Q) -> str:
    """Say how many sheets of all are not finished: "8 trong 9"; empty when all are."""
    sheets = ScoreSheet.objects.filter(round=scoring)
    counted = sheets.aggregate(of=Count("pk"), left=Count("pk", filter=unfinished))
    return f"{counted['left']} trong {counted['of']}" if counted["left"] else ""


def resume_page(_: ScoringRound, __: date) -> StepPage:
    effects = (
        "Các đơn vị nhận thông báo kèm lý do.",
        "Ý kiến đã gửi được giữ lại. Lần báo sau, hạn gửi ý kiến tính lại từ đầu.",
    )
    return StepPage("Chấm tiếp", "Chấm tiếp", effects)


def freeze_page(scoring: ScoringRound, today: date) -> StepPage:
    effects = (
        "Điểm, thứ hạng và xếp loại không đổi nữa. Không có bước lùi.",
        "Số liệu sửa sau khi chốt được ghi cạnh kết quả, không sửa kết quả.",
    )
    obstacles = obstacles_of_replies(scoring, waiting_replies(scoring), today)
    left = _share_of(scoring, _UNCHECKED)
    return StepPage(
        "Chốt kết quả",
        "Chốt kết quả",
        effects,
        obstacles=obstacles + obstacles_of_ties(scoring, standing_of(scoring)),
        opens_on=day_to_freeze(scoring, today),
        question=left and f"Vẫn chốt kết quả khi {left} phiếu chưa thẩm định xong",
    )


def publish_page(scoring: ScoringRound, _: date) -> StepPage:
    effects = (
        "Ai cũng xem được thứ hạng, điểm và xếp loại của các đơn vị; không có tên cá nhân.",
        "Các đơn vị nhận thông báo.",
        "Công bố rồi không rút lại được.",
    )
    left = _share_of(scoring, _UNCHECKED)
    question = left and f"Vẫn công bố kết quả khi {left} phiếu chưa thẩm định xong"
    return StepPage("Công bố kết quả", "Công bố kết quả", effects, question=question)


def cancel_page(scoring: ScoringRound, _: date) -> StepPage:
    effects = ["Lý do hủy được giữ lại trong lịch sử.", "Hủy rồi không mở lại được; cần thì lập đợt mới."]
    if scoring.state == RoundState.OPEN:
        effects.insert(0, "Phiếu và điểm đã chấm vẫn xem được; việc tự chấm của các đơn vị được bỏ.")
    return StepPage("Hủy đợt chấm", "Hủy đợt chấm", tuple(effects))


PAGES: Mapping[str, Callable[[ScoringRound, date], StepPage]] = {
    "mo": open_page,
    "du-kien": announce_page,
    "cham-tiep": resume_page,
    "chot": freeze_page,
    "cong-bo": publish_page,
    "huy": cancel_page,
}


def empty_lines(scoring: ScoringRound) -> list[ScoreLine]:
    """Return the lines without points in the order of the set. One query."""
    sheets = ScoreSheet.objects.filter(round=scoring, missing__gt=0)
    lines = ScoreLine.objects.filter(sheet__in=sheets).select_related("criterion", "sheet__unit")
    ordered = lines.order_by("criterion__group__position", "criterion__position", "sheet__unit__sort_key")
    return [line for line in ordered if line.is_missing]
