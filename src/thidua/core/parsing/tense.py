"""Whether a text without headings speaks of what was done or of what is to come."""

import re
from enum import StrEnum

from thidua.core.parsing.layout import Layout

_AHEAD = re.compile(
    r"(?<!\w)(?:phấn\s+đấu|quyết\s+tâm|bước\s+sang\s+năm|năm\s+tới|thời\s+gian\s+tới|giai\s+đoạn\s+tới|nhiệm\s+kỳ\s+tới|phương\s+hướng|sẽ"
    r"|(?<!tính )đến\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}|mục\s+tiêu\s+(?:\w+\s+){0,3}(?:là"
    r"|như|gồm|đến|trong|cụ\s+thể)|nhiệm\s+vụ\s+(?:\w+\s+){0,3}là|(?:để|nhằm|góp\s+phần)\s+(?:\w+\s+){1,3}mục\s+tiêu"
    r"|đặt\s+(?:ra\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)|đề\s+ra\s+(?:\w+\s+){0,3}(?:mục\s+tiêu|chỉ\s+tiêu|nhiệm\s+vụ)|(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:\w+\s+){0,4}(?:đề|đặt)\s+ra|biểu\s+quyết\s+thông\s+qua"
    r"|(?:đến|tầm\s+nhìn)\s+\d{4})(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|ước\s+(?:đạt|thực\s+hiện)|đạt\s+được|năm\s+qua|thời\s+gian\s+qua|vừa\s+qua|kết\s+quả|trong\s+tổng\s+số|cùng\s+kỳ|hiện\s+nay"
    r"|nhiệm\s+kỳ\s+qua|tính\s+đến|đến\s+nay|\d[\d.,]*+\s*%\s*(?:so\s+với\s+)?(?:kế\s+hoạch|dự\s+toán|cùng\s+kỳ)|tiếp\s+tục\s+(?:được|duy\s+trì|có\s+bước)|có\s+(?:nhiều\s+)?(?:chuyển\s+biến|khởi\s+sắc|bước\s+phát\s+triển))(?!\w)"
)
# A comparison alone tells of the past, but not behind a promise: "tăng 5% so với năm 2020".
_COMPARED = re.compile(r"(?<!\w)so\s+với\s+(?:cùng\s+kỳ\s+|cuối\s+)?năm\s+(?:trước|\d{4})(?!\w)")
_NOW_HAS = re.compile(r"(?:^|[,;:(]\s*)hiện(?:\s+\w+){0,3}\s+có(?!\w)")
_REACHED = re.compile(
    r"(?:vượt|đạt|hoàn\s+thành|so\s+với)(?:\s+[\w/]+){0,3}\s+(?:mục\s+tiêu|chỉ\s+tiêu)(?:\s+\w+){0,4}\s+(?:đề|đặt)\s+ra"
)
_DATE = re.compile(r"ngày\s*\d{0,2}\s*tháng\s*\d{0,2}\s*năm\s*(\d{4})", re.IGNORECASE)
_PLAIN_YEAR = re.compile(r"(?<!đến )(?<!\w)năm\s+(\d{4})(?!\s*[-–])", re.IGNORECASE)
_TOP, _TITLES, _LONGEST_LINE, _LONGEST_TITLE = 40, 8, 120, 200


class Tense(StrEnum):
    """What a stretch of running text is about."""

    OPEN = "open"
    AHEAD = "ahead"
    PAST = "past"


def tense_of(sentence: str, before: Tense) -> Tense:
    """Return the tense after a sentence (lower case), which carries on into the next ones."""
    if _AHEAD.search(_REACHED.sub(" ", sentence)):
        return Tense.AHEAD
    if _PAST.search(sentence) or _NOW_HAS.search(sentence):
        return Tense.PAST
    return Tense.PAST if before is not Tense.AHEAD and _COMPARED.search(sentence) else before


def plan_year_of(layout: Layout) -> int | None:
    """Return the first year a letter can promise for: that of its date, or of its title when later."""
    top = [paragraph.text for paragraph in layout.paragraphs[:_TOP]]
    dates = [int(date[1]) for text in top if len(text) <= _LONGEST_LINE and (date := _DATE.search(text))]
    written = dates[0] if dates else None
    titles = [
        text
        for text in top[:_TITLES]
        if len(text) <= _LONGEST_TITLE and "%" not in text and "/" not in text and not _DATE.search(text)
    ]
    years = [int(year) for text in titles for year in _PLAIN_YEAR.findall(text)]
    if written is None:
        return max(years, default=None)
    return max([written, *(year for year in years if year == written + 1)])
