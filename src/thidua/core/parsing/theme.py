"""The theme ("chủ đề") a movement is launched under."""

import re
from collections.abc import Sequence
from itertools import islice

from thidua.core.parsing.passages import Passage

QUOTED = re.compile(r"[“\"„](?P<words>[^“”\"„]{3,600})[”\"]")
"""Words between quotation marks, curled or straight."""

_THEME = re.compile(r"\bchủ đề\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s*[:,-]|\s+(?:của|phong trào|thi đua|yêu nước|năm|học|hành động|công tác|chung|là|với"
    "|được|xác định|toàn|khóa|xã|phường|tỉnh|huyện"
    r"|thành phố|đợt|tháng|cao điểm|các|giai đoạn|nhiệm kỳ|[\d–-]+|Đại hội|này|cho|hội nghị"
    r"|ngày hội|tập trung|cụ thể)){0,14}\s*[:,-]?\s*(?=[“\"„])",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(
    r"\s*(?:(?:thi đua|phong trào|năm|thi đua năm|phong trào thi đua"
    r"|năm học)?(?:\s+\d{4}(?:\s?[-–]\s?\d{4})?)?)\s*(?::|\slà:?)\s+(?P<words>[^“”\".;\n]{8,300})"
)
_OTHER_THEMES = re.compile(
    "(?:sinh hoạt|hội thi|cuộc thi|bài viết|tranh|ảnh|video|tọa đàm|hội thảo|diễn đàn|thảo luận"
    "|chuyên đề|tuyên truyền(?: theo)?"
    r"|các|theo|nhiều|nội dung|trưng bày|triển lãm)\s*$",
    re.IGNORECASE,
)
_LOOK_BACK = 40
_MOST_MENTIONS = 500
_LONGEST_LEAD = 90


def read_theme(passages: Sequence[Passage]) -> str | None:
    """Return the first theme in quotation marks, else the first one written behind a colon."""
    unquoted: str | None = None
    mentions = ((passage.text, word) for passage in passages for word in _THEME.finditer(passage.text))
    for text, word in islice(mentions, _MOST_MENTIONS):
        if _OTHER_THEMES.search(text[max(0, word.start() - _LOOK_BACK) : word.start()]):
            continue
        if quoted := _quoted_after(text, word.end()):
            return quoted
        bare = _UNQUOTED.match(text, word.end(), word.end() + 400)
        if bare and unquoted is None:
            unquoted = bare["words"].strip(" ,.*")
    return unquoted


def _quoted_after(text: str, position: int) -> str | None:
    between = _BETWEEN.match(text, position, position + _LONGEST_LEAD)
    quoted = QUOTED.match(text, between.end()) if between else None
    return quoted["words"].strip(" .,;*") if quoted else None
