"""Every number of a paragraph that could be the value of a target, with the words that frame it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets.noise import is_noise
from thidua.core.parsing.targets.units import Measure, Unit, read_unit
from thidua.core.quantities import DIGIT_WORDS, NUMBER, read_number, read_words

MOST_NUMBERS = 4_000
_LOOKBACK = 60
_LONGEST_PER = 12
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
# "hai hộ hội viên trở lên" counts, "80% học sinh khá trở lên" grades.
_MEMBERS_UPWARDS = re.compile(
    r"(?:\s+(?!từ|xếp|đạt|khá|giỏi|tốt|trung|loại|mức|hạng|hoàn|cấp|nhất|nhì|ba)[^\W\d_]+){1,2}?\s+trở\s+(lên)",
    re.IGNORECASE,
)
# "có từ 90% đảng viên xếp loại hoàn thành tốt trở lên": "trở lên" answers the only "từ".
_GRADED_UPWARDS = re.compile(r"(?:(?!từ(?!\w)|đến(?!\w)|[;\d]|\.\s)[\s\S]){0,120}?\strở\s+lên(?!\w)")
_COUNT_WORDS = "|".join([*DIGIT_WORDS, "mười"])
_IN_WORDS = re.compile(
    rf"(?<!\w)(ít nhất|it nhất|tối thiểu|không quá|tối đa|trên(?!\s+một(?!\w))|dưới"
    r"|thành lập mới|xây dựng mới|thành lập|thêm|được(?=\s+(?:hai|bốn|sáu|bảy|tám|chín|mười)(?!\w)))"
    rf"\s+(?:được\s+|có\s+)?"
    rf"((?:{_COUNT_WORDS})(?:\s+(?:mươi|trăm|{_COUNT_WORDS}))*)(?=\s+[^\W\d_])",
    re.IGNORECASE,
)
_RANGE_IN_WORDS = re.compile(
    rf"(?<!\w)từ\s+({_COUNT_WORDS})\s+đến\s+({_COUNT_WORDS})(?=\s+[^\W\d_])", re.IGNORECASE
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
    "khoảng", "bình quân", "trung bình", "dự kiến", "ước",
    "phấn đấu", "đạt", "từ", "ở mức", "mức", "thêm", "mới", "có", "được",
    "lên", "xuống", "còn", "là", "bằng", "chiếm", "cho", "đủ",
    "gần", "xấp xỉ", "tổng số", "ước đạt", "tỷ lệ", ":", "=", "(",
    "hàng năm", "hằng năm", "mỗi năm", "tương ứng", "thành",
)  # fmt: skip
_COMPARATORS: tuple[tuple[Comparator, tuple[str, ...]], ...] = (
    (Comparator.LE, ("không quá", "không vượt quá", "không vượt",
    "tối đa", "không trên", "không cao hơn", "không lớn hơn",
                     "không hơn", "nhiều nhất", "cao nhất", "tối đa không quá", "≤", "<=")),
    (Comparator.GE, ("ít nhất", "it nhất", "tối thiểu", "không dưới",
    "không thấp hơn", "không ít hơn", "≥", ">=", "đạt và vượt")),
    (Comparator.GT, ("trên", "hơn", "vượt", "vượt mức", "lớn hơn", "cao hơn", ">")),
    (Comparator.LT, ("dưới", "thấp hơn", "nhỏ hơn", "ít hơn", "chưa đến", "<")),
)  # fmt: skip


def _by_last_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(_last_word(phrase), []).append(phrase)
    return {word: tuple(listed) for word, listed in found.items()}


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


def find_values(text: str, limit: int = MOST_NUMBERS) -> list[Value]:
    """Return the values in `text`, in order, without dates, codes, ages and the like.

    At most `limit` numbers are looked at: no letter holds more, and time stays bounded.
    """
    low = lower(text)
    found = sorted([*_in_digits(text, low, limit), *_in_words(low, limit)], key=lambda value: value.start)
    kept: list[Value] = []
    for value in found:
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
    return kept


def count_numbers(text: str, limit: int) -> int:
    """Return how many numbers `find_values` would look at."""
    return sum(1 for _ in islice(_NUMBER.finditer(text), limit))


def _in_digits(text: str, low: str, limit: int) -> Iterator[Value]:
    position = 0
    for _ in range(limit):
        match = _NUMBER.search(text, position)
        if match is None:
            return
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
    if (rank := _rank(low, match, before, first)) or (rank := _fraction(low, match, first)):
        return rank
    unit_of_first = read_unit(low, match.end())
    to = _range_end(low, match.end(), unit_of_first)
    unit = read_unit(low, to.end()) if to else unit_of_first
    if is_noise(low, match, to, unit):
        return None
    second = read_number(to[1]) if to else None
    if (printed := _printed(text, unit)) != unit.name:
        unit = replace(unit, name=printed)
    low_value, high_value = _scaled(first, second, unit_of_first, unit)
    return _framed(low, Value(
        match.start(), match.start(), unit.end, low_value, high_value,
        Comparator.RANGE if to else Comparator.EQ, unit.name, unit.measure, unit.per, match[0],
        is_reversed=second is not None and low_value > (high_value or low_value),
    ))  # fmt: skip


def _printed(text: str, unit: Unit) -> str:
    """Give the unit its capitals back ("USD", "Trạm")."""
    start = unit.end - len(unit.name) - _LONGEST_PER
    at = lower(text[max(start, 0) : unit.end]).rfind(unit.name) if unit.name else -1
    return text[max(start, 0) + at : max(start, 0) + at + len(unit.name)] if at >= 0 else unit.name


def _range_end(low: str, position: int, unit: Unit) -> re.Match[str] | None:
    """Find the second number of a range, with or without the unit behind the first."""
    if plain := _TO.match(low, position):
        return plain
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


def _fraction(low: str, match: re.Match[str], first: Decimal) -> Value | None:
    """Read "12/14 thôn": twelve of a known whole."""
    whole = _FRACTION.match(low, match.end())
    if whole is None or (match[0] != str(first) and not match[0].startswith("0")):
        return None
    unit = read_unit(low, whole.end())
    if first > Decimal(whole[1]) or unit.measure is not Measure.COUNTED or is_noise(low, match, None, unit):
        return None
    return _framed(low, _exact((match.start(), match[0]), first, unit))


def _exact(place: tuple[int, str], number: Decimal, unit: Unit) -> Value:
    start, digits = place
    return Value(
        start, start, unit.end, number, number, Comparator.EQ, unit.name, unit.measure, unit.per, digits
    )  # fmt: skip


def _in_words(low: str, limit: int) -> Iterator[Value]:
    for match in islice(_IN_WORDS.finditer(low), limit):
        number = read_words(match[2])
        unit = read_unit(low, match.end())
        is_counted = unit.measure is Measure.COUNTED and not is_noise(low, match, None, unit)
        if number is not None and is_counted:
            yield _framed(low, _exact((match.start(2), match[2]), number, unit))
    for match in islice(_RANGE_IN_WORDS.finditer(low), limit):
        first, second = read_words(match[1]), read_words(match[2])
        unit = read_unit(low, match.end())
        if first is not None and second is not None and first < second and unit.measure is Measure.COUNTED:
            value = _exact((match.start(1), match[1]), second, unit)
            yield _framed(low, replace(value, low=first, comparator=Comparator.RANGE))
    for match in islice(_MULTIPLE.finditer(low), limit):
        yield _exact((match.start(), match[1]), _MULTIPLES[match[1]], Unit("lần", match.end(), Measure.TIMES))


def _framed(low: str, value: Value) -> Value:
    """Add the comparator and the fillers that stand before and behind the number."""
    lead, comparator, fillers = _words_before(low, value.start)
    end = value.end
    upwards = _UPWARDS.match(low, end) or (_FAR_UPWARDS.match(low, end) if "từ" in fillers else None)
    if not upwards and value.measure is Measure.COUNTED:
        upwards = _MEMBERS_UPWARDS.match(low, end)
    if upwards:
        end = upwards.end()
        comparator = Comparator.GE if upwards[1] == "lên" else Comparator.LE
    elif comparator is None and "từ" in fillers and value.comparator is Comparator.EQ:
        comparator = Comparator.GE if _GRADED_UPWARDS.match(low, end) else None
    low_end, high_end = value.low, value.high
    if value.comparator is Comparator.RANGE and comparator is None:
        low_end, high_end = sorted((low_end or Decimal(0), high_end or Decimal(0)))
        comparator = Comparator.RANGE
    elif comparator in {Comparator.GE, Comparator.GT}:
        high_end = None
    elif comparator in {Comparator.LE, Comparator.LT}:
        low_end = None
    return replace(
        value,
        comparator=comparator or Comparator.EQ,
        lead=lead,
        end=end,
        low=low_end,
        high=high_end,
        fillers=fillers,
    )


def _words_before(low: str, position: int) -> tuple[int, Comparator | None, frozenset[str]]:
    """Walk back over the words that frame a number; return where they begin and what they say."""
    floor = max(0, position - _LOOKBACK)
    fillers: set[str] = set()
    comparator: Comparator | None = None
    while True:
        words = low[floor:position].rstrip()
        last = _last_word(words)
        trigger = _phrase_at_end(words, _TRIGGERS.get(last, ())) if comparator is None else ""
        filler = trigger or (
            "" if words.endswith("trở lên") else _phrase_at_end(words, _FILLINGS.get(last, ()))
        )
        if not filler:
            return position, comparator, frozenset(fillers)
        fillers.add(filler)
        comparator = _COMPARATOR_OF[trigger] if trigger else comparator
        position = floor + len(words) - len(filler)


def _last_word(words: str) -> str:
    last = words[-1:]
    return words.rsplit(None, 1)[-1].lstrip("(“\"'") if last.isalnum() else last


def _phrase_at_end(words: str, phrases: Sequence[str]) -> str:
    """Return the longest of `phrases` (longest first) that `words` end with, as whole words."""
    for phrase in phrases:
        if words.endswith(phrase):
            is_whole = not phrase[0].isalpha() or not words[: len(words) - len(phrase)][-1:].isalpha()
            if is_whole:
                return phrase
    return ""


_COMPARATOR_OF = {phrase: comparator for comparator, phrases in _COMPARATORS for phrase in phrases}
_TRIGGERS = _by_last_word(_COMPARATOR_OF)
_FILLINGS = _by_last_word(_FILLERS)
