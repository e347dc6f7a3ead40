"""Numbers the way Vietnamese letters write them: "2.350", "47,3", "ba mươi lăm", "1,5 triệu".

A dot groups thousands and a comma opens the decimals; some local papers write the decimals with
a dot ("1.5%"), which is told apart by the number of digits behind it. Everything is a `Decimal`.
"""

import re
from decimal import Decimal

NUMBER = r"\d+(?:[.,]\d+)*"
MAGNITUDES: dict[str, Decimal] = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
DIGIT_WORDS: dict[str, int] = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_TENS = {"mười": 10, "mươi": 10, "chục": 10, "trăm": 100}
_POWERS = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ"})
_JOINTS = frozenset({"linh", "lẻ"})
_DIGIT_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP = 3
_GROUP_NAMES = ("", "nghìn", "triệu", "tỷ")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+|\.\d{1,2})?")
_AMBIGUOUS = re.compile(r"[1-9]\.\d{3}")
_MOST_DIGITS = 30
_WHOLE_AND_REST = 2


def read_number(text: str) -> Decimal | None:
    """Return the value of digits in Vietnamese notation, None when they are no single number.

    "2.350" is 2350, "47,3" is 47.3, "1.5" is 1.5, "01" is 1. A space may only group
    thousands: "2 350" is 2350, "12 5" is two numbers.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return Decimal(text)
    digits = _SPACES.sub(" ", text.strip())
    if _SPACED.fullmatch(digits):
        digits = digits.replace(" ", "")
    if not digits.isascii() or not digits[:1].isdigit() or len(digits) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _GROUPED_ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    parts = re.split(r"[.,]", digits)
    is_one = len(parts) <= _WHOLE_AND_REST and all(map(str.isdigit, parts))
    return Decimal(".".join(parts)) if is_one else None


def dot_is_ambiguous(text: str) -> bool:
    """Say whether the only dot could as well open decimals: "2.350", but not "12.350" or "1.234.567"."""
    return _AMBIGUOUS.fullmatch(text.strip()) is not None


def read_words(text: str) -> Decimal | None:
    """Return the number that words name: "một", "mười lăm", "hai mươi", "ba trăm linh hai"; else None."""
    words = text.lower().split()
    total = group = 0
    pending: int | None = None
    for word in words:
        if word in DIGIT_WORDS and pending is None:
            pending = DIGIT_WORDS[word]
        elif word in _TENS:
            group, pending = group + (1 if pending is None else pending) * _TENS[word], None
        elif word in _POWERS:
            group, pending = group + (pending or 0), None
            total, group = _raised(total, group, word), 0
        elif word not in _JOINTS:
            return None
    return Decimal(total + group + (pending or 0)) if words else None


def _raised(total: int, group: int, power: str) -> int:
    """Add a group of thousands or millions; billions raise all that came before ("hai nghìn tỷ")."""
    factor = int(MAGNITUDES[power])
    return (total + group) * factor if power in {"tỷ", "tỉ"} else total + group * factor


def format_number(value: Decimal) -> str:
    """Write a value in Vietnamese notation: 2350 -> "2.350", 47.3 -> "47,3"."""
    plain = format(value.normalize(), "f")
    sign, plain = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


def in_words(value: Decimal) -> str:
    """Spell a value out, so that a person can check what was read: 2350 -> "hai nghìn ba trăm năm mươi"."""
    whole, _, decimals = format(abs(value).normalize(), "f").partition(".")
    words = _whole_in_words(int(whole))
    if decimals:
        words = f"{words} phẩy {' '.join(_DIGIT_NAMES[int(digit)] for digit in decimals)}"
    return f"âm {words}" if value < 0 else words


def _whole_in_words(value: int) -> str:
    if value == 0:
        return _DIGIT_NAMES[0]
    billions, rest = divmod(value, 10**9)
    parts = [f"{_whole_in_words(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group, rest = divmod(rest, 10 ** (_GROUP * power))
        if group:
            named = f"{_group_in_words(group, is_first=not parts)} {_GROUP_NAMES[power]}"
            parts.append(named.strip())
    return " ".join(parts)


def _group_in_words(group: int, *, is_first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [] if is_first and not hundreds else [_DIGIT_NAMES[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGIT_NAMES[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones_in_words(tens, ones))
    return " ".join(words)


def _ones_in_words(tens: int, ones: int) -> str:
    five, one = 5, 1
    if ones == five and tens:
        return "lăm"
    return "mốt" if ones == one and tens > 1 else _DIGIT_NAMES[ones]
