"""Write a figure: as a draft, as a correction once sent, and as an inspection found it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.core.rates import share_of
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Target
from thidua.organisation.queries import province_id_of
from thidua.reporting import policies
from thidua.reporting.enums import FIGURE_WORKFLOW, CellChoice, ChangeKind, FigureState
from thidua.reporting.models import Figure, FigureChange, Report
from thidua.reporting.queries.reading import Entry, Reading, read_entry
from thidua.reporting.services import states, totals
from thidua.reporting.services.locks import lock_period, lock_periods_of
from thidua.reporting.signals import tell_of_counts, tell_of_results

_WRITABLE = (FigureState.DRAFT, FigureState.RETURNED)
LONGEST_REASON = 500
_LONGEST = {
    "typed": ("Ô số liệu", 100),
    "typed_base": ("Ô tổng số", 100),
    "note": ("Ghi chú", 1000),
    "decision": ("Quyết định công nhận", 200),
}


@transaction.atomic
def write(report: Report, target: Target, entry: Entry, *, expected: int, by: Actor, at: datetime) -> Figure:
    """Keep what was typed for a target that is not sent yet, readable or not; `expected` 0 is a new figure.

    Writing the same again changes nothing, so a form may be saved as often as it likes.
    """
    report.period = lock_period(report.period_id)
    figure = _find(report, target)
    policies.can_enter(by, report).enforce()
    reading = read_entry(target, entry)
    values = values_of(entry, reading)
    if figure is None:
        return _begin(report, target, values, by=by, at=at)
    if not differs(figure, values):
        return figure
    if figure.state not in _WRITABLE:
        raise sent_already(target.name)
    if figure.version != expected:
        raise versions.stale(figure, values, expected=expected)
    changes = versions.apply(figure, values | signature(by, at), expected=expected)
    record("reporting.figure.write", figure, by=by, at=at, deed=deed_of(changes, report, by))
    return figure


@transaction.atomic
def correct(figure: Figure, entry: Entry, *, reason: str, expected: int, by: Actor, at: datetime) -> Figure:
    """Give a figure that was sent another value; the old one stays beside it, and it waits again."""
    figure = locked(figure)
    policies.can_correct(by, figure).enforce()
    reading = readable(figure.target, entry)
    state = FIGURE_WORKFLOW.target_of("correct", state=FigureState(figure.state))
    values = values_of(entry, reading) | unverified(state) | {"note": entry.note.strip() or figure.note}
    change = Change(ChangeKind.CORRECTED, reason, values | signature(by, at), expected)
    return replace(figure, change, by=by, at=at)


@transaction.atomic
def lower(
    figure: Figure, value: Decimal, *, base: Decimal | None = None, reason: str, by: Actor, at: datetime
) -> Figure:
    """Put a figure down to what an inspection found, also in a closed period; both values stay.

    Only for the worse: less than was claimed or, of what must not be passed, more. `base` is the whole a
    rate is out of, where it was counted again.
    """
    figure = locked(figure)
    policies.can_lower(by, figure).enforce()
    if figure.state in _WRITABLE:
        raise DomainError("Số này chưa gửi hoặc đang trả lại đơn vị. Chờ đơn vị gửi rồi sửa theo kiểm tra.")
    state = FIGURE_WORKFLOW.target_of("lower", state=FigureState(figure.state))
    if figure.cell.amount is None:
        raise DomainError(
            f"Đơn vị ghi “{figure.get_said_display()}” nên không có số để sửa theo kiểm tra. "
            "Trả lại số này để đơn vị ghi số theo biên bản."
        )
    whole = base if base is not None else figure.base
    if not is_worse(figure, value, whole):
        raise DomainError("Chỉ sửa theo kiểm tra khi thực tế kém hơn số đã báo cáo.")
    if value < 0 or (whole is not None and value > whole):
        raise DomainError("Số sau kiểm tra không được âm và không được nhiều hơn tổng số.")
    values = {"said": CellChoice.NUMBER, "value": value, "base": whole, "state": state}
    values |= {"verified_by": by.name, "verified_at": at, "returned_because": ""}
    change = Change(ChangeKind.INSPECTED, reason, values, figure.version)
    return replace(figure, change, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Change:
    """A new value for a figure that had been sent, why, and the version that was seen.

    `batch` ties the deeds that were done together.
    """

    kind: ChangeKind
    reason: str
    values: Mapping[str, Any]
    expected: int
    batch: UUID | None = None


def replace(figure: Figure, change: Change, *, by: Actor, at: datetime) -> Figure:
    """Put another value into a locked figure, keep both with the reason, and add the totals again."""
    require_reason(change.reason, "Ghi lý do sửa số liệu; số cũ và lý do được giữ lại.")
    before = figure.said_numbers
    changes = versions.apply(figure, change.values, expected=change.expected)
    if before != figure.said_numbers:
        told = {"reason": change.reason.strip(), "by_name": by.name, "at": at}
        FigureChange.of(figure, change.kind, before, **told).save(force_insert=True)
    behalf = behalf_of(figure.report, by)
    deed = Deed(told_of(changes), change.reason.strip(), on_behalf_of=behalf, batch=change.batch)
    record(f"reporting.figure.{_VERBS[change.kind]}", figure, by=by, at=at, deed=deed)
    totals.refresh(figure.target_id, figure.report.period_id)
    states.follow(figure.report, by=by, at=at)
    tell_of_results([(figure.report.unit_id, figure.target_id)], at=at)
    if change.kind == ChangeKind.INSPECTED:
        tell_of_counts([figure.report.unit_id], at=at)
    return figure


def require_reason(reason: str, missing: str) -> None:
    """Refuse a reason that is blank, or longer than is kept; nothing is cut off unseen."""
    if not reason.strip():
        raise DomainError(missing)
    if len(reason.strip()) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} chữ. Nhờ rút gọn rồi lưu lại.")


_VERBS = {
    ChangeKind.CORRECTED: "correct",
    ChangeKind.MENDED: "mend",
    ChangeKind.INSPECTED: "lower",
    ChangeKind.IMPORTED: "import",
    ChangeKind.UNDONE: "undo_import",
}


def is_worse(figure: Figure, value: Decimal, base: Decimal | None) -> bool:
    """Whether a number is worse for the unit than the one it reported; "không có" was reported as 0."""
    claimed = figure.cell.amount
    if claimed is None:
        return False
    found, said = share_of(value, base), share_of(claimed, figure.base)
    return found > said if figure.target.goal.is_limit else found < said


def locked(figure: Figure) -> Figure:
    return locked_all([figure.id])[figure.id]


def locked_all(keys: Iterable[UUID]) -> dict[UUID, Figure]:
    """Lock figures in one order, so that two who verify the same never wait for each other."""
    keys = list(keys)
    lock_periods_of(keys)
    return {figure.id: figure for figure in _held(frozenset(keys))}


@prepared
def _held(keys: frozenset[UUID]) -> QuerySet[Figure]:
    held = Figure.objects.select_for_update(of=("self",)).filter(id__in=keys).order_by("id")
    found: QuerySet[Figure] = held.select_related("report__period", "report__unit", "target__tracking")
    return found


def sent_already(target: str) -> DomainError:
    """Return the refusal to rewrite a figure that was handed in."""
    return DomainError(f"Số của “{target}” đã gửi nên không sửa thẳng được. Bấm “Đính chính” và ghi lý do.")


def readable(target: Target, entry: Entry) -> Reading:
    """Read an entry that takes effect at once; what cannot be read is refused at its place."""
    reading = read_entry(target, entry)
    if reading.mistake:
        raise DomainError(f"{target}: {reading.mistake}")
    if reading.said == CellChoice.EMPTY:
        raise DomainError(f"{target}: ghi số, “không có” hoặc “không áp dụng”.")
    return reading


def unverified(state: FigureState) -> dict[str, object]:
    return {"state": state, "verified_by": "", "verified_at": None, "returned_because": ""}


def _find(report: Report, target: Target) -> Figure | None:
    figure = next(iter(_at(report.pk, target.pk)), None)
    if figure is not None:
        figure.report, figure.target = report, target
    return figure


@prepared
def _at(report_id: UUID, target_id: UUID) -> QuerySet[Figure]:
    found: QuerySet[Figure] = Figure.objects.select_for_update(of=("self",))
    return found.filter(report=report_id, target=target_id)


def _begin(report: Report, target: Target, values: Mapping[str, Any], *, by: Actor, at: datetime) -> Figure:
    figure = Figure(
        province_id=province_id_of(report.authority_id),
        commune_id=report.authority_id,
        report=report,
        target=target,
        **values,
        **signature(by, at),
    )
    try:
        with transaction.atomic():
            figure.save(force_insert=True)
    except IntegrityError as error:  # another phone began the same cell in the same moment
        first = _find(report, target)
        if first is None:
            raise
        raise versions.stale(first, values, expected=0) from error
    changes = {name: (None, value) for name, value in values.items() if value not in {"", None}}
    record("reporting.figure.write", figure, by=by, at=at, deed=deed_of(changes, report, by))
    return figure


def values_of(entry: Entry, reading: Reading) -> dict[str, Any]:
    """Return the columns of a figure that an entry fills; too long a note is refused."""
    texts = {name: getattr(entry, name).strip() for name in _LONGEST}
    for name, (label, most) in _LONGEST.items():
        if len(texts[name]) > most:
            raise DomainError(f"{label} dài quá {most} chữ. Nhờ rút gọn rồi lưu lại.")
    numbers = {"said": reading.said, "value": reading.value, "base": reading.base}
    return {**texts, **numbers, "route": entry.route}


def differs(figure: Figure, values: Mapping[str, Any]) -> bool:
    """Whether anything but the way it came in would change."""
    return any(getattr(figure, name) != value for name, value in values.items() if name != "route")


def signature(by: Actor, at: datetime) -> dict[str, Any]:
    """Return the columns that name who wrote a figure, and when."""
    return {"entered_by": by.name, "entered_by_user_id": by.user_id, "entered_at": at}


def told_of(changes: Mapping[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    """Leave out who and when, which the entry says itself, and that a number is a number."""
    return {
        name: change
        for name, change in changes.items()
        if not name.startswith("entered_") and change != (None, CellChoice.NUMBER)
    }


def deed_of(changes: Mapping[str, tuple[object, object]], report: Report, by: Actor) -> Deed:
    """Return the deed of writing, in the name of the unit where somebody else wrote."""
    return Deed(told_of(changes), on_behalf_of=behalf_of(report, by))


def behalf_of(report: Report, by: Actor) -> str:
    return "" if policies.is_of_unit(by, report) else str(report.unit)
