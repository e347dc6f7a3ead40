"""The marks that open an item: "I.", "1.", "2.1.", "a)", "(1)", "-", "+", "Điều 3." and their order."""

import re
from dataclasses import dataclass

HEADING_RANK = 20
BRACKET_RANK = 60
LETTER_RANK = 65
LEAD_IN_RANK = 75
BULLET_RANK = 80
BODY_RANK = 100

_TITLE_WORD = re.compile(
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Điều|ĐIỀU|Mục|MỤC)\s+(?:thứ\s+)?(\w{1,6})\s*([.:\-–])?(?:\s+|$)"
)
_ROMAN = re.compile(r"([IVXLivxl]{1,6})\s?[.)/\-–]\s*(?=[^\W\d_]|$|[\"“'(*])")
_UPPER = re.compile(r"([A-ZĐ])\s?[.)/]\s*(?=[^\W\d_]|$)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:\s?[.)]|[-–](?=\s))?(?:\s+|$|(?=[^\W\d_]{2}))")
_NUMBER = re.compile(
    r"(\d{1,3})(?:\s?([.)])(?:\s+|$|(?=[^\W\d_]))|(/)(?=\s"
    r"|[^\W\d_][^\W\d_A-ZĐ])\s*|[-–]\s+(?=[A-ZĐÀ-Ỹ]))"
)
_BRACKETED = re.compile(r"\((\d{1,3}|[ivx]{1,5}|[a-zđ])\)\s*")
_LETTER = re.compile(r"([a-zđ])\s?([).])\s*(?=\S|$)")
_BULLET = re.compile(r"([-–—+•●▪■◦○‣✓►*➢⁃])\s*(?=[^\s\d.,]|\d.*\D)")
_DEEP_BULLETS = "+◦○"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the beginning of a paragraph.

    `length` counts the space behind it; `rank` grows inwards.
    """

    text: str
    length: int
    rank: int
    is_bullet: bool = False
    is_title: bool = False


def read_marker(text: str) -> Marker | None:
    """Return the marker `text` begins with; None for plain words."""
    first = text[:1]
    if not first:
        return None
    if first.isdigit():
        return _numbered(text)
    if first == "(":
        return _marker(_BRACKETED.match(text), BRACKET_RANK)
    if first.isalpha():
        return _lettered(text)
    bullet = _BULLET.match(text)
    if bullet is None:
        return None
    return Marker(bullet[1], bullet.end(), 90 if bullet[1] in _DEEP_BULLETS else BULLET_RANK, is_bullet=True)


def _numbered(text: str) -> Marker | None:
    decimal = _DECIMAL.match(text)
    if decimal and not _is_quantity(text, decimal):
        return _marker(decimal, 40 + 2 * decimal[1].count("."), is_title=True)
    number = _NUMBER.match(text)
    if number is None:
        return None
    return _marker(number, 55 if number[2] == ")" else 40, is_title=number[2] != ")")


def _is_quantity(text: str, decimal: re.Match[str]) -> bool:
    """Say whether "1.5" is a value, as in "1.5 triệu đồng", and not the number of "1.5. Chỉ tiêu"."""
    following = text[decimal.end() : decimal.end() + 1]
    return not decimal[0].rstrip().endswith((".", ")")) and not following.isupper()


def _lettered(text: str) -> Marker | None:
    if title := _TITLE_WORD.match(text):
        is_numbered = (
            title[1].isdigit() or not title[1].strip("IVXLivxlABCDE") or title[0].split()[1] == "thứ"
        )
        if is_numbered and (title[2] or len(title[0].rstrip()) == len(text.rstrip()) or title[0].isupper()):
            return _marker(title, 5 if title[0].casefold().startswith("phần") else 15, is_title=True)
    if roman := _ROMAN.match(text):
        is_mixed = not roman[1].isupper() and not roman[1].islower()
        if roman[1].isupper() or is_mixed:
            return _marker(roman, 30, is_title=True)
    if upper := _UPPER.match(text):
        return _marker(upper, 10, is_title=True)
    return _marker(_LETTER.match(text), LETTER_RANK)


def _marker(match: re.Match[str] | None, rank: int, *, is_title: bool = False) -> Marker | None:
    if match is None:
        return None
    return Marker(match[0].strip(), match.end(), rank, is_title=is_title)
