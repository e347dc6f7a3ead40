"""The movements a text names, and the one it launches itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from thidua.core.dates import find_dates
from thidua.core.parsing.document_numbers import find_numbers
from thidua.core.parsing.passages import Passage
from thidua.core.parsing.reading import Metadata, MovementNamed, Span
from thidua.core.parsing.theme import QUOTED
from thidua.core.text import fold

_WORD = (
    r"(?:(?:các\s+)?phong\s+trào(?:\s+thi\s+đua)?|(?:các\s+)?cuộc\s+vận\s+động"
    r"|tháng\s+hành\s+động(?:\s+quốc\s+gia)?"
    r"|đợt\s+thi\s+đua|cao\s+điểm\s+thi\s+đua|phát\s+động\s+thi\s+đua|tổ\s+chức\s+thi\s+đua|cuộc\s+thi\s+đua)"
)
_TRIGGER = re.compile(rf"\b{_WORD}\b", re.IGNORECASE)
_OTHER_THING = re.compile(
    r"\b(?:chủ đề|phương châm|khẩu hiệu|mô hình|đề án|dự án|danh hiệu|tiêu chí|chương trình"
    "|hội thi|cuộc thi|giải thưởng|giải"
    "|câu lạc bộ|tuyến đường|khu dân cư|tổ chức đảng|bức trướng|tinh thần|quan điểm|tuyến"
    "|nội dung|thông điệp|công trình"
    "|huy hiệu|cờ|bằng khen|chuyên đề|chuyên mục|hệ thống|phần mềm|tiêu đề|bài viết|gia đình"
    "|ngày hội|hội nghị|kế hoạch"
    "|chỉ thị|nghị quyết|tuần lễ|chiến dịch|nếp sống|khối|lời kêu gọi|di chúc|đạt chuẩn|sáng kiến"
    r"|điển hình|làng|thôn|xã đạt)\b[^“\"„]{0,40}$",
    re.IGNORECASE,
)
_COMPETES = re.compile(r"\bthi\s+đua\s*[:,]?\s*$", re.IGNORECASE)
_LONGEST_LEAD = 170
_FEWEST_WORDS, _SHORTEST_NAME = 2, 6
_SENTENCE_END = re.compile(r"[.!?]\s")
_MOST_MOVEMENTS, _MOST_MENTIONS = 200, 4000
_PERIOD = re.compile(
    r"[,\s]*(?:trên địa bàn[^,;.“”\"]{0,50}"
    r"|của[^,;.“”\"]{0,40})?[,\s(]*giai\s+đoạn\s+(?:từ\s+(?:năm\s+)?)?(?P<a>(?:19|20)\d{2})"
    r"\s*(?:[-–—]|đến(?:\s+năm)?)\s*(?P<b>(?:19|20)\d{2})",
    re.IGNORECASE,
)
_PERIOD_TAIL = re.compile(
    r"[,\s(]*giai\s+đoạn\s+(?:từ\s+(?:năm\s+)?)?(?P<a>(?:19|20)\d{2})\s*(?:[-–—]"
    r"|đến(?:\s+năm)?)\s*(?P<b>(?:19|20)\d{2})\s*\)?\s*$",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(r"\s+(?P<words>[^\W\d_][^“”\".;:()\n]{5,140})")
_PROPER_LOWER = re.compile(
    "(?:toàn dân|cả nước|toàn tỉnh|người việt nam|dân vận khéo|thanh niên|phụ nữ|nông dân"
    r"|cựu chiến binh|học tập và làm theo)\s",
    re.IGNORECASE,
)
_UNQUOTED_END = re.compile(
    r",\s|\s(?:gắn với|do|trên địa bàn|giai đoạn|nhằm|với|theo|tại|trong|được|bằng|đã|đạt|của|là"
    "|như|từ|đến|cũng|ngày càng|tiếp tục"
    r"|và các|và cuộc|và phong trào|hưởng ứng)\s|\s[-–]\s(?=[a-zà-ỹ])"
)
_SUBJECT_LAUNCH = re.compile(
    r"(?P<word>phong\s+trào\s+thi\s+đua|phong\s+trào|đợt\s+(?:cao\s+điểm\s+)?thi\s+đua(?:\s+cao\s+điểm)?"
    r"|(?:(?<=phát\sđộng\s)|(?<=tổ\schức\s)|^)thi\s+đua|cuộc\s+vận\s+động"
    r"|tháng\s+hành\s+động(?:\s+quốc\s+gia)?)\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_NAME_TAIL = re.compile(
    r"\s*,?\s+(?:trên\s+địa\s+bàn|của|tại|do|theo|nhằm|với\s+chủ\s+đề|trong\s+cán\s+bộ|hưởng\s+ứng)\s.*$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:yêu\s+nước|năm\s+\d{4}|thường\s+xuyên|chuyên\s+đề|đặc\s+biệt|năm\s+học|thuộc|trong|giữa"
    r"|các|của|tại|trên|khen\s+thưởng|-)\b",
    re.IGNORECASE,
)
_BODY_LAUNCH = re.compile(
    "(?:UBND|[UỦ][ỷy] ban|Chủ tịch|Hội đồng|Ban Thường|Đảng ủy|Tỉnh ủy|Công đoàn|Hiệu trưởng"
    r"|Thủ tướng)[^.;“”\"]{0,90}?\s"
    r"(?:quyết định\s+)?phát\s+động\s+(?:phong\s+trào\s+thi\s+đua"
    r"|đợt\s+thi\s+đua(?:\s+cao\s+điểm)?|phong\s+trào)\s+(?P<rest>[^.;:“”\"]{10,200})"
)
_TITLE_OPENS = re.compile(
    r"[^.;“”\"\n]{0,150}?\s(?:về|v/v|ban hành|phê duyệt|phát động|triển khai|tổ chức|hướng dẫn"
    r"|thực hiện|đẩy mạnh|tăng cường|tiếp tục)\s",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"[.;\n]|,\s(?=(?:gắn với|UBND|[UỦ][ỷy] ban|Chủ tịch|Ban |Hội đồng|Đảng|Sở |Văn phòng"
    "|Công đoàn|Trường|trọng tâm|trong đó|các phong trào"
    "|nhằm|đồng thời|căn cứ|thực hiện|để|tiếp tục|cụ thể|và các phong trào|phát huy|kế hoạch"
    r"|bám sát|hằng năm|Hội |Đoàn )\b)|\)\s*,"
)
_LONGEST_TITLE = 700
_LEVELS = (
    ("trung ương", r"thủ tướng|chính phủ|trung ương|cả nước|toàn quốc|toàn dân|bộ chính trị"),
    ("tỉnh", r"cả tỉnh|toàn tỉnh|tỉnh|thành phố"),
    ("huyện", r"huyện|quận|thị xã"),
    ("xã", r"\bxã\b|phường|thị trấn|đặc khu"),
)


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    start: int
    end: int


def read_movements(passages: Sequence[Passage], metadata: Metadata) -> tuple[MovementNamed, ...]:
    """Return the launched movement first, then the others in the order of the text, each once."""
    launched = _launched(passages, metadata)
    named = islice((movement for passage in passages for movement in _named(passage)), _MOST_MENTIONS)
    lists = islice(_listed(passages), _MOST_MENTIONS)
    found = sorted([*named, *lists], key=lambda movement: movement.span.start)
    return tuple(_each_once(launched, found))


def _each_once(launched: MovementNamed | None, found: Sequence[MovementNamed]) -> Iterator[MovementNamed]:
    kept: dict[str, MovementNamed] = {}
    if launched:
        kept[_key(launched.name)] = launched
    for movement in found:
        if len(kept) >= _MOST_MOVEMENTS:
            break
        key = _key(movement.name)
        same = next((other for other in kept if _is_same(key, other)), None)
        if same is None:
            kept[key] = movement
        else:
            period = kept[same].period or movement.period
            kept[same] = replace(kept[same], period=period)
    yield from kept.values()


def _key(name: str) -> str:
    words = re.sub(r"^(?:phong trao|thi dua|cuoc van dong|phong trao thi dua)\s+", "", fold(name))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\s*(?:giai doan|nam)\s+\d{4}.*$", "", words)))


def _is_same(key: str, other: str) -> bool:
    if key == other:
        return True
    shorter, longer = sorted((key, other), key=len)
    if shorter in longer and len(shorter) >= 0.6 * len(longer):
        return True
    ours, theirs = set(key.split()), set(other.split())
    return len(ours & theirs) >= 0.8 * len(ours | theirs)


def _named(passage: Passage) -> Iterator[MovementNamed]:
    """Yield the movements of one paragraph: quoted after a word for them, or spelled like a name."""
    text = passage.text
    if "rào" not in text and "động" not in text and "RÀO" not in text and "đua" not in text:
        return
    titles = _titles_of_citations(text)
    quotes = list(QUOTED.finditer(text))
    position, is_chain = 0, False
    for quote in quotes:
        lead = text[position : quote.start()]
        is_chain = _leads_to_movement(lead, goes_on=is_chain)
        position = quote.end()
        if is_chain and not _inside(quote.start(), titles):
            yield _movement(
                passage, _Name(quote["words"], quote.start("words"), quote.end("words")), quote.end()
            )
    quoted = [Span(quote.start(), quote.end()) for quote in quotes]
    for name in _unquoted(text):
        if not _inside(name.start, titles) and not _inside(name.start, quoted):
            yield _movement(passage, name, name.end)


def _leads_to_movement(lead: str, *, goes_on: bool) -> bool:
    """Say whether the words before a quotation announce a movement, or go on with a list of them."""
    lead = lead[-_LONGEST_LEAD:]
    if _COMPETES.search(lead):
        return True
    triggers = list(_TRIGGER.finditer(lead))
    others = _OTHER_THING.search(lead)
    if triggers:
        after = lead[triggers[-1].end() :]
        return not (_OTHER_THING.search(after) or _SENTENCE_END.search(after))
    return goes_on and others is None and not _SENTENCE_END.search(lead) and len(lead) < _LONGEST_LEAD


def _listed(passages: Sequence[Passage]) -> Iterator[MovementNamed]:
    """Yield quoted names that stand as items under "các phong trào thi đua sau:"."""
    is_open = False
    for passage in passages:
        text = passage.text
        quote = QUOTED.match(text.lstrip("- "))
        if is_open and quote and passage.paragraph.marker:
            start = text.index(quote[0]) + 1
            yield _movement(
                passage,
                _Name(quote["words"], start, start + len(quote["words"])),
                start + len(quote["words"]) + 1,
            )
            continue
        tail = text[-200:]
        is_open = (
            text.rstrip().endswith(":")
            and bool(_TRIGGER.search(tail))
            and not _OTHER_THING.search(tail[-60:])
        )


def _unquoted(text: str) -> Iterator[_Name]:
    """Yield names without quotation marks: "phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa"."""
    for trigger in _TRIGGER.finditer(text):
        word = trigger[0].lower()
        if trigger[0].isupper() or "tổ chức thi đua" in word or "phát động" in word:
            continue
        match = _UNQUOTED.match(text, trigger.end())
        if match is None:
            continue
        words = match["words"]
        end = _UNQUOTED_END.search(words)
        words = (words[: end.start()] if end else words).rstrip(" ,")
        is_month = word.startswith("tháng")
        is_name = (
            words[0].isupper() or _PROPER_LOWER.match(f"{words} ") or (is_month and words.startswith("vì"))
        )
        if is_name and len(words.split()) > _FEWEST_WORDS and not _is_a_body(words):
            start = trigger.start() if is_month else match.start("words")
            yield _Name(
                text[start : match.start("words") + len(words)], start, match.start("words") + len(words)
            )


def _is_a_body(words: str) -> bool:
    return (
        re.match(
            "(?:UBND|HĐND|Đảng|Nhà nước|Chính phủ|MTTQ|Mặt trận|TDTT|VHVN|TĐ|Thi đua|Hội |Đoàn |Công đoàn"
            "|Tỉnh|Thủ tướng|Trung ương|Bộ )",
            words,
        )
        is not None
    )


def _titles_of_citations(text: str) -> list[Span]:
    """Return where the titles of cited documents stand: what they name is theirs, not this text's."""
    titles: list[Span] = []
    for number in find_numbers(text):
        opener = _TITLE_OPENS.match(text, number.end)
        if opener is None or not number.is_compound:
            continue
        position = opener.end()
        if text[position : position + 1] in '“"':
            quote = QUOTED.match(text, position)
            title = Span(position, quote.end() if quote else position)
        else:
            title = Span(opener.start(), _end_of_title(text, position))
        if titles and title.start < titles[-1].end:
            titles[-1] = Span(titles[-1].start, max(titles[-1].end, title.end))
        else:
            titles.append(title)
    return titles


def _end_of_title(text: str, start: int) -> int:
    position = start
    limit = start + _LONGEST_TITLE
    while end := _TITLE_ENDS.search(text, position, limit):
        quote = next(
            (q for q in QUOTED.finditer(text, position, limit) if q.start() < end.start() < q.end()), None
        )
        if quote is None:
            return end.start()
        position = quote.end()
    return min(len(text), limit)


def _inside(position: int, spans: Sequence[Span]) -> bool:
    """Say whether `position` lies in one of the spans, which are in order and do not overlap."""
    index = bisect_right(spans, position, key=lambda span: span.start) - 1
    return index >= 0 and position < spans[index].end


def _movement(passage: Passage, name: _Name, after: int) -> MovementNamed:
    text = passage.text
    words, period = _without_period(" ".join(name.words.split()))
    outside = _PERIOD.match(text, after)
    if period is None and outside:
        period = (outside["a"], outside["b"])
    around = text[max(0, name.start - 60) : name.start] + " " + words + " " + text[after : after + 50]
    return MovementNamed(words, period, _level(around), passage.span(name.start, name.end))


def _without_period(name: str) -> tuple[str, tuple[str, str] | None]:
    tail = _PERIOD_TAIL.search(name)
    if tail is None:
        return name.strip(" ,;.*"), None
    return name[: tail.start()].strip(" ,;.*("), (tail["a"], tail["b"])


def _level(words: str) -> str | None:
    lowered = words.lower()
    return next((level for level, pattern in _LEVELS if re.search(pattern, lowered)), None)


def _launched(passages: Sequence[Passage], metadata: Metadata) -> MovementNamed | None:
    """Return the movement of the subject, or the one the body says is launched."""
    name = _name_in_subject(metadata.subject or "")
    if name is None and metadata.type:
        name = next((found for passage in passages if (found := _name_in_launch(passage.text))), None)
    if name is None:
        return None
    words, period = _without_period(name)
    span = next((span for passage in passages if (span := _place(passage, words))), Span(0, 0))
    issuer = metadata.issuer or ""
    level = _level(issuer.split("nhân dân")[-1]) if issuer else None
    return MovementNamed(words, period or _period_of(passages), level, span, is_launched=True)


def _name_in_subject(subject: str) -> str | None:
    found = _SUBJECT_LAUNCH.search(subject)
    if found is None or re.match(r"khen\s+thưởng|[,-]", found["rest"], re.IGNORECASE):
        return None
    rest = found["rest"]
    quote = QUOTED.search(rest)
    if quote:
        return quote["words"]
    name = _NAME_TAIL.sub("", rest).strip(" .,;")
    if len(name) < _SHORTEST_NAME:
        return None
    word = " ".join(found["word"].lower().split())
    if _GENERAL.match(name):
        return f"thi đua {name}" if name.lower().startswith("yêu nước") else None
    return f"{word} {name}" if word.startswith("tháng") else name


def _name_in_launch(text: str) -> str | None:
    found = _BODY_LAUNCH.search(text[:6000])
    if found is None:
        return None
    name = _NAME_TAIL.sub("", f" {found['rest']}").strip(" .,;:")
    name = re.split(r",|\s(?:với|nhằm|như sau|cụ thể|gồm|từ ngày|để)\b", name)[0].strip()
    is_general = _GENERAL.match(name) and not name.lower().startswith("yêu nước")
    if is_general or len(name.split()) < _FEWEST_WORDS:
        return None
    return f"thi đua {name}" if name.lower().startswith("yêu nước") else name


def _place(passage: Passage, words: str) -> Span | None:
    position = passage.text.lower().find(words.lower())
    return passage.span(position, position + len(words)) if position >= 0 else None


_TIME_HEAD = re.compile(r"(?:thời gian|thời hạn|từ ngày)[^.]{0,80}", re.IGNORECASE)
_FROM_TO = re.compile(r"từ\s+ngày\s[^;]{1,40}?\sđến\s(?:hết\s)?ngày\s", re.IGNORECASE)


def _period_of(passages: Sequence[Passage]) -> tuple[str, str] | None:
    """Return the first and last day of the rounds, when the text dates them."""
    days: list[str] = []
    for passage in passages:
        heads = " ".join(passage.paragraph.headings).lower()
        if "thời gian" not in heads and not passage.text.lower().startswith(("thời gian", "đợt")):
            continue
        for span in _FROM_TO.finditer(passage.text[:4000]):
            found = list(find_dates(passage.text[span.start() : span.end() + 40]))
            days += [item.value.iso for item in found if item.value.day]
    return (min(days), max(days)) if len(days) > 1 else None
