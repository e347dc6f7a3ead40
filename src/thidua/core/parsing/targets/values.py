"""Every number of a paragraph that could be the value of a target, with the words that frame it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets.noise import is_noise
from thidua.core.parsing.targets.units import Measure, Unit, read_unit
from thidua.core.quantities import DIGIT_WORDS, NUMBER, read_number, read_words

_LOOKBACK = 60
_NUMBER = re.compile(rf"(?<![\w/])(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?![\d.,]?\d)|{NUMBER})")
_TO = re.compile(rf"\s*(?:[-–—÷]|đến|tới)\s*(?:khoảng\s+)?({NUMBER})(?![\d/])", re.IGNORECASE)
_CODE = re.compile(r"\s?/\s?(?:\d{4}/)?[A-ZĐ]{2}")
_FRACTION = re.compile(r"\s?/\s?(\d{1,4})(?![\d/])")
_RANK = re.compile(
    r"(?:xếp|đứng|đạt|vị\s+trí|hạng|ở\s+vị\s+trí)\s+(?:hạng\s+|thứ\s+hạng\s+|vị\s+trí\s+)?(?:thứ\s+)?$",
    re.IGNORECASE,
)
_RANK_WORD = re.compile(r"(?:thứ|hạng|vị\s+trí)\s+(?:thứ\s+)?$", re.IGNORECASE)
_UPWARDS = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?trở\s+(lên|xuống)", re.IGNORECASE)
_FAR_UPWARDS = re.compile(r"(?:\s+(?!từ|xếp|đạt)[^\W\d_]+){1,4}?\s+trở\s+(lên|xuống)", re.IGNORECASE)
_COUNT_WORDS = "|".join([*DIGIT_WORDS, "mười"])
_IN_WORDS = re.compile(
    rf"(?<!\w)(ít nhất|it nhất|tối thiểu|không quá|tối đa|trên|dưới|thành lập mới|xây dựng mới|thành lập|thêm)\s+(?:được\s+|có\s+)?"
    rf"((?:{_COUNT_WORDS})(?:\s+(?:mươi|trăm|{_COUNT_WORDS}))*)(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"gấp\s+(đôi|rưỡi|ba|bốn|năm)(?!\w)(?:\s+lần)?", re.IGNORECASE)
_MULTIPLES = {
    "đôi": Decimal(2),
    "rưỡi": Decimal("1.5"),
    "ba": Decimal(3),
    "bốn": Decimal(4),
    "năm": Decimal(5),
}

_FILLERS = (
    "khoảng", "bình quân", "trung bình", "dự kiến", "ước", "phấn đấu", "đạt", "từ", "ở mức", "mức", "thêm", "mới", "có", "được",
    "lên", "xuống", "còn", "là", "bằng", "chiếm", "cho", "đủ", "gần", "xấp xỉ", "tổng số", "ước đạt", "tỷ lệ", ":", "=", "(",
    "hàng năm", "hằng năm", "mỗi năm", "tương ứng", "thành",
)  # fmt: skip
_COMPARATORS: tuple[tuple[Comparator, tuple[str, ...]], ...] = (
    (Comparator.LE, ("không quá", "không vượt quá", "không vượt", "tối đa", "không trên", "không cao hơn", "không lớn hơn",
                     "không hơn", "nhiều nhất", "cao nhất", "tối đa không quá", "≤", "<=")),
    (Comparator.GE, ("ít nhất", "it nhất", "tối thiểu", "không dưới", "không thấp hơn", "không ít hơn", "≥", ">=", "đạt và vượt")),
    (Comparator.GT, ("trên", "hơn", "vượt", "vượt mức", "lớn hơn", "cao hơn", ">")),
    (Comparator.LT, ("dưới", "thấp hơn", "nhỏ hơn", "ít hơn", "chưa đến", "<")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit and comparator; offsets are into the paragraph.

    `lead` is where the words that belong to the number begin ("đạt khoảng trên"); `fillers` are these
    words; `digits` the number as printed.
    """

    lead: int
    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    comparator: Comparator
    unit: str
    measure: Measure
    per: str | None
    digits: str
    fillers: frozenset[str] = frozenset()
    is_rank: bool = False
    is_reversed: bool = False

    @property
    def number(self) -> Decimal:
        """The number printed last, for sums and comparisons."""
        return next((side for side in (self.high, self.low) if side is not None), Decimal(0))


def lower(text: str) -> str:
    """Lower case of the same length, so that offsets hold ("İ" would grow)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def find_values(text: str) -> Iterator[Value]:
    """Yield the values in `text`, in order, without dates, codes, ages and the like."""
    low = lower(text)
    found = sorted([*_in_digits(text, low), *_in_words(low)], key=lambda value: value.start)
    end = -1
    for value in found:
        if value.start >= end:
            yield value
            end = value.end


def _in_digits(text: str, low: str) -> Iterator[Value]:
    position = 0
    while match := _NUMBER.search(text, position):
        value = _value_at(text, low, match)
        to = None if value else _TO.match(low, match.end())
        position = max(match.end(), value.end if value else 0, to.end() if to else 0)
        if value:
            yield value


def _value_at(text: str, low: str, match: re.Match[str]) -> Value | None:
    first = read_number(match[0])
    before = low[max(0, match.start() - _LOOKBACK) : match.start()]
    if first is None or _CODE.match(text, match.end()):
        return None
    if (rank := _rank(low, match, before, first)) or (rank := _fraction(low, match, before, first)):
        return rank
    to = _range_end(low, match.end())
    unit = read_unit(low, to.end() if to else match.end())
    if is_noise(low, match, to, unit):
        return None
    second = read_number(to[1]) if to else None
    unit_of_first = read_unit(low, match.end()) if to else unit
    unit = replace(unit, name=_printed(text, unit))
    low_value, high_value = _scaled(first, second, unit_of_first, unit)
    return _framed(low, Value(
        match.start(), match.start(), unit.end, low_value, high_value,
        Comparator.RANGE if to else Comparator.EQ, unit.name, unit.measure, unit.per, match[0],
        is_reversed=second is not None and low_value > (high_value or low_value),
    ))  # fmt: skip


def _printed(text: str, unit: Unit) -> str:
    """Give the unit its capitals back ("USD", "Trạm")."""
    at = lower(text).rfind(unit.name, 0, unit.end) if unit.name else -1
    return text[at : at + len(unit.name)] if at >= unit.end - len(unit.name) - 2 and at >= 0 else unit.name


def _range_end(low: str, position: int) -> re.Match[str] | None:
    """Find the second number of a range, with or without the unit behind the first."""
    if plain := _TO.match(low, position):
        return plain
    unit = read_unit(low, position)
    is_measured = unit.measure in {Measure.SHARE, Measure.MONEY, Measure.MEASURED}
    return _TO.match(low, unit.end) if is_measured and unit.per is None else None


def _scaled(
    first: Decimal, second: Decimal | None, unit_of_first: Unit, unit: Unit
) -> tuple[Decimal, Decimal | None]:
    if second is None:
        return first * unit.factor, first * unit.factor
    own = unit_of_first.magnitude * unit_of_first.factor
    is_own = unit_of_first.measure is unit.measure and own != unit.magnitude * unit.factor and own != 1
    low_value = first * own / unit.magnitude if is_own else first * unit.factor
    return low_value, second * unit.factor


def _rank(low: str, match: re.Match[str], before: str, first: Decimal) -> Value | None:
    """Read "xếp thứ 3/20": the place matters, not the number of places."""
    if not (_RANK.search(before) and _RANK_WORD.search(before)):
        return None
    whole = _FRACTION.match(low, match.end())
    end = whole.end() if whole else match.end()
    return Value(
        match.start(),
        match.start(),
        end,
        first,
        first,
        Comparator.EQ,
        "thứ hạng",
        Measure.COUNTED,
        None,
        match[0],
        is_rank=True,
    )


def _fraction(low: str, match: re.Match[str], before: str, first: Decimal) -> Value | None:
    """Read "12/14 thôn": twelve of a known whole."""
    whole = _FRACTION.match(low, match.end())
    if whole is None or match[0] != str(first) and not match[0].startswith("0"):
        return None
    unit = read_unit(low, whole.end())
    if first > Decimal(whole[1]) or unit.measure is not Measure.COUNTED or is_noise(low, match, None, unit):
        return None
    return _framed(low, Value(
        match.start(), match.start(), unit.end, first, first, Comparator.EQ, unit.name, unit.measure, unit.per, match[0]
    ))  # fmt: skip


def _in_words(low: str) -> Iterator[Value]:
    for match in _IN_WORDS.finditer(low):
        number = read_words(match[2])
        unit = read_unit(low, match.end())
        if number is None or unit.measure is not Measure.COUNTED or is_noise(low, match, None, unit):
            continue
        yield _framed(low, Value(
            match.start(2), match.start(2), unit.end, number, number, Comparator.EQ, unit.name, unit.measure, unit.per, match[2]
        ))  # fmt: skip
    for match in _MULTIPLE.finditer(low):
        times = _MULTIPLES[match[1]]
        yield Value(
            match.start(),
            match.start(),
            match.end(),
            times,
            times,
            Comparator.EQ,
            "lần",
            Measure.TIMES,
            None,
            match[1],
        )


def _framed(low: str, value: Value) -> Value:
    """Add the comparator and the fillers that stand before and behind the number."""
    lead, comparator, fillers = _words_before(low, value.start)
    end = value.end
    upwards = _UPWARDS.match(low, end) or (_FAR_UPWARDS.match(low, end) if "từ" in fillers else None)
    if upwards:
        end = upwards.end()
        comparator = Comparator.GE if upwards[1] == "lên" else Comparator.LE
    if value.comparator is Comparator.RANGE and comparator is None:
        ordered = sorted((value.low or Decimal(0), value.high or Decimal(0)))
        return replace(value, lead=lead, end=end, low=ordered[0], high=ordered[1], fillers=fillers)
    return replace(_bounded(value, comparator or Comparator.EQ), lead=lead, end=end, fillers=fillers)


def _bounded(value: Value, comparator: Comparator) -> Value:
    if comparator in {Comparator.GE, Comparator.GT}:
        return replace(value, comparator=comparator, high=None)
    if comparator in {Comparator.LE, Comparator.LT}:
        return replace(value, comparator=comparator, low=None, high=value.high)
    return replace(value, comparator=comparator)


def _words_before(low: str, position: int) -> tuple[int, Comparator | None, frozenset[str]]:
    """Walk back over the words that frame a number; return where they begin and what they say."""
    floor = max(0, position - _LOOKBACK)
    fillers: set[str] = set()
    comparator: Comparator | None = None
    while True:
        words = low[floor:position].rstrip()
        found, word = _comparator_at_end(words) if comparator is None else (None, "")
        if not word and not words.endswith("trở lên"):
            word = next((filler for filler in _FILLERS if _ends_with(words, filler)), "")
        if not word:
            return position, comparator, frozenset(fillers)
        fillers.add(word)
        comparator = comparator or found
        position = floor + len(words) - len(word)


def _comparator_at_end(words: str) -> tuple[Comparator | None, str]:
    best: tuple[Comparator | None, str] = (None, "")
    for comparator, triggers in _COMPARATORS:
        for trigger in triggers:
            if len(trigger) > len(best[1]) and _ends_with(words, trigger):
                best = (comparator, trigger)
    return best


def _ends_with(words: str, ending: str) -> bool:
    if not words.endswith(ending):
        return False
    return not ending[0].isalpha() or not words[: len(words) - len(ending)][-1:].isalpha()
