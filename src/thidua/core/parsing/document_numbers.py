"""The numbers of documents: "12/2024/NĐ-CP", "1445/CT-UBND", "34-CT/TW", and the kinds they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = (
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định",
    "Chỉ thị",
    "Quyết định",
    "Kế hoạch liên tịch",
    "Kế hoạch",
    "Công văn",
    "Công điện",
    "Thông báo kết luận",
    "Thông báo",
    "Thông tư liên tịch",
    "Thông tư",
    "Thông tri",
    "Kết luận",
    "Quy định",
    "Quy chế",
    "Hướng dẫn",
    "Chương trình hành động",
    "Chương trình phối hợp",
    "Chương trình công tác",
    "Chương trình",
    "Đề án",
    "Phương án",
    "Báo cáo chính trị",
    "Báo cáo",
    "Tờ trình",
    "Biên bản",
    "Lời kêu gọi",
    "Thư kêu gọi",
    "Thư ngỏ",
    "Giao ước thi đua",
    "Bản giao ước thi đua",
    "Thể lệ",
    "Sắc lệnh",
    "Văn bản",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Lệnh",
)
"""Names of kinds of documents, a longer name before the shorter one it begins with."""

_KIND_OF_CODE = {
    "NQ": "Nghị quyết",
    "NQLT": "Nghị quyết liên tịch",
    "NĐ": "Nghị định",
    "CT": "Chỉ thị",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "TB": "Thông báo",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
    "QĐi": "Quy định",
    "QyĐ": "Quy định",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "BC": "Báo cáo",
    "TTr": "Tờ trình",
    "CĐ": "Công điện",
}
_PART = r"[A-ZĐ][A-Za-zĐđ0-9&]{0,14}"
_JOINT = r"(?:\s?[-–/]\s?|\.(?=[A-ZĐ]{2}))"
_SYMBOL = rf"{_PART}(?:{_JOINT}{_PART}){{0,5}}"
_NUMBER = re.compile(
    r"(?<![\w/.,–-])(?P<ordinal>\d{1,6}[a-zđ]?)\s?(?:/\s?(?P<year>(?:19|20)\d{2})\s?)?"
    rf"(?P<mark>[/–-])\s?(?P<symbol>{_SYMBOL})"
)
_HEAD_NUMBER = re.compile(
    r"(?P<ordinal>\d{1,6}[a-zđ]?)?[\s.…_‥]{0,40}+(?:/\s?(?P<year>(?:19|20)\d{2})\s?)?"
    rf"(?P<mark>[/–-]|(?<=\d )|(?<=\d))\s?(?P<symbol>{_SYMBOL})"
)
_BARE = re.compile(r"(?P<ordinal>\d{1,6}[a-zđ]?)(?![\w/])")
_NEXT_PART = re.compile(rf"(?P<gap>{_JOINT})(?P<part>{_PART})")
_CORE = re.compile(r"(?:CTr|TTr|Ttr|TTg|QyĐ|QĐi|Tr(?![a-z])|[A-ZĐ0-9&])+")
_ISSUER_CODES = frozenset({"UBND", "HĐND", "CP", "TTg", "TW", "TU", "ĐU", "HU", "VPCP", "UBTVQH", "MTTQ"})


@dataclass(frozen=True, slots=True)
class NumberFound:
    """The number of a document in running text; `text` is without spaces."""

    text: str
    symbol: str
    has_year: bool
    start: int
    end: int

    @property
    def kind(self) -> str | None:
        """The kind of document its symbol stands for."""
        return next(
            (_KIND_OF_CODE[part] for part in re.split(r"[/.-]", self.symbol) if part in _KIND_OF_CODE), None
        )

    @property
    def is_compound(self) -> bool:
        """Whether the symbol alone shows that this numbers a document ("KH-UBND" and not "UBND")."""
        return self.has_year or any(joint in self.symbol for joint in "-/.")


def find_numbers(text: str) -> Iterator[NumberFound]:
    """Yield everything in `text` that is built like the number of a document."""
    for match in _NUMBER.finditer(text):
        if found := _found(text, match):
            yield found


def number_in_head(text: str) -> str | None:
    """Return the number that follows "Số:" in a letterhead, where the ordinal may still be blank."""
    match = _HEAD_NUMBER.match(text)
    if match and (found := _found(text, match)):
        return found.text
    bare = _BARE.match(text)
    return bare["ordinal"] if bare else None


def _found(text: str, match: re.Match[str]) -> NumberFound | None:
    symbol, end = _symbol_at(text, match.start("symbol"), match.end("symbol"))
    if not symbol:
        return None
    year = f"/{match['year']}" if match["year"] else ""
    mark = (match["mark"] or " ").replace("–", "-")
    number = f"{match['ordinal'] or ''}{year}{mark}{symbol}"
    return NumberFound(number, symbol, bool(year), match.start(), end)


def _symbol_at(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the longest true symbol in ``text[start:end]`` without spaces, and where it ends."""
    core = _core_at(text, start)
    if core is None:
        return "", start
    symbol, position = core, start + len(core)
    while (following := _NEXT_PART.match(text, position)) and following.start("part") < end:
        part = _core_at(text, following.start("part"))
        if part is None or (_is_dash_between_words(following["gap"]) and not _is_code(part, symbol)):
            break
        symbol += following["gap"].strip().replace("–", "-") + part
        position = following.start("part") + len(part)
    return symbol, position


def _is_code(part: str, symbol: str) -> bool:
    return part in _ISSUER_CODES or (symbol in _ISSUER_CODES and part.isupper() and len(part) > 1)


def _is_dash_between_words(gap: str) -> bool:
    return len(gap) > 2  # noqa: PLR2004  a space on either side


def _core_at(text: str, start: int) -> str | None:
    """Return the capitals of an abbreviation; None when they only open a word."""
    core = _CORE.match(text, start)
    return None if core is None or _opens_word(core) else core[0]


def _opens_word(core: re.Match[str]) -> bool:
    following = core.string[core.end() : core.end() + 1]
    return following.isupper() or (len(core[0]) == 1 and following.isalpha())
