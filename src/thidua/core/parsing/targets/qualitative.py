"""Goals without a number, which count only as items of a list of targets."""

import re
from collections.abc import Iterator, Sequence

from thidua.core.parsing.targets.clauses import Clause, Link, Segment
from thidua.core.parsing.targets.lexicon import ACTIONS, words

_VERBS = words(
    "giữ vững", "duy trì", "xây dựng", "phấn đấu", "hoàn thành", "cơ bản hoàn thành",
    "không để", "không có", "không còn", "đảm bảo", "bảo đảm", "nâng cao",
    "tăng cường", "thực hiện", "chuẩn bị", "triển khai", "tiếp tục",
    "đẩy mạnh", "tổ chức", "quản lý", "giải quyết", "ổn định", "đạt",
)  # fmt: skip
COMPLETION = re.compile(
    r"\s*(?:phấn\s+đấu\s+)?"
    + words("hoàn thành", "cơ bản hoàn thành", "không để", "không còn", "giữ vững", "duy trì", "xây dựng")
)
_TOPIC = re.compile(
    r"\s*(?:về|ngoài\s+ra|trong\s+đó|đối\s+với|bên\s+cạnh\s+đó|đồng\s+thời|cùng\s+với\s+đó|trước\s+mắt)(?!\w)[^,]{0,80},"
)
_VERB_START = re.compile(rf"\s*(?:phấn\s+đấu\s+)?{_VERBS}")
_ACTION = re.compile(rf"{ACTIONS}|{_VERBS}")
_STATE = re.compile(words("giữ vững", "duy trì", "đạt chuẩn", "đạt danh hiệu", "được công nhận", "giữ chuẩn"))
_PREDICATE = re.compile(rf"(?:[^\d,;:]{{0,60}}(?<!\w))?{_VERBS}(?!\w)")
_BARE_TOPIC = re.compile(r"(?:về|lĩnh\s+vực)(?!\w)|\(")
_OWN_TAIL = re.compile(
    r"\s*(?:,|(?<!\w)và(?!\w))\s*((?:(?:(?:cả|toàn)\s+[^\W\d_]+\s+)?không\s+(?:có|để|còn)|giữ\s+vững|duy\s+trì"
    r"|(?:cơ\s+bản\s+)?(?:hoàn\s+thành|xóa\s+(?:hết|xong)|xoá\s+(?:hết|xong)|chấm\s+dứt)"
    r"|đạt\s+(?:chuẩn|danh\s+hiệu|xã|phường|thôn|huyện|tỉnh|trường))(?!\w))"
)
_OWN_STATE = re.compile(
    r"\s*,\s*(?=(?:[^\W\d_]+\s+){2,8}?(?:được\s+giữ\s+vững|đạt\s+(?:chỉ\s+tiêu|kế\s+hoạch|dự\s+toán))[\s.]*$)"
)
_LABEL = re.compile(r"[^:]{0,160}:")
_PAST = re.compile(r"(?<!\w)(?:đã(?!\s+trừ)|năm\s+qua|thời\s+gian\s+qua|vừa\s+qua|so\s+với)(?!\w)")
_COMMA = re.compile(r",|\.\s|(?<!\w)và(?=\s+đạt\s+(?:chuẩn|danh\s+hiệu|xã|phường)(?!\w))")
_SIGHT = 300
_FEWEST_WORDS = 3
_LEADING = ' ,;:–—-\t."”)'


def goals_of(
    low: str, segment: Segment, taken: Sequence[Clause], *, strict: bool = False
) -> Iterator[Clause]:
    """Yield the clauses without a number in what `taken` leaves of a segment.

    `strict` asks for a verb, as in headings. Behind a clause with a number only an own predicate
    counts: "…, cao hơn mức chung" comments.
    """
    start, end = segment.start, segment.end
    if taken:
        yield from goals_behind(low, segment, taken[-1])
        end = taken[0].start
        start = _behind_label(low, start, end)
        if not _STATE.search(low, start, end):
            return
    else:
        start = _behind_label(low, start, end)
        topic = _TOPIC.match(low, start, end)
        start = topic.end() if topic else start
    for piece_start, piece_end in _pieces(low, start, end):
        clause = _trimmed(low, piece_start, piece_end, segment)
        if clause is not None and not (strict and not _PREDICATE.match(low, clause.start, clause.end)):
            yield clause


def goals_behind(low: str, segment: Segment, last: Clause) -> Iterator[Clause]:
    """Yield what follows the last number when it forbids or keeps something: ", không có học sinh bỏ học"."""
    value = last.value
    is_bare = value is not None and not low[value.end : last.end].strip()
    own = _OWN_TAIL.match(low, last.end, segment.end)
    if own and not is_bare and not own[1].startswith("không có"):
        own = None
    state = _OWN_STATE.search(low, last.end, segment.end)
    start = own.start(1) if own else state.end() if state else segment.end
    while start < segment.end:
        following = _OWN_TAIL.search(low, start, segment.end)
        clause = _trimmed(low, start, following.start() if following else segment.end, segment)
        if clause is not None:
            yield clause
        start = following.start(1) if following else segment.end


def _behind_label(low: str, start: int, end: int) -> int:
    label = _LABEL.match(low, start, end)
    return label.end() if label else start


def _pieces(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at commas where another predicate begins."""
    opened, has_state = start, False
    previous = start
    for comma in _COMMA.finditer(low, start, end):
        at, after = comma.span()
        has_state = has_state or bool(_STATE.search(low, previous, at))
        following = _next_comma(low, after, end)
        is_verb = bool(_VERB_START.match(low, after, end)) and _is_complete(low, opened, at)
        if is_verb or (has_state and _STATE.search(low, after, following)):
            yield opened, at
            opened, has_state = after, False
        previous = at
    yield opened, end


def _next_comma(low: str, start: int, end: int) -> int:
    comma = low.find(",", start, min(end, start + _SIGHT))
    return comma if comma >= 0 else end


def _is_complete(low: str, start: int, end: int) -> bool:
    """Say whether a verb already has its object: not "đầu tư sửa chữa nâng cấp"."""
    return len(_ACTION.sub(" ", low[max(start, end - _SIGHT) : end]).split()) >= _FEWEST_WORDS - 1


def _trimmed(low: str, start: int, end: int, segment: Segment) -> Clause | None:
    while start < end and low[start] in _LEADING:
        start += 1
    while end > start and low[end - 1] in " ,;:–—-\t./":
        end -= 1
    if (
        len(low[start:end].split()) < _FEWEST_WORDS
        or _PAST.search(low, start, end)
        or _BARE_TOPIC.match(low, start, end)
    ):
        return None
    return Clause(start, end, None, Link.SEMICOLON, sentence=segment.sentence)
