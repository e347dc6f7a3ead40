"""Documents cited by number anywhere in a text, and laws cited by name and year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from thidua.core.dates import date_at
from thidua.core.parsing.document_numbers import KINDS, NumberFound, find_numbers
from thidua.core.parsing.letters import LOWER, UPPER
from thidua.core.parsing.passages import Passage
from thidua.core.parsing.reading import LegalBasisCited
from thidua.core.text import fold

_KIND = "|".join(KINDS)
_ANY_KIND = re.compile(rf"\b(?:{_KIND})\b", re.IGNORECASE)
_NOT_BETWEEN = re.compile(r"[.;:,()“”\"\d]")
_NUMBER_WORD = re.compile(r"\s*số\s?:?\s*$")
_MOST_CITATIONS = 4000
_DIGIT = re.compile(r"\d")
_NEAR_KIND = re.compile(rf"(?:{_KIND}|\bsố|\bVB|\bCV)\s*(?:số)?\s?:?\s*$", re.IGNORECASE)
_LOOK_BACK = 90
_ORDINALS = re.compile(r"(?<![\w/.,])(\d{1,4})\s*(?:,|;|và)\s*$")
_BARE_KINDS = (
    "Nghị quyết|Nghị định|Chỉ thị|Quyết định|Thông tư|Kết luận|Công văn|Công điện|Kế hoạch"
    "|Thông báo|Quy định|Hướng dẫn"
)
_BARE = re.compile(
    rf"\b(?P<kind>{_BARE_KINDS})\s+số\s?:?\s*(?P<number>\d{{1,5}})(?![\w/.,]|\s?[-–/]\s?[A-ZĐ])",
    re.IGNORECASE,
)
_BARE_SHORT = re.compile(
    r"\b(?P<kind>Nghị quyết|Nghị định|Chỉ thị|Quyết định|Thông tư|Kết luận)\s+(?P<number>\d{2,5})"
    r"(?=\s+(?:của|ngày|năm \d{4}|về)\b|[)”\";])"
)
_ISSUED_BY = re.compile(
    rf"\s*(?:,\s*)?(?:của\s+(?=[{UPPER}])|(?=(?:Thủ tướng|Chính phủ|Quốc hội|Bộ|Ban|[UỦ][ỷy] ban"
    "|UBND|HĐND|Hội đồng|Tỉnh|Đảng"
    r"|Huyện|Thành)\b))"
)
_ISSUER_END = re.compile(
    r"[,;.:()“”\"\n]|\s(?:về|v/v|quy định|phê duyệt|ban hành|hướng dẫn|thực hiện|triển khai"
    "|sửa đổi|kết luận|tổ chức|phát động"
    r"|đã|là|kèm|(?-i:và(?=\s["
    + LOWER
    + r"]))|và\s(?:các\s)?(?:"
    + _KIND
    + r")|trong|đẩy mạnh|tăng cường|tiếp tục|xây dựng|giao"
    r"|thông qua|nhiệm kỳ|khóa)\b",
    re.IGNORECASE,
)
_LONGEST_ISSUER = 110
_ALIAS = re.compile(r"\s*\([^()]{0,80}\)")
_LAW = re.compile(r"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?=[^\W\d_])")
_DATE_AHEAD = re.compile(r"(?:19|20)\d{2}|ngày")
_LAW_YEAR = re.compile(r",?\s+(?:\(?\s?năm\s+)?\(?(?P<year>(?:19|20)\d{2})\)?(?![\d/.-])|\s*,?\s*\(?ngày\s")
_LAW_NAME_END = re.compile(
    r"[;.:()“”\"\n]|\s(?:số|được|do|có hiệu lực)\s|,?\s(?:và|,)?\s?(?:các\s)?(?:Luật|Bộ luật"
    r"|Pháp lệnh|Nghị|Thông tư|Quyết định|Chỉ thị|Kế hoạch)\s"
)
_NO_NAME = re.compile(r"(?:này|và|đã|có|mới|quy định|được|của|sẽ|về|ra|do|năm|số|ngày|hiện hành|trên|chơi)\b")
_AMENDING = re.compile(r"sửa đổi,?\s*(?:và\s+)?bổ sung", re.IGNORECASE)
_NOT_IN_NAME = re.compile(
    r"(?<=\s)(?:kế hoạch|nghị định|nghị quyết|thông tư|các văn bản|trong|tại|từ|đến|được"
    "|theo quy định|là|phải|để|nhằm"
    r"|cho|khi|nếu|đã|này|trên|hằng|hàng)\b"
)
_MOST_NAME_WORDS = 34
_LONGEST_NAME = 260
_NUMBER_SOON = 60
_OWN_NUMBER = re.compile(r"[\d)]\s*,?\s*\(?số\s?:?\s*\d")
_OTHER_CITATION = re.compile(r";|\svà\s|,\s(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class _Law:
    name: str
    year: str
    end: int


def read_legal_bases(passages: Sequence[Passage], own_number: str | None) -> tuple[LegalBasisCited, ...]:
    """Return one entry per number, in the order of the text, the document's own number left out."""
    register = _Register(own_number)
    cited = chain.from_iterable(_in_order(passage) for passage in passages)
    for item in islice(cited, _MOST_CITATIONS):
        register.add(item)
    for item in islice(chain.from_iterable(map(_bare, passages)), _MOST_CITATIONS):
        register.add_bare(item)
    return register.items


def _in_order(passage: Passage) -> Sequence[LegalBasisCited]:
    if not _DIGIT.search(passage.text):
        return ()
    numbered = islice(_numbered(passage), _MOST_CITATIONS)
    return sorted([*numbered, *islice(_laws(passage), _MOST_CITATIONS)], key=lambda item: item.span.start)


class _Register:
    """Keeps the first citation of each document; laws are known by name as well."""

    def __init__(self, own_number: str | None) -> None:
        self._items: dict[str, LegalBasisCited] = {}
        self._keys = {_key(own_number)} if own_number else set()
        self._ordinals = {_ordinal(own_number)} if own_number else set()
        self._law_names: set[str] = set()

    @property
    def items(self) -> tuple[LegalBasisCited, ...]:
        return tuple(sorted(self._items.values(), key=lambda item: item.span.start))

    def add(self, item: LegalBasisCited) -> None:
        law = fold(item.name or "")
        key = _key(item.number) if item.number else f"{law} {item.date}"
        if key in self._items:
            self._items[key] = _completed(self._items[key], item)
        if key in self._keys or (item.number is None and law in self._law_names):
            return
        self._keys.add(key)
        if law:
            self._law_names.add(law)
        if item.number:
            self._ordinals.add(_ordinal(item.number))
        self._items[key] = item

    def add_bare(self, item: LegalBasisCited) -> None:
        """Add a document cited by its ordinal alone, unless a full number already stands for it."""
        if item.number and _ordinal(item.number) not in self._ordinals:
            self.add(item)


def _completed(first: LegalBasisCited, again: LegalBasisCited) -> LegalBasisCited:
    """Take issuer and date from a fuller citation further down."""
    return replace(first, issuer=first.issuer or again.issuer, date=first.date or again.date)


def _key(number: str) -> str:
    return re.sub(r"\s", "", fold(number)).lstrip("0").upper()


def _ordinal(number: str) -> str:
    return re.split(r"[/-]", number)[0].lstrip("0")


def _numbered(passage: Passage) -> Iterator[LegalBasisCited]:
    text = passage.text
    for number in find_numbers(text):
        before = text[max(0, number.start - _LOOK_BACK) : number.start]
        if not number.is_compound and not _NEAR_KIND.search(before):
            continue
        if _is_a_standard(before):
            continue
        yield from _listed_before(passage, number, before)
        yield _cited(passage, number, before)


def _is_a_standard(before: str) -> bool:
    return re.search(r"(?:QCVN|TCVN|ISO|QCĐP|TCCS)[\s\d:.-]{0,12}$", before) is not None


def _listed_before(passage: Passage, number: NumberFound, before: str) -> Iterator[LegalBasisCited]:
    """Complete the ordinals of "các Nghị quyết số 57, 59, 66 và 68-NQ/TW"."""
    ordinals: list[str] = []
    rest = before
    while listed := _ORDINALS.search(rest):
        ordinals.insert(0, listed[1])
        rest = rest[: listed.start()]
    if not ordinals or not re.search(r"số\s*:?\s*$", rest):
        return
    own = re.match(r"\d+[a-zđ]?", number.text)
    tail = number.text[own.end() :] if own else ""
    span = passage.span(number.start, number.end)
    for ordinal in ordinals:
        yield LegalBasisCited(number.kind, ordinal + tail, None, None, None, span)


def _cited(passage: Passage, number: NumberFound, before: str) -> LegalBasisCited:
    text = passage.text
    kind = _last_kind(before)
    named = _printed_kind(kind[0]) if kind else None
    law = None
    if kind and named in {"Luật", "Bộ luật", "Pháp lệnh"}:
        law = " ".join(_NUMBER_WORD.sub("", before[kind.start() :]).strip(" (,").split())
    issuer, date, end = _issuer_and_date(text, number.end)
    return LegalBasisCited(
        type=number.kind if named in {None, "Văn bản"} else named,
        number=number.text,
        issuer=issuer,
        date=date,
        name=law,
        span=passage.span(number.start - (len(before) - kind.start() if kind else 0), end),
    )


def _last_kind(before: str) -> re.Match[str] | None:
    """Return the word for the kind of document that the number belongs to; a law's name may stand between."""
    found = list(_ANY_KIND.finditer(before))
    if not found:
        return None
    last = found[-1]
    between = _NUMBER_WORD.sub("", before[last.end() :])
    is_law = last[0].lower() in {"luật", "bộ luật", "pháp lệnh"}
    return last if is_law or not _NOT_BETWEEN.search(between) else None


def _printed_kind(printed: str) -> str:
    return next(kind for kind in KINDS if kind.lower() == " ".join(printed.lower().split()))


def _issuer_and_date(text: str, start: int) -> tuple[str | None, str | None, int]:
    """Read "ngày 16/4/2024 của UBND huyện" behind a number, in either order."""
    issuer = date = None
    position = start
    for _ in range(2):
        alias = _ALIAS.match(text, position)
        after = alias.end() if alias else position
        after += len(text[after : after + 3]) - len(text[after : after + 3].lstrip(" ,"))
        if date is None and (found := date_at(text, after)):
            date, position = found.value.iso, found.end
        if issuer is None and (opener := _ISSUED_BY.match(text, position)):
            name = _issuer_at(text, opener.end())
            if name:
                issuer, position = name, opener.end() + len(name)
    return issuer, date, position


def _issuer_at(text: str, start: int) -> str:
    """Return the issuer that begins at `start`; empty when its end is not in sight."""
    furthest = start + _LONGEST_ISSUER
    if end := _ISSUER_END.search(text, start, furthest):
        return text[start : end.start()].strip()
    return text[start:].strip() if len(text) <= furthest else ""


def _bare(passage: Passage) -> Iterator[LegalBasisCited]:
    if not _DIGIT.search(passage.text):
        return
    for pattern in (_BARE, _BARE_SHORT):
        for match in pattern.finditer(passage.text):
            issuer, date, end = _issuer_and_date(passage.text, match.end())
            kind = _printed_kind(match["kind"])
            yield LegalBasisCited(kind, match["number"], issuer, date, None, passage.span(match.start(), end))


def _laws(passage: Passage) -> Iterator[LegalBasisCited]:
    text = passage.text
    position = next_date = 0
    while opener := _LAW.search(text, position):
        if next_date < opener.end():
            found = _DATE_AHEAD.search(text, opener.end())
            next_date = found.start() if found else len(text)
        law = _law_at(text, opener) if next_date < opener.start() + _LONGEST_NAME else None
        position = law.end if law else opener.end()
        if law:
            kind = opener["kind"]
            yield LegalBasisCited(kind, None, None, law.year, law.name, passage.span(opener.start(), law.end))


def _law_at(text: str, opener: re.Match[str]) -> _Law | None:
    """Return the law that opens here when a year or date follows its name and no number does."""
    amending = _AMENDING.match(text, opener.end())
    if not amending and _NO_NAME.match(text, opener.end()):
        return None
    limit = min(len(text), opener.start() + _LONGEST_NAME)
    when = _LAW_YEAR.search(text, opener.end(), limit)
    if when is None:
        return None
    name = " ".join(text[opener.start() : when.start()].split()).rstrip(" ,(")
    body = text[opener.end() : when.start()]
    if _breaks_off(body, is_amending=amending is not None) or len(name.split()) > _MOST_NAME_WORDS:
        return None
    soon = _OTHER_CITATION.split(text[when.start() : when.end() + _NUMBER_SOON], maxsplit=1)[0]
    if _OWN_NUMBER.search(soon):
        return None
    if when["year"]:
        return _Law(name, when["year"], when.end())
    found = date_at(text, text.index("ngày", when.start()))
    return _Law(name, found.value.iso, found.end) if found else None


def _breaks_off(body: str, *, is_amending: bool) -> bool:
    """Say whether between law and year another sentence has begun."""
    end = _LAW_NAME_END.search(body)
    if is_amending:
        return bool(re.search(r"[;.:“”\"]|\ssố\s\d", body))
    return end is not None or _NOT_IN_NAME.search(body) is not None
