"""Who has to do what: the units made responsible under "Tổ chức thực hiện", and by when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from thidua.core.dates import read_deadline
from thidua.core.parsing.layout import Kind, Layout, Paragraph
from thidua.core.parsing.markers import HEADING_RANK, LEAD_IN_RANK
from thidua.core.parsing.reading import Assignment, Doubt, Span
from thidua.core.parsing.units_named import UnitAtHead, unit_at_head
from thidua.core.text import fold

_SECTION = re.compile(
    "to chuc (?:trien khai )?(?:va )?thuc hien|phan cong (?:nhiem vu|trach nhiem|to chuc"
    "|thuc hien|cu the|cac)|trach nhiem (?:thuc hien|thi hanh"
    "|to chuc|cua cac|cu the)|nhiem vu (?:cu the )?cua cac|to chuc (?:thi hanh|trien khai)"
    r"|dieu khoan thi hanh|^giao nhiem vu|phan cong$"
)
_MAYBE_SECTION = re.compile(r"tổ\s+chức|phân\s+công|trách\s+nhiệm|nhiệm\s+vụ|thi\s+hành", re.IGNORECASE)
_NOT_SECTION = re.compile(
    r"^(?:[a-z,]+ ){0,4}(?:khen thuong|doi tuong|noi nhan|kinh gui)|^(?:ket qua|danh gia)"
)
_END = re.compile(
    r"(?:Phần\s+(?:thứ|[IVX\d])|Nơi nhận|Trên đây là|Phụ lục|PHỤ LỤC|NƠI NHẬN|T/?M\.?\s|KT\.|TL\.)"
)
_CLOSING = re.compile(
    "(?:trên đây|trong quá trình|yêu cầu các|kế hoạch này|quyết định này|nghị quyết này"
    "|chỉ thị này|văn bản này|nhận được)",
    re.IGNORECASE,
)
_BY_UNITS_SHARE, _BY_UNITS_LEAST = 0.75, 3
_ASKING = re.compile(r"(?:đề nghị|yêu cầu|giao|chỉ đạo|phân công)[^.;]{0,60}:\s*$", re.IGNORECASE)
_ASKING_WINDOW = 120
_GIVES_ORDER = re.compile(r"(?:Giao|Đề nghị|Yêu cầu)\s")
_DEAR = re.compile(r"kính\s+g[ửở]i", re.IGNORECASE)
_HEAD_PARAGRAPHS = 40
_ORDERS = re.compile(
    r"(?:(?:UBND|[UỦ][ỷy] ban|Chủ tịch|Hội đồng|Ban|Sở|Phòng|Trung tâm|Thường trực|Đảng [uủ][ỷy])"
    r"\s[^.;:]{0,90}?\s)?"
    r"(?:(?:kính\s+)?đề nghị|yêu cầu|giao(?: cho)?)\s+(?=\S)",
    re.IGNORECASE,
)
_LONGEST_HEAD, _SHORT_HEAD, _LONGEST_EXCERPT = 200, 50, 160
_DEADLINE_WINDOW = 4000
_MOST_ASSIGNMENTS = 2000
_CLAUSE_END = re.compile(r"[;.](?:\s|$)")


def read_assignments(layout: Layout, year: int | None) -> tuple[Assignment, ...]:
    """Return one entry per unit, in the order of the text; `year` completes deadlines without one."""
    paragraphs = layout.paragraphs
    found = _first_assigned(layout, _named_sections(paragraphs), year)
    found = sorted([*found, *_by_articles(layout, year)], key=lambda item: item.span.start)
    if not found:
        found = _first_assigned(layout, _sections_by_units(paragraphs), year)
    if not found:
        found = list(islice(_ordered(layout, year), _MOST_ASSIGNMENTS))
    once: dict[str, Assignment] = {}
    for item in found:
        once.setdefault(fold(item.unit), item)
    return tuple(once.values())


def _first_assigned(
    layout: Layout, sections: Iterable[Sequence[Paragraph]], year: int | None
) -> list[Assignment]:
    assigned = (item for section in sections for item in _assigned(layout, section, year))
    return list(islice(assigned, _MOST_ASSIGNMENTS))


def _ordered(layout: Layout, year: int | None) -> Iterator[Assignment]:
    """Yield the units that a letter ("Kính gửi") without sections orders: "UBND xã đề nghị ..."."""
    top = layout.paragraphs[:_HEAD_PARAGRAPHS]
    if not any(_DEAR.match(paragraph.text) for paragraph in top):
        return
    for paragraph in layout.paragraphs:
        order = _ORDERS.match(paragraph.text)
        found = unit_at_head(paragraph.text[order.end() :]) if order else None
        if order and found and paragraph.kind is not Kind.ROW:
            at = order.end()
            unit = replace(found, start=found.start + at, end=found.end + at, task=found.task + at)
            yield from _assignment(layout, [paragraph], unit, year)


def _by_articles(layout: Layout, year: int | None) -> Iterator[Assignment]:
    """Yield the units of articles that give an order: "Điều 2. Giao Sở Y tế chủ trì ..."."""
    paragraphs = layout.paragraphs
    for index, paragraph in enumerate(paragraphs):
        is_article = paragraph.marker is not None and paragraph.marker.startswith(("Điều", "ĐIỀU"))
        if is_article and _GIVES_ORDER.match(paragraph.text):
            end = _section_end(paragraphs, index + 1, paragraph.level)
            yield from _of_item(layout, paragraphs[index:end], year, needs_task=end == index + 1)


def _named_sections(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        position += 1
        if _opens_section(paragraph):
            level = paragraph.level if paragraph.level < LEAD_IN_RANK else HEADING_RANK
            end = _section_end(paragraphs, position, level)
            yield paragraphs[position:end]
            position = end


def _opens_section(paragraph: Paragraph) -> bool:
    words = (paragraph.head or paragraph.text)[:_LONGEST_HEAD]
    if not _MAYBE_SECTION.search(words):
        return False
    head = fold(words)
    is_numbered = paragraph.marker is not None and bool(paragraph.head)
    is_head = paragraph.is_heading or is_numbered or len(head) < _SHORT_HEAD
    if (
        not is_head
        or paragraph.kind is Kind.ROW
        or _NOT_SECTION.search(head)
        or not (found := _SECTION.search(head))
    ):
        return False
    if found.start() and _is_listed_duty(paragraph):
        return False
    return found.start() < _SHORT_HEAD and unit_at_head(paragraph.text) is None


def _is_listed_duty(paragraph: Paragraph) -> bool:
    """Say whether an item of a list ends in these words: "- Đề xuất giải pháp và tổ chức thực hiện."."""
    is_bullet = paragraph.marker is not None and paragraph.marker[0] in "-+•*–"
    return is_bullet and paragraph.text.endswith((".", ";"))


def _section_end(paragraphs: Sequence[Paragraph], start: int, level: int) -> int:
    for index in range(start, len(paragraphs)):
        paragraph = paragraphs[index]
        if (paragraph.level <= level and not _is_stray(paragraph)) or _END.match(paragraph.text):
            return index
    return len(paragraphs)


def _is_stray(paragraph: Paragraph) -> bool:
    """Say whether a "heading" is but the end of a sentence in capitals that a line break cut off."""
    return paragraph.marker is None and paragraph.text.endswith((".", ";", ","))


def _sections_by_units(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Yield runs of numbered siblings most of which begin with a unit and its task."""
    groups: dict[tuple[tuple[str, ...], int], list[int]] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.marker and paragraph.marker[0] not in "-+•*–" and paragraph.kind is not Kind.ROW:
            groups.setdefault((paragraph.headings, paragraph.level), []).append(index)
    for (headings, level), indices in groups.items():
        if len(indices) < _least(paragraphs, indices[0]) or any(
            _NOT_SECTION.search(fold(head)) for head in headings
        ):
            continue
        units = [index for index in indices if _has_task(paragraphs, index)]
        if len(units) >= _BY_UNITS_SHARE * len(indices):
            end = _section_end(paragraphs, indices[-1] + 1, level)
            yield paragraphs[indices[0] : end]


def _least(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Return how many siblings make a section: two behind "UBND xã đề nghị:", else three."""
    before = paragraphs[first - 1].text if first else ""
    return _BY_UNITS_LEAST - 1 if _ASKING.search(before[-_ASKING_WINDOW:]) else _BY_UNITS_LEAST


def _has_task(paragraphs: Sequence[Paragraph], index: int) -> bool:
    paragraph = paragraphs[index]
    unit = unit_at_head(paragraph.text, is_heading=paragraph.is_heading)
    if unit is None:
        return False
    has_below = index + 1 < len(paragraphs) and paragraphs[index + 1].level > paragraph.level
    return bool(paragraph.text[unit.task :].strip(" .:;")) or has_below


def _assigned(layout: Layout, section: Sequence[Paragraph], year: int | None) -> Iterator[Assignment]:
    """Yield the assignments of a section from its outermost items; items that only group are entered."""
    marked = [paragraph.level for paragraph in section if paragraph.marker and paragraph.kind is not Kind.ROW]
    bold = [paragraph.level for paragraph in section if paragraph.is_heading and not paragraph.marker]
    level = min([*marked, *bold], default=None)
    if level is None:
        for paragraph in section:
            yield from _of_item(layout, [paragraph], year, needs_task=True)
        return
    starts = [index for index, paragraph in enumerate(section) if paragraph.level == level]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(section)
        item = section[start:end]
        found = [] if _only_groups(item) else list(_of_item(layout, item, year, needs_task=False))
        yield from found or _assigned(layout, item[1:], year)


def _only_groups(item: Sequence[Paragraph]) -> bool:
    """Say whether a head ("Trách nhiệm của các phòng") has no task but units with theirs below it."""
    below = [paragraph for paragraph in item[1:] if paragraph.marker]
    if not item[0].is_heading or not below:
        return False
    level = min(paragraph.level for paragraph in below)
    children = [paragraph for paragraph in below if paragraph.level == level]
    named = [child for child in children if unit_at_head(child.text, is_heading=child.is_heading)]
    return len(children) > 1 and len(named) == len(children)


def _of_item(
    layout: Layout, item: Sequence[Paragraph], year: int | None, *, needs_task: bool
) -> Iterator[Assignment]:
    first = item[0]
    if first.marker is None and not first.is_heading and _CLOSING.match(first.text):
        return
    has_below = len(item) > 1
    unit = unit_at_head(first.text, is_heading=(first.is_heading or has_below) and not needs_task)
    if unit is not None:
        yield from _assignment(layout, item, unit, year)


def _assignment(
    layout: Layout, item: Sequence[Paragraph], unit: UnitAtHead, year: int | None
) -> Iterator[Assignment]:
    first, task = item[0], _task_span(item, unit)
    if task is None:
        return
    due, due_text, doubts = _deadline(item, year)
    name = first.text[unit.start : unit.end]
    excerpt = layout.text[task.start : task.end]
    span = first.span(unit.start, unit.end)
    yield Assignment(name, excerpt, Span(span.start, item[-1].end), due, due_text, doubts)


def _task_span(item: Sequence[Paragraph], unit: UnitAtHead) -> Span | None:
    """Return the beginning of the first task: behind the unit, or the first item below it."""
    start = unit.task
    text = item[0].text
    while start < len(text) and text[start] in " :,.;-–":
        start += 1
    if text[start : start + 1] == "(" and (closed := text.find(")", start)) > 0:
        start = closed + 1 + (len(text[closed + 1 :]) - len(text[closed + 1 :].lstrip(" :,;-–")))
    paragraph, begin = item[0], start
    is_lead_in = text.endswith(":") and len(item) > 1
    if begin >= len(text.rstrip(" .:;")) or is_lead_in:
        if len(item) == 1:
            return None
        paragraph, begin = item[1], 0
    body = paragraph.text
    stop = _CLAUSE_END.search(body, begin)
    whole = stop.start() if stop else len(body)
    end = min(whole, begin + _LONGEST_EXCERPT)
    if end < whole and (space := body.rfind(" ", begin, end)) > begin:
        end = space
    return paragraph.span(begin, end) if end > begin else None


def _deadline(
    item: Sequence[Paragraph], year: int | None
) -> tuple[str | None, str | None, tuple[Doubt, ...]]:
    length = 0
    for paragraph in item:
        deadline = read_deadline(paragraph.text[:_DEADLINE_WINDOW], year=year)
        if deadline:
            due = deadline.value.iso if deadline.value else None
            doubts: tuple[Doubt, ...] = ()
            if due is None and not deadline.is_repeated:
                question = f"“{deadline.text}”: hạn này thuộc năm nào?"
                doubts = (Doubt("due_without_year", question, paragraph.span(deadline.start, deadline.end)),)
            return due, deadline.text, doubts
        length += len(paragraph.text)
        if length > _DEADLINE_WINDOW:
            break
    return None, None, ()
