"""Targets in tables: one row a target, one column the plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from thidua.core.parsing.layout import Kind, Paragraph
from thidua.core.parsing.lines import Cell
from thidua.core.parsing.reading import Comparator, Span, TargetRead
from thidua.core.parsing.sections import Part, Section, field_of
from thidua.core.parsing.targets.units import Measure, read_unit
from thidua.core.parsing.targets.values import Value, find_values

_NAME = re.compile(r"chỉ\s+tiêu|nội\s+dung|tên|mục\s+tiêu|tiêu\s+chí")
_UNIT = re.compile(r"đơn\s+vị(?!\s+(?:thực|chủ|phụ))|đvt|đ/v|đơn\s+vị\s+tính")
_PLAN = re.compile(
    r"kế\s+hoạch|(?<!\w)kh(?!\w)|mục\s+tiêu|phấn\s+đấu|chỉ\s+tiêu\s+(?:năm|giao|đến|thi)|giao|đến\s+năm|năm\s+\d{4}|giai\s+đoạn|số\s+lượng|mức"
    r"|^(?:19|20)\d{2}$"
)
_HORIZON = re.compile(r"(?:đến|tới|vào)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}")
_DONE = re.compile(
    r"thực\s+hiện|(?<!\w)th(?!\w)|ước|so\s+sánh|so\s+với|tỷ\s+lệ\s*%|cùng\s+kỳ|hiện\s+trạng|kết\s+quả|đánh\s+giá|ghi\s+chú|điểm"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ORDINAL = re.compile(r"(?:\d{1,3}|[ivxlIVXL]+|[a-zA-ZđĐ])(?:\.\d{1,2})*[.)]?")
_PART_OF = re.compile(r"^(?:trong\s+đó|[-+–•]|tr\.\s*đó|riêng)\s*:?\s*", re.IGNORECASE)
_WORDED = re.compile(r"^(?:đạt|hoàn\s+thành|giữ\s+vững|duy\s+trì|có|xong)(?!\w)", re.IGNORECASE)
_CHANGES = re.compile(r"(?:[-+–•]\s*)?(?:(tăng)(?!\s+trưởng)|kéo\s+giảm|giảm)(?!\w)", re.IGNORECASE)
_DITTO = frozenset({'"', "”", "“", "''", "nt", "-nt-", "- nt -", "//", "〃"})
_HEAD = re.compile(r"stt|(?<!\w)tt(?!\w)|chỉ\s+tiêu|nội\s+dung|đơn\s+vị|kế\s+hoạch", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(\d[\d.,]*)(?![^|]*\d)")
_FEWEST_CELLS = 2
_HEAD_SIGNS = 2


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table keeps what; `plans` are the columns to promise from, the one that counts most first.

    `horizons` are those that each promise for a time of their own ("đến năm 2025", "đến năm 2030").
    """

    name: int
    unit: int | None
    plans: tuple[int, ...]
    width: int
    horizons: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Above:
    """What the rows above lend to one: a total, the name of its group, its unit."""

    total: TargetRead | None
    group: str
    unit: str


def read_tables(sections: Sequence[tuple[Paragraph, Section]]) -> Iterator[TargetRead]:
    """Yield the targets of all tables whose head names an indicator and a plan."""
    for is_row, run in groupby(sections, key=lambda pair: pair[0].kind is Kind.ROW):
        if is_row:
            yield from _read_table(list(run))


def _read_table(rows: Sequence[tuple[Paragraph, Section]]) -> Iterator[TargetRead]:
    columns: _Columns | None = None
    total: TargetRead | None = None
    unit = ""
    group = ""
    for row, section in rows:
        if section.part in {Part.AWARDS, Part.SCORING, Part.RESULTS}:
            return
        if head := _columns_of(row):
            columns = head
            continue
        if columns is None:
            continue
        unit = _unit_of(row, columns, unit)
        targets = list(_targets_of(row, section, columns, _Above(total, group, unit)))
        if not targets:
            group = _group_name(row, columns) or group
        yield from targets
        if targets and targets[0].parent is None:
            total = targets[0]


def _columns_of(row: Paragraph) -> _Columns | None:
    """Read a head row; None when the row is none, or names no plan."""
    texts = [cell.text.lower() for cell in row.cells]
    signs = sum(1 for text in texts if _HEAD.search(text) or _PLAN.search(text))
    if len(texts) < _FEWEST_CELLS or signs < _HEAD_SIGNS or any(find_values(text) for text in texts):
        return None
    unit = next((index for index, text in enumerate(texts) if _UNIT.search(text)), None)
    name = next((index for index, text in enumerate(texts) if index != unit and _NAME.search(text)), None)
    if name is None:
        return None
    plans = [
        index
        for index, text in enumerate(texts)
        if index not in {name, unit} and _PLAN.search(text) and not _DONE.search(text)
    ]
    if not plans:
        return None
    newest_first = sorted(plans, key=lambda index: (-_year_in(texts[index]), index))
    horizons = [(index, found[0]) for index in plans if (found := _HORIZON.search(texts[index]))]
    several = tuple(horizons) if 1 < len(horizons) == len(plans) else ()
    return _Columns(name, unit, tuple(newest_first), len(texts), several)


def _year_in(text: str) -> int:
    return max((int(year) for year in _YEAR.findall(text)), default=0)


def _targets_of(row: Paragraph, section: Section, columns: _Columns, above: _Above) -> Iterator[TargetRead]:
    """Yield one target a row, or one for each horizon; their places do not overlap."""
    shift = _shift(row, columns)
    if not columns.horizons:
        target = _target_of(row, section, columns, above, _filled(row, columns, shift))
        if target is not None:
            yield target
        return
    is_first = True
    for plan, horizon in columns.horizons:
        target = _target_of(row, section, columns, above, plan + shift)
        if target is None:
            continue
        cell = row.cells[plan + shift]
        span = target.span if is_first else Span(cell.start, cell.end)
        yield replace(target, name=f"{target.name} ({horizon})", span=span)
        is_first = False


def _shift(row: Paragraph, columns: _Columns) -> int:
    """Return how far a row is moved: empty cells are lost at its front, or behind one with its number."""
    is_numbered = columns.name > 0 and _ORDINAL.fullmatch(row.cells[0].text) is not None
    return 0 if is_numbered and len(row.cells) <= columns.width else len(row.cells) - columns.width


def _filled(row: Paragraph, columns: _Columns, shift: int) -> int:
    """Return the first plan column that this row fills."""
    cells = ((plan, _cell(row, plan + shift)) for plan in columns.plans)
    return next((plan for plan, cell in cells if cell and cell.text), columns.plans[0]) + shift


def _target_of(
    row: Paragraph, section: Section, columns: _Columns, above: _Above, at: int
) -> TargetRead | None:
    shift = _shift(row, columns)
    name, plan = _cell(row, columns.name + shift), _cell(row, at)
    if name is None or plan is None or not plan.text or _ORDINAL.fullmatch(name.text):
        return None
    value = _value(plan.text, above.unit, name.text)
    if value is None and not _WORDED.match(plan.text):
        return None
    total, label = above.total, _PART_OF.sub("", name.text)
    is_part = bool(_PART_OF.match(name.text)) and total is not None and above.group != name.text
    first, last = sorted((name, plan), key=lambda cell: cell.start)
    return TargetRead(
        name=label[:1].upper() + label[1:],
        comparator=_comparator(label, value) if value else _worded(plan.text),
        low=value.low if value else None,
        high=value.high if value else None,
        unit=value.unit if value else "",
        per=value.per if value else None,
        parent=total.name if is_part and total else None,
        span=Span(first.start, last.end),
        field=field_of(name.text, above.group, *reversed(row.headings)),
        heading=section.heading,
    )


def _comparator(label: str, value: Value) -> Comparator:
    """Take "Giảm tỷ lệ hộ nghèo" with its number as a change."""
    change = _CHANGES.match(label)
    if change is None:
        return value.comparator
    return Comparator.INCREASE_BY if change[1] else Comparator.DECREASE_BY


def _unit_of(row: Paragraph, columns: _Columns, before: str) -> str:
    """Return the unit the row prints; a ditto mark repeats the one above."""
    cell = _cell(row, columns.unit + _shift(row, columns)) if columns.unit is not None else None
    printed = cell.text.strip() if cell else ""
    return before if printed in _DITTO else printed


def _cell(row: Paragraph, index: int) -> Cell | None:
    return row.cells[index] if 0 <= index < len(row.cells) else None


def _value(plan: str, unit: str, name: str) -> Value | None:
    """Read the plan cell with the unit of its row; a unit in brackets of the name serves as well."""
    named = re.search(r"\(([^()]{1,30})\)\s*$", name)
    unit = unit.strip(" -") or (
        named[1] if named and read_unit(f" {named[1]}", 0).measure is not Measure.NONE else ""
    )
    found = find_values(_LAST_NUMBER.sub(rf"\1 {unit}", plan, count=1) if _is_bare(plan) else plan)
    return found[0] if found else None


def _is_bare(plan: str) -> bool:
    """Say whether a cell holds only numbers and signs: the unit stands elsewhere."""
    return not re.search(
        r"[%‰]|[^\W\d_]",
        re.sub(
            r"trở\s+lên|trở\s+xuống|trên|dưới|từ|đến|khoảng|ít\s+nhất|tối\s+thiểu|không\s+quá",
            "",
            plan.lower(),
        ),
    )


def _worded(plan: str) -> Comparator:
    is_kept = plan.lower().startswith(("giữ vững", "duy trì"))
    return Comparator.MAINTAIN if is_kept else Comparator.QUALITATIVE


def _group_name(row: Paragraph, columns: _Columns) -> str:
    name = _cell(row, columns.name + _shift(row, columns))
    return name.text if name and len(name.text) > 1 else ""
