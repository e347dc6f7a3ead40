"""The titles of cited documents: what they name is theirs, not this text's."""

import re

from thidua.core.parsing.document_numbers import find_numbers
from thidua.core.parsing.reading import Span
from thidua.core.parsing.theme import QUOTED

_TITLE_OPENS = re.compile(
    r"[^.;“”\"\n]{0,150}?\s(?:về|v/v|ban hành|phê duyệt|phát động|triển khai|tổ chức|hướng dẫn"
    r"|thực hiện|đẩy mạnh|tăng cường|tiếp tục)\s",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"[.;\n]|,\s(?=(?:gắn với|UBND|[UỦ][ỷy] ban|Chủ tịch|Ban |Hội đồng|Đảng|Sở |Văn phòng"
    "|Công đoàn|Trường|trọng tâm|trong đó|các phong trào"
    "|nhằm|đồng thời|căn cứ|thực hiện|để|tiếp tục|cụ thể|và các phong trào|phát huy|kế hoạch"
    r"|bám sát|hằng năm|Hội |Đoàn )\b)|\)\s*,"
)
_LONGEST_TITLE, _LOOK_BACK = 700, 60
_ISSUING = re.compile(r"\b(?:ban hành|ký|có|triển khai)\s(?:\w+\s){1,4}số\s?:?\s*$", re.IGNORECASE)


def titles_of_citations(text: str, *, is_report: bool) -> list[Span]:
    """Return where the titles of cited documents stand: what they name is theirs, not this text's.

    A report ("UBND xã vừa ban hành Kế hoạch số 5/KH-UBND phát động ...") is about what they launch.
    """
    titles: list[Span] = []
    for number in find_numbers(text):
        opener = _TITLE_OPENS.match(text, number.end)
        if opener is None or not number.is_compound or _TITLE_ENDS.search(text, number.end, opener.end()):
            continue
        if is_report and _ISSUING.search(text, max(0, number.start - _LOOK_BACK), number.start):
            continue
        position = opener.end()
        if text[position : position + 1] in '“"':
            quote = QUOTED.match(text, position)
            title = Span(position, quote.end() if quote else position)
        else:
            title = Span(opener.start(), _end_of_title(text, position))
        if titles and title.start < titles[-1].end:
            titles[-1] = Span(titles[-1].start, max(titles[-1].end, title.end))
        else:
            titles.append(title)
    return titles


def _end_of_title(text: str, start: int) -> int:
    position = start
    limit = start + _LONGEST_TITLE
    while end := _TITLE_ENDS.search(text, position, limit):
        quote = next(
            (q for q in QUOTED.finditer(text, position, limit) if q.start() < end.start() < q.end()), None
        )
        if quote is None:
            return end.start()
        position = quote.end()
    return min(len(text), limit)
