"""A set of criteria as a workbook: written, edited by people, read again with each fault at its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from thidua.core.errors import DomainError
from thidua.core.quantities import read_number
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring.exchange import EDITION, FORM, criterion_from, criterion_to, set_from, set_to
from thidua.core.scoring.rule_words import rule_numbers, rule_words
from thidua.papers.sheets import Sheet, Value
from thidua.papers.workbooks import SheetData, cell_name
from thidua.scoring.enums import EventKind, GroupKindChoice, ReadingChoice, RuleChoice, TieChoice

_HEAD = (
    "Mã",
    "Nhóm, tiêu chí",
    "Loại nhóm",
    "Điểm tối đa",
    "Phải đạt (%)",
    "Cách tính",
    "Các số của cách tính",
    "Lấy từ",
    "Chỉ tiêu",
    "Đếm việc",
    "Điều kiện để có điểm",
    "Hướng dẫn chấm",
    "Minh chứng",
    "Đơn vị tự chấm",
)
_ABOUT = ("Mục", "Nội dung")
_BANDS = ("Mức xếp loại", "Từ điểm", "Không tiêu chí nào 0 điểm", "Mọi nhóm đạt mức phải đạt")
_CEILINGS = ("Việc đã xảy ra", "Xếp loại cao nhất", "Mã việc")
_TIES = ("Khi bằng điểm, xét", "Mã tiêu chí, nhóm", "Tên gọi")
_NAMES = {
    "name": "Tên bộ tiêu chí",
    "total": "Tổng điểm",
    "places": "Số chữ số sau dấu phẩy",
    "rescales": "Không giao thì quy đổi",
    "is_scored": "Có chấm điểm",
    "source": "Nguồn",
}
_FLAGS, _NUMBERS = frozenset({"rescales", "is_scored"}), frozenset({"total", "places"})
_YES, _NO = "có", "không"


def sheets_of(table: Table) -> tuple[Sheet, ...]:
    """Return the five sheets of a set."""
    plain = set_to(table)
    about = [(label, _shown(name, plain[name])) for name, label in _NAMES.items()]
    bands = [
        (one["name"], Decimal(one["low"]), _flag(one["nothing_at_zero"]), _flag(one["groups_above_floor"]))
        for one in plain["bands"]
    ]
    ceilings = [(one["name"], one["band"], one["fact"]) for one in plain["ceilings"]]
    ties = [(TieChoice(one["kind"]).label, one["key"], one["name"]) for one in plain["ties"]]
    return (
        Sheet("Tiêu chí", _HEAD, list(_rows(table))),
        Sheet("Thông tin chung", _ABOUT, about),
        Sheet("Xếp loại", _BANDS, bands),
        Sheet("Mức cao nhất", _CEILINGS, ceilings),
        Sheet("Khi bằng điểm", _TIES, ties),
    )


def _rows(table: Table) -> Iterator[Sequence[Value]]:
    for group in table.groups:
        kind = str(GroupKindChoice(group.kind.value).label)
        floor = group.floor * 100 if group.floor else None
        yield (group.key, group.name, kind, group.maximum, floor, *[None] * (len(_HEAD) - 5))
        for one in group.criteria:
            plain = criterion_to(one)
            counts = EventKind(one.counts).label if one.counts in EventKind.values else ""
            yield (
                one.key,
                one.name,
                None,
                one.maximum,
                None,
                str(RuleChoice(one.rule.kind.value).label),
                rule_words(plain.get("numbers", {})),
                str(ReadingChoice(one.reading.value).label),
                "\n".join(one.targets),
                str(counts),
                one.base_condition,
                one.guidance,
                _flag(one.needs_evidence),
                _flag(one.self_scored),
            )


def _flag(value: object) -> str:
    return _YES if value else _NO


def _shown(name: str, value: Any) -> Value:
    if name in _FLAGS:
        return _flag(value)
    return Decimal(str(value)) if name in _NUMBERS else str(value)


@dataclass(slots=True)
class Taken:
    """What a workbook says: the set, or every fault with its cell."""

    table: Table | None = None
    faults: list[str] = field(default_factory=list)


def read_set(sheets: Sequence[SheetData]) -> Taken:
    """Read the sheets that `sheets_of` writes, in whatever order, told apart by their headings."""
    taken = Taken()
    found = {head[0]: _body(sheets, head) for head in (_HEAD, _ABOUT, _BANDS, _CEILINGS, _TIES)}
    if found[_HEAD[0]] is None or found[_ABOUT[0]] is None:
        taken.faults.append("Không thấy bảng tiêu chí trong tệp. Tải bộ tiêu chí về rồi sửa vào đó.")
        return taken
    reader = _Reader(taken.faults)
    plain = {
        "form": FORM,
        "edition": EDITION,
        **reader.about(found[_ABOUT[0]]),
        "groups": reader.groups(found[_HEAD[0]]),
        "bands": reader.bands(found[_BANDS[0]]),
        "ceilings": reader.ceilings(found[_CEILINGS[0]]),
        "ties": reader.ties(found[_TIES[0]]),
    }
    if not taken.faults:
        try:
            taken.table = set_from(plain)
        except DomainError as fault:
            taken.faults.append(str(fault))
    return taken


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by the headings of its sheet."""

    sheet: SheetData
    at: int
    cells: Mapping[str, tuple[int, Any]]

    def place(self, heading: str) -> str:
        return f"Trang {self.sheet.name}, ô {cell_name(self.at, self.cells[heading][0])}"

    def text(self, heading: str) -> str:
        value = self.cells[heading][1] if heading in self.cells else ""
        if value is None:
            return ""
        if isinstance(value, float | Decimal):
            return format(Decimal(str(value)).normalize(), "f").replace(".", ",")
        return str(value).strip()


def _body(sheets: Sequence[SheetData], head: Sequence[str]) -> list[_Row] | None:
    """Return the rows below the headings of the sheet that has them all."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows):
            names = [" ".join(str(cell or "").split()) for cell in row]
            if set(head) <= set(names):
                columns = {name: names.index(name) for name in head}
                return list(_filled(sheet, at + 1, columns))
    return None


def _filled(sheet: SheetData, start: int, columns: Mapping[str, int]) -> Iterator[_Row]:
    for at in range(start, len(sheet.rows)):
        cells = {name: (column, sheet.rows[at][column]) for name, column in columns.items()}
        if any(value not in (None, "") for _, value in cells.values()):
            yield _Row(sheet, at, cells)


class _Reader:
    """Reads rows into exchange form and keeps every fault."""

    def __init__(self, faults: list[str]) -> None:
        self._faults = faults

    def about(self, rows: list[_Row] | None) -> dict[str, Any]:
        labels = {label: name for name, label in _NAMES.items()}
        found: dict[str, Any] = {}
        for row in rows or []:
            name = labels.get(row.text("Mục"), "")
            if name in _FLAGS:
                found[name] = self._yes(row, "Nội dung")
            elif name in _NUMBERS:
                found[name] = self._number(row, "Nội dung")
            elif name:
                found[name] = row.text("Nội dung")
        return found

    def groups(self, rows: list[_Row] | None) -> list[dict[str, Any]]:
        groups: list[dict[str, Any]] = []
        for row in rows or []:
            if row.text("Loại nhóm"):
                groups.append(self._group(row))
            elif not groups:
                self._faults.append(f"{row.place('Loại nhóm')}: dòng đầu phải là một nhóm, ghi loại nhóm.")
                return []
            else:
                self._line(row, groups[-1]["criteria"])
        return groups

    def _group(self, row: _Row) -> dict[str, Any]:
        floor = self._number(row, "Phải đạt (%)") if row.text("Phải đạt (%)") else "0"
        return {
            "key": row.text("Mã"),
            "name": row.text("Nhóm, tiêu chí"),
            "kind": self._choice(row, "Loại nhóm", GroupKindChoice.choices),
            "maximum": self._number(row, "Điểm tối đa"),
            "floor": str(Decimal(floor) / 100),
            "criteria": [],
        }

    def _line(self, row: _Row, lines: list[dict[str, Any]]) -> None:
        plain = {
            "key": row.text("Mã"),
            "name": row.text("Nhóm, tiêu chí"),
            "maximum": self._number(row, "Điểm tối đa"),
            "rule": self._choice(row, "Cách tính", RuleChoice.choices),
            "reading": self._choice(row, "Lấy từ", ReadingChoice.choices),
            "targets": [name.strip() for name in row.text("Chỉ tiêu").splitlines() if name.strip()],
            "base_condition": row.text("Điều kiện để có điểm"),
            "guidance": row.text("Hướng dẫn chấm"),
            "needs_evidence": self._yes(row, "Minh chứng"),
            "self_scored": self._yes(row, "Đơn vị tự chấm"),
        }
        if row.text("Đếm việc"):
            plain["counts"] = self._choice(row, "Đếm việc", EventKind.choices)
        try:
            plain["numbers"] = rule_numbers(
                row.text("Các số của cách tính"), row.place("Các số của cách tính")
            )
            if plain["rule"] and plain["reading"]:
                criterion_from(plain, f"Dòng {row.at + 1}")
        except DomainError as fault:
            self._faults.append(str(fault))
        lines.append(plain)

    def bands(self, rows: list[_Row] | None) -> list[dict[str, Any]]:
        return [
            {
                "name": row.text(_BANDS[0]),
                "low": self._number(row, _BANDS[1]),
                "nothing_at_zero": self._yes(row, _BANDS[2]),
                "groups_above_floor": self._yes(row, _BANDS[3]),
            }
            for row in rows or []
        ]

    def ceilings(self, rows: list[_Row] | None) -> list[dict[str, Any]]:
        return [
            {"name": row.text(_CEILINGS[0]), "band": row.text(_CEILINGS[1]), "fact": row.text(_CEILINGS[2])}
            for row in rows or []
        ]

    def ties(self, rows: list[_Row] | None) -> list[dict[str, Any]]:
        return [
            {
                "kind": self._choice(row, _TIES[0], TieChoice.choices),
                "key": row.text(_TIES[1]),
                "name": row.text(_TIES[2]),
            }
            for row in rows or []
        ]

    def _number(self, row: _Row, heading: str) -> str:
        column, value = row.cells[heading]
        if (row.at, column) in row.sheet.uncounted:
            self._faults.append(
                f"{row.place(heading)}: công thức chưa có kết quả. Mở bằng Excel, lưu rồi tải lại."
            )
            return "0"
        number = (
            Decimal(str(value)) if isinstance(value, int | float | Decimal) else read_number(str(value or ""))
        )
        if number is None:
            self._faults.append(f"{row.place(heading)}: “{heading}” phải là một số, ví dụ 2,5.")
            return "0"
        return format(number.normalize(), "f")

    def _choice(self, row: _Row, heading: str, choices: Sequence[tuple[str, Any]]) -> str:
        words = row.text(heading).lower()
        found = next((value for value, label in choices if str(label).lower() == words), "")
        if not found:
            listed = ", ".join(str(label) for _, label in choices)
            self._faults.append(f"{row.place(heading)}: “{heading}” phải là một trong: {listed}.")
        return found

    def _yes(self, row: _Row, heading: str) -> bool:
        words = row.text(heading).lower()
        if words not in {_YES, _NO, ""}:
            self._faults.append(f"{row.place(heading)}: chỉ ghi có hoặc không.")
        return words == _YES
