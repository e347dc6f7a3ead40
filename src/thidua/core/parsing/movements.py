"""The movements a text names, and the one it launches itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from thidua.core.parsing.citation_titles import titles_of_citations
from thidua.core.parsing.launches import launched_movement
from thidua.core.parsing.letters import LOWER
from thidua.core.parsing.movement_names import PERIOD, level_of, without_period
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
_FEWEST_WORDS = 2
_SENTENCE_END = re.compile(r"[.!?]\s")
_MOST_MOVEMENTS, _MOST_MENTIONS = 200, 4000
_UNQUOTED = re.compile(r"\s+(?P<words>[^\W\d_][^“”\".;:()\n]{5,140})")
_PROPER_LOWER = re.compile(
    "(?:toàn dân|cả nước|toàn tỉnh|người việt nam|dân vận khéo|thanh niên|phụ nữ|nông dân"
    r"|cựu chiến binh|học tập và làm theo)\s",
    re.IGNORECASE,
)
# A campaign is named by what it asks for, or by the numbers it counts up.
_CAMPAIGN = re.compile(r"(?:rèn\s+luyện|xây\s+dựng|hiến)\s", re.IGNORECASE)
_COUNTED_UP = re.compile(
    r"\s+(?P<words>(?:[^\W\d_]+\s+){0,4}\d\s+không\s*,\s*\d\s+sạch)(?!\w)", re.IGNORECASE
)
_UNQUOTED_END = re.compile(
    r",\s|\s(?:gắn với|do|trên địa bàn|giai đoạn|nhằm|với|theo|tại|trong|được|bằng|đã|đạt|của|là"
    "|như|từ|đến|cũng|ngày càng|tiếp tục"
    r"|và các|và cuộc|và phong trào|hưởng ứng)\s|\s[-–]\s(?=[" + LOWER + "])"
)


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    start: int
    end: int


def read_movements(passages: Sequence[Passage], metadata: Metadata) -> tuple[MovementNamed, ...]:
    """Return the launched movement first, then the others in the order of the text, each once."""
    launched = launched_movement(passages, metadata)
    is_report = metadata.type is None
    named = islice(
        (movement for passage in passages for movement in _named(passage, is_report=is_report)),
        _MOST_MENTIONS,
    )
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
    if key.replace(" ", "") == other.replace(" ", ""):
        return True
    shorter, longer = sorted((key, other), key=len)
    if shorter in longer and len(shorter) >= 0.6 * len(longer):
        return True
    ours, theirs = set(key.split()), set(other.split())
    return len(ours & theirs) >= 0.8 * len(ours | theirs)


def _named(passage: Passage, *, is_report: bool) -> Iterator[MovementNamed]:
    """Yield the movements of one paragraph: quoted after a word for them, or spelled like a name."""
    text = passage.text
    if "rào" not in text and "động" not in text and "RÀO" not in text and "đua" not in text:
        return
    titles = titles_of_citations(text, is_report=is_report)
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
        counted = _COUNTED_UP.match(text, trigger.end())
        match = counted or _UNQUOTED.match(text, trigger.end())
        if match is None:
            continue
        words = match["words"]
        end = None if counted else _UNQUOTED_END.search(words)
        words = (words[: end.start()] if end else words).rstrip(" ,")
        is_month = word.startswith("tháng")
        is_name = (
            counted
            or words[0].isupper()
            or _PROPER_LOWER.match(f"{words} ")
            or (is_month and words.startswith("vì"))
            or ("cuộc vận động" in word and not word.startswith("các") and _CAMPAIGN.match(words))
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


def _inside(position: int, spans: Sequence[Span]) -> bool:
    """Say whether `position` lies in one of the spans, which are in order and do not overlap."""
    index = bisect_right(spans, position, key=lambda span: span.start) - 1
    return index >= 0 and position < spans[index].end


def _movement(passage: Passage, name: _Name, after: int) -> MovementNamed:
    text = passage.text
    words, period = without_period(" ".join(name.words.split()))
    outside = PERIOD.match(text, after)
    if period is None and outside:
        period = (outside["a"], outside["b"])
    around = text[max(0, name.start - 60) : name.start] + " " + words + " " + text[after : after + 50]
    return MovementNamed(words, period, level_of(around), passage.span(name.start, name.end))
