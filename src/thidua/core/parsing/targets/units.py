"""What is counted or measured: the unit behind a number, its magnitude and its denominators."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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
_FAR_SLASH = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*(?=/)")
_LONG_NOUN = re.compile(
    r"\s+((?:nhà\s+văn\s+(?:hóa|hoá)|giường\s+bệnh|khu\s+dân\s+cư|khu\s+công\s+nghiệp|cụm\s+công\s+nghiệp|câu\s+lạc\s+bộ|hợp\s+tác\s+xã|tổ\s+hợp\s+tác"
    r"|khu\s+rừng\s+giống|thủ\s+tục\s+hành\s+chính|đề\s+tài\s+khoa\s+học))(?!\w)",
    re.IGNORECASE,
)
_PLACES = r"(?:xã|phường|thị\s+trấn|thị\s+xã|huyện|quận|thành\s+phố|thôn|ấp|khóm|khu\s+phố|tổ\s+dân\s+phố|xóm|bản|làng|buôn)"
_COORDINATED = re.compile(rf"\s+({_PLACES}(?:\s*,\s*{_PLACES})+)(?!\w)", re.IGNORECASE)
_SINGLE_NOUNS = frozenset(
    "cây con hộ người thôn ấp xã phường xóm bản tổ làng buôn khóm lớp buổi cuộc lần lượt vụ trạm trường đội hạt căn bài"
    " gương tin điểm giường chiếc cái bộ ca giải suất cặp ngôi cầu cống đập chợ em cháu trẻ"
    " huyện tỉnh gói máy sân ao giếng hố thùng tấm bảng biển camera".split()
)
_NO_NOUNS = frozenset(
    "và hoặc đến từ trở so với của trong trên dưới là đạt tại cho ở để được do theo có không như bằng khi nếu năm tháng ngày quý thì"
    " tuổi giờ phút cùng vào ra về bình hàng hằng mỗi tăng giảm còn nhằm cũng đã sẽ này đó".split()
)


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
    if money := _MONEY.match(text, end):
        return Unit(f"{words} {_spelled(money[1])}".strip(), money.end(), Measure.MONEY, magnitude=factor)
    if measure := _MEASURE.match(text, end):
        return Unit(
            f"{words} {_spelled(measure[1])}".strip(), measure.end(), Measure.MEASURED, magnitude=factor
        )
    if lasting := _DURATION.match(text, end):
        return Unit(lasting[1], lasting.end(), Measure.COUNTED, factor)
    if times := _TIMES.match(text, end):
        return Unit("lần", times.end(), Measure.TIMES, factor)
    noun, noun_end = _noun(text, end)
    if noun:
        return Unit(noun, noun_end, Measure.COUNTED, factor)
    if words:
        return Unit(words, end, Measure.MONEY, magnitude=factor)
    return Unit("", position, Measure.NONE)


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
    if long := _LONG_NOUN.match(text, position) or _COORDINATED.match(text, position):
        return " ".join(long[1].split()), long.end()
    first = _WORD.match(text, position)
    if first is None or first[1].lower() in _NO_NOUNS:
        return "", position
    if first[1].lower() in _SINGLE_NOUNS:
        return first[1], first.end()
    second = _WORD.match(text, first.end())
    if second is None or second[1].lower() in _NO_NOUNS:
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
    while base:
        end = base.end()
        if time := _PER.match(base[1]):
            per = _spelled(time[1]).lower()
            break
        name = f"{name}/{_spelled(base[1])}"
        base = _BASE.match(text, end) or _OTHER_BASE.match(text, end)
    return Unit(name, end, unit.measure, unit.factor, unit.magnitude, per)
