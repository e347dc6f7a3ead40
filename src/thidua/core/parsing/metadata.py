"""The frame of an administrative document as NĐ 30/2020 and the party's rules set it."""

import re
from collections import Counter
from dataclasses import dataclass

from thidua.core.dates import PartialDate
from thidua.core.parsing.addressing import read_addressees, read_recipients, recipients_line
from thidua.core.parsing.document_numbers import KINDS, number_in_head
from thidua.core.parsing.layout import Layout
from thidua.core.parsing.letterhead import Letterhead, place_and_date_in, read_letterhead
from thidua.core.parsing.letters import UPPER
from thidua.core.parsing.naming import LEVELS, name_from_capitals, sentence_from_capitals, spell_out
from thidua.core.parsing.reading import Doubt, Metadata
from thidua.core.parsing.signatures import Signature, read_signature

_FOOT_LINES = 70
_LONGEST_TITLE = 220
_OPENING = 1500
_SCANNED = 60_000
_KIND_WORDS = "|".join(
    kind for kind in KINDS if kind not in {"Luật", "Lệnh", "Văn bản", "Bộ luật", "Pháp lệnh"}
)
_TITLE = re.compile(
    rf"(?P<kind>{_KIND_WORDS})\s+(?:(?:V/v|về việc|về)\s+)?(?P<subject>[^.?!:]{{12,200}})$", re.IGNORECASE
)
_BODY_FOLLOWS = re.compile(
    "(?:Căn cứ|Thực hiện|Thi hành|Triển khai|Theo|Xét|Quán triệt|Để|Nhằm|Trong|Năm|Qua|Tiếp tục"
    "|Điều|Phần|Kính g[ửở]i"
    "|[UỦ][YỶỷy] (?:ban|BAN)|UBND|HĐND|Hội đồng|HỘI ĐỒNG|Chủ tịch|CHỦ TỊCH|Ban |BAN |Đảng|ĐẢNG"
    "|Giám đốc|Bộ trưởng|Thủ tướng"
    r"|[IVX]{1,4}\s?[.)/-]|[A1]\s?[.)/-])"
)
_TITLE_NUMBER = re.compile(rf"(?:^|\s[—–-]\s)(?P<kind>{_KIND_WORDS})\s+số:?\s+(?P<number>\S.*)$")
_BODY = (
    "(?P<body>[UỦ][ỷỶỦủ]?[ỷỶyỳ]? ban nhân dân|UBND|Hội đồng nhân dân|HĐND|Ban Thường vụ"
    "|Ban Chấp hành|Đảng ủy|Tỉnh ủy|Huyện ủy)"
)
_SPEAKS_ALONE = re.compile(
    rf"(?P<name>(?:Chủ tịch\s+)?{_BODY}[^.,;:]{{0,60}}?"
    r"|(?:Ủy ban Thường vụ )?Quốc hội|(?:Thủ tướng )?Chính phủ)"
    r"(?:\s+kh[óo][áa]\s.*|\s+điện\s*:?)?",
    re.IGNORECASE,
)
_TOP_LINES = 8
_ACTS = (
    "yêu cầu|chỉ thị|ban hành|xây dựng|phát động|quyết định|quyết nghị|đề nghị|triển khai"
    "|thông báo|báo cáo|tổ chức|lưu ý"
)
_NAME = rf"(?:\s+(?:Tỉnh|Huyện|Thành|Thị|Quận|Đảng) ủy)?(?:\s+(?-i:[{UPPER}])[^\W\d_]*){{0,4}}"
_PROPER = rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{0,3}}"
_BODY_ALONE = re.compile(rf"{_BODY}[^.,;:]{{0,60}}", re.IGNORECASE)
_ACTING = re.compile(
    rf"{_BODY}(?P<level>(?:\s+(?:{'|'.join(LEVELS)}))?{_NAME})\s+(?:{_ACTS})\b", re.IGNORECASE
)
_OF_BODY = re.compile(
    rf"(?:của\s+)?{_BODY}(?P<level>[^,;(]{{4,80}}?)\s+(?:trình|tại|khóa|nhiệm kỳ)\b", re.IGNORECASE
)
_ISSUED_WITH = re.compile(rf"\([Bb]an hành kèm theo [^()]{{0,160}} của {_BODY}(?P<level>[^()]{{0,60}})\)")
_UBND_LEVEL = re.compile(rf"(?:UBND|[UỦ][ỷy] ban nhân dân)\s+({'|'.join(LEVELS)})\b", re.IGNORECASE)
_CODE_BODIES = (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"))


@dataclass(frozen=True, slots=True)
class MetadataRead:
    """The frame and what is doubtful in it."""

    metadata: Metadata
    doubts: tuple[Doubt, ...] = ()


def read_metadata(layout: Layout) -> MetadataRead:
    """Read head and foot; an article without either gives nothing rather than a guess."""
    head = read_letterhead(layout)
    if not _has_frame(head):
        head = _head_of_bare_title(layout) or head
    recipients_at = recipients_line(layout)
    signature = read_signature(layout, recipients_at)
    addressees = read_addressees(layout)
    place, date = _place_and_date(layout, head, is_document=_has_frame(head) or signature.signer is not None)
    issuer = head.issuer or _issuer_from(layout, head, signature, place)
    metadata = Metadata(
        issuer=issuer,
        number=head.number,
        place=place,
        date=date.iso if date else None,
        type=head.kind or _kind_of_letter(head, addressees),
        subject=head.subject,
        signer=signature.signer,
        signer_title=signature.title,
        addressees=addressees,
        recipients=read_recipients(layout),
    )
    return MetadataRead(metadata, tuple(_doubts(metadata, head)))


def _has_frame(head: Letterhead) -> bool:
    return bool(head.has_number_line or head.kind or head.issuer or head.has_subject_line)


def _head_of_bare_title(layout: Layout) -> Letterhead | None:
    """Read a first line that is the title of a document whose head was cut off."""
    first = layout.paragraphs[0].text if layout.paragraphs else ""
    if len(first) > _LONGEST_TITLE:
        return None
    if (numbered := _TITLE_NUMBER.search(first)) and (number := number_in_head(numbered["number"])):
        about = re.search(r"(?:về việc|về)\s+(.{12,})$", numbered["number"])
        subject = about[1].rstrip(" .") if about else None
        return Letterhead(number=number, kind=_kind(numbered["kind"]), subject=subject)
    title = _TITLE.match(first)
    if title is None or not _opens_document(layout, _kind(title["kind"])):
        return None
    return Letterhead(kind=_kind(title["kind"]), subject=sentence_from_capitals(title["subject"].strip()))


def _opens_document(layout: Layout, kind: str) -> bool:
    """Say whether what follows the first line speaks as a document, and not about one."""
    start = layout.paragraphs[0].end
    is_about_one = re.search(
        rf"ban hành (?:\S+ )?{kind} (?:số|về)", layout.text[start : start + _OPENING], re.IGNORECASE
    )
    follows = layout.text[start : start + _OPENING].lstrip(" \n*#_-|")
    return is_about_one is None and _BODY_FOLLOWS.match(follows) is not None


def _kind(printed: str) -> str:
    return next(kind for kind in KINDS if kind.lower() == printed.lower())


def _kind_of_letter(head: Letterhead, addressees: tuple[str, ...]) -> str | None:
    is_letter = bool(addressees) and (head.has_subject_line or head.has_number_line)
    return "Công văn" if is_letter or (head.has_subject_line and head.has_number_line) else None


def _place_and_date(
    layout: Layout, head: Letterhead, *, is_document: bool
) -> tuple[str | None, PartialDate | None]:
    """Take place and date from the head, or from a line of their own above the signature."""
    if head.date or not is_document:
        return head.place, head.date
    for line in reversed(layout.lines[-_FOOT_LINES:]):
        found = place_and_date_in(line.text) if len(line.text) < _LONGEST_TITLE else None
        if found and found[0]:
            return found
    return head.place, head.date


def _issuer_from(layout: Layout, head: Letterhead, signature: Signature, place: str | None) -> str | None:
    """Infer the issuer of a document whose head does not name it."""
    body = signature.on_behalf_of or (_body_of_code(head.number) if head.number else None)
    text = layout.text[:_SCANNED]
    if body and any(f" {level} " in f"{body} " for level in LEVELS):
        return body
    if body:
        level = _own_level(text)
        return " ".join(part for part in (body, level, place if level else None) if part)
    named = _OF_BODY.match(head.subject or "") or _ISSUED_WITH.search(text[:_OPENING])
    if head.kind and named:
        return spell_out(named["body"] + named["level"])
    if not head.kind or head.number:
        return None
    acting = _ACTING.search(text)
    name = _alone_after_title(layout) or (acting["body"] + acting["level"] if acting else None)
    return _with_place(spell_out(name), text) if name else None


def _alone_after_title(layout: Layout) -> str | None:
    """Return a body that stands alone under the title, as in texts of decisions whose head was cut off."""
    for line in layout.lines[1:3]:
        if _BODY_ALONE.fullmatch(line.text):
            return name_from_capitals(line.text)
    for line in layout.lines[1:_TOP_LINES]:
        found = _SPEAKS_ALONE.fullmatch(line.text)
        if found and found["name"].isupper():
            return re.sub(r"^Chủ tịch\s+(?=\S+ ban)", "", name_from_capitals(found["name"]))
    return None


def _with_place(name: str, text: str) -> str:
    """Complete "Ủy ban nhân dân tỉnh" with the place whose area the text speaks of."""
    level = next((level for level in LEVELS if name.endswith(f" {level}")), None)
    if level is None:
        return name
    places = Counter(match[1] for match in re.finditer(rf"địa bàn {level} ({_PROPER})", text))
    return f"{name} {places.most_common(1)[0][0]}" if places else name


def _body_of_code(number: str) -> str | None:
    return next((body for code, body in _CODE_BODIES if code in re.split(r"[/-]", number)), None)


def _own_level(text: str) -> str | None:
    """The level most often named with the people's committee: a commune speaks mostly of itself."""
    counted = Counter(match[1].lower() for match in _UBND_LEVEL.finditer(text))
    return counted.most_common(1)[0][0] if counted else None


def _doubts(metadata: Metadata, head: Letterhead) -> list[Doubt]:
    doubts: list[Doubt] = []
    if head.has_number_line and (metadata.number is None or not metadata.number[0].isdigit()):
        doubts.append(Doubt("number_blank", "Số văn bản còn để trống. Văn bản đã được cấp số chưa?"))
    if metadata.date is not None and len(metadata.date) < len("2024-04-05"):
        doubts.append(
            Doubt("date_incomplete", "Ngày ban hành chưa đủ ngày, tháng. Văn bản ban hành ngày nào?")
        )
    if metadata.issuer and not head.issuer:
        question = (
            f"Phần đầu văn bản không ghi cơ quan ban hành; đọc là “{metadata.issuer}” từ phần ký. Đúng không?"
        )
        doubts.append(Doubt("issuer_inferred", question))
    return doubts
