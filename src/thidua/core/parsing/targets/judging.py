"""Whether a clause commits to something to come, or tells of the past, of awards, of deadlines."""

import re
from dataclasses import dataclass

from thidua.core.parsing.sections import Part
from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import HEAD_START, words
from thidua.core.parsing.tense import Tense
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value

_PAST = re.compile(
    words(
        "đã", "đạt được", "hiện nay", "tính đến", "đến nay", "năm qua", "thời gian qua", "ước đạt", "ước thực hiện", "6 tháng đầu năm",
        "9 tháng", "cùng kỳ", "kết quả", "trong kỳ", "nhiệm kỳ qua", "vừa qua", "so với đầu nhiệm kỳ", "so với đầu năm",
    )
)  # fmt: skip
_SINCE = re.compile(
    r"(?<!\w)(?:đã|tính\s+đến|đến\s+nay|hiện\s+nay|(?<!thực\s)hiện\s+có|ước\s+(?:đạt|thực\s+hiện)|năm\s+qua|thời\s+gian\s+qua|vừa\s+qua)(?!\w)"
)
_AHEAD = re.compile(
    words(
        "phấn đấu", "đến năm", "đến hết năm", "đến cuối năm", "mục tiêu", "chỉ tiêu", "bảo đảm", "đảm bảo", "quyết tâm", "ít nhất", "tối thiểu", "trở lên", "kế hoạch",
        "sẽ", "đến giai đoạn", "giai đoạn",
    )
)  # fmt: skip
_STRONG_AHEAD = re.compile(
    words(
        "phấn đấu",
        "quyết tâm",
        "đến năm",
        "đến hết năm",
        "đến cuối năm",
        r"mục tiêu (?:đến|là|đề ra|đặt ra|cụ thể)",
    )
)
_DONE = re.compile(r"[^,;]{0,40}?(?<!\w)đã\s+(?:đạt|hoàn\s+thành|được\s+công\s+nhận|đi\s+vào)")
_AIM = re.compile(words("phấn đấu"))
_YEARS = re.compile(r"(?<!\w)năm\s+(\d{4})(?!\s*[-–]\s*\d)")
_CONDITION = re.compile(
    r"(?:^|[\s:,(])(?:nếu|trường\s+hợp|khi\s+có|đối\s+với\s+(?:các\s+)?\w+\s+có|theo\s+mức|mỗi\s+lần|trừ|cộng)(?!\w)"
)
_AWARD = re.compile(
    words(
        "khen thưởng", "bằng khen", "giấy khen", "cờ thi đua", "danh hiệu", "được khen", "tỷ lệ khen", "đề nghị tặng", "đề nghị khen", "suy tôn", "tặng thưởng",
        "mức thưởng", "giải nhất", "giải nhì", "giải ba", "giải khuyến khích", "chiến sĩ thi đua", "lao động tiên tiến",
    )
)  # fmt: skip
_BUDGET = re.compile(
    r"\s*(?:ngoài\s+ra\s*,?\s*)?(?:với\s+)?(?:dự\s+kiến\s+)?(?:tổng\s+)?(?:kinh\s+phí|nguồn\s+kinh\s+phí|nhu\s+cầu\s+vốn|nguồn\s+vốn|tổng\s+mức\s+đầu\s+tư|dự\s+toán|mức\s+hỗ\s+trợ|mức\s+thưởng)"
)
_ASIDE = re.compile(
    r"\s*(?:tương\s+đương|tương\s+ứng|năm\s+\d{4}|kế\s+hoạch|kh\s|chỉ\s+tiêu|nq|nghị\s+quyết|theo|so\s+với|bằng\s+(?:\d|khoảng|mức)|chuẩn|tiêu\s+chí|mục\s+tiêu|cùng\s+kỳ|ước|th\s|thực\s+hiện"
    r"|trung\s+ương|tỉnh|quy\s+định|đạt|giai\s+đoạn)"
)
_MADE = re.compile(
    words(
        "trồng", "xây dựng", "xây mới", "xây", "thành lập", "tổ chức", "mở", "kết nạp", "giải quyết việc làm", "tạo việc làm", "đào tạo", "hỗ trợ", "sửa chữa", "nâng cấp", "làm mới",
        "phát triển", "thu hút", "cung cấp", "sử dụng", "đăng ký", "vận động", "lắp đặt", "cải tạo", "bê tông hóa", "bê tông hoá", "cứng hóa", "cứng hoá", "công nhận", "nhân rộng",
        "hoàn thành", "có", "đạt", "tăng", "giảm", "đưa", "trang bị", "tạo điều kiện", "huy động", "xóa", "xoá", "tặng", "trao", "tuyên truyền", "tập huấn", "thực hiện", "nuôi dưỡng",
        "bảo vệ", "duy trì", "giữ vững", "xuất khẩu", "gieo trồng", "gieo cấy", "khoanh nuôi", "chuyển đổi", "tiếp nhận", "phát hiện", "giới thiệu", "viết", "đăng", "kiểm tra",
        "giám sát", "họp", "sinh hoạt",
    )
)  # fmt: skip
_LOOSE_COUNTS = re.compile(
    r"\s*(?:địa\s+phương|đơn\s+vị|cá\s+nhân|tập\s+thể|người|đồng\s+chí|thành\s+viên|bên|lĩnh\s+vực|mặt|cấp|nhóm|loại|phần|chương|trụ\s+cột|trọng\s+tâm|tiêu\s+chí|chỉ\s+tiêu"
    r"|mục|ngày|năm|đợt|công\s+văn|văn\s+bản)"
)
_COUNTED_TARGETS = re.compile(r"\s*(?:chỉ\s+tiêu|nhóm|nội\s+dung|nhiệm\s+vụ|tiêu\s+chí\s*\))")
_FIGURES = frozenset({Measure.SHARE, Measure.MONEY, Measure.MEASURED})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a clause stands: its part, the lower-case sentence up to it, the tense of the text around.

    The words of the sentence ("phấn đấu", "đã") reach into the clause.
    """

    part: Part
    sentence: str
    tense: Tense
    plan_year: int | None
    in_heading: bool = False


def is_commitment(low: str, clause: Clause, setting: Setting) -> bool:
    """Say whether a clause with a value is a target in its setting."""
    value = clause.value
    if value is None:
        return False
    own = low[clause.start : clause.end]
    if _is_aside(low, clause) or _is_compared(low, value) or _is_of_past_year(own, setting.plan_year):
        return False
    if setting.in_heading and value.measure not in _FIGURES and not value.fillers & {"đạt", ":"}:
        return False
    if setting.part is Part.TARGETS:
        return not _tells_past(low, clause, value, setting.sentence) and not _is_count_of_targets(low, value)
    ahead = setting.sentence[-160:] + own[: value.start - clause.start]
    if _AWARD.search(own) or _CONDITION.search(ahead) or _is_budget(setting.sentence + own, value):
        return False
    if setting.part is Part.RESULTS:
        return bool(_AIM.search(own)) and not _PAST.search(setting.sentence + own)
    if _tells_past(low, clause, value, setting.sentence) or (
        setting.tense is Tense.PAST and not _STRONG_AHEAD.search(own)
    ):
        return False
    return _commits(low, clause, value, setting)


def _commits(low: str, clause: Clause, value: Value, setting: Setting) -> bool:
    own, sentence = low[clause.start : clause.end], setting.sentence
    if _PAST.search(own) and not _AHEAD.search(own):
        return False
    is_announced = setting.tense is Tense.AHEAD or bool(_AHEAD.search(own) or _AHEAD.search(sentence))
    if value.measure in _FIGURES or HEAD_START.match(low, clause.start):
        return setting.part is not Part.OTHER or is_announced or not _PAST.search(sentence)
    if value.measure is Measure.NONE:
        return is_announced and setting.part in {Part.GOALS, Part.TASKS} and "đạt" in value.fillers
    before = low[clause.start : value.start]
    is_made = bool(_MADE.search(before)) or (clause.is_shared and bool(_MADE.search(sentence)))
    if _LOOSE_COUNTS.match(low, _noun_start(low, value)) and not (is_announced and is_made):
        return False
    return is_made or bool(_AHEAD.search(own) or HEAD_START.match(low, clause.start))


def _is_budget(words_so_far: str, value: Value) -> bool:
    return value.measure is Measure.MONEY and bool(_BUDGET.match(words_so_far))


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


def _tells_past(low: str, clause: Clause, value: Value, sentence: str) -> bool:
    before = sentence + low[clause.start : value.start]
    is_done = bool(_SINCE.search(before)) or bool(_DONE.match(low, value.end, clause.end))
    return is_done and not _STRONG_AHEAD.search(before)


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
