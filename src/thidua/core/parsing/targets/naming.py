"""The name of a target: its indicator in plain words."""

import re

from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import LIGHT
from thidua.core.parsing.targets.units import Measure

_OPENING = re.compile(
    r"^(?:[\s,;:\-–(\"“]|(?:phấn\s+đấu|quyết\s+tâm|ngoài\s+ra|còn|trong\s+đó|bình\s+quân\s+mỗi\s+năm|mỗi\s+năm|hàng\s+năm|hằng\s+năm|cụ\s+thể|đạt|có|cả|và)(?!\w)"
    r"|(?:đến|hết|trong|vào)?\s*(?:hết\s+|cuối\s+)?năm\s+\d{4}\s*,?\s+(?=\w))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:[\s,;:\-–(\"“]|(?<!\w)(?:đạt|là|còn|bằng|chiếm|từ|tăng|giảm|khoảng|phấn\s+đấu|lên|xuống|cho|có|được|và|ở\s+mức|với|dự\s+kiến|của)(?!\w))+$",
    re.IGNORECASE,
)
_BARE_PLACE = re.compile(
    r"^(?:đến|vào|trong|hết)?\s*(?:hết\s+|cuối\s+)?(?:năm|giai\s+đoạn|nhiệm\s+kỳ)?\s*(\d{4}(?:\s*[-–]\s*\d{4})?)?$",
    re.IGNORECASE,
)
_HORIZON = re.compile(
    r"(?:đến\s+)?(?:hết\s+|cuối\s+)?(?:năm|giai\s+đoạn)\s+\d{4}(?:\s*[-–]\s*\d{4})?", re.IGNORECASE
)
_REACHED = re.compile(
    r"(?:đạt|có|lên)\s+((?:tổng\s+)?(?:diện\s+tích|sản\s+lượng|số|tỷ\s+lệ|giá\s+trị|quy\s+mô))$",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?<!\w)(?:giữ\s+vững|duy\s+trì|đảm\s+bảo|bảo\s+đảm|tăng|giảm|phấn\s+đấu|đạt)(?!\w)", re.IGNORECASE
)
_FROM = re.compile(r"\s+(?:tăng|giảm|nâng)\s+từ\s+\d.*$", re.IGNORECASE)
_AVERAGE = re.compile(r"\s*bình\s+quân(?!\w)", re.IGNORECASE)
_VERB_END = re.compile(r"(?:^|tăng|giảm|đạt|nâng|,|\.)\s*$", re.IGNORECASE)
_FEW_LETTERS = 3


def name_of(text: str, clause: Clause, inherited: str) -> str:
    """Return the indicator of a clause; `inherited` is the name before it, for clauses that only add a value."""
    value = clause.value
    whole = text[clause.start : clause.end]
    if value is None:
        return _capital(whole.strip())
    if clause.link is Link.GROWTH and inherited:
        return inherited
    before = text[clause.start : max(value.lead, clause.start)]
    if _AVERAGE.match(text, value.lead) and not _VERB_END.search(before):
        before = f"{before.rstrip()} bình quân "
    behind = text[value.end : clause.end]
    before = _FROM.sub("", before)
    head, tail = _CLOSING.sub("", _OPENING.sub("", before)), behind.strip(' ,;:()“”"')
    horizon = _HORIZON.search(whole)
    if _BARE_PLACE.match(head.strip()):
        head = ""
    is_bare_tail = bool(_BARE_PLACE.match(tail)) or tail.lower().startswith(("so với", "so voi"))
    if not head and (is_bare_tail or not tail):
        return _with_horizon(inherited or _capital(value.unit), horizon[0] if horizon else "")
    if head and not tail and not LIGHT.fullmatch(head.lower()):
        return _with_horizon(_capital(head), horizon[0] if horizon and horizon[0] not in head else "")
    if reached := _REACHED.search(head):
        return _with_horizon(_capital(f"{reached[1]} {tail}"), horizon[0] if horizon else "")
    if "có" in value.fillers and tail and value.measure is Measure.SHARE:
        return _with_horizon(_capital(tail), horizon[0] if horizon else "")
    if LIGHT.fullmatch(head.lower()):
        return _capital(f"{_KEPT.sub('', head)} {_counted(text, clause)}".strip())
    if head:
        return _capital(
            head if len(head) > _FEW_LETTERS and _is_noun(head) else f"{head} {_counted(text, clause)}"
        )
    return _capital(_counted(text, clause))


def _counted(text: str, clause: Clause) -> str:
    """Return the words behind the number, the counted noun included."""
    value = clause.value
    if value is None:
        return ""
    within = text[value.start : value.end].lower()
    at = within.find(value.unit.split("/")[0].lower()) if value.unit else -1
    is_noun = at >= 0 and value.unit[:1].isalpha() and value.measure.value == "counted"
    return text[value.start + at if is_noun else value.end : clause.end].strip(" ,;:()")


def _is_noun(head: str) -> bool:
    return " " in head


def _with_horizon(name: str, horizon: str) -> str:
    if not horizon or horizon in name:
        return name
    plain = re.sub(r"\s*\([^()]*năm\s+\d{4}[^()]*\)$", "", name)
    return f"{plain} ({horizon})"


def _capital(words: str) -> str:
    joined = " ".join(words.split())
    return joined[:1].upper() + joined[1:]
