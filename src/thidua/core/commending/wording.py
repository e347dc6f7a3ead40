"""What a certificate says of its recipient and of the deed, made of what was written for other papers.

Lines as in NĐ 98/2023/NĐ-CP, điều 104: recipient, address or unit, achievement ("Đã có thành tích …").
"""

import re
from enum import StrEnum

_OLDEST_PUPIL = 15
_OPENED = re.compile(
    r"(?:(?:vì|do)\s+)?(?:đã\s+)*(?:(?:có\s+)?(?:những\s+|nhiều\s+)?thành\s+tích\s*(?::\s*)?)+", re.IGNORECASE
)
_STOOD = re.compile(r"(?:đã )?(?:đứng|xếp|đạt)(?: ở)? (?:hạng|thứ) (.+)", re.IGNORECASE)
_PLACED = re.compile(r"(\d+) trên (\d+) đơn vị trong “([^”]+)”.*")
_NUMBERED = re.compile(r"(\d+)\b(?! trên)")
_ORDINALS = {"1": "nhất", "2": "nhì", "3": "ba"}
_ACTS = """
bán bắt chuyển chăm chống cải cứu dạy dẫn giành giúp giữ góp hiến hoàn huy khám khắc làm lập mở ngăn
nhận nuôi nấu phát phòng quyên sáng sửa tham thu thực tiêm tiết truy trồng tuyên tìm tặng tổ vượt
vận xây đóng đạt đỡ ủng
"""
_DONE = frozenset(_ACTS.split())
"""Words that an act begins with: "hiến 120 mét vuông đất" follows "thành tích" as it is."""
_NOT_DONE = frozenset({"tổ trưởng", "tổ phó", "tổ viên", "thu nhập"})
_LEADS_ON = frozenset({"trong", "xuất", "tiêu", "nổi", "đặc", "tốt"})
"""Words that "thành tích" itself leads to: "thành tích xuất sắc trong …"."""
_OPENING = "Đã có thành tích"


class Honorific(StrEnum):
    """How a person is addressed on paper; nothing where nobody knows."""

    MAN = "Ông"
    WOMAN = "Bà"
    PUPIL = "Em"
    NONE = ""


def honorific_of(*, is_female: bool | None, age: int | None) -> Honorific:
    """Return how a person of `age` full years is addressed; both may be unknown."""
    if age is not None and age <= _OLDEST_PUPIL:
        return Honorific.PUPIL
    if is_female is None:
        return Honorific.NONE
    return Honorific.WOMAN if is_female else Honorific.MAN


def recipient_words(name: str, honorific: Honorific, *, is_household: bool = False) -> str:
    """Return the name as it stands large on the paper: "Bà Nguyễn Thị Hòa", "Hộ ông Phan Văn Thịnh"."""
    told = " ".join(name.split())
    if not is_household:
        return told if _begins(told, honorific) else f"{honorific} {told}".strip()
    kind, _, head = told.partition(" ")
    if kind.casefold() != "hộ" or not honorific or _begins(head, honorific):
        return told
    return f"{kind} {honorific.lower()} {head}"


def recipient_within(name: str, honorific: Honorific, *, is_household: bool = False) -> str:
    """Return the name inside a sentence: "bà Nguyễn Thị Hòa", "hộ ông Phan Văn Thịnh", "Thôn 5"."""
    told = recipient_words(name, honorific, is_household=is_household)
    first, _, rest = told.partition(" ")
    is_called = first.casefold() == honorific.casefold() or (is_household and first.casefold() == "hộ")
    return f"{first.lower()} {rest}" if is_called else told


def address_words(detail: str, commune: str, recipient: str = "") -> str:
    """Return where the recipient is from, with the commune last; nothing where the name says it already."""
    told = _bare(detail)
    if commune.casefold() in f"{recipient} {told}".casefold():
        return _raised(told)
    return _raised(f"{told}, {commune}" if told else commune)


def deed_words(achievement: str) -> str:
    """Return the deed as a line that begins with "Đã", ends without a point and says nothing twice."""
    told = _bare(achievement)
    if stood := _STOOD.fullmatch(told):
        return f"Đã đạt hạng {_place_words(stood[1])}"
    rest = _OPENED.sub("", told, count=1) if _OPENED.match(told) else told
    if not rest:
        return _OPENING if told else ""
    if rest == told and (begun := re.match(r"(?:đã\s+)+", told, re.IGNORECASE)):
        return f"Đã {told[begun.end() :]}"
    return f"{_OPENING}{'' if _follows(rest) else ':'} {_lowered(rest)}"


def _place_words(told: str) -> str:
    if placed := _PLACED.fullmatch(told):
        number, total, contest = placed.groups()
        return f"{_ORDINALS.get(number, number)} trên {total} đơn vị trong {_lowered(contest)}"
    if numbered := _NUMBERED.match(told):
        return _ORDINALS.get(numbered[1], numbered[1]) + told[numbered.end() :]
    return told


def _follows(rest: str) -> bool:
    """Say whether a text can follow "Đã có thành tích" without a colon."""
    words = rest.casefold().split()
    return words[0] in _LEADS_ON or (words[0] in _DONE and " ".join(words[:2]) not in _NOT_DONE)


def _lowered(text: str) -> str:
    """Begin small, unless the first word is a name ("Vụ Xuân …") or all capitals ("HTX …")."""
    first, _, rest = text.partition(" ")
    if (first.isupper() and len(first) > 1) or rest[:1].isupper():
        return text
    return text[:1].lower() + text[1:]


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _begins(name: str, honorific: Honorific) -> bool:
    return not honorific or name.casefold().startswith(f"{honorific.casefold()} ")


def _bare(text: str) -> str:
    """Return a text on one line, without the points it ends with."""
    return " ".join(text.split()).rstrip(" .…;,:")
