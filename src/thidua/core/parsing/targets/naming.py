"""The name of a target: its indicator in plain words."""

import re

from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import ACTIONS, ANY_HEAD, LIGHT
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value

_OPENING = re.compile(
    r"^(?:[\s,;:\-–(\"“]|(?:phấn\s+đấu|quyết\s+tâm|ngoài\s+ra|còn|trong\s+đó|bình\s+quân\s+mỗi\s+năm|mỗi\s+năm|hàng\s+năm|hằng\s+năm|cụ\s+thể|đạt|có|cả|và)(?!\w)"
    r"|(?:đến|hết|trong|vào)?\s*(?:hết\s+|cuối\s+)?năm\s+\d{4}(?:\s*+,)?\s++(?=\w))++",
    re.IGNORECASE,
)
# Who promises, where and when, is no part of the indicator.
_LED_UP = re.compile(
    r"^.{0,160}?(?<!\w)(?:phấn\s+đấu|thống\s+nhất|đặt\s+mục\s+tiêu|theo\s+kế\s+hoạch|quyết\s+nghị)(?!\w)"
    rf"[^:;]{{0,60}}?(?=(?:{ACTIONS}|{ANY_HEAD.pattern})\s)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(
    r"(?:[\s,;:\-–(\"“]|(?<!\w)(?:đạt|là|còn|bằng|chiếm|từ|tăng|kéo|giảm|khoảng|phấn\s+đấu|lên|xuống|cho|có|được|và|ở\s+mức|với|dự\s+kiến|của|phải)(?!\w))+$",
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
    r"(?<!\w)(?:kéo\s+giảm|giữ\s+vững|duy\s+trì|đảm\s+bảo|bảo\s+đảm|tăng|giảm|phấn\s+đấu|đạt)(?!\w)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:tăng|giảm|nâng)\s+từ\s+\d.*$", re.IGNORECASE)
_AVERAGE = re.compile(r"\s*bình\s+quân(?!\w)", re.IGNORECASE)
_VERB_END = re.compile(r"(?:^|tăng|giảm|đạt|nâng|,|\.)\s*$", re.IGNORECASE)


def name_of(text: str, clause: Clause, inherited: str) -> str:
    """Return the indicator of a clause; `inherited` is the name before it, for one that only adds a value."""
    value = clause.value
    whole = text[clause.start : clause.end]
    if value is None:
        return _capital(whole)
    if clause.link is Link.GROWTH and inherited:
        return inherited
    found = _HORIZON.search(whole)
    horizon = found[0] if found else ""
    head, tail = _head_of(text, clause, value), text[value.end : clause.end].strip(' ,;:()“”"')
    is_bare_tail = bool(_BARE_PLACE.match(tail)) or tail.lower().startswith("so với")
    if not head and is_bare_tail and value.measure is Measure.COUNTED:
        return _with_horizon(_capital(_counted(text, clause)), horizon)
    if not head and is_bare_tail:
        return _with_horizon(inherited or _capital(value.unit), horizon)
    if head and not tail and not LIGHT.fullmatch(head.lower()):
        return _with_horizon(_capital(head), horizon)
    return _with_tail(text, clause, value, (head, tail, horizon))


def _head_of(text: str, clause: Clause, value: Value) -> str:
    """Return the words before the value without what only leads up to it."""
    before = text[clause.start : max(value.lead, clause.start)]
    if _AVERAGE.match(text, value.lead) and not _VERB_END.search(before):
        before = f"{before.rstrip()} bình quân "
    before = _LED_UP.sub("", before) or before
    head = _CLOSING.sub("", _OPENING.sub("", _FROM.sub("", before)))
    return "" if _BARE_PLACE.match(head.strip()) else head


def _with_tail(text: str, clause: Clause, value: Value, parts: tuple[str, str, str]) -> str:
    """Name an indicator that goes on behind the value, as in "100% thôn ..."."""
    head, tail, horizon = parts
    if reached := _REACHED.search(head):
        return _with_horizon(_capital(f"{reached[1]} {tail}"), horizon)
    if "có" in value.fillers and tail and value.measure is Measure.SHARE:
        return _with_horizon(_capital(tail), horizon)
    if LIGHT.fullmatch(head.lower()):
        return _capital(f"{_KEPT.sub('', head)} {_counted(text, clause)}")
    return _capital(head if " " in head else f"{head} {_counted(text, clause)}")


def _counted(text: str, clause: Clause) -> str:
    """Return the words behind the number, the counted noun included."""
    value = clause.value
    if value is None:
        return ""
    within = text[value.start : value.end].lower()
    at = within.find(value.unit.split("/")[0].lower()) if value.unit else -1
    is_noun = at >= 0 and value.unit[:1].isalpha() and value.measure.value == "counted"
    return text[value.start + at if is_noun else value.end : clause.end].strip(" ,;:()")


def _with_horizon(name: str, horizon: str) -> str:
    if not horizon or horizon in name:
        return name
    plain = re.sub(r"\s*\([^()]*năm\s+\d{4}[^()]*\)$", "", name)
    return f"{plain} ({horizon})"


def _capital(words: str) -> str:
    joined = " ".join(words.split())
    return joined[:1].upper() + joined[1:]
