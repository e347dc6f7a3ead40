"""Where a careful reader would hesitate, said in Vietnamese; a plain clear target raises none."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise

from thidua.core.parsing.layout import Layout
from thidua.core.parsing.reading import Comparator, Doubt, TargetRead
from thidua.core.parsing.sections import Part, sections_of
from thidua.core.parsing.targets.units import Measure, read_unit
from thidua.core.parsing.targets.values import find_values
from thidua.core.quantities import format_number, in_words, read_number
from thidua.core.text import fold

_DOTTED = re.compile(r"(?<![\d.,])[1-9]\.\d{3}(?![\d.,])")
_RATE = re.compile(r"t[ỷỉ]\s+(?:lệ|suất|trọng)", re.IGNORECASE)
_SPAN_OF_YEARS = re.compile(r"giai\s+đoạn|nhiệm\s+kỳ|bình\s+quân|\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
_BEYOND = re.compile(r"so\s+với|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|bằng|tốc\s+độ|gấp", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CHANGES = frozenset({Comparator.INCREASE_BY, Comparator.DECREASE_BY})
_SMALL_WORDS = frozenset(
    {
        "lệ",
        "của",
        "và",
        "các",
        "số",
        "tỷ",
        "đạt",
        "có",
        "là",
        "từ",
        "cho",
        "được",
        "trong",
        "trên",
        "năm",
        "tổng",
    }
)
_SIGHT = 400
_NEIGHBOURS = 1
_WHOLE = 100
_MOST_UNREAD = 20


def with_doubts(targets: tuple[TargetRead, ...], layout: Layout) -> tuple[TargetRead, ...]:
    """Return the targets with the doubts that each of them raises."""
    sums = _doubts_about_parts(targets)
    spelling = _doubts_about_spelling(targets, layout.text)
    return tuple(
        replace(target, doubts=doubts)
        if (doubts := (*_doubts_of(target, layout.text), *sums[index], *spelling[index]))
        else target
        for index, target in enumerate(targets)
    )


def doubts_of_reading(layout: Layout, targets: Sequence[TargetRead]) -> tuple[Doubt, ...]:
    """Return what concerns the whole text: numbers of a target section left unread, an end never reached."""
    found = list(islice(_unread_numbers(layout, targets), _MOST_UNREAD))
    if layout.unread:
        found.append(Doubt("too_long", "Văn bản quá dài, phần cuối chưa được đọc.", layout.unread))
    return tuple(found)


def _doubts_of(target: TargetRead, text: str) -> Iterator[Doubt]:
    if target.comparator is Comparator.QUALITATIVE or (target.low is None and target.high is None):
        return
    words = text[target.span.start : target.span.end]
    yield from _about_number(target, words)
    yield from _about_change(target, words)
    if not target.unit:
        yield Doubt("unit_missing", f"Chưa thấy đơn vị của số {_shown(target)}: đơn vị là gì?", target.span)


def _about_number(target: TargetRead, words: str) -> Iterator[Doubt]:
    sides = (target.low, target.high)
    dotted = next((found for found in _DOTTED.finditer(words) if read_number(found[0]) in sides), None)
    if dotted and read_unit(f" {target.unit}", 0).measure is not Measure.COUNTED:
        spelled = in_words(read_number(dotted[0]) or Decimal(0))
        yield Doubt(
            "thousands_dot", f"{dotted[0]}: dấu chấm là hàng nghìn ({spelled} {target.unit})?", target.span
        )
    if target.low != target.high and any(value.is_reversed for value in find_values(words)):
        yield Doubt(
            "range_reversed", f"Khoảng viết ngược, được đọc là {_shown(target)}: đúng không?", target.span
        )
    is_share = target.unit == "%" and target.comparator not in _CHANGES and not _BEYOND.search(words)
    if is_share and (target.high or target.low or 0) > _WHOLE:
        yield Doubt("share_over_100", f"Tỷ lệ {_shown(target)} lớn hơn 100%: có đúng không?", target.span)


def _about_change(target: TargetRead, words: str) -> Iterator[Doubt]:
    if target.comparator not in _CHANGES:
        return
    verb = "tăng" if target.comparator is Comparator.INCREASE_BY else "giảm"
    if target.unit == "%" and _RATE.search(words):
        question = f"{verb} {_shown(target)}: điểm phần trăm hay phần trăm so với mức cũ?"
        yield Doubt("points_or_percent", question[:1].upper() + question[1:], target.span)
    if target.per is None and _SPAN_OF_YEARS.search(f"{words} {target.heading or ''}"):
        question = f"{verb} {_shown(target)}: mỗi năm hay cả giai đoạn?"
        yield Doubt("per_unclear", question[:1].upper() + question[1:], target.span)


def _shown(target: TargetRead) -> str:
    sides = [format_number(side) for side in (target.low, target.high) if side is not None]
    number = sides[0] if len(sides) == 1 or sides[0] == sides[-1] else " - ".join(sides)
    space = "" if target.unit[:1] in {"%", "‰", ""} else " "
    return f"{number}{space}{target.unit}"


def _doubts_about_parts(targets: Sequence[TargetRead]) -> dict[int, list[Doubt]]:
    """Compare totals with their parts, both in the same unit."""
    found: dict[int, list[Doubt]] = defaultdict(list)
    total = -1
    parts: list[tuple[int, Decimal]] = []
    for index, target in enumerate([*targets, None]):
        if target is not None and target.parent is not None and total >= 0:
            if target.parent == targets[total].name and target.unit == targets[total].unit:
                parts.append((index, target.high or target.low or Decimal(0)))
            continue
        if total >= 0 and parts:
            _compare(targets, total, parts, found)
        total, parts = index, []
    return found


def _compare(
    targets: Sequence[TargetRead],
    total: int,
    parts: Sequence[tuple[int, Decimal]],
    found: dict[int, list[Doubt]],
) -> None:
    whole = targets[total].high or targets[total].low
    if whole is None or targets[total].comparator in _CHANGES:
        return
    shown = _shown(targets[total])
    for index, value in parts:
        if value > whole and targets[index].comparator not in _CHANGES:
            question = (
                f"“{targets[index].name}” ({_shown(targets[index])}) lớn hơn tổng ({shown}): có đúng không?"
            )
            found[index].append(Doubt("part_above_total", question, targets[index].span))
    added = sum((value for _, value in parts), Decimal(0))
    if targets[total].unit != "%" and len(parts) > 1 and added > whole:
        question = f"Các phần cộng lại là {format_number(added)}, lớn hơn tổng {shown}: có đúng không?"
        found[total].append(Doubt("parts_above_total", question, targets[total].span))


def _doubts_about_spelling(targets: Sequence[TargetRead], text: str) -> dict[int, list[Doubt]]:
    """Find two words of a target that differ only by a mark from two words of a neighbour."""
    found: dict[int, list[Doubt]] = defaultdict(list)
    pairs = [_pairs(text[target.span.start : target.span.end]) for target in targets]
    for index, own in enumerate(pairs):
        near: dict[str, str] = {}
        for other in pairs[max(0, index - _NEIGHBOURS) : index]:
            near.update(other)
        for key, spelled in own.items():
            if key in near and _differs_by_mark(spelled, near[key]):
                question = f"“{spelled}”: có phải là “{near[key]}” như ở trên không?"
                found[index].append(Doubt("misspelt", question, targets[index].span))
                break
    return found


def _pairs(words: str) -> dict[str, str]:
    listed = [word.lower() for word in _WORD.findall(words[:_SIGHT])]
    folded = fold(" ".join(listed)).split(" ")
    if len(folded) != len(listed):
        return {}
    return {
        f"{key} {next_key}": f"{first} {second}"
        for (key, next_key), (first, second) in zip(pairwise(folded), pairwise(listed), strict=True)
        if first not in _SMALL_WORDS and second not in _SMALL_WORDS
    }


def _differs_by_mark(first: str, second: str) -> bool:
    """Say whether the marks themselves differ, not only the letter they sit on ("hóa" and "hoá")."""
    return sorted(unicodedata.normalize("NFD", first)) != sorted(unicodedata.normalize("NFD", second))


def _unread_numbers(layout: Layout, targets: Sequence[TargetRead]) -> Iterator[Doubt]:
    read = sorted((target.span.start, target.span.end) for target in targets)
    position = 0
    for paragraph, section in sections_of(layout):
        if section.part is not Part.TARGETS or paragraph.cells or paragraph.is_heading:
            continue
        for value in find_values(paragraph.text):
            span = paragraph.span(value.start, value.end)
            while position < len(read) and read[position][1] <= span.start:
                position += 1
            is_read = position < len(read) and read[position][0] < span.end
            if not is_read and not _in_brackets(paragraph.text, value.start):
                shown = paragraph.text[value.start : value.end]
                yield Doubt(
                    "unread_number",
                    f"Số “{shown}” chưa được đọc thành chỉ tiêu: có phải là chỉ tiêu không?",
                    span,
                )


def _in_brackets(text: str, position: int) -> bool:
    opened = text.rfind("(", max(0, position - 200), position)
    return opened >= 0 and text.find(")", opened, position) < 0
