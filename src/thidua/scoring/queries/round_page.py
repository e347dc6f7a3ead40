"""The page of a round: where it stands, what is missing, the one step that comes next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.foundation.actors import Actor
from thidua.scoring.enums import LIVE_ROUNDS, RoundState, SelfState
from thidua.scoring.models import ScoreSheet, ScoringRound
from thidua.scoring.queries.obstacles import day_to_freeze, obstacles_of_replies, obstacles_to_open
from thidua.scoring.queries.rounds import units_of, unverified_figures, waiting_replies

_NAMES = ("Lập đợt", "Đang chấm", "Dự kiến", "Chốt", "Công bố")
_NUMBERS = {
    RoundState.DRAFT: 1,
    RoundState.OPEN: 2,
    RoundState.PROVISIONAL: 3,
    RoundState.FROZEN: 5,
    RoundState.PUBLISHED: 6,
}
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the round; `look` is the class that draws it."""

    number: int
    name: str
    look: str

    @property
    def words(self) -> str:
        return {"done": "xong", "now": "đang làm", "next": "chưa tới"}[self.look]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing now, in a sentence; `place` names the page where it is put right."""

    sentence: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one step that comes next, what it does, why it has to wait, and on which day it may be taken."""

    path: str
    label: str
    sentence: str
    obstacles: tuple[str, ...] = ()
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class RoundPage:
    stages: tuple[Stage, ...]
    gaps: tuple[Gap, ...]
    next_step: NextStep | None
    sheets: tuple[ScoreSheet, ...]
    waiting: int


def page_of(
    scoring: ScoringRound, actor: Actor, today: date, known: Sequence[ScoreSheet] | None = None
) -> RoundPage:
    """Load the page in at most five queries for any number of units. Units see their own sheet.

    `known` are the sheets the actor may see, where they were loaded already.
    """
    own = ScoreSheet.objects.visible_to(actor).filter(round=scoring).for_list()
    sheets = tuple(own if known is None else known)
    is_live = scoring.state in LIVE_ROUNDS
    waiting = waiting_replies(scoring) if is_live else 0
    gaps = tuple(_gaps(scoring, sheets, waiting)) if is_live else ()
    return RoundPage(stages_of(scoring), gaps, _next(scoring, waiting, today), sheets, waiting)


def stages_of(scoring: ScoringRound) -> tuple[Stage, ...]:
    """Return the stages; a cancelled round stands nowhere."""
    now = _NUMBERS.get(RoundState(scoring.state), 0)
    looks = ["done" if number < now else "now" if number == now else "next" for number in range(1, 6)]
    return tuple(
        Stage(number, name, look)
        for number, (name, look) in enumerate(zip(_NAMES, looks, strict=True), start=1)
    )


def gaps_of(scoring: ScoringRound) -> tuple[Gap, ...]:
    """Return what is missing of all units, for the page that asks before a step."""
    sheets = tuple(ScoreSheet.objects.filter(round=scoring).for_list())
    return tuple(_gaps(scoring, sheets, waiting_replies(scoring)))


def _gaps(scoring: ScoringRound, sheets: Sequence[ScoreSheet], waiting: int) -> list[Gap]:
    unsent = [sheet.unit.name for sheet in sheets if sheet.self_state != SelfState.SENT]
    empty = [sheet.unit.name for sheet in sheets if sheet.missing]
    lines = sum(sheet.missing for sheet in sheets)
    found = []
    if unsent and scoring.state == RoundState.OPEN:
        found.append(Gap(f"{len(unsent)} đơn vị chưa gửi tự chấm: {names_text(unsent)}."))
    if empty:
        found.append(Gap(f"{lines} tiêu chí chưa có điểm, ở {len(empty)} đơn vị: {names_text(empty)}."))
    if figures := unverified_figures(scoring):
        found.append(Gap(f"{figures} số liệu chưa thẩm định nên chưa có điểm.", "verify"))
    if waiting:
        found.append(Gap(f"{waiting} ý kiến của đơn vị chờ trả lời.", "replies"))
    equal = _equals(sheets)
    if equal and scoring.state == RoundState.PROVISIONAL:
        found.append(Gap(f"Có đơn vị bằng điểm: {names_text(equal)}.", "ties"))
    return found


def _equals(sheets: Sequence[ScoreSheet]) -> list[str]:
    counted = Counter(sheet.points for sheet in sheets)
    return [sheet.unit.name for sheet in sheets if counted[sheet.points] > 1]


def names_text(names: Sequence[str]) -> str:
    """Name some of many: "Thôn 1, Thôn 2 và 7 đơn vị nữa"."""
    shown = ", ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} và {rest} đơn vị nữa" if rest > 0 else shown


def _next(scoring: ScoringRound, waiting: int, today: date) -> NextStep | None:
    state = scoring.state
    if state == RoundState.DRAFT:
        obstacles = obstacles_to_open(scoring, len(units_of(scoring)))
        return NextStep("mo", "Mở đợt chấm", "Mỗi đơn vị có một phiếu; điểm tính ngay từ số liệu.", obstacles)
    if state == RoundState.OPEN:
        return NextStep("du-kien", "Báo kết quả dự kiến", "Các đơn vị xem điểm và gửi ý kiến.")
    if state == RoundState.PROVISIONAL:
        obstacles = obstacles_of_replies(scoring, waiting, today)
        opens_on = day_to_freeze(scoring, today)
        return NextStep("chot", "Chốt kết quả", "Điểm và thứ hạng không đổi nữa.", obstacles, opens_on)
    if state == RoundState.FROZEN:
        return NextStep("cong-bo", "Công bố kết quả", "Ai cũng xem được thứ hạng và điểm.")
    return None
