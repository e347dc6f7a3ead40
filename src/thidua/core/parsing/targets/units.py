"""What is counted or measured: the unit behind a number, its magnitude and its denominators."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.parsing.targets.nouns import LONG_NOUN, NO_NOUNS, PLACES_TOGETHER, SINGLE_NOUNS
from thidua.core.quantities import MAGNITUDES

_END = r"(?![^\W\d_])"
_SHARE = re.compile(
    rf"\s*(điểm\s*%|điểm\s+phần\s+trăm{_END}|%|‰|phần\s+trăm{_END}|phần\s+nghìn{_END})", re.IGNORECASE
)
_MAGNITUDE = re.compile(rf"\s*((?:(?:trăm|nghìn|ngàn|nghin|vạn|triệu|tỷ|tỉ)\s*)+){_END}", re.IGNORECASE)
_MONEY = re.compile(
    rf"\s*(đồng(?!\s+(?:chí|bào|ruộng)){_END}|đ{_END}|vnđ{_END}|vnd{_END}|usd{_END}|đô\s+la(?:\s+mỹ)?{_END})",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    rf"\s*(km2|km²|km|m2|m²|m3|m³|(?:tấn|tạ|yến|kg|ha|hécta|hecta|héc\s*ta|sào|mét|lít|mw|kwh|kw|mbps|cm|mm|m|g){_END})",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"\s*(lần){_END}", re.IGNORECASE)
_DURATION = re.compile(rf"\s*(tuổi|ngày(?:\s+làm\s+việc)?|giờ|phút|năm(?!\s+\d)){_END}", re.IGNORECASE)
_WORD = re.compile(r"\s+([^\W\d_]+(?:-[^\W\d_]+)?)")
_TIME = r"năm|tháng|quý|nhiệm\s+kỳ|ngày|tuần|vụ"
_BASE = re.compile(
    rf"\s*/\s*((?:\d[\d.]*\s*)?(?:(?:nghìn|ngàn|vạn|triệu|một)\s+)*"
    rf"(?:đầu\s+người|người\s+dân|người|hộ\s+gia\s+đình|hộ|nhân\s+khẩu|khẩu|lao\s+động|dân\s+số|dân|trẻ\s+đẻ\s+sống|trẻ"
    rf"|bé\s+gái|phụ\s+nữ|học\s+sinh|thôn|xã|ấp|ha|km2|km²|m2|m²|m3|m³|giáo\s+viên|lớp|{_TIME}){_END})",
    re.IGNORECASE,
)
_OTHER_BASE = re.compile(r"\s*/\s*((?:\d[\d.]*\s*)?[^\W\d_]+[2²3³]?(?:\s+[^\W\d_]+)?)")
_BASE_IN_WORDS = re.compile(
    rf"\s+(?:trên|cho|tính\s+trên)\s+((?:(?:\d[\d.]*|một)\s+)(?:(?:nghìn|ngàn|vạn|triệu)\s+)?(?:người|dân|trẻ){_END})",
    re.IGNORECASE,
)
_PER = re.compile(rf"(?:một\s+)?({_TIME})$", re.IGNORECASE)
_FAR_SLASH = re.compile(r"(?:\s*+[^\W\d_]++){0,3}+\s*+(?=/)")


class Measure(StrEnum):
    """What kind of unit a value has."""

    SHARE = "share"
    MONEY = "money"
    MEASURED = "measured"
    COUNTED = "counted"
    TIMES = "times"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, the factor its counted magnitude asks for, its time base and where it ends."""

    name: str
    end: int
    measure: Measure
    factor: Decimal = Decimal(1)
    magnitude: Decimal = Decimal(1)
    per: str | None = None


def read_unit(text: str, position: int) -> Unit:
    """Read the unit that stands in `text` from `position` on, right behind a number."""
    unit = _bare_unit(text, position)
    return _with_bases(text, unit)


def _bare_unit(text: str, position: int) -> Unit:
    if share := _SHARE.match(text, position):
        return Unit(_spelled(share[1]), share.end(), Measure.SHARE)
    magnitude = _MAGNITUDE.match(text, position)
    end = magnitude.end() if magnitude else position
    words = _spelled(magnitude[1]) if magnitude else ""
    factor = _factor(words)
    for pattern, measure in ((_MONEY, Measure.MONEY), (_MEASURE, Measure.MEASURED)):
        if named := pattern.match(text, end):
            return Unit(f"{words} {_spelled(named[1])}".strip(), named.end(), measure, magnitude=factor)
    for pattern, measure in ((_DURATION, Measure.COUNTED), (_TIMES, Measure.TIMES)):
        if named := pattern.match(text, end):
            return Unit(_spelled(named[1]).lower(), named.end(), measure, factor)
    noun, noun_end = _noun(text, end)
    if noun:
        return Unit(noun, noun_end, Measure.COUNTED, factor)
    return Unit(words, end, Measure.MONEY if words else Measure.NONE, magnitude=factor)


def _spelled(words: str) -> str:
    spelled = " ".join(words.split())
    return {"phần trăm": "%", "phần nghìn": "‰", "điểm phần trăm": "điểm %", "điểm%": "điểm %"}.get(
        spelled.lower(), spelled
    )


def _factor(words: str) -> Decimal:
    factor = Decimal(1)
    for word in words.lower().split():
        factor *= MAGNITUDES.get(word, Decimal(1000))
    return factor


def _noun(text: str, position: int) -> tuple[str, int]:
    """Return the head noun behind a number: one syllable for classifiers, else two."""
    if long := LONG_NOUN.match(text, position) or PLACES_TOGETHER.match(text, position):
        return " ".join(long[1].split()), long.end()
    first = _WORD.match(text, position)
    if first is None or first[1].lower() in NO_NOUNS:
        return "", position
    if first[1].lower() in SINGLE_NOUNS:
        return first[1], first.end()
    second = _WORD.match(text, first.end())
    if second is None or second[1].lower() in NO_NOUNS:
        return first[1], first.end()
    return f"{first[1]} {second[1]}", second.end()


def _with_bases(text: str, unit: Unit) -> Unit:
    name, end, per = unit.name, unit.end, None
    if unit.measure in {Measure.COUNTED, Measure.MEASURED} and (far := _FAR_SLASH.match(text, end)):
        end = far.end()
    base = _BASE.match(text, end) or _OTHER_BASE.match(text, end)
    if base is None and unit.measure is Measure.COUNTED:
        base = _BASE_IN_WORDS.match(text, unit.end)
    if base is None:
        return unit
    while base is not None:
        end = base.end()
        if time := _PER.match(base[1]):
            per = _spelled(time[1]).lower()
            break
        name = f"{name}/{_spelled(base[1])}"
        base = _BASE.match(text, end) or _OTHER_BASE.match(text, end)
    return Unit(name, end, unit.measure, unit.factor, unit.magnitude, per)
