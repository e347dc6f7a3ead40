"""Whether a clause commits to something to come, or tells of the past, of awards, of deadlines."""

import re
from dataclasses import dataclass

from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.sections import Part
from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import HEAD_START, words
from thidua.core.parsing.targets.signs import Sign, Signs
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value
from thidua.core.parsing.tense import Tense

_DONE = re.compile(r"[^,;]{0,40}?(?<!\w)đã\s+(?:đạt|hoàn\s+thành|được\s+công\s+nhận|đi\s+vào)")
_PERIOD_OPENS = re.compile(r"\s*(?:trong\s+)?giai\s+đoạn\s+\d{4}\s*[-–]\s*(\d{4})\s*,")
_YEARS = re.compile(r"(?<!\w)năm\s+(\d{4})(?!\s*[-–]\s*\d)")
_CONDITION = re.compile(
    r"(?:^|[\s:,(])(?:nếu|trường\s+hợp|khi\s+có|đối\s+với\s+(?:các\s+)?\w+\s+(?:có|học|ở|cách)|theo\s+mức|mỗi\s+lần|trừ|cộng)(?!\w)"
)
# Titles of places and families are aims of the many, not awards for a few.
_TITLE = (
    r"|(?<!\w)(?<!đăng\ský\s)danh\s+hiệu"
    r"(?!\s+[“\"]?(?:gia\s+đình|thôn|ấp|bản|làng|khu|tổ\s+dân\s+phố|cơ\s+quan|xã|phường|văn\s+h(?:óa|oá))(?!\w))"
)
_AWARD = re.compile(
    words(
        "khen thưởng", "bằng khen", "giấy khen", "cờ thi đua",
        "được khen", "tỷ lệ khen", "đề nghị tặng", "đề nghị khen", "suy tôn", "tặng thưởng",
        "mức thưởng", "giải nhất", "giải nhì", "giải ba",
        "giải khuyến khích", "chiến sĩ thi đua", "lao động tiên tiến",
    )
    + _TITLE
)  # fmt: skip
_BUDGET = re.compile(
    r"\s*(?:ngoài\s+ra\s*,?\s*)?(?:với\s+)?(?:dự\s+kiến\s+)?(?:tổng\s+)?(?:kinh\s+phí|nguồn\s+kinh\s+phí|nhu\s+cầu\s+vốn|nguồn\s+vốn|tổng\s+mức\s+đầu\s+tư|dự\s+toán|mức\s+hỗ\s+trợ|mức\s+thưởng"
    r"|hỗ\s+trợ\s+(?:tiền|một\s+phần|kinh\s+phí)|(?:chính\s+sách|chế\s+độ|định\s+mức)(?!\w))"
)
_ASIDE = re.compile(
    r"\s*(?:tương\s+đương|tương\s+ứng|năm\s+\d{4}|kế\s+hoạch|kh\s|chỉ\s+tiêu|nq|nghị\s+quyết|theo|so\s+với|bằng\s+(?:\d|khoảng|mức)|chuẩn|tiêu\s+chí|mục\s+tiêu|cùng\s+kỳ|ước|th\s|thực\s+hiện"
    r"|trung\s+ương|tỉnh|quy\s+định|đạt|giai\s+đoạn)"
)
_LOOSE_COUNTS = re.compile(
    r"\s*(?:địa\s+phương|đơn\s+vị|cá\s+nhân|tập\s+thể|người|đại\s+biểu|đồng\s+chí|thành\s+viên|bên|lĩnh\s+vực|mặt|cấp|nhóm|loại|phần|chương|trụ\s+cột|trọng\s+tâm|tiêu\s+chí|chỉ\s+tiêu"
    r"|mục|ngày|năm|đợt|công\s+văn|văn\s+bản)"
)
_COUNTED_TARGETS = re.compile(r"\s*(?:chỉ\s+tiêu|nhóm|nội\s+dung|nhiệm\s+vụ|tiêu\s+chí\s*\))")
_NEAR = 160
_FIGURES = frozenset({Measure.SHARE, Measure.MONEY, Measure.MEASURED})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a clause stands: its part, where its sentence opens, the tense of the text around.

    The words of the sentence ("phấn đấu", "đã") reach into the clause.
    """

    part: Part
    opened: int
    signs: Signs
    tense: Tense = Tense.OPEN
    plan_year: int | None = None
    in_heading: bool = False
    in_budget: bool = False
    sentence: int = 0


def is_commitment(low: str, clause: Clause, setting: Setting) -> bool:
    """Say whether a clause with a value is a target in its setting."""
    value = clause.value
    if value is None or _is_beside_the_point(low, clause, value, setting):
        return False
    if setting.part is Part.TARGETS:
        return not _tells_past(low, clause, value, setting) and not _is_count_of_targets(low, value)
    if _AWARD.search(low, clause.start, clause.end) or _is_conditional(low, clause, value, setting):
        return False
    if setting.part is Part.RESULTS:
        is_aim = setting.signs.has(Sign.AIM, clause.start, clause.end)
        return is_aim and not setting.signs.has(Sign.PAST, setting.opened, clause.end)
    is_past = _tells_past(low, clause, value, setting) or _is_reported(clause, setting)
    return not is_past and _commits(low, clause, value, setting)


def _is_beside_the_point(low: str, clause: Clause, value: Value, setting: Setting) -> bool:
    """Say whether the number explains, compares, tells of an earlier year, or counts in a heading."""
    if setting.in_heading and value.measure not in _FIGURES and not value.fillers & {"đạt", ":"}:
        return True
    own = low[clause.start : clause.end]
    if _is_aside(low, clause) or _is_compared(low, value) or _is_of_past_year(own, setting.plan_year):
        return True
    period = _PERIOD_OPENS.match(low, setting.sentence)
    return period is not None and setting.plan_year is not None and int(period[1]) < setting.plan_year


def _commits(low: str, clause: Clause, value: Value, setting: Setting) -> bool:
    signs, opened = setting.signs, setting.opened
    is_ahead = signs.has(Sign.AHEAD, clause.start, clause.end)
    if signs.has(Sign.PAST, clause.start, clause.end) and not is_ahead:
        return False
    is_announced = is_ahead or setting.tense is Tense.AHEAD or signs.has(Sign.AHEAD, opened, clause.start)
    if value.measure in _FIGURES or HEAD_START.match(low, clause.start):
        return (
            setting.part is not Part.OTHER or is_announced or not signs.has(Sign.PAST, opened, clause.start)
        )
    if value.measure is Measure.NONE:
        return is_announced and setting.part in {Part.GOALS, Part.TASKS} and "đạt" in value.fillers
    is_made = signs.has(Sign.MADE, opened if clause.is_shared else clause.start, value.start)
    is_opening = low[clause.start : value.lead].strip() == "" and value.unit != ""
    is_least = is_opening and value.comparator is Comparator.GE and setting.tense is Tense.AHEAD
    if _LOOSE_COUNTS.match(low, _noun_start(low, value)) and not (is_announced and (is_made or is_least)):
        return False
    return is_made or is_ahead or (is_announced and is_opening)


def _is_reported(clause: Clause, setting: Setting) -> bool:
    is_ahead = setting.signs.has(Sign.STRONGLY_AHEAD, clause.start, clause.end)
    return setting.tense is Tense.PAST and not is_ahead


def _is_conditional(low: str, clause: Clause, value: Value, setting: Setting) -> bool:
    """Say whether the clause sets a condition or a budget, not a target."""
    near = low[max(setting.opened, clause.start - _NEAR) : value.start]
    is_weight = setting.in_budget and "chiếm" in value.fillers
    is_budget = value.measure is Measure.MONEY and (
        setting.in_budget
        or any(_BUDGET.match(low, start) for start in (setting.sentence, setting.opened, clause.start))
        or _BUDGET.match(clause.label) is not None
    )
    return is_budget or is_weight or bool(_CONDITION.search(near))


def _noun_start(low: str, value: Value) -> int:
    at = low.find(value.unit.split("/")[0].lower(), value.start, value.end) if value.unit else -1
    return at if at >= 0 else value.end


def _is_compared(low: str, value: Value) -> bool:
    """Say whether the number only names what another is compared with: "so với 3,5% năm 2023"."""
    return bool(re.search(r"so\s+với\s+(?:mức\s+)?$", low[max(0, value.lead - 16) : value.lead]))


def _is_aside(low: str, clause: Clause) -> bool:
    if clause.link is not Link.BRACKET:
        return False
    return bool(_ASIDE.match(low, clause.start))


def _tells_past(low: str, clause: Clause, value: Value, setting: Setting) -> bool:
    signs, opened = setting.signs, setting.opened
    is_done = signs.has(Sign.DONE_SINCE, opened, value.start) or _DONE.match(low, value.end, clause.end)
    return bool(is_done) and not signs.has(Sign.STRONGLY_AHEAD, opened, value.start)


def _is_of_past_year(own: str, plan_year: int | None) -> bool:
    """Say whether all years in the clause lie before the plan: "năm 2023 đạt 95%"."""
    if plan_year is None:
        return False
    plain = re.sub(
        r"(?:so\s+(?:với\s+)?|giá\s+(?:so\s+sánh\s+)?|theo\s+(?:giá|chuẩn)\s+|gấp\s+[\d,.]+\s+lần\s+)(?:cùng\s+kỳ\s+|cuối\s+)?năm\s+\d{4}",
        "",
        own,
    )
    years = [int(year) for year in _YEARS.findall(plain)]
    return bool(years) and max(years) < plan_year


def _is_count_of_targets(low: str, value: Value) -> bool:
    """Say whether the number counts the targets of a heading: "Về kinh tế (11 chỉ tiêu)"."""
    is_bare = not value.fillers - {"(", ":", "có"}
    return is_bare and bool(_COUNTED_TARGETS.match(low, _noun_start(low, value)))
