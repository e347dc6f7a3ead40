"""A file of figures that a phone could not send: read, and laid beside what stands in the reports now."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import category
from uuid import UUID

from thidua.core.errors import DomainError
from thidua.core.text import normalise
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.movements.models import Target
from thidua.reporting.enums import Route
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.owing import owed_of
from thidua.reporting.queries.reading import Entry, read_entry
from thidua.reporting.queries.saying import said_text

MAX_BYTES = 1024 * 1024
MAX_ROWS = 500
MAX_REPORTS = 20
_KIND = "thidua-chua-gui"
_NO_FILE = "Tệp này không phải tệp số chưa gửi. Chọn tệp do nút “Xuất tệp” trên điện thoại tạo ra."
_TWICE = "Số này có hai lần trong tệp. Nhờ ghi bằng tay."
_WORDS = {"khong": "không có", "kad": "không áp dụng", "dat": "đạt", "chua": "chưa đạt"}
_LONGEST = 2000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One cell as the phone kept it; without a target it is the general note of its report."""

    report_id: UUID
    target_id: UUID | None
    title: str
    name: str
    entry: Entry
    expected: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A row beside what stands now; `refusal` says why it cannot be taken in."""

    row: QueueRow
    written: str
    standing: str = ""
    refusal: str = ""
    report: Report | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class QueueFile:
    """All rows of a file, in the order they were typed."""

    rows: tuple[Laid, ...] = field(default_factory=tuple)

    @property
    def takeable(self) -> tuple[Laid, ...]:
        return tuple(laid for laid in self.rows if not laid.refusal)


def read_file(data: bytes) -> tuple[QueueRow, ...]:
    """Read the rows of a file; raise DomainError with a way out for what is none."""
    if len(data) > MAX_BYTES:
        raise DomainError("Tệp lớn hơn 1 MB nên không phải tệp số chưa gửi.")
    try:
        content = json.loads(data)
        if content["loai"] != _KIND:
            raise DomainError(_NO_FILE)
        rows = tuple(_row(row) for row in content["so_lieu"][: MAX_ROWS + 1])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise DomainError(_NO_FILE) from error
    if len(rows) > MAX_ROWS or len({row.report_id for row in rows}) > MAX_REPORTS:
        raise DomainError(f"Tệp có hơn {MAX_REPORTS} báo cáo hoặc {MAX_ROWS} số. Nhờ ghi từng báo cáo.")
    return rows


def proofs_in(data: bytes) -> tuple[str, ...]:
    """Name the files that the phone holds still: they are not in this one, and travel with the phone."""
    rows = json.loads(data).get("minh_chung")
    named = [row for row in rows[:MAX_ROWS] if isinstance(row, dict)] if isinstance(rows, list) else []
    return tuple(
        ", ".join(_clean(str(row.get(key, "")))[:_LONGEST_NAME] for key in ("bao_cao", "chi_tieu", "ten_tep"))
        for row in named
    )


def lay(rows: Sequence[QueueRow], *, by: Actor, may_enter: Callable[[Actor, Report], Answer]) -> QueueFile:
    """Put each row beside what stands now, in one query a report. One of another commune is not found."""
    found = Report.objects.visible_to(by).filter(pk__in={row.report_id for row in rows})
    reports = {report.pk: report for report in found.select_related("period", "unit")}
    targets = {report.pk: {one.pk: one for one in owed_of(report)} for report in reports.values()}
    figures = {(one.report_id, one.target_id): one for one in Figure.objects.filter(report__in=reports)}
    refusals = {report.pk: may_enter(by, report).refusal for report in reports.values()}
    laid = [_lay(row, reports.get(row.report_id), targets, figures, refusals) for row in rows]
    seen: set[tuple[UUID, UUID | None]] = set()
    for place, one in enumerate(laid):
        key = one.row.report_id, one.row.target_id
        if key in seen:
            laid[place] = replace(
                one, refusal=one.refusal or "Số này có hai lần trong tệp. Nhờ ghi bằng tay."
            )
        seen.add(key)
    return QueueFile(tuple(laid))


def _lay(
    row: QueueRow,
    report: Report | None,
    targets: Mapping[UUID, Mapping[UUID, Target]],
    figures: Mapping[tuple[UUID, UUID], Figure],
    refusals: Mapping[UUID, str],
) -> Laid:
    if report is None:
        return Laid(row, row.entry.typed, refusal="Không tìm thấy báo cáo này.")
    not_allowed = refusals[report.pk]
    if row.target_id is None:
        is_kept = report.note not in {"", row.entry.note}
        refusal = not_allowed or ("Báo cáo đã có ý kiến khác." if is_kept else "")
        return Laid(row, row.entry.note, report.note, refusal, report)
    target = targets[report.pk].get(row.target_id)
    if target is None:
        return Laid(row, row.entry.typed, refusal="Số này không còn trong báo cáo.", report=report)
    figure = figures.get((report.pk, target.pk))
    return Laid(row, _written(target, row), _standing(target, figure), not_allowed, report, target)


def _written(target: Target, row: QueueRow) -> str:
    reading = read_entry(target, row.entry)
    return reading.mistake or said_text(target, reading.said, reading.value, reading.base)


def _standing(target: Target, figure: Figure | None) -> str:
    return said_text(target, figure.said, figure.value, figure.base) if figure is not None else ""


def _row(row: Any) -> QueueRow:
    fields = {name: _clean(str(text))[:_LONGEST].strip() for name, text in row["ghi"].items()}
    word = _WORDS.get(fields.get("noi", ""), "")
    return QueueRow(
        report_id=UUID(row["ma_bao_cao"]),
        target_id=UUID(row["ma_chi_tieu"]) if row["ma_chi_tieu"] else None,
        title=_clean(str(row["bao_cao"]))[:_LONGEST_NAME],
        name=_clean(str(row["chi_tieu"]))[:300],
        entry=Entry(
            typed=_joined((fields.get("so", ""), word)),
            typed_base=fields.get("tong", ""),
            decision=fields.get("qd", ""),
            note=fields.get("gc", fields.get("ghi", "")),
            route=Route.OFFLINE,
        ),
        expected=int(row["phien_ban"]),
    )


def _clean(text: str) -> str:
    """Leave out what no text can hold: halves of letters and marks that steer a terminal."""
    whole = text.encode("utf-8", "ignore").decode()
    return normalise("".join(sign for sign in whole if sign in "\n\t" or category(sign) != "Cc"))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
