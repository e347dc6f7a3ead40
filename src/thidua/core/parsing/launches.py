"""The movement a document launches itself, named by its subject or in its first sentences."""

import re
from collections.abc import Sequence
from itertools import islice

from thidua.core.dates import find_dates
from thidua.core.parsing.movement_names import level_of, without_period
from thidua.core.parsing.passages import Passage
from thidua.core.parsing.reading import Metadata, MovementNamed, Span
from thidua.core.parsing.theme import QUOTED

_FEWEST_WORDS, _SHORTEST_NAME = 2, 6
_MOST_OPENING_PASSAGES = 40
_SUBJECT_LAUNCH = re.compile(
    r"(?P<word>phong\s+trào\s+thi\s+đua|phong\s+trào|đợt\s+(?:cao\s+điểm\s+)?thi\s+đua(?:\s+cao\s+điểm)?"
    r"|(?:(?<=phát\sđộng\s)|(?<=tổ\schức\s)|^)thi\s+đua|cuộc\s+vận\s+động"
    r"|tháng\s+hành\s+động(?:\s+quốc\s+gia)?)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    r"\s*,?\s+(?:trên\s+địa\s+bàn|của|tại|do|theo|nhằm|với\s+chủ\s+đề|trong\s+cán\s+bộ|hưởng\s+ứng)\s.*$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:yêu\s+nước|năm\s+\d{4}|thường\s+xuyên|chuyên\s+đề|đặc\s+biệt|sâu\s+rộng|rộng\s+khắp|thiết\s+thực|sôi\s+nổi|đến|tới|ở|để|nhằm|với|này|phù\s+hợp|sát|và|có"
    r"|đảm\s+bảo|bảo\s+đảm|năm\s+học|thuộc|trong|giữa"
    r"|các|của|tại|trên|khen\s+thưởng|-)\b",
    re.IGNORECASE,
)
_BODY_LAUNCH = re.compile(
    "(?:UBND|[UỦ][ỷy] ban|Chủ tịch|Hội đồng|Ban Thường|Đảng ủy|Tỉnh ủy|Công đoàn|Hiệu trưởng"
    r"|Thủ tướng)[^.;“”\"]{0,90}?\s"
    r"(?:quyết định\s+)?phát\s+động\s+(?:phong\s+trào\s+thi\s+đua"
    r"|đợt\s+thi\s+đua(?:\s+cao\s+điểm)?|phong\s+trào)\s+(?P<rest>[^.;:“”\"]{10,200})"
)


def launched_movement(passages: Sequence[Passage], metadata: Metadata) -> MovementNamed | None:
    """Return the movement of the subject, or the one the body says is launched."""
    name = _name_in_subject(metadata.subject or "")
    if name is None and metadata.type:
        opening = (passage for passage in passages if passage.paragraph.marker is None)
        names = (_name_in_launch(passage.text) for passage in islice(opening, _MOST_OPENING_PASSAGES))
        name = next((found for found in names if found), None)
    if name is None:
        return None
    words, period = without_period(name)
    span = next((span for passage in passages if (span := _place(passage, words))), Span(0, 0))
    issuer = metadata.issuer or ""
    level = level_of(issuer.split("nhân dân")[-1]) if issuer else None
    return MovementNamed(words, period or _period_of(passages), level, span, is_launched=True)


def _name_in_subject(subject: str) -> str | None:
    found = _SUBJECT_LAUNCH.search(subject)
    if found is None or re.match(r"khen\s+thưởng|[,-]", found["rest"], re.IGNORECASE):
        return None
    rest = found["rest"]
    quote = QUOTED.search(rest)
    if quote:
        return quote["words"]
    name = _NAME_TAIL.sub("", rest).strip(" .,;")
    if len(name) < _SHORTEST_NAME:
        return None
    word = " ".join(found["word"].lower().split())
    if _GENERAL.match(name):
        return f"thi đua {name}" if name.lower().startswith("yêu nước") else None
    return f"{word} {name}" if word.startswith("tháng") else name


def _name_in_launch(text: str) -> str | None:
    found = _BODY_LAUNCH.search(text[:6000])
    if found is None:
        return None
    name = _NAME_TAIL.sub("", f" {found['rest']}").strip(" .,;:")
    name = re.split(r",|\s(?:với|nhằm|như sau|cụ thể|gồm|từ ngày|để)\b", name)[0].strip()
    is_general = _GENERAL.match(name) and not name.lower().startswith("yêu nước")
    if is_general or len(name.split()) < _FEWEST_WORDS:
        return None
    return f"thi đua {name}" if name.lower().startswith("yêu nước") else name


def _place(passage: Passage, words: str) -> Span | None:
    found = re.search(re.escape(words), passage.text, re.IGNORECASE)
    return passage.span(found.start(), found.end()) if found else None


_FROM_TO = re.compile(r"từ\s+ngày\s[^;]{1,40}?\sđến\s(?:hết\s)?ngày\s", re.IGNORECASE)


def _period_of(passages: Sequence[Passage]) -> tuple[str, str] | None:
    """Return the first and last day of the rounds, when the text dates them."""
    days: list[str] = []
    for passage in passages:
        heads = " ".join(passage.paragraph.headings).lower()
        if "thời gian" not in heads and not passage.text.lower().startswith(("thời gian", "đợt")):
            continue
        for span in _FROM_TO.finditer(passage.text[:4000]):
            found = list(find_dates(passage.text[span.start() : span.end() + 40]))
            days += [item.value.iso for item in found if item.value.day]
    return (min(days), max(days)) if len(days) > 1 else None
