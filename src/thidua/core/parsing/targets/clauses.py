"""Cutting a paragraph into clauses with one value each, and what remains between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from thidua.core.parsing.reading import Comparator
from thidua.core.parsing.targets.lexicon import (
    ANY_HEAD,
    CAPACITY,
    CHANGE_AFTER,
    CHANGE_VERB,
    COMMITMENT_START,
    FREQUENCY,
    HEAD_START,
    LEVEL_TO,
    LIGHT,
    STRONG_START,
)
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value

_ENDS = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+([^\s%‰,;)]))|\.\s*/\.|;")
_ABBREVIATIONS = ("tp", "tt", "ths", "gs", "pgs", "ts", "bs", "ks", "đ/c", "v.v", "stt", "q", "p", "tx", "tw")
_BREAKS = re.compile(
    r",|\(|\)|(?<!\w)và(?!\w)|(?<!\w)(?:trong\s+đó|bao\s+gồm|gồm|riêng)(?!\w)|:|\s\+\s|\s[-–—]\s(?=t[ỷỉ]\slệ|tổng\s|số\s|diện\stích|sản\slượng)"
)
_AMONG = re.compile(
    r"[\s,:(]*(?:trong\s+đó|bao\s+gồm|gồm(?:\s+có)?|riêng|cụ\s+thể)?[\s,:]*(?:là\s+|riêng\s+|có\s+)?"
)
_ANNOUNCED = re.compile(r"[^;:]{0,120}?(?:mục\s+tiêu|nhiệm\s+vụ)[^,;:]{0,60}?\slà\s+(?=\S+\s+\S)")
_OPENS_DETAIL = re.compile(r"[\s\-–+(]*cụ\s+thể(?:\s+là)?\s*[,:]\s*")
_AIMS_AT = re.compile(r"(?<!\w)(?:chỉ\s+tiêu|mục\s+tiêu)\s*$")
_WHICH = re.compile(r"(?<!\w)(?:có|đạt)\s+(?:t[ỷỉ]\s+lệ|thu\s+nhập)[^,;:]*$")
_TO_LEVEL = re.compile(r"\s*(?:(?:lên|xuống|còn|thành|dưới|trên|khoảng|ít\s+nhất)\s+)+")
_BARE_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm)\s*$")
_OPENS_AMONG = re.compile(r"[\s\-–+(]*(?:trong\s+đó|riêng)(?!\w)[\s,:]*")
_IS_AMONG = re.compile(r"(?<!\w)(?:trong\s+đó|bao\s+gồm|gồm)(?!\w)")
_NO_OBJECT = re.compile(r"\s*(?:so(?!\w)|kế\s+hoạch|dự\s+toán|cùng\s+kỳ|chỉ\s+tiêu|năm\s|[,;.)]|$)")
_OF_LEVEL = re.compile(r"(?<!\w)cấp\s+\w+\s*$")
_LONGEST_LEVEL = 12
_LONGEST_GAP = 800
_LONGEST_TAIL = 1500
_JOINTS = " ,;:–—-\t.\u00a0"


class Link(StrEnum):
    """How a clause hangs on the one before it."""

    NEW = "new"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    AND = "and"
    AMONG = "among"
    BRACKET = "bracket"
    GROWTH = "growth"
    DETAIL = "detail"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a paragraph with one value or none. `label` are words in front of a colon above it."""

    start: int
    end: int
    value: Value | None = None
    link: Link = Link.NEW
    label: str = ""
    sentence: int = 0
    is_shared: bool = False
    is_listing: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two full stops or semicolons."""

    start: int
    end: int
    sentence: int
    sentence_start: int


def segments_of(text: str, start: int = 0) -> Iterator[Segment]:
    """Yield the parts between full stops and semicolons, from `start` on."""
    sentence, position, opened = 0, start, start
    for end in _ENDS.finditer(text, start):
        if end[0] != ";" and ((end[1] or "A").islower() or _is_abbreviated(text, end.start())):
            continue
        yield Segment(position, end.start(), sentence, opened)
        position = end.end()
        if end[0] != ";":
            sentence, opened = sentence + 1, position
    yield Segment(position, len(text), sentence, opened)


def _is_abbreviated(text: str, position: int) -> bool:
    words = text[max(0, position - 8) : position].lower().split()
    return bool(words) and words[-1].lstrip("(") in _ABBREVIATIONS


def clauses_of(low: str, segment: Segment, values: Sequence[Value]) -> list[Clause]:
    """Cut a segment so that each clause holds one of `values`; without values it stays whole."""
    link = Link.NEW if segment.start == segment.sentence_start else Link.SEMICOLON
    if not values:
        return [_trimmed(low, Clause(segment.start, segment.end, None, link, sentence=segment.sentence))]
    start, label = _after_label(low, segment, values[0])
    if among := _OPENS_AMONG.match(low, segment.start, values[0].start):
        start, link = max(start, among.end()), Link.AMONG
    elif detail := _OPENS_DETAIL.match(low, segment.start, values[0].start):
        start, link = max(start, detail.end()), Link.DETAIL
    is_listing = link is Link.DETAIL or (link is Link.AMONG and ":" in low[segment.start : start])
    current = Clause(
        start, segment.end, values[0], link, label, segment.sentence, is_listing=is_listing, opens=True
    )
    found: list[Clause] = []
    for value in values[1:]:
        cut = _cut(low, current, value)
        if cut.keeps_first:
            continue
        if cut.keeps_second:
            current = replace(current, value=value)
            continue
        found.append(replace(current, end=cut.end))
        current = Clause(
            cut.start,
            segment.end,
            value,
            cut.link,
            label,
            segment.sentence,
            is_shared=_is_value_first(low, cut.start, value),
            is_listing=cut.is_listing,
        )
    found.append(current)
    found = _with_shared_bases(low, found)
    return [_trimmed(low, _narrowed(low, clause)) for clause in found]


def _after_label(low: str, segment: Segment, value: Value) -> tuple[int, str]:
    """Return where the clause behind the last colon in front of the value begins, and the words before it."""
    colon = low.rfind(":", segment.start, value.lead)
    if colon < 0 or (
        not low[colon + 1 : value.lead].strip(_JOINTS) and not LIGHT.fullmatch(low, segment.start, colon)
    ):
        is_verb = colon >= 0 and bool(COMMITMENT_START.match(low, value.lead))
        if colon < 0 or not is_verb:
            return segment.start, ""
    return colon + 1, low[max(segment.start, colon - 200) : colon].strip(_JOINTS)


def _with_shared_bases(low: str, clauses: list[Clause]) -> list[Clause]:
    """Give "8 bác sĩ, 25 giường/1 vạn dân" the denominator twice."""
    for index in range(len(clauses) - 1, 0, -1):
        before, after = clauses[index - 1].value, clauses[index].value
        if before is None or after is None or "/" not in after.unit or "/" in before.unit:
            continue
        is_same = before.measure is after.measure is Measure.COUNTED
        if is_same and not low[before.end : after.lead].replace("và", "").strip(_JOINTS):
            unit = f"{before.unit}/{after.unit.split('/', 1)[1]}"
            clauses[index - 1] = replace(clauses[index - 1], value=replace(before, unit=unit))
    return clauses


@dataclass(frozen=True, slots=True)
class _Cut:
    end: int = 0
    start: int = 0
    link: Link = Link.COMMA
    is_listing: bool = False
    keeps_first: bool = False
    keeps_second: bool = False


def _cut(low: str, current: Clause, value: Value) -> _Cut:
    """Decide where the clause of `value` begins behind the one before it."""
    before = current.value
    if before is None:
        return _Cut(keeps_second=True)
    gap_start, gap_end = before.end, max(value.lead, before.end)
    is_old = "từ" in before.fillers and LEVEL_TO.match(low, gap_start, value.start)
    if is_old or _tells_which(low, current, before, value):
        return _Cut(keeps_second=True)
    if gap_end - gap_start > _LONGEST_GAP:
        return _Cut(gap_end, gap_end, Link.NEW)
    breaks = list(_BREAKS.finditer(low, gap_start, max(value.start, gap_start)))
    if bracket := _open_bracket(breaks):
        inner = _AMONG.match(low, bracket.start())
        link = Link.GROWTH if _is_growth(low, bracket.start(), value) else Link.BRACKET
        return _Cut(bracket.start(), inner.end() if inner else bracket.end(), link)
    outer = _outside(breaks)
    if among := next((mark for mark in outer if mark[0].startswith(("trong", "bao", "gồm", "riêng"))), None):
        inner = _AMONG.match(low, among.start())
        end = inner.end() if inner else among.end()
        return _Cut(among.start(), end, Link.AMONG, is_listing=":" in low[among.start() : end])
    return _cut_at_comma(low, current, value, outer) or _cut_inside(low, current, value, (gap_start, gap_end))


def _tells_which(low: str, current: Clause, before: Value, value: Value) -> bool:
    """Say whether the first number only names who is meant: "giảm số xã dưới 5 tiêu chí xuống 2 xã"."""
    if before.comparator in {Comparator.EQ, Comparator.RANGE}:
        return False
    verb = CHANGE_VERB.search(low, current.start, before.lead)
    is_level = (
        verb and low[verb.end() : before.lead].strip() and _TO_LEVEL.fullmatch(low, before.end, value.start)
    )
    is_about = HEAD_START.match(low, current.start) and _WHICH.search(low[current.start : before.lead])
    return bool(is_level or (is_about and CHANGE_VERB.match(low, before.end + 1, value.start)))


def _open_bracket(breaks: Sequence[re.Match[str]]) -> re.Match[str] | None:
    opened: list[re.Match[str]] = []
    for mark in breaks:
        if mark[0] == "(":
            opened.append(mark)
        elif mark[0] == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _outside(breaks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Drop what stands in brackets that open and close inside the gap."""
    depth, outer = 0, []
    for mark in breaks:
        if mark[0] == "(":
            depth += 1
        elif mark[0] == ")":
            if depth == 0:
                outer.append(mark)
            depth = max(0, depth - 1)
        elif depth == 0:
            outer.append(mark)
    return outer


def _cut_at_comma(low: str, current: Clause, value: Value, breaks: Sequence[re.Match[str]]) -> _Cut | None:
    if not breaks:
        return None
    last = breaks[-1]
    if LIGHT.fullmatch(low, last.end(), value.lead) or not low[last.end() : value.lead].strip():
        return _at(low, last, value)
    strong = next((mark for mark in breaks if STRONG_START.match(low, mark.end())), None)
    if strong is not None:
        return _at(low, strong, value)
    commas = [mark for mark in breaks if mark[0] != "và"]
    if commas:
        is_list = current.value is not None and _is_value_first(low, current.start, current.value)
        return _at(low, commas[-1] if is_list else commas[0], value)
    near = low[current.value.end : last.start()].split() if current.value else []
    few = 4
    is_noun_first = current.value is not None and not _is_value_first(low, current.start, current.value)
    return _at(low, last, value) if is_noun_first and len(near) < few else None


def _at(low: str, mark: re.Match[str], value: Value) -> _Cut:
    link = Link.AND if mark[0] == "và" else Link.COMMA
    if _is_growth(low, mark.end(), value):
        link = Link.GROWTH
    return _Cut(mark.start(), mark.end(), link)


def _is_growth(low: str, position: int, value: Value) -> bool:
    """Say whether the value is a change of the indicator before it: ", tăng 4% so với năm trước"."""
    return bool(CHANGE_AFTER.match(low, position, value.end) and _NO_OBJECT.match(low, value.end))


def _cut_inside(low: str, current: Clause, value: Value, gap: tuple[int, int]) -> _Cut:
    """No comma parts the two numbers: a frequency, a capacity, a growth, or one belongs to the indicator."""
    if value.measure in {Measure.COUNTED, Measure.TIMES} and (mark := FREQUENCY.search(low, *gap)):
        return _Cut(mark.start(), mark.start(), Link.WITHIN)
    if mark := CAPACITY.search(low, gap[0], value.start + 1):
        is_bare = mark[0].strip() in {"với", "tham gia"}
        return _Cut(mark.start(), mark.end() if is_bare else mark.start(), Link.WITHIN)
    if _is_growth(low, gap[0], value):
        return _Cut(gap[0], gap[0], Link.GROWTH)
    before = current.value
    if value.measure is Measure.SHARE and _names_share(low, current):
        return _Cut(keeps_second=True)
    if (
        before is None
        or _is_value_first(low, current.start, before)
        or before.fillers & {"đạt", "là", ":", "chiếm", "có"}
    ):
        return _Cut(keeps_first=True)
    is_share = before.measure is Measure.SHARE and value.measure is not Measure.SHARE
    return _Cut(keeps_first=True) if is_share else _Cut(keeps_second=True)


def _names_share(low: str, clause: Clause) -> bool:
    """Say whether the clause opens with "tỷ lệ", so that its value is a share: "tỷ lệ hộ có trên 3 con"."""
    value = clause.value
    is_other = value is not None and value.measure is not Measure.SHARE
    return (
        is_other
        and bool(HEAD_START.match(low, clause.start))
        and "lệ" in low[clause.start : clause.start + 24]
    )


def _is_value_first(low: str, start: int, value: Value) -> bool:
    """Say whether nothing but verbs and fillers stands before the value: "trồng 3 ngàn cây"."""
    return (
        value.lead - start <= _LONGEST_GAP and LIGHT.fullmatch(low, start, max(start, value.lead)) is not None
    )


def _narrowed(low: str, clause: Clause) -> Clause:
    """Leave off other clauses that share the segment: before the indicator and behind the value."""
    value = clause.value
    if value is None:
        return clause
    if announced := _ANNOUNCED.match(low, clause.start, value.lead):
        clause = replace(clause, start=announced.end())
    start = _start_of_indicator(low, clause, value)
    end = _end_of_clause(low, start, clause, value)
    return replace(clause, start=start, end=end, is_shared=clause.is_shared or start == value.lead)


def _start_of_indicator(low: str, clause: Clause, value: Value) -> int:
    before = low[clause.start : value.lead]
    if before.endswith("và ") or _is_aim_of_someone(low, before, value):
        return value.lead
    commas = [
        mark
        for mark in _outside(list(_BREAKS.finditer(low, clause.start, value.lead)))
        if mark[0] not in {":", "và"}
    ]
    if not commas or _is_value_first(low, clause.start, value):
        return clause.start
    last = commas[-1]
    if not low[last.end() : value.lead].strip() and last[0] == ",":
        return last.end()
    turns = [mark for mark in commas if HEAD_START.match(low, mark.end())]
    if HEAD_START.match(low, clause.start):
        return (
            turns[-1].end()
            if turns and _BARE_CHANGE.search(low, clause.start, turns[-1].start())
            else clause.start
        )
    if turns:
        return turns[0].end()
    strong = [mark for mark in commas if COMMITMENT_START.match(low, mark.end())]
    return strong[-1].end() if strong else clause.start


def _is_aim_of_someone(low: str, before: str, value: Value) -> bool:
    """Say whether only a subject stands before the value: "huyện phấn đấu 90% hộ, cơ sở ..."."""
    is_aimed = "phấn đấu" in value.fillers or _AIMS_AT.search(before)
    goes_on = low[value.end : value.end + 2].strip()[:1].isalpha()
    return bool(is_aimed and goes_on) and not ANY_HEAD.search(before)


def _end_of_clause(low: str, start: int, clause: Clause, value: Value) -> int:
    farthest = min(clause.end, value.end + _LONGEST_TAIL)
    marks = _outside(list(_BREAKS.finditer(low, value.end, farthest)))
    is_list = _is_value_first(low, start, value)
    for mark in marks:
        if mark[0] == ")":
            return mark.start()
        if _OF_LEVEL.search(low[max(0, mark.start() - _LONGEST_LEVEL) : mark.start()]) and low.startswith(
            " cấp", mark.end()
        ):
            continue  # "cán bộ cấp xã, cấp huyện"
        if mark[0] in {",", ":"} and (not is_list or STRONG_START.match(low, mark.end())):
            return mark.start()
        if mark[0] == "và" and not is_list and STRONG_START.match(low, mark.end()):
            return mark.start()
        if _IS_AMONG.match(mark[0]):
            return mark.start()
    return farthest


def _trimmed(low: str, clause: Clause) -> Clause:
    start, end = clause.start, clause.end
    while start < end and low[start] in f"{_JOINTS}+":
        start += 1
    while end > start and low[end - 1] in _JOINTS:
        end -= 1
    if low.count("(", start, end) < low.count(")", start, end) and low[end - 1] == ")":
        end -= 1
    if low[start:end].startswith("và "):
        start += 3
    return replace(clause, start=start, end=end)
