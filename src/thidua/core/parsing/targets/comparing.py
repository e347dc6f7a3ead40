"""Which of the ten comparators a clause uses, and the time base of its value."""

import re
from decimal import Decimal

from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets.clauses import Clause, Link
from thidua.core.parsing.targets.lexicon import (
    CHANGE_VERB,
    HOLDS_CHANGE,
    LEVEL_WORD,
    LIGHT,
    MAINTAIN,
    MAINTAIN_AND,
    NOUN_BEFORE_CHANGE,
    NOUN_BEFORE_GROWTH,
    RISES,
)
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value

_NONE_LEFT = re.compile(
    r"\s*(?:(?!t[ỷỉ]\s+lệ|số\s|tổng\s)[^\W\d_]+\s+){0,4}?(?:phấn\s+đấu\s+)?không\s+(?:còn|có|để)(?!\w)"
)
_TIMES_MORE = re.compile(r"(?<!\w)(?:tăng|nâng)(?:\s+(?:thêm|lên|bình\s+quân))*\s*$")
_OVER_PLAN = re.compile(
    r"\s*(?:so\s+với\s+)?(?:dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|chi\s+tiêu|mức\s+giao|so\s+với)"
)
_LEVEL_FILLERS = frozenset({"còn", "xuống", "lên", "đạt", "là", "bằng", "chiếm", ":", "ở mức", "thành", "="})
_NATURAL = re.compile(r"tăng\s+(?:dân\s+số|tự\s+nhiên)")
_GROWTH_NOUN = re.compile(r"\s*(?:phấn\s+đấu\s+)?(?:đạt\s+)?tăng\s+trưởng")
_EACH = re.compile(
    r"(?:(?<!\w)(?:hàng|hằng|mỗi|từng)\s+|bình\s+quân\s+)(năm|quý|tháng|tuần)(?!\s+\d{4})(?!\w)"
)
_A_YEAR = re.compile(r"/\s*năm(?!\s+\d)(?!\w)")
_ADVERB = re.compile(
    r"[\s,]*(?:phấn\s+đấu|bình\s+quân|tăng|giảm|đạt|định\s+kỳ|khoảng|từ|thêm|trên|ít\s+nhất|tối\s+thiểu|có|được|sử\s+dụng|[^\W\d_]+)?\s*$"
)
_NEAR = 24

Bounds = tuple[Comparator, Decimal | None, Decimal | None]


def bounds_of(low: str, clause: Clause) -> Bounds:
    """Return comparator, lower and upper value of a clause with a value."""
    value = clause.value
    if value is None:
        return (Comparator.MAINTAIN if holds(low, clause) else Comparator.QUALITATIVE), None, None
    if _NONE_LEFT.match(low, clause.start, value.start):
        return Comparator.QUALITATIVE, None, None
    if value.is_rank or (value.measure is Measure.TIMES and not _grows_by_times(low, value)):
        return value.comparator, value.low, value.high
    change = _change_of(low, clause, value)
    if change is not None:
        is_over = value.high is None and _says_over_plan(low, value)
        return change, value.low, value.low if is_over else value.high
    # What is kept below a bound is promised by the bound: "duy trì ở mức dưới 1%".
    if value.low is not None and holds(low, clause):
        return Comparator.MAINTAIN, value.low, value.high if value.high is not None else value.low
    return value.comparator, value.low, value.high


def _change_of(low: str, clause: Clause, value: Value) -> Comparator | None:
    """Tell a change ("giảm 2%") from a level ("giảm còn 2%", "tốc độ tăng 8%")."""
    if value.comparator is Comparator.GT and _says_over_plan(low, value):
        return Comparator.INCREASE_BY
    verb = _last_change_verb(low, clause.start, value.start)
    if verb is None:
        return None
    between = low[verb.end() : value.start]
    is_level = bool(value.fillers & _LEVEL_FILLERS) or bool(LEVEL_WORD.search(between))
    if is_level and not re.search(r"(?<!\w)thêm(?!\w)", between) and clause.link is not Link.GROWTH:
        return None
    if (
        verb[0].startswith("nâng")
        and between.strip()
        and "thêm" not in between
        and value.lead > verb.end() + 1
    ):
        return None
    return Comparator.INCREASE_BY if verb[0].startswith(RISES) else Comparator.DECREASE_BY


def _grows_by_times(low: str, value: Value) -> bool:
    """Tell "tăng 1,5 lần", a change, from "gấp 1,5 lần", a level."""
    return bool(_TIMES_MORE.search(low[max(0, value.lead - _NEAR) : value.lead]))


def _last_change_verb(low: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last word of change in front of the value that is a verb and no part of a noun."""
    found = None
    for verb in CHANGE_VERB.finditer(low, start, end):
        before = low[max(start, verb.start() - 30) : verb.start()]
        if HOLDS_CHANGE.search(before):
            return verb
        is_growth = verb[0].endswith("trưởng") and NOUN_BEFORE_GROWTH.search(before)
        is_noun = is_growth or NOUN_BEFORE_CHANGE.search(before) or _NATURAL.match(low, verb.start())
        if is_noun or (LIGHT.fullmatch(before) and _GROWTH_NOUN.match(low, verb.start())):
            continue
        found = verb
    return found


def _says_over_plan(low: str, value: Value) -> bool:
    is_over = "vượt" in low[value.lead : value.start]
    return is_over and value.measure is Measure.SHARE and bool(_OVER_PLAN.match(low, value.end))


def holds(low: str, clause: Clause) -> bool:
    """Say whether the clause keeps a state: "giữ vững 100% thôn văn hóa"."""
    end = clause.value.start + 1 if clause.value else clause.end
    mark = MAINTAIN.search(low, clause.start, end)
    if mark is None:
        return False
    if clause.value is not None:
        return MAINTAIN_AND.match(low, mark.end(), end) is None
    return True


def per_of(low: str, clause: Clause) -> str | None:
    """Return the time base: from "/năm", or from "mỗi năm" beside the value or at the head of the clause."""
    value = clause.value
    if value is None or value.per:
        return value.per if value else None
    for each in _EACH.finditer(low, clause.start, clause.end):
        if each[1] == "năm":
            return each[1]
        is_opening = not low[clause.start : each.start()].strip() or _ADVERB.fullmatch(
            low, clause.start, each.start()
        )
        is_near = 0 <= value.start - each.end() <= _NEAR or value.lead <= each.start() < value.start
        is_behind = 0 <= each.start() - value.end <= _NEAR and value.measure is not Measure.SHARE
        is_right_behind = 0 <= each.start() - value.end <= 1
        if is_opening or is_near or is_behind or is_right_behind:
            return each[1]
    return "năm" if _A_YEAR.search(low, clause.start, value.lead) else None
