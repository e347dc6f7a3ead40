"""The head of a document: who issues it, under what number, where and when, of what kind, about what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.dates import PartialDate, find_dates
from thidua.core.parsing.document_numbers import KINDS, number_in_head
from thidua.core.parsing.frame import Cell, cells_of
from thidua.core.parsing.layout import Layout
from thidua.core.parsing.naming import LEVELS, name_from_capitals, sentence_from_capitals
from thidua.core.text import fold

_HEAD_LINES = 70
_LONGEST_HEAD_CELL = 260
_LONGEST_SUBJECT = 700
_LONGEST_KIND = 4
_NUMBER_MARK = re.compile(r"(?:^|\s)(?:Số|SỐ)\s?[:.;]?\s*(?=[\d.…_/\-–\s]|$)")
_KIND_NUMBER = re.compile(rf"({'|'.join(KINDS)})\s+số\s?:\s*", re.IGNORECASE)
_ABOUT = re.compile(r"(?:V/v|V/V|v/v|Về việc|VỀ VIỆC|về việc)\s*:?\s*(?=\w|$)")
_ABOUT_SHORT = re.compile(r"(?:Về|VỀ|về)\s+(?!đích|nguồn|quê|ĐÍCH|NGUỒN|QUÊ)")
_ABOUT_INLINE = re.compile(r"\s(?:V/v|V/V)\s*:?\s*(?=\w)")
_PLACE = re.compile(r"(?:[^\W\d_][\w.'’]*\s?(?:-\s?)?){1,6}$")
_NUMBERED_PLACE = re.compile(r"(?:Quận|Phường) \d{1,2}(?=,$)")
_KIND_KEYS = {fold(kind).replace(" ", ""): kind for kind in KINDS if kind not in {"Luật", "Lệnh", "Văn bản"}}
_KIND_KEYS["thu"] = "Thư"
_KIND_OPENS = re.compile(
    rf"(?:{'|'.join(kind.upper() for kind in KINDS)})(?=[\s:]|$)|THƯ(?=\s(?:CỦA|CHÚC\sMỪNG|KHEN|GỬI)\s)"
)
_ISSUER_NOUN = re.compile(
    "(?:[UỦ][YỶ] BAN|UBND|HỘI ĐỒNG|HĐND|ĐẢNG|TỈNH [UỦ][YỶ]|HUYỆN [UỦ][YỶ]|THÀNH [UỦ][YỶ]"
    "|THỊ [UỦ][YỶ]|QUẬN [UỦ][YỶ]"
    r"|BAN|SỞ|PHÒNG|CHI CỤC|CỤC|BỘ|MẶT TRẬN|MTTQ|UBMTTQ|HỘI|ĐOÀN|LIÊN ĐOÀN|CÔNG ĐOÀN|TRƯỜNG|TRUNG TÂM|CÔNG AN"
    "|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|VĂN PHÒNG|CHI BỘ|THÔN|TỔ|TRẠM|CỤM|KHỐI|BCH|BTV|THANH TRA|VIỆN"
    r"|HỢP TÁC XÃ|HTX)\b"
)
_OPEN_BODY = re.compile(r"(?:BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|[UỦ][YỶ] BAN|HỘI ĐỒNG|BCH|BTV)$")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s?[.)/]\s|Điều \d|Phần |PHẦN |ĐIỀU ")
_BODY_OPENS = re.compile(
    "(?:Căn cứ|Thực hiện|Thi hành|Triển khai|Theo|Xét|Quán triệt|Để|Nhằm|Trong|Năm|Ngày|Qua|Sau"
    "|Tiếp tục|Hưởng ứng"
    r"|Chủ tịch|UBND|Ủy ban|Uỷ ban|Kính g[ửở]i|Phát huy|Trên cơ sở|Hôm nay|Chúng tôi|Thưa)\b"
)
_HANGING = re.compile(
    r"(?:\b(?:của|và|về|các|cho|với|trong|năm|giai đoạn|tại|do|theo|nhiệm vụ|phát động|thực hiện)|[,\-–])$",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    "(?:CHỦ TỊCH|GIÁM ĐỐC|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|HỘI ĐỒNG NHÂN DÂN|[UỦ][YỶ] BAN|UBND"
    r"|THỦ TƯỚNG|QUỐC HỘI|BỘ TRƯỞNG|TỈNH [UỦ][YỶ]|ĐẢNG [UỦ][YỶ]|HIỆU TRƯỞNG)\b"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head shows; `body_line` is the first line behind it."""

    issuer: str | None = None
    number: str | None = None
    place: str | None = None
    date: PartialDate | None = None
    kind: str | None = None
    subject: str | None = None
    has_number_line: bool = False
    has_subject_line: bool = False


def read_letterhead(layout: Layout) -> Letterhead:
    """Read the head; what stands in no known place stays None."""
    cells = list(cells_of(layout, 0, _head_end(layout)))
    cells = cells[_page_title(cells) :]
    title = _title_at(cells)
    number_at, number = _number(cells, len(cells) if title is None else title)
    place, date = _place_and_date(cells)
    about = _about_at(cells, title)
    kind, subject = (None, None) if title is None else _kind_and_subject(cells, title)
    if title is None and about is not None:
        subject = _subject_of_letter(cells, about)
    limit = min(at for at in (title, about, _dear_at(cells), len(cells)) if at is not None)
    has_frame = number_at is not None or title is not None or date is not None
    issuer = _issuer(cells[:limit]) if has_frame else None
    return Letterhead(issuer, number, place, date, kind, subject, number_at is not None, about is not None)


def place_and_date_in(text: str) -> tuple[str | None, PartialDate] | None:
    """Read a line "Cẩm Lĩnh, ngày 05 tháng 4 năm 2024"; None for a line that says more or less."""
    return _place_in(text)


def _head_end(layout: Layout) -> int:
    """Return the line where the body has surely begun."""
    for index, line in enumerate(layout.lines[:_HEAD_LINES]):
        if index and (_SECTION.match(line.text) or len(line.text) > 3 * _LONGEST_HEAD_CELL):
            return index + 1
    return _HEAD_LINES


def _page_title(cells: Sequence[Cell]) -> int:
    """Return how many cells on top only repeat the title of the document below, as web pages print it."""
    title = _title_at(cells)
    if title is None or (marked := _number(cells, len(cells))[0]) is None or marked < title:
        return 0
    return title + 1 if _title_at(cells[marked + 1 :]) is not None else 0


def _title_at(cells: Sequence[Cell]) -> int | None:
    """Find the name of the kind standing alone, or opening in capitals a line with the subject."""
    for index, cell in enumerate(cells):
        key = fold(cell.text).replace(" ", "").strip(":.*")
        if key in _KIND_KEYS and (cell.is_in_capitals or len(cell.text.split()) <= _LONGEST_KIND):
            return index
        if (
            len(cell.text) <= _LONGEST_HEAD_CELL
            and _KIND_OPENS.match(cell.text)
            and _follows_blank(cell, index)
        ):
            return index
        if _KIND_NUMBER.match(cell.text):
            continue
        if (
            _dear(cell.text)
            or cell.text.startswith(("Căn cứ", "Xét "))
            or (len(cell.text) > _LONGEST_HEAD_CELL and index)
        ):
            return None
    return None


def _follows_blank(cell: Cell, index: int) -> bool:
    return index == 0 or cell.blank_before > 0 or cell.column == 0


def _number(cells: Sequence[Cell], limit: int) -> tuple[int | None, str | None]:
    for index, cell in enumerate(cells[:limit]):
        mark = _NUMBER_MARK.search(cell.text) or _KIND_NUMBER.match(cell.text)
        if mark and len(cell.text) <= _LONGEST_HEAD_CELL:
            rest = cell.text[mark.end() :]
            if not rest and index + 1 < len(cells):
                rest = cells[index + 1].text
            return index, number_in_head(rest)
    return None, None


def _place_and_date(cells: Sequence[Cell]) -> tuple[str | None, PartialDate | None]:
    for index, cell in enumerate(cells):
        if len(cell.text) > _LONGEST_HEAD_CELL:
            continue
        texts = [cell.text]
        if "ngày" in cell.text and index + 1 < len(cells):
            texts.append(f"{cell.text} {cells[index + 1].text}")
        for text in texts:
            if found := _place_in(text[:_LONGEST_HEAD_CELL]):
                return found
    return None, None


def _place_in(text: str) -> tuple[str | None, PartialDate] | None:
    """Return place and date of a line that ends in a date, the place before its comma."""
    for found in find_dates(text):
        before, after = text[: found.start].rstrip(), text[found.end :].strip(" .*)|_-–")
        has_word = text[found.start :].lower().startswith("ngày")
        if before.lower().endswith("ngày"):
            before, has_word = before[:-4].rstrip(), True
        if not has_word or (after and not _ABOUT.match(after)):
            continue
        if not before:
            return None, found.value
        place = _PLACE.search(before[:-1]) if before.endswith(",") else None
        numbered = _NUMBERED_PLACE.search(before)
        words = _capitalised_tail(place[0]) if place else numbered[0] if numbered else ""
        if words:
            return words, found.value
    return None


def _capitalised_tail(text: str) -> str:
    """Return the name at the end of `text`: words that begin with a capital but are not all capitals."""
    words = text.split()
    kept: list[str] = []
    for word in reversed(words):
        is_symbol = word[1:2].isupper() and not word.startswith("TP")
        if not word[0].isupper() or is_symbol:
            break
        kept.append(word)
    if not kept and words and text.isupper():
        return name_from_capitals(text)
    lead = " ".join(words[: len(words) - len(kept)]).lower()
    prefix = f"{lead} " if lead in LEVELS else ""
    return prefix + " ".join(reversed(kept))


def _about_at(cells: Sequence[Cell], title: int | None) -> int | None:
    limit = len(cells) if title is None else title
    number_at = _number(cells, limit)[0] if title is None and _dear_at(cells) is not None else None
    for index, cell in enumerate(cells[:limit]):
        if number_at is not None and index == number_at + 1 and _ABOUT_SHORT.match(cell.text):
            return index
        if _ABOUT.match(cell.text) or _ABOUT_INLINE.search(cell.text[:_LONGEST_HEAD_CELL]):
            return index
        if _dear(cell.text):
            return None
    return None


def _dear_at(cells: Sequence[Cell]) -> int | None:
    return next((index for index, cell in enumerate(cells) if _dear(cell.text)), None)


def _dear(text: str) -> bool:
    return text.lower().startswith(("kính gửi", "kính gởi"))


def _subject_of_letter(cells: Sequence[Cell], at: int) -> str | None:
    """Collect the lines under "V/v" until a blank line, the date line or "Kính gửi"."""
    first = cells[at]
    mark = _ABOUT.match(first.text) or _ABOUT_INLINE.search(first.text)
    parts = [first.text[mark.end() :] if mark else first.text]
    line = first.line
    for cell in cells[at + 1 :]:
        if cell.line == first.line or (cell.line == line and cell.column != first.column):
            continue
        if cell.blank_before or _dear(cell.text) or cell.is_in_capitals or cell.line > line + 1:
            break
        if _place_in(cell.text) or cell.column != first.column:
            if cell.column == first.column and cell.line == line + 1:
                break
            continue
        parts.append(cell.text)
        line = cell.line
    return _subject(" ".join(parts))


def _kind_and_subject(cells: Sequence[Cell], at: int) -> tuple[str | None, str | None]:
    cell = cells[at]
    kind = _KIND_KEYS.get(fold(cell.text).replace(" ", "").strip(":.*"))
    if kind:
        return kind, _subject_under(cells, at)
    opener = _KIND_OPENS.match(cell.text)
    if opener is None:
        return None, None
    kind = _KIND_KEYS.get(fold(opener[0]).replace(" ", ""))
    rest = cell.text[opener.end() :].strip(" :")
    if rest.startswith("CỦA "):
        return kind, None
    return kind, _subject(" ".join([rest, *_subject_lines(cells, at, rest)]))


def _subject_under(cells: Sequence[Cell], at: int) -> str | None:
    return _subject(" ".join(_subject_lines(cells, at, "")))


def _subject_lines(cells: Sequence[Cell], at: int, before: str) -> list[str]:
    parts: list[str] = []
    length = 0
    for cell in cells[at + 1 :]:
        text = cell.text
        if not before and cell.is_in_capitals and text.startswith("CỦA "):
            continue
        if text.startswith("(") and parts and text.endswith(")"):
            break
        if not _goes_on(cell, before, is_first=not before) or length > _LONGEST_SUBJECT:
            break
        parts.append(text)
        before = text
        length += len(text)
    return parts


def _goes_on(cell: Cell, before: str, *, is_first: bool) -> bool:
    """Say whether the line belongs to the subject that so far ends with `before`."""
    text = cell.text
    if _SECTION.match(text) or _dear(text) or _NUMBER_MARK.match(text) or _place_in(text):
        return False
    if is_first:
        return not (_AUTHORITY.match(text) and cell.is_in_capitals) and not text.startswith("Căn cứ")
    if cell.is_in_capitals != before.isupper():
        return False
    hangs = _HANGING.search(before) is not None
    is_small = text[0].islower() and len(text) < _LONGEST_HEAD_CELL
    if cell.blank_before:
        return is_small or hangs
    return is_small or (text[-1] not in ".;:" and (hangs or not _opens_body(cell)))


def _opens_body(cell: Cell) -> bool:
    """Say whether the line opens the body of the document, or names the authority that speaks in it."""
    if len(cell.text) > _LONGEST_HEAD_CELL or _BODY_OPENS.match(cell.text):
        return True
    return cell.is_in_capitals and _AUTHORITY.match(cell.text) is not None


def _subject(text: str) -> str | None:
    """Return the subject on one line, without "V/v" and without a closing stop."""
    text = " ".join(text.split())
    mark = _ABOUT.match(text) or _ABOUT_SHORT.match(text)
    text = (text[mark.end() :] if mark else text).strip(" .*:;")
    return sentence_from_capitals(text[:_LONGEST_SUBJECT]) if text else None


def _issuer(cells: Sequence[Cell]) -> str | None:
    """Return the last body named in capitals above the number: the first is its superior."""
    groups: list[list[str]] = []
    for cell in cells:
        text = _NUMBER_MARK.split(cell.text)[0].strip(" -–*")
        if not text.isupper() or len(text) > _LONGEST_HEAD_CELL or not text[0].isalpha():
            continue
        if not groups or (_ISSUER_NOUN.match(text) and not _is_open_name(groups[-1])):
            groups.append([])
        groups[-1].append(text)
    named = [" ".join(group) for group in groups if _ISSUER_NOUN.match(group[0])]
    return name_from_capitals(named[-1]) if named else None


def _is_open_name(group: Sequence[str]) -> bool:
    return _OPEN_BODY.search(" ".join(group)) is not None
