"""Who signed: the block of authority, title and name at the foot of a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from thidua.core.parsing.frame import Cell, cells_of
from thidua.core.parsing.layout import Layout
from thidua.core.parsing.letters import UPPER
from thidua.core.parsing.naming import name_from_capitals, title_from_capitals

_AUTHORITY = re.compile(
    rf"(?:T/?M|TM|K/?T|T/?L|TUQ|T\.M)\s?[./]?\s+(?=[{UPPER}])|(?:TM|KT|TL|TUQ)\.(?=[{UPPER}])"
)
_TITLE_WORDS = (
    "CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|CHỦ NHIỆM|VỤ TRƯỞNG|CỤC TRƯỞNG|BỘ TRƯỞNG"
    "|THỨ TRƯỞNG|THỦ TƯỚNG|TỔNG|VIỆN TRƯỞNG|TRẠM TRƯỞNG|THÔN TRƯỞNG|TỔ TRƯỞNG|ỦY VIÊN"
    "|CHỈ HUY TRƯỞNG|CHI CỤC TRƯỞNG|CỤM TRƯỞNG|KHỐI TRƯỞNG|TỔNG BÍ THƯ"
)
_TITLE = re.compile(
    rf"(?:(?:Q\.\s?|QUYỀN\s|PHÓ\s|P\.\s?|NGUYÊN\s){{0,2}}(?:TỔNG\s)?(?:{_TITLE_WORDS}))(?:\s|$|[,;:])"
)
_BODY = re.compile(
    "(?:[UỦ][YỶ] BAN|UBND|HỘI ĐỒNG|HĐND|BAN THƯỜNG|BAN CHẤP HÀNH|ĐẢNG|CHI [UỦ][YỶ]|MẶT TRẬN|ĐOÀN"
    "|HỘI|CHÍNH PHỦ|XÃ|PHƯỜNG"
    r"|HUYỆN|TỈNH|THÀNH PHỐ|THỊ|ĐẠI HỘI)\b"
)
_OPENS = re.compile(rf"{_AUTHORITY.pattern}|{_TITLE.pattern}")
_DEGREES = re.compile(r"(?:(?:GS|PGS|TS|ThS|BS|Đ/c|Ông|Bà|CN|KS)(?:\s?\.\s*|\s+))+(?=\w)")
_CAPITAL = re.compile(rf"(?<=\s)(?=[{UPPER}])")
_NAME_WORD = re.compile(rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?")
_FAMILY_NAME = re.compile(
    "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|LÝ|ĐINH|ĐOÀN|LƯƠNG|TRỊNH"
    "|MAI|TÔ|HÀ|CAO|TẠ|THÁI|CHÂU|LÂM|KIỀU|QUÁCH|LA|LÒ|VÀNG|GIÀNG|SÙNG|THÀO|NÔNG|MA|VI|LỮ|LÔ|HỨA"
    "|TỐNG|CHU|TRIỆU|DIỆP|TỪ|THẠCH|SƠN|KIM|DANH|VIÊN|NGHIÊM|PHÙNG|TĂNG|TRƯƠNG|ĐÀO|ĐÀM|PHÍ|NHỮ"
    "|KHUẤT|UÔNG|BẠCH|ÔNG|THÂN|VƯƠNG|LƯU|LỤC|LƯỜNG|CẦM|QUÀNG|HẠNG|HỜ|SA|BẾ|ĐIỂU|RƠ|KSOR|SIU|RCOM"
    "|Y|H|CHẢO|TẨN|LÙ|VƯỜNG|XA|MÙA|ĐỒNG|NGỌ|CUNG|CÙ|KHỔNG|MẠC|ÂU|DOÃN|HOA|TIÊU|GIANG|BÀN|MẪN"
    "|THIỀU"
)
_CAPITAL_IN_TITLE = re.compile(r"^(?:Phó|Q\.|Quyền)\s+\w|\st(?=hường trực)")
_LEVEL_LINE = re.compile(r"(?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|QUẬN|ĐẶC KHU)\s")
_SIGNED = re.compile(r"\W*(?:đã ký|ký tên|ký, ghi rõ|daky|\[?\s*đã ký số).*", re.IGNORECASE)
_BEFORE, _AFTER = 14, 45
_LONGEST = 170
_NAME_WORDS = range(2, 7)
_MOST_BLOCKS = 4
_QUICK = re.compile(r"TỊCH|THƯ|ĐỐC|TRƯỞNG|CHÁNH|NHIỆM|VIÊN|TƯỚNG|TỔNG|(?:TM|T/M|KT|TL|TUQ|Q)\b|Lưu")


@dataclass(frozen=True, slots=True)
class Signature:
    """Names and titles as printed at the foot, several joined by "; ", and the body they sign for."""

    signer: str | None = None
    title: str | None = None
    on_behalf_of: str | None = None


def opens_signature(text: str) -> bool:
    """Say whether `text` is a line of authority, title or body in capitals."""
    first = " ".join(text.split()[:4])
    return bool(_OPENS.match(text)) or (first.isupper() and _BODY.match(text) is not None)


def looks_like_name(text: str) -> bool:
    """Say whether `text` is the name of a person, and nothing else."""
    words = _DEGREES.sub("", text, count=1).strip(" ./").split()
    if len(words) not in _NAME_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    if _FAMILY_NAME.fullmatch(words[0].upper()):
        return not text.isupper() or not _BODY.match(text)
    return not text.isupper() and all(word[1:].islower() or len(word) == 1 for word in words)


def split_signature(text: str) -> tuple[str, str]:
    """Part a line at the signature that was run into it: "- Như trên; KT. CHỦ TỊCH"."""
    if opens_signature(text):
        return "", text
    for match in _CAPITAL.finditer(text[:_LONGEST]):
        rest = text[match.start() :]
        if _OPENS.match(rest) and rest.split()[0].isupper() and " ".join(rest.split()[:2]).isupper():
            return text[: match.start()].strip(), rest
        if re.search(r"Lưu\b[^.]*\.$", text[: match.start()].rstrip()) and looks_like_name(rest):
            return text[: match.start()].strip(), rest
    return text, ""


def read_signature(layout: Layout, recipients_at: int | None) -> Signature:
    """Read the last block that has a name; without one the body it would sign for."""
    found: list[Signature] = []
    for first, last in islice(_blocks(layout, recipients_at), _MOST_BLOCKS):
        begin = first if recipients_at is None else min(first, recipients_at)
        found.append(_read_block(list(cells_of(layout, begin, last + _AFTER))))
        if found[-1].signer:
            return found[-1]
    return next(iter(found), Signature())


def _blocks(layout: Layout, recipients_at: int | None) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of what may be signatures, from the end of the text upwards."""
    earliest = 0 if recipients_at is None else max(0, recipients_at - _BEFORE)
    first = last = None
    for index in range(len(layout.lines) - 1, earliest - 1, -1):
        if not _is_anchor(layout.lines[index].text):
            continue
        if first is not None and last is not None and (first - index > _BEFORE or last - index > _AFTER):
            yield first, last
            last = None
        first, last = index, index if last is None else last
    if first is not None and last is not None:
        yield first, last
    elif recipients_at is not None:
        yield recipients_at, recipients_at


def _is_anchor(text: str) -> bool:
    if len(text) >= _LONGEST or not _QUICK.search(text):
        return False
    return bool(_OPENS.match(text) and " ".join(text.split()[:2]).isupper()) or bool(split_signature(text)[1])


def _read_block(cells: Sequence[Cell]) -> Signature:
    state = _Block()
    for cell in cells:
        _, text = split_signature(cell.text)
        if not text and looks_like_name(cell.text) and not cell.text.startswith(("-", "–")):
            text = cell.text
        if text and not _SIGNED.fullmatch(text):
            state.read(text, cell.column)
    return state.finished()


class _Block:
    """Walks down the foot, remembering per column which title waits for its name."""

    def __init__(self) -> None:
        self._titles: dict[int, str] = {}
        self._last: str | None = None
        self._has_authority = False
        self._body: str | None = None
        self._signers: list[tuple[str, str]] = []

    def read(self, text: str, column: int) -> None:
        capitals, name = _without_name(text)
        for title in _titles_in(capitals):
            self._titles[column] = self._last = title
        if authority := _AUTHORITY.match(capitals):
            self._has_authority = True
            rest = capitals[authority.end() :]
            if _BODY.match(rest) and self._body is None:
                self._body = _body_alone(rest)
        elif self._body and _LEVEL_LINE.match(capitals) and not self._last:
            self._body = f"{self._body} {capitals}"
        own_title = self._titles.pop(column, None) if name else None
        if name and (title_of_name := own_title or self._last):
            self._signers.append((name, title_of_name))
        elif name and self._has_authority and not self._signers:
            self._signers.append((name, ""))

    def finished(self) -> Signature:
        names = "; ".join(name for name, _ in self._signers)
        titles = "; ".join(title for _, title in self._signers if title)
        body = name_from_capitals(self._body) if self._body else None
        return Signature(names or None, titles or None, body)


def _without_name(text: str) -> tuple[str, str]:
    """Part capitals from the name behind them."""
    if looks_like_name(text):
        return "", _spelled(text)
    words = text.split()
    cut = len(words)
    while cut and not words[cut - 1].isupper() and _NAME_WORD.fullmatch(words[cut - 1]):
        cut -= 1
    name = " ".join(words[cut:])
    if looks_like_name(name):
        return " ".join(words[:cut]), _spelled(name)
    return text, ""


def _spelled(name: str) -> str:
    name = _DEGREES.sub("", name, count=1).strip(" ./")
    return " ".join(word.capitalize() for word in name.split()) if name.isupper() else name


def _titles_in(capitals: str) -> Iterator[str]:
    """Yield the titles of a line in order; the last one is the signer's own."""
    without = re.sub(rf"\b{_AUTHORITY.pattern}", "\n", capitals)
    for part in without.split("\n"):
        position = 0
        while match := _TITLE.search(part, position):
            following = _TITLE.search(part, match.end())
            end = following.start() if following else len(part)
            if not (match.start() and part[match.start() - 1].isalpha()):
                yield _title_case(part[match.start() : end])
            position = max(end, match.end())


def _title_case(title: str) -> str:
    name = title_from_capitals(title.strip(" ,;:"))
    name = re.sub(r"^P\.\s*(?=\w)", "Phó ", re.sub(r"^Q\.\s*(?=\w)", "Q. ", name))
    return _CAPITAL_IN_TITLE.sub(lambda match: match[0][:-1] + match[0][-1].upper(), name)


def _body_alone(rest: str) -> str:
    title = _TITLE.search(rest)
    return rest[: title.start()].strip(" ,") if title else rest.strip()
